using System.Security.Cryptography;
using FluentValidation;
using MediatR;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Panels;

/// <summary>抽签: the running order from a recorded seed; drawn again only by the supervisor.</summary>
public static class DrawLots
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        /// <summary>Why it is drawn again.</summary>
        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Supervisor);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            var previous = await OrderDraw.Standing(db, cycle.Id, cancellationToken);
            var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var draw = await OrderDraw.Make(db, cycle, (actor.Id, actor.Is(Role.Supervisor)), request.Reason, seed, clock.Now, cancellationToken);
            after.Touched(cycle.Id);
            journal.Note(cycle.Id, null, previous is null
                ? $"抽定 {draw.Order.Count} 位候选人的出场顺序，种子 {seed}"
                : $"重抽 {draw.Order.Count} 位候选人的出场顺序，种子 {seed}，理由：{request.Reason!.Trim()}", draw.Facts);
            return $"出场顺序已抽定，共 {draw.Order.Count} 位。";
        }
    }
}
