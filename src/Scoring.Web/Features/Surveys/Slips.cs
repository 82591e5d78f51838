using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>The batches of slips printed for an estate in a cycle, and the form for the next one.</summary>
public static class Slips
{
    public sealed record Query(int Cycle, int Estate) : IRequest<View>;

    /// <param name="Used">How many of the batch were handed in; which ones, nobody sees.</param>
    /// <param name="Taken">Who signed for it, when, and who handed it over; null while it has not left.</param>
    /// <param name="Proposed">Why it is to be voided, and who said so; null while nobody has.</param>
    public sealed record BatchRow(int Id, int Count, int Used, string IssuedAt, string IssuedBy, string? Building, string? Taken, string? Proposed, string? Voided, bool CanSign, bool CanVoid, bool CanConfirm, Guid Key);

    public sealed record View(PageHead Head, int CycleId, int EstateId, string EstateName, int Households, int Left, int Suggested, string GoodUntil, bool CanIssue, IReadOnlyList<BatchRow> Batches, Guid Key)
    {
        public int Count { get; init; }

        public string Reason { get; init; } = string.Empty;
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.Cycle, cancellationToken);
            var estate = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == request.Estate && u.Kind == UnitKind.Estate, cancellationToken) ?? throw Refused.Missing("没有这个小区。");
            var window = SurveyWindow.Of(cycle) ?? throw new Refused("这一期不测满意度，不用印选票。");
            cycle.Advance(clock.Now);
            var batches = await (
                from b in db.TokenBatches.AsNoTracking()
                join a in db.Users on b.IssuedById equals a.Id
                where b.CycleId == cycle.Id && b.EstateId == estate.Id
                orderby b.Id descending
                select new { Batch = b, By = a.FullName, Used = db.BallotTokens.Count(t => t.BatchId == b.Id && db.SpentTokens.Any(s => s.Hash == t.Hash)) }).ToListAsync(cancellationToken);
            var ids = batches.ConvertAll(b => b.Batch.Id);
            var taken = await db.BatchHandovers.AsNoTracking().Where(h => ids.Contains(h.BatchId)).ToDictionaryAsync(h => h.BatchId, cancellationToken);
            var orders = await db.BatchVoids.AsNoTracking().Where(v => ids.Contains(v.BatchId)).ToDictionaryAsync(v => v.BatchId, cancellationToken);
            var hands = taken.Values.Select(h => h.ById).Concat(orders.Values.Select(o => o.ProposedById)).Distinct().ToList();
            var people = await db.Users.Where(u => hands.Contains(u.Id)).Names(cancellationToken);
            var (prints, voids) = (actor.Is(Role.Operator), PhaseTable.Allows(cycle, Act.VoidSlips, clock.Now));
            var households = estate.Households ?? 0;
            var left = Math.Max(0, households - batches.Sum(b => b.Batch.VoidedAt is null ? b.Batch.Count : b.Used));
            return new View(
                new PageHead($"{estate.Name}入户选票")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={cycle.Id}")], Sub = $"{cycle.Title} · 每户一张，有效期到 {ChinaTime.Words(window.Last)}（含当天）", State = cycle.Badge(),
                },
                cycle.Id, estate.Id, estate.Name, households, left, Math.Min(left, 100), ChinaTime.Words(window.Last),
                prints && PhaseTable.Allows(cycle, Act.IssueSlips, clock.Now) && left > 0,
                [.. batches.Select(b =>
                {
                    var (handover, order, gone) = (taken.GetValueOrDefault(b.Batch.Id), orders.GetValueOrDefault(b.Batch.Id), b.Batch.VoidedAt is not null);
                    return new BatchRow(
                        b.Batch.Id, b.Batch.Count, b.Used, ChinaTime.Words(b.Batch.IssuedAt), b.By, b.Batch.Building,
                        handover is null ? null : $"{handover.TakenBy} {ChinaTime.Words(handover.At)}领走，{people.GetValueOrDefault(handover.ById)}经手",
                        order is null || gone ? null : $"{people.GetValueOrDefault(order.ProposedById)}提出作废：{order.Reason}",
                        b.Batch.VoidedAt is { } at ? $"{ChinaTime.Words(at)} 作废：{b.Batch.VoidReason}" : null,
                        prints && voids && !gone && handover is null, prints && voids && !gone && order is null, voids && order is { ConfirmedAt: null } && order.ProposedById != actor.Id, Guid.NewGuid());
                })],
                Guid.NewGuid());
        }
    }
}
