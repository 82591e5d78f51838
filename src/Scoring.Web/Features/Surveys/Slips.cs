using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>The batches of slips printed for an estate in a cycle, and the form for the next one.</summary>
public static class Slips
{
    public sealed record Query(int Cycle, int Estate) : IRequest<View>;

    /// <param name="Used">How many of the batch were handed in; which ones, nobody sees.</param>
    public sealed record BatchRow(int Id, int Count, int Used, string IssuedAt, string IssuedBy, string? Voided, Guid Key);

    public sealed record View(PageHead Head, int CycleId, int EstateId, string EstateName, int Households, int Left, int Suggested, string GoodUntil, bool CanIssue, IReadOnlyList<BatchRow> Batches, Guid Key)
    {
        public int Count { get; init; }

        public string Reason { get; init; } = string.Empty;
    }

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
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
            var households = estate.Households ?? 0;
            var left = Math.Max(0, households - batches.Sum(b => b.Batch.VoidedAt is null ? b.Batch.Count : b.Used));
            return new View(
                new PageHead($"{estate.Name}入户选票")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={cycle.Id}")], Sub = $"{cycle.Title} · 每户一张，有效期到 {ChinaTime.Words(window.Last)}（含当天）", State = cycle.Badge(),
                },
                cycle.Id, estate.Id, estate.Name, households, left, Math.Min(left, 100), ChinaTime.Words(window.Last),
                PhaseTable.Allows(cycle, Act.IssueSlips, clock.Now) && left > 0,
                [.. batches.Select(b => new BatchRow(b.Batch.Id, b.Batch.Count, b.Used, ChinaTime.Words(b.Batch.IssuedAt), b.By, b.Batch.VoidedAt is { } at ? $"{ChinaTime.Words(at)} 作废：{b.Batch.VoidReason}" : null, Guid.NewGuid()))],
                Guid.NewGuid());
        }
    }
}
