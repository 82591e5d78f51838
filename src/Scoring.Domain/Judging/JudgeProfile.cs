// How a judge's marks stand beside those of the others who marked the same. Must not know who the judge is; it describes and decides nothing.
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Judging;

/// <summary>One sheet as far as one block goes, beside the others' sheets for the same.</summary>
/// <param name="Field">What can be compared with each other: the block of one cycle.</param>
/// <param name="Own">The judge's value, 0 to 100.</param>
/// <param name="Others">The mean of the other judges' values, 0 to 100.</param>
/// <param name="Usual">The variance of the other judges' values within the field, each judge's about the own mean, averaged over them.</param>
/// <param name="OwnSystem">Whether the subject lies in the judge's own street or unit.</param>
public sealed record Observation(string Field, Exact Own, Exact Others, Exact Usual, bool OwnSystem)
{
    /// <summary>How much higher than the others.</summary>
    public Exact Difference => Own - Others;
}

/// <summary>Severity, spread, agreement and favour of one judge, as far as the sheets say anything about them.</summary>
/// <param name="Count">Sheets looked at.</param>
/// <param name="Severity">Mean difference from the others in points of a hundred: below 0 is stricter.</param>
/// <param name="Spread">The judge's standard deviation as a multiple of what is usual among the others: below 1 keeps marks closer together.</param>
/// <param name="Agreement">Of all pairs of subjects that both tell apart, the share that both put in the same order, 0 to 1.</param>
/// <param name="Favour">How much higher than others' the difference is for the own system, in points of a hundred.</param>
/// <param name="OwnCount">Sheets for the own system.</param>
public sealed record JudgeProfile(int Count, Estimate? Severity, Estimate? Spread, Estimate? Agreement, Estimate? Favour, int OwnCount)
{
    /// <summary>Fewer sheets than this say little, whatever the figures.</summary>
    public const int Few = 10;

    /// <summary>From a judge's sheets.</summary>
    /// <param name="seen">Of one judge; figures are taken at six places.</param>
    public static JudgeProfile Of(IReadOnlyList<Observation> seen)
    {
        var rounded = seen.Select(o => o with { Own = o.Own.Rounded(6), Others = o.Others.Rounded(6), Usual = o.Usual.Rounded(6) }).ToList();
        var own = rounded.Where(o => o.OwnSystem).Select(o => o.Difference).ToList();
        return new(
            rounded.Count, Estimate.Mean([.. rounded.Select(o => o.Difference)]), SpreadOf(rounded), AgreementOf(rounded),
            Estimate.Difference(own, [.. rounded.Where(o => !o.OwnSystem).Select(o => o.Difference)]), own.Count);
    }

    private static Estimate? SpreadOf(List<Observation> seen)
    {
        var fields = seen.GroupBy(o => o.Field, StringComparer.Ordinal).Where(g => g.Count() > 2).Select(g => g.ToList()).ToList();
        var own = fields.Aggregate(Exact.Zero, (sum, f) => sum + Squares([.. f.Select(o => o.Own)]));
        var usual = fields.Aggregate(Exact.Zero, (sum, f) => sum + (f[0].Usual * (f.Count - 1)));
        var without = new List<Exact>();
        foreach (var field in fields)
        {
            var rest = usual - field[0].Usual;
            if (rest.Sign <= 0)
                return null;
            // What a sum of squares about its mean loses with one of its figures.
            var (mean, share) = (Estimate.Average([.. field.Select(o => o.Own)]), new Exact(field.Count, field.Count - 1));
            without.AddRange(field.Select(o => Estimate.Root((own - ((o.Own - mean) * (o.Own - mean) * share)) / rest)));
        }

        return without.Count == 0 ? null : Estimate.Jackknife(Estimate.Root(own / usual), without);
    }

    /// <summary>Σ(x − mean)² of some figures.</summary>
    /// <param name="figures">At least one.</param>
    public static Exact Squares(IReadOnlyCollection<Exact> figures)
    {
        var mean = Estimate.Average(figures);
        return figures.Aggregate(Exact.Zero, (sum, f) => sum + ((f - mean) * (f - mean)));
    }

    private static Estimate? AgreementOf(List<Observation> seen)
    {
        var (alike, told) = (new int[seen.Count], new int[seen.Count]);
        for (var i = 0; i < seen.Count; i++)
        {
            for (var k = i + 1; k < seen.Count; k++)
            {
                if (seen[i].Field != seen[k].Field)
                    continue;
                var order = seen[i].Own.CompareTo(seen[k].Own) * seen[i].Others.CompareTo(seen[k].Others);
                if (order == 0)
                    continue;
                foreach (var at in new[] { i, k })
                {
                    told[at]++;
                    alike[at] += order > 0 ? 1 : 0;
                }
            }
        }

        var (allAlike, allTold) = (alike.Sum() / 2, told.Sum() / 2);
        var without = Enumerable.Range(0, seen.Count).Where(i => told[i] > 0).ToList();
        return without.Count < 3 || without.Exists(i => allTold == told[i]) ? null
            : Estimate.Jackknife(new Exact(allAlike, allTold), [.. without.Select(i => new Exact(allAlike - alike[i], allTold - told[i]))]);
    }
}
