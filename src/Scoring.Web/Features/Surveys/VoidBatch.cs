using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// Voids a batch: one person proposes with a reason, another confirms, and from then on its slips are refused. Ballots already handed in
/// stay, because nothing says which they are.
/// </summary>
public static class VoidBatch
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int Batch { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Confirm(int Batch, Guid Key) : ICommand<string>, IKeyed;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明作废的理由，理由会记入经过。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var (batch, cycle, estate) = await Find(db, request.Batch, cancellationToken);
            PhaseTable.Demand(cycle, Act.VoidSlips, clock.Now);
            if (batch.VoidedAt is not null)
                throw new Refused("这一批选票已经作废，不用再操作。");
            if (await db.BatchVoids.AnyAsync(v => v.BatchId == batch.Id, cancellationToken))
                throw new Refused("这一批已经有人提出作废，等另一位同志确认。");
            var reason = request.Reason!.Trim();
            db.BatchVoids.Add(new BatchVoid { BatchId = batch.Id, Reason = reason, ProposedById = actor.Id, ProposedAt = clock.Now });
            journal.Note(cycle.Id, null, $"提出作废{estate}第 {batch.Id} 批入户选票 {batch.Count} 张，理由：{reason}");
            return $"已提出作废第 {batch.Id} 批，等另一位同志确认后生效";
        }
    }

    public sealed class ConfirmHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Confirm, string>
    {
        public async Task<string> Handle(Confirm request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Supervisor);
            var (batch, cycle, estate) = await Find(db, request.Batch, cancellationToken);
            PhaseTable.Demand(cycle, Act.ConfirmVoid, clock.Now);
            var order = await db.BatchVoids.SingleOrDefaultAsync(v => v.BatchId == batch.Id, cancellationToken) ?? throw new Refused("这一批没有人提出作废。");
            order.Confirm(actor.Id, clock.Now);
            // The trigger on the batch looks for the second person's word, so that word goes first.
            await db.SaveChangesAsync(cancellationToken);
            (batch.VoidedAt, batch.VoidReason) = (clock.Now, order.Reason);
            var used = await db.BallotTokens.CountAsync(t => t.BatchId == batch.Id && db.SpentTokens.Any(s => s.Hash == t.Hash), cancellationToken);
            journal.Note(cycle.Id, null, $"确认作废{estate}第 {batch.Id} 批入户选票 {batch.Count} 张（其中 {used} 张已交，照计），理由：{batch.VoidReason}");
            return $"第 {batch.Id} 批已作废，未交的 {batch.Count - used} 张不能再用";
        }
    }

    internal static async Task<(TokenBatch Batch, Cycle Cycle, string Estate)> Find(ScoringDb db, int id, CancellationToken cancellationToken)
    {
        var batch = await db.TokenBatches.SingleOrDefaultAsync(b => b.Id == id, cancellationToken) ?? throw Refused.Missing("没有这一批选票。");
        var cycle = await db.Cycles.SingleAsync(c => c.Id == batch.CycleId, cancellationToken);
        var estate = await db.Units.AsNoTracking().Where(u => u.Id == batch.EstateId).Select(u => u.Name).SingleAsync(cancellationToken);
        return (batch, cycle, estate + batch.Building);
    }
}
