// What the judges' marks alone come to, and how those stand to one another on the day. Must not know evidence, residents or adjustments.
namespace Scoring.Domain.Tallies;

/// <summary>现场得分 of one entry: the points of its judges' blocks, as the tally has them.</summary>
/// <param name="Code">The entry.</param>
/// <param name="Points">ΣP over the judges' blocks, each rounded as in the total.</param>
/// <param name="ExactPoints">Σe, not rounded; splits equal points.</param>
/// <param name="Weight">ΣW of those blocks: the most points possible.</param>
public sealed record LiveScore(string Code, Exact Points, Exact ExactPoints, Exact Weight)
{
    /// <summary>Null while a judges' block of the entry has no value, and for an entry that withdrew.</summary>
    public static LiveScore? Of(EntryResult entry)
    {
        var blocks = Blocks(entry);
        return blocks.Count == 0 || blocks.Any(b => b.Points is null)
            ? null
            : new(entry.Code, Sum(blocks, b => b.Points!.Value), Sum(blocks, b => b.ExactPoints!.Value), Sum(blocks, b => b.Weight));
    }

    /// <summary>The entry's judges' blocks that apply to it, in the scheme's order.</summary>
    public static IReadOnlyList<BlockResult> Blocks(EntryResult entry) =>
        [.. entry.Sections.SelectMany(s => s.Blocks).Where(b => b.Kind == SourceKind.Judges && b.Applies)];

    /// <summary>Groups of equals, the best first: by points, equal points by the exact ones.</summary>
    public static IReadOnlyList<LivePlace> Rank(IEnumerable<LiveScore> scores) =>
        [.. Ranking.Rank(scores, s => s.Points, [new(TieStep.Exact, s => s.ExactPoints)], (_, _) => { }).Select(g => new LivePlace(g.Rank, g.Items))];

    private static Exact Sum(IEnumerable<BlockResult> blocks, Func<BlockResult, Exact> figure) => blocks.Aggregate(Exact.Zero, (sum, b) => sum + figure(b));
}

/// <summary>Those that share a place by their live scores; usually one.</summary>
/// <param name="Rank">1 + how many are ahead.</param>
/// <param name="Scores">At least one.</param>
public sealed record LivePlace(int Rank, IReadOnlyList<LiveScore> Scores);
