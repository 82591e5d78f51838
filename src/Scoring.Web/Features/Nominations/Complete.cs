using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>申报完成: the street's word that nothing more will come; with a reason when it is short of the quota.</summary>
public static class Complete
{
    public sealed record Command : ICommand<Done>, IKeyed
    {
        public int CycleId { get; init; }

        public string? FewerReason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.FewerReason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, FilingDesk desk, Actor actor, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var (cycle, _, rules) = await desk.Cycle(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.Nominate, clock.Now);
            var street = desk.StreetId;
            var entries = await db.Entries.Where(e => e.CycleId == cycle.Id && e.StreetId == street).ToListAsync(cancellationToken);
            var reason = Quota.FewerReason(rules, entries, request.FewerReason);
            var filing = await db.Filings.SingleOrDefaultAsync(f => f.CycleId == cycle.Id && f.StreetId == street, cancellationToken);
            if (filing is null)
                db.Filings.Add(new Filing { CycleId = cycle.Id, StreetId = street, FewerReason = reason, ById = actor.Id, At = clock.Now });
            else
                (filing.FewerReason, filing.ById, filing.At) = (reason, actor.Id, clock.Now);
            var count = entries.Count(e => e.Live);
            journal.Note(cycle.Id, null, reason is null ? $"确认申报完成，共 {count} 名" : $"确认申报完成，共 {count} 名，不足名额的理由：{reason}");
            return Done.It;
        }
    }
}
