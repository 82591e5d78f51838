namespace Scoring.Domain.Tallies;

/// <summary>A unit's total is the mean of its entries'. Units are ranked by total, then exact total, and by nothing else.</summary>
internal static class RollUp
{
    private static readonly IReadOnlyList<Splitter<UnitResult>> Ties = [new(TieStep.Exact, unit => unit.ExactTotal)];

    public static List<UnitResult> Units(TallyScheme scheme, IReadOnlyList<EntryResult> entries)
    {
        var units = entries
            .Where(entry => entry.Status != TallyStatus.Withdrawn && entry.Unit is not null)
            .GroupBy(entry => entry.Unit!, StringComparer.Ordinal)
            .Select(unit => Unit(unit.Key, [.. unit], scheme.Decimals))
            .ToList();

        var ties = units.ToDictionary(unit => unit.Code, _ => new List<TieTrace>(), StringComparer.Ordinal);
        var groups = Ranking.Rank(
            units.Where(unit => unit.Status == TallyStatus.Ranked), unit => unit.Total!.Value, Ties, (unit, tie) => ties[unit.Code].Add(tie));
        var awards = Awarding.Groups(scheme.Award is BandsAward { OfUnits: true } bands ? bands : null, groups);
        var standing = groups.Zip(awards)
            .SelectMany(pair => pair.First.Items, (pair, unit) => unit with
            {
                Rank = pair.First.Rank,
                Tied = pair.First.Tied,
                Award = pair.Second.Award,
                Flags = pair.Second.LotNeeded ? [EntryResult.LotNeeded] : [],
                Ties = ties[unit.Code],
            })
            .ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        return [.. units.Select(unit => standing.GetValueOrDefault(unit.Code, unit))];
    }

    private static UnitResult Unit(string code, IReadOnlyList<EntryResult> entries, int decimals)
    {
        var codes = entries.Select(entry => entry.Code).ToList();
        if (entries.Any(entry => entry.Status == TallyStatus.Blocked)) return new UnitResult { Code = code, Status = TallyStatus.Blocked, Entries = codes };
        return new UnitResult
        {
            Code = code,
            Status = entries.Any(entry => entry.Status == TallyStatus.Vetoed) ? TallyStatus.Vetoed : TallyStatus.Ranked,
            Total = Mean(entries, entry => entry.Total!.Value).Rounded(decimals),
            ExactTotal = Mean(entries, entry => entry.ExactTotal!.Value),
            Entries = codes,
        };
    }

    private static Exact Mean(IReadOnlyList<EntryResult> entries, Func<EntryResult, Exact> of) =>
        entries.Aggregate(Exact.Zero, (sum, entry) => sum + of(entry)) / entries.Count;
}
