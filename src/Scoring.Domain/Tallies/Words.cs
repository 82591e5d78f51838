namespace Scoring.Domain.Tallies;

/// <summary>The words that records and results use for kinds and ties.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, TieStep> Ties = new Dictionary<string, TieStep>(StringComparer.Ordinal)
    {
        ["exact"] = TieStep.Exact,
        ["residents"] = TieStep.Residents,
        ["judges"] = TieStep.Judges,
        ["evidence"] = TieStep.Evidence,
        ["metrics"] = TieStep.Metrics,
        ["lot"] = TieStep.Lot,
    };

    public static string Of(TieStep step) => Ties.First(pair => pair.Value == step).Key;

    public static string Of(SourceKind kind) => kind switch
    {
        SourceKind.Evidence => "evidence",
        SourceKind.Judges => "judges",
        SourceKind.Residents => "residents",
        _ => "metric",
    };
}
