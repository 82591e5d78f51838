// How counts of answers may be shown. Must not know whose they are.
namespace Scoring.Domain.Surveys;

/// <summary>One bar of a distribution: an answer, or several merged into one.</summary>
/// <param name="Answers">Codes, in the order of the question.</param>
/// <param name="Count">How many residents.</param>
public sealed record AnswerGroup(IReadOnlyList<string> Answers, int Count);

/// <summary>
/// Groups under ten are merged in every report: an answer fewer than ten gave, none included, is shown only together with others,
/// and the merged group grows by the next smallest answer until it holds ten. Fewer than ten ballots in all show no distribution.
/// </summary>
public static class SmallGroups
{
    /// <summary>The smallest group that may stand alone.</summary>
    public const int Smallest = 10;

    /// <param name="counts">Answer and count, in the order of the question.</param>
    /// <returns>In the same order, a merged group in the place of its first answer; empty when there are fewer than ten ballots.</returns>
    public static IReadOnlyList<AnswerGroup> Merge(IReadOnlyList<KeyValuePair<string, int>> counts)
    {
        if (counts.Sum(c => c.Value) < Smallest)
            return [];
        var merged = counts.Where(c => c.Value < Smallest).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        // A single small answer would be told by what the others leave, so it takes a neighbour along.
        foreach (var next in counts.Where(c => !merged.Contains(c.Key)).OrderBy(c => c.Value).ToList())
        {
            if (merged.Count == 0 || (merged.Count > 1 && Sum() >= Smallest))
                break;
            merged.Add(next.Key);
        }

        var groups = new List<AnswerGroup>();
        foreach (var (answer, count) in counts)
        {
            if (!merged.Contains(answer))
                groups.Add(new([answer], count));
            else if (!groups.Exists(g => g.Answers.Any(merged.Contains)))
                groups.Add(new([.. counts.Where(c => merged.Contains(c.Key)).Select(c => c.Key)], Sum()));
        }

        return groups;

        int Sum() => counts.Where(c => merged.Contains(c.Key)).Sum(c => c.Value);
    }
}
