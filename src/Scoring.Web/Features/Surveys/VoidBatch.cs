using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>Voids a batch: its slips are refused from now on. Ballots already handed in stay, because nothing says which they are.</summary>
public static class VoidBatch
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int Batch { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明作废的理由，理由会记入经过。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var batch = await db.TokenBatches.SingleOrDefaultAsync(b => b.Id == request.Batch, cancellationToken) ?? throw Refused.Missing("没有这一批选票。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == batch.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.VoidSlips, clock.Now);
            if (batch.VoidedAt is not null)
                throw new Refused("这一批选票已经作废，不用再操作。");
            var estate = await db.Units.AsNoTracking().SingleAsync(u => u.Id == batch.EstateId, cancellationToken);
            batch.VoidedAt = clock.Now;
            batch.VoidReason = request.Reason!.Trim();
            var used = await db.BallotTokens.CountAsync(t => t.BatchId == batch.Id && db.SpentTokens.Any(s => s.Hash == t.Hash), cancellationToken);
            journal.Note(cycle.Id, null, $"作废{estate.Name}第 {batch.Id} 批入户选票 {batch.Count} 张（其中 {used} 张已交，照计），理由：{batch.VoidReason}");
            return $"第 {batch.Id} 批已作废，未交的 {batch.Count - used} 张不能再用";
        }
    }
}
