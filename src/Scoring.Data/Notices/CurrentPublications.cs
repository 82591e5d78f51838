using Scoring.Domain.Notices;

namespace Scoring.Data.Notices;

/// <summary>The publications that count: of each cycle the last, which carries every correction so far.</summary>
public static class CurrentPublications
{
    /// <summary>One a cycle; the earlier ones stay in their table.</summary>
    public static IQueryable<Publication> Current(this IQueryable<Publication> publications) =>
        publications.Where(p => !publications.Any(o => o.CycleId == p.CycleId && o.Number > p.Number));
}
