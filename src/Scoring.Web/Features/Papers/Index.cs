using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Cycles;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Papers;

/// <summary>The way to the papers of the cycle that is being scored: the one place of a scorer.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    /// <param name="Scored">The cycle being scored; null when none is.</param>
    public sealed record View(int? Scored);

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycles = await db.Cycles.AsNoTracking().Unfinished().Where(c => !c.Rehearsal).OrderByDescending(c => c.Id).ToListAsync(cancellationToken);
            foreach (var cycle in cycles)
                cycle.Advance(clock.Now);
            return new View(cycles.Find(c => c.State == CycleState.Scoring)?.Id);
        }
    }
}
