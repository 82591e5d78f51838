namespace Scoring.Domain.Tallies;

/// <summary>A record goes in, a result comes out; the same record always gives the same digits.</summary>
public static class Tally
{
    /// <summary>Computes totals, ranks, awards and, with roll-up, units.</summary>
    /// <param name="record">A record; that it exists means that it is valid.</param>
    public static TallyResult Run(TallyRecord record)
    {
        var scheme = record.Scheme;
        var weighing = new Weighing(new RecordIndex(record));
        var entries = Rank(record, [.. record.Entries.Select(weighing.Entry)]);
        return new TallyResult
        {
            Scheme = scheme.Code,
            Version = scheme.Version,
            Decimals = scheme.Decimals,
            Entries = entries,
            Units = scheme.RollUp ? RollUp.Units(scheme, entries) : null,
        };
    }

    private static List<EntryResult> Rank(TallyRecord record, List<EntryResult> entries)
    {
        var scheme = record.Scheme;
        var ties = entries.ToDictionary(entry => entry.Code, _ => new List<TieTrace>(), StringComparer.Ordinal);
        var groups = Ranking.Rank(
            entries.Where(entry => entry.Status == TallyStatus.Ranked),
            entry => entry.Total!.Value,
            [.. scheme.Ties.Select(step => Splitter(step, record))],
            (entry, tie) => ties[entry.Code].Add(tie));
        var awards = Awarding.Groups(scheme.Award is BandsAward { OfUnits: true } ? null : scheme.Award, groups);
        var standing = groups.Zip(awards)
            .SelectMany(pair => pair.First.Items, (pair, entry) => entry with
            {
                Rank = pair.First.Rank,
                Tied = pair.First.Tied,
                Award = scheme.Award is LevelsAward levels ? Awarding.Level(levels, entry.Sections) : pair.Second.Award,
                Flags = pair.Second.LotNeeded ? [EntryResult.LotNeeded] : [],
                Ties = ties[entry.Code],
            })
            .ToDictionary(entry => entry.Code, StringComparer.Ordinal);
        return [.. entries.Select(entry => standing.GetValueOrDefault(entry.Code, entry))];
    }

    private static Splitter<EntryResult> Splitter(TieStep step, TallyRecord record) => step switch
    {
        TieStep.Exact => new(step, entry => entry.ExactTotal),
        TieStep.Lot => new(step, entry => record.Lots.TryGetValue(entry.Code, out var lot) ? lot : null, LowFirst: true),
        TieStep.Residents => new(step, entry => PointsOf(entry, SourceKind.Residents)),
        TieStep.Judges => new(step, entry => PointsOf(entry, SourceKind.Judges)),
        TieStep.Evidence => new(step, entry => PointsOf(entry, SourceKind.Evidence)),
        _ => new(step, entry => PointsOf(entry, SourceKind.Metric)),
    };

    private static Exact PointsOf(EntryResult entry, SourceKind kind) => entry.Sections
        .SelectMany(section => section.Blocks)
        .Where(block => block.Kind == kind && block.ExactPoints is not null)
        .Aggregate(Exact.Zero, (sum, block) => sum + block.ExactPoints!.Value);
}
