using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;

namespace Scoring.Data.Judging;

/// <summary>Draws the running order of a cycle from its rows. Adds the draw to the context and saves nothing.</summary>
public static class OrderDraw
{
    /// <summary>The draw that stands; null before the first.</summary>
    public static Task<Draw?> Standing(ScoringDb db, int cycleId, CancellationToken cancellationToken = default) =>
        db.Draws.AsNoTracking().Where(d => d.CycleId == cycleId && d.Kind == RunningOrder.Kind).OrderByDescending(d => d.Id).FirstOrDefaultAsync(cancellationToken);

    /// <inheritdoc cref="RunningOrder.Of"/>
    public static async Task<Draw> Make(
        ScoringDb db, Cycle cycle, (int Id, bool Supervisor) by, string? reason, string seed, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var entries = await db.Entries.Where(e => e.CycleId == cycle.Id).ToListAsync(cancellationToken);
        var judges = await db.Judges.CountAsync(j => j.CycleId == cycle.Id && j.RemovedAt == null, cancellationToken);
        var draw = RunningOrder.Of(cycle, entries, judges, await Standing(db, cycle.Id, cancellationToken), by, reason, seed, now);
        db.Draws.Add(draw);
        return draw;
    }
}
