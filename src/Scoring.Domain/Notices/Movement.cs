// How a published line stands against the list before it. Knows what is public and nothing else.
namespace Scoring.Domain.Notices;

/// <summary>Where a line of a list came from.</summary>
/// <param name="Before">Its rank in the list before; null: it was not on it.</param>
/// <param name="Up">By how many ranks it rose; negative where it fell.</param>
public sealed record Movement(int? Before, int Up)
{
    /// <summary>Of every ranked line, by its place on the page, against the list before; empty where either list shows no ranks.</summary>
    /// <param name="now">The list that is shown.</param>
    /// <param name="before">The published list before it.</param>
    public static IReadOnlyDictionary<int, Movement> Of(IReadOnlyCollection<PublicRow> now, IReadOnlyCollection<PublicRow> before) =>
        before.Count == 0 || now.Concat(before).Any(r => r.Rank == 0)
            ? new Dictionary<int, Movement>()
            : now.ToDictionary(r => r.Place, r => before.FirstOrDefault(b => Same(r, b)) is { } old ? new Movement(old.Rank, old.Rank - r.Rank) : new Movement(null, 0));

    /// <summary>Whether two lines of different lists are about the same subject, as far as the public can tell: by its name and, where people are named, their branch.</summary>
    /// <param name="one">A line.</param>
    /// <param name="other">Another.</param>
    public static bool Same(PublicRow one, PublicRow other) =>
        one.PersonName.Length > 0 && one.PersonName == other.PersonName && (one.StreetName.Length == 0 || one.BranchName == other.BranchName);
}
