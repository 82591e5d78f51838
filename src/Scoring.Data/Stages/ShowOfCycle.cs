using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Stages;

/// <summary>The stage of a cycle, read from its steps and its drawn running order, for every room that must know where it stands.</summary>
public static class ShowOfCycle
{
    /// <summary>With what the scheme says about its order of steps.</summary>
    public static Task<Show> Read(ScoringDb db, int cycleId, Scheme scheme, CancellationToken cancellationToken = default) =>
        Read(db, cycleId, scheme.Judging?.Calibration?.Together ?? 1, scheme.Scoring.Award is TopAward top ? (int)top.Places : int.MaxValue, cancellationToken);

    /// <param name="db">Read through, inside the caller's transaction where there is one.</param>
    /// <param name="cycleId">The cycle; one without steps has a stage that was never opened.</param>
    /// <param name="together">How many of the first candidates are marked together, as the scheme says; it matters only for what may come next.</param>
    /// <param name="places">How many places the final reveal has at most.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<Show> Read(ScoringDb db, int cycleId, int together = 1, int places = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var steps = await db.StageSteps.AsNoTracking().Where(s => s.CycleId == cycleId).ToListAsync(cancellationToken);
        var order = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycleId && e.State == EntryState.Accepted && e.RunningNumber != null)
            .OrderBy(e => e.RunningNumber).Select(e => e.Id).ToListAsync(cancellationToken);
        return Show.Of(steps, order, together, places);
    }
}
