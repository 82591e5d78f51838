using FluentValidation;
using MediatR;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>The approver gives the result back: the cycle returns to where sheets, adjustments and, with an extension, evidence can be mended.</summary>
public static class SendBack
{
    public sealed record Command : OnCycle
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() =>
            RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明退回的理由，经办要据此处理。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.SendBack, clock.Now);
            cycle.State = CycleState.Scoring;
            journal.Note(cycle.Id, null, $"退回核算，理由：{request.Reason!.Trim()}");
            return "已退回。需要补交评分表或补录佐证的，请在本期页面延长相应期限。";
        }
    }
}
