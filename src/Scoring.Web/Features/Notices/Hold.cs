using FluentValidation;
using MediatR;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Notices;

/// <summary>Keeps a result from being published while something is looked into, and lets it go on again; each with a reason.</summary>
public static class Hold
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public string? Reason { get; init; }

        /// <summary>What the page offered: true lets a held notice go on. An old page must not turn somebody else's decision round.</summary>
        public bool Resume { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明理由。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.Hold, clock.Now);
            if (request.Resume != (cycle.State == CycleState.ObjectionHold))
                throw new Refused(request.Resume ? "公示已经恢复，不用再操作。" : "已经暂缓，不用再操作。");
            var held = cycle.ToggleHold(request.Reason!.Trim());
            var told = held ? "已暂缓发布" : "已恢复公示";
            journal.Note(cycle.Id, null, $"{told}，理由：{request.Reason!.Trim()}");
            return told + "。";
        }
    }
}
