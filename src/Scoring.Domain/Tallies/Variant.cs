// What would have come out under other rules: to see how much hangs on trimming and on weights. It changes no result.
namespace Scoring.Domain.Tallies;

/// <summary>What is changed for a comparison.</summary>
public enum VariantKind
{
    /// <summary>No judge's marks are left out.</summary>
    NoTrimming,

    /// <summary>The groups of a panel weigh the same.</summary>
    EqualGroups,

    /// <summary>Blocks of one kind of source weigh a quarter more, the others of their section less, so that the section's weight stays.</summary>
    Heavier,

    /// <summary>A quarter less, likewise.</summary>
    Lighter,
}

/// <summary>The result that a changed scheme gives for the same sheets, evidence and answers.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="Source">Whose weight, for a change of weights; null otherwise.</param>
/// <param name="Result">What came out.</param>
public sealed record Variant(VariantKind Kind, SourceKind? Source, TallyResult Result)
{
    private static readonly Exact Quarter = new(1, 4);

    /// <summary>Every change that this record's scheme can feel, in the order of <see cref="VariantKind"/>.</summary>
    /// <param name="record">The record of a tally.</param>
    public static IReadOnlyList<Variant> Of(TallyRecord record)
    {
        var scheme = record.Scheme;
        var all = new List<(VariantKind, SourceKind?, TallyScheme)>();
        if (scheme.Panels.Any(p => p.Drop.Count > 0))
            all.Add((VariantKind.NoTrimming, null, scheme with { Panels = [.. scheme.Panels.Select(p => p with { Drop = [] })] }));
        if (scheme.Panels.Any(p => p.Groups.Any(g => g.Weight != p.Groups[0].Weight)))
            all.Add((VariantKind.EqualGroups, null, scheme with { Panels = [.. scheme.Panels.Select(p => p with { Groups = [.. p.Groups.Select(g => g with { Weight = Exact.One })] })] }));
        foreach (var kind in scheme.Blocks.Select(b => b.Source.Kind).Distinct().Order())
        {
            if (scheme.Blocks.All(b => b.Source.Kind == kind))
                continue;
            all.Add((VariantKind.Heavier, kind, Weighed(scheme, kind, Exact.One + Quarter)));
            all.Add((VariantKind.Lighter, kind, Weighed(scheme, kind, Exact.One - Quarter)));
        }

        return [.. all.Select(v => new Variant(v.Item1, v.Item2, Tally.Run(With(record, v.Item3))))];
    }

    private static TallyScheme Weighed(TallyScheme scheme, SourceKind kind, Exact factor) => scheme with { Sections = [.. scheme.Sections.Select(s => Weighed(s, kind, factor))] };

    private static SectionRule Weighed(SectionRule section, SourceKind kind, Exact factor)
    {
        var whole = section.Blocks.Aggregate(Exact.Zero, (sum, b) => sum + b.Weight);
        var part = section.Blocks.Where(b => b.Source.Kind == kind).Aggregate(Exact.Zero, (sum, b) => sum + b.Weight);
        var rest = whole - part;
        // A section of this kind alone, or one where nothing would be left for the others, stays as it is.
        if (rest.Sign == 0 || part * factor >= whole)
            return section;
        var others = (whole - (part * factor)) / rest;
        return section with { Blocks = [.. section.Blocks.Select(b => b with { Weight = b.Weight * (b.Source.Kind == kind ? factor : others) })] };
    }

    private static TallyRecord With(TallyRecord record, TallyScheme scheme) => new(
        scheme, record.Entries, record.Judges, record.Recusals, record.Sheets, record.Evidence, record.Ballots, record.Metrics, record.Adjustments, record.Vetoes, record.Lots);
}
