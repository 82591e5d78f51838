using Scoring.Domain.Cycles;

namespace Scoring.Data.Cycles;

/// <summary>Which cycles still have something before them.</summary>
public static class UnfinishedCycles
{
    /// <summary>Neither published nor archived nor void; rehearsals come to nothing and are not among them.</summary>
    public static IQueryable<Cycle> Unfinished(this IQueryable<Cycle> cycles) =>
        cycles.Where(c => !c.Rehearsal && c.State != CycleState.Published && c.State != CycleState.Archived && c.State != CycleState.Void);
}
