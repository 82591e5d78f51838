using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Insights;

/// <summary>Which programmes and cycles there is something to look at.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    public sealed record Cycle(int Id, string Name);

    public sealed record Programme(string Code, string Name, IReadOnlyList<Cycle> Cycles);

    /// <param name="Judges">Whether the reader may look at judges.</param>
    public sealed record View(IReadOnlyList<Programme> Programmes, bool Judges);

    public sealed class Handler(ScoringDb db, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycles = await db.Contests.AsNoTracking()
                .Where(c => db.Approvals.Any(a => a.TallyRunId == db.TallyRuns.Where(r => r.CycleId == c.Id).OrderByDescending(r => r.Number).Select(r => r.Id).FirstOrDefault()))
                .Select(c => new { c.Id, c.SchemeCode, c.Period }).ToListAsync(cancellationToken);
            var names = await ProgrammeNames.Read(db, cancellationToken);
            return new View(
                [.. cycles.GroupBy(c => c.SchemeCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Programme(
                    g.Key, names[g.Key], [.. g.OrderByDescending(c => c.Period, StringComparer.Ordinal).Select(c => new Cycle(c.Id, Period.Parse(c.Period).Name))]))],
                actor.Is(Role.Supervisor));
        }
    }
}
