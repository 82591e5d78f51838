using Scoring.Domain.Notices;

namespace Scoring.Data.Notices;

/// <summary>The publications that count: of each cycle the last, which carries every correction so far.</summary>
public static class CurrentPublications
{
    /// <summary>What is said where a list has been shown for its days.</summary>
    public const string Over = "这份名单展示期已满，不再公开。";

    /// <summary>One a cycle; the earlier ones stay in their table.</summary>
    public static IQueryable<Publication> Current(this IQueryable<Publication> publications) =>
        publications.Where(p => !publications.Any(o => o.CycleId == p.CycleId && o.Number > p.Number));

    /// <summary>Of these, what the public may still see: a list that is shown for some days only is gone afterwards.</summary>
    public static IQueryable<Publication> Shown(this IQueryable<Publication> publications, DateTimeOffset now) =>
        publications.Where(p => p.ShownUntil == null || p.ShownUntil > now);
}
