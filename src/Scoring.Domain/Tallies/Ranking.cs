namespace Scoring.Domain.Tallies;

/// <summary>A rule that splits equals: by a figure, high or low first. A group in which one member has no figure stays whole.</summary>
internal sealed record Splitter<T>(TieStep Step, Func<T, Exact?> Figure, bool LowFirst = false);

/// <summary>Items that share a rank.</summary>
internal sealed record RankGroup<T>(int Rank, Exact Total, IReadOnlyList<T> Items)
{
    public bool Tied => Items.Count > 1;
}

/// <summary>Orders by total, then splits groups of equals step by step. It knows neither entries nor units.</summary>
internal static class Ranking
{
    /// <param name="items">What is ranked.</param>
    /// <param name="total">The published total, high first.</param>
    /// <param name="splitters">The steps, in order.</param>
    /// <param name="note">Told of every step that met an item among equals.</param>
    public static List<RankGroup<T>> Rank<T>(
        IEnumerable<T> items, Func<T, Exact> total, IReadOnlyList<Splitter<T>> splitters, Action<T, TieTrace> note)
    {
        var groups = Split([.. items], item => total(item), lowFirst: false);
        foreach (var splitter in splitters)
        {
            var next = new List<List<T>>(groups.Count);
            foreach (var group in groups)
            {
                if (group.Count == 1)
                {
                    next.Add(group);
                    continue;
                }

                var parts = group.TrueForAll(item => splitter.Figure(item) is not null)
                    ? Split(group, item => splitter.Figure(item)!.Value, splitter.LowFirst)
                    : [group];
                foreach (var part in parts)
                {
                    foreach (var item in part) note(item, new TieTrace(splitter.Step, splitter.Figure(item), group.Count, part.Count));
                }

                next.AddRange(parts);
            }

            groups = next;
        }

        var ranked = new List<RankGroup<T>>(groups.Count);
        var ahead = 0;
        foreach (var group in groups)
        {
            ranked.Add(new RankGroup<T>(ahead + 1, total(group[0]), group));
            ahead += group.Count;
        }

        return ranked;
    }

    private static List<List<T>> Split<T>(List<T> items, Func<T, Exact> figure, bool lowFirst)
    {
        var parts = items.GroupBy(figure);
        var ordered = lowFirst ? parts.OrderBy(part => part.Key) : parts.OrderByDescending(part => part.Key);
        return [.. ordered.Select(part => part.ToList())];
    }
}
