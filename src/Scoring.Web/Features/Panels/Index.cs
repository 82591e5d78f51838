using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Cycles;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Panels;

/// <summary>The cycles whose panels can be looked at, the newest first.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    public sealed record View(PageHead Head, IReadOnlyList<Row> Rows);

    public sealed record Row(int CycleId, string Title, Badge State, int Judges, bool Drawn);

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        private const int Shown = 12;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycles = await db.Contests.AsNoTracking().Where(c => c.State != CycleState.Void).OrderByDescending(c => c.Id).Take(Shown).ToListAsync(cancellationToken);
            var ids = cycles.Select(c => c.Id).ToList();
            var judges = await db.Judges.Where(j => ids.Contains(j.CycleId) && j.RemovedAt == null).GroupBy(j => j.CycleId)
                .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
            var drawn = await db.Draws.Where(d => ids.Contains(d.CycleId) && d.Kind == Domain.Judging.RunningOrder.Kind).Select(d => d.CycleId).Distinct().ToListAsync(cancellationToken);
            foreach (var cycle in cycles)
                cycle.Advance(clock.Now);
            return new View(
                new PageHead("评委与抽签") { Sub = "按方案选派评委，看回避，抽出场顺序" },
                [.. cycles.Select(c => new Row(c.Id, c.Title, c.Badge(), judges.GetValueOrDefault(c.Id), drawn.Contains(c.Id)))]);
        }
    }
}
