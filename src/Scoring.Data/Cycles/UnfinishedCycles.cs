using Scoring.Domain.Cycles;

namespace Scoring.Data.Cycles;

/// <summary>Which cycles still have something before them.</summary>
public static class UnfinishedCycles
{
    /// <summary>Neither published nor archived nor void.</summary>
    public static IQueryable<Cycle> Unfinished(this IQueryable<Cycle> cycles) =>
        cycles.Where(c => c.State != CycleState.Published && c.State != CycleState.Archived && c.State != CycleState.Void);
}
