using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Data.Cycles;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Home;

/// <summary>The home page: what this is, what is on now, the newest result, and where to go.</summary>
public static class Welcome
{
    public sealed record Query : IRequest<View>;

    public sealed record Programme(string Code, string Name, string? Summary, string Cadence, string Weights);

    public sealed record Now(string Title, Badge State, PhaseTrack Track, string Next, Due? Due);

    public sealed record Latest(int CycleId, string Title, string Published, IReadOnlyList<PublicRow> Rows);

    public sealed record View(IReadOnlyList<Programme> Programmes, IReadOnlyList<Now> Running, Latest? Result, int Notices, bool SignedIn, bool Demo);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor, IOptions<ScoringOptions> options) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycles = await db.Cycles.AsNoTracking().Unfinished().OrderBy(c => c.Period).ToListAsync(cancellationToken);
            cycles.ForEach(c => c.Advance(now));
            var publication = await db.Publications.Current().Shown(now).AsNoTracking().Include(p => p.Rows.OrderBy(r => r.Place).Take(3)).OrderByDescending(p => p.PublishedAt).FirstOrDefaultAsync(cancellationToken);
            return new View(
                [.. (await shelf.Latest(cancellationToken)).Where(s => s.Scheme.Publication.Public).Select(s => new Programme(s.Scheme.Code, s.Scheme.Name, s.Scheme.Summary,
                    s.Scheme.Cadence switch { Cadence.Monthly => "每月一期", Cadence.Quarterly => "每季度一期", _ => "每年一期" },
                    string.Join("　", s.Scheme.Rubric.Blocks.Select(b => $"{b.Name} {b.Weight:0.##}"))))],
                [.. cycles.Where(c => c.State != CycleState.Draft && c.GoesPublic).Select(c => (Cycle: c, Next: c.Next(now))).Select(c => new Now(c.Cycle.Title, c.Cycle.Badge(), c.Cycle.Track(now), c.Next.Text, c.Next.Due))],
                publication is null ? null : new Latest(publication.CycleId, publication.Title, ChinaTime.Words(ChinaTime.DateOf(publication.PublishedAt)), [.. publication.Rows]),
                await db.Notices.CountAsync(n => !db.Publications.Any(p => p.NoticeId == n.Id) && !db.Notices.Any(o => o.CycleId == n.CycleId && o.Number > n.Number), cancellationToken),
                actor.SignedIn, options.Value.Demo == true);
        }
    }
}
