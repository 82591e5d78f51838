using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>The supervisor's word on a flag, with a reason. A tie across the cut takes a lot instead.</summary>
public static class Acknowledge
{
    public sealed record Command : OnCycle
    {
        public string Flag { get; init; } = string.Empty;

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() =>
            RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明确认的理由，理由会一直留在记录里。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.AcknowledgeFlag, clock.Now);
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
            var flag = run.Flags.FirstOrDefault(f => f.Key == request.Flag) ?? throw new Refused("最新一次核算里没有这个提示，请刷新后再看。");
            if (flag.NeedsLot)
                throw new Refused("并列跨线只能抽签解决，不能只作确认。");
            if (run.Acknowledged.ContainsKey(flag.Key))
                throw new Refused("这个提示已经确认过了。");
            db.Acknowledgements.Add(new FlagAcknowledgement { TallyRunId = run.Run.Id, Flag = flag.Key, Reason = request.Reason!.Trim(), ById = actor.Id, At = clock.Now });
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.CycleId == cycle.Id && e.Code == flag.Entry, cancellationToken);
            var words = FlagWords.Of(flag.Flag, await shelf.Of(cycle, cancellationToken));
            journal.Note(cycle.Id, entry.Id, $"确认提示“{entry.PersonName}：{words}”，理由：{request.Reason!.Trim()}");
            return $"已确认：{entry.PersonName}，{words}";
        }
    }
}
