using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain.Calendars;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>Every published result, newest first, and who the winners have been over time.</summary>
public static class Archive
{
    public sealed record Query : IRequest<View>;

    public sealed record Row(int CycleId, string Title, string Published, int Winners, string First, IReadOnlyList<int> ByKind);

    public sealed record View(IReadOnlyList<string> Kinds, IReadOnlyList<Row> Rows);

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var publications = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Include(p => p.Rows).OrderByDescending(p => p.PublishedAt).ToListAsync(cancellationToken);
            var kinds = publications.SelectMany(p => p.Rows).Select(r => r.Composition).Where(c => c.Length > 0).GroupBy(c => c).OrderByDescending(g => g.Count()).Select(g => g.Key).ToList();
            return new View(kinds, [.. publications.Select(p => new Row(
                p.CycleId, p.Title, ChinaTime.Words(ChinaTime.DateOf(p.PublishedAt)), p.Rows.Count,
                p.Rows.OrderBy(r => r.Place).Select(r => r.PersonName).FirstOrDefault() ?? "空缺",
                [.. kinds.Select(k => p.Rows.Count(r => r.Composition == k))]))]);
        }
    }
}
