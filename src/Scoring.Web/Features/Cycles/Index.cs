using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Cycles;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Cycles;

/// <summary>All cycles: what runs now with its track, what comes, what has been.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    public sealed record View(IReadOnlyList<Row> Running, IReadOnlyList<Row> Coming, IReadOnlyList<Row> Past);

    public sealed record Row(int Id, string Title, int Number, Badge State, PhaseTrack Track, string Next, Due? Due, string When);

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycles = await db.Contests.AsNoTracking().OrderByDescending(c => c.Period).ToListAsync(cancellationToken);
            var rows = cycles.Select(c =>
            {
                c.Advance(now);
                var (next, due) = c.Next(now);
                return (c.State, Row: new Row(c.Id, c.Title, c.Number, c.Badge(), c.Track(now), next, due, c.PhaseOrNull(PhaseCode.Live) is { } live ? CycleWords.When(live) : string.Empty));
            }).ToList();
            return new View(
                [.. rows.Where(r => r.State is not (CycleState.Draft or CycleState.Published or CycleState.Archived or CycleState.Void)).Select(r => r.Row)],
                [.. rows.Where(r => r.State == CycleState.Draft).Select(r => r.Row).Reverse()],
                [.. rows.Where(r => r.State is CycleState.Published or CycleState.Archived or CycleState.Void).Select(r => r.Row)]);
        }
    }
}
