using FluentValidation;
using MediatR;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Notices;

/// <summary>Sends a held result back to where its data can be mended: it is tallied, approved and shown on notice again.</summary>
public static class Recount
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public string? RecountReason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.RecountReason).NotEmpty().WithMessage("请写明理由。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.OrderRecount, clock.Now);
            var reason = request.RecountReason!.Trim();
            cycle.Recount(reason);
            journal.Note(cycle.Id, null, $"公示后退回复核重算，理由：{reason}");
            return "已退回复核重算。改正数据后请经办重新核算。";
        }
    }
}
