// A figure from few observations, with how far it may be off. Exact arithmetic with roots at six places, so that the same marks give the same digits everywhere.
using System.Numerics;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Judging;

/// <summary>A figure and its 95 % interval, by Student's t.</summary>
public sealed record Estimate(Exact Value, Exact Low, Exact High)
{
    private static readonly BigInteger Scale = BigInteger.Pow(10, 6);

    // Two-sided 95 %, in thousandths, by degrees of freedom from 1; beyond, the next smaller row, which errs towards a wider interval.
    private static readonly int[] Student =
    [
        12706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228, 2201, 2179, 2160, 2145, 2131, 2120, 2110, 2101, 2093, 2086, 2080, 2074, 2069, 2064, 2060, 2056, 2052, 2048, 2045, 2042,
    ];

    /// <summary>Whether the figure may as well be this.</summary>
    /// <param name="value">In the estimate's own unit.</param>
    public bool Covers(Exact value) => Low <= value && value <= High;

    /// <summary>The mean of some figures; null for fewer than two, which say nothing of how far it is off.</summary>
    /// <param name="figures">Each of equal weight.</param>
    public static Estimate? Mean(IReadOnlyCollection<Exact> figures) =>
        figures.Count < 2 ? null : Around(Average(figures), Variance(figures) / figures.Count, figures.Count - 1);

    /// <summary>By how much the mean of the first exceeds that of the second; null where either has fewer than two.</summary>
    /// <param name="first">One sample.</param>
    /// <param name="second">Another, independent of it. The smaller one's degrees of freedom count.</param>
    public static Estimate? Difference(IReadOnlyCollection<Exact> first, IReadOnlyCollection<Exact> second) =>
        first.Count < 2 || second.Count < 2 ? null
            : Around(Average(first) - Average(second), (Variance(first) / first.Count) + (Variance(second) / second.Count), Math.Min(first.Count, second.Count) - 1);

    /// <summary>A figure whose error is seen by leaving out one observation after the other (jackknife).</summary>
    /// <param name="whole">Of all observations.</param>
    /// <param name="without">Without each of them in turn; at least two.</param>
    public static Estimate Jackknife(Exact whole, IReadOnlyCollection<Exact> without)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(without.Count, 2);
        return Around(whole, JudgeProfile.Squares(without) * (without.Count - 1) / without.Count, without.Count - 1);
    }

    /// <summary>The square root at six places, rounded down.</summary>
    /// <param name="of">Not below 0.</param>
    public static Exact Root(Exact of) => new(Interval.Root((of * Scale * Scale).Floor()), Scale);

    internal static Exact Average(IReadOnlyCollection<Exact> figures) => figures.Aggregate(Exact.Zero, (sum, f) => sum + f) / figures.Count;

    private static Exact Variance(IReadOnlyCollection<Exact> figures) => JudgeProfile.Squares(figures) / (figures.Count - 1);

    private static Estimate Around(Exact value, Exact variance, int freedom)
    {
        var t = freedom <= Student.Length ? Student[freedom - 1] : freedom < 60 ? 2042 : freedom < 120 ? 2000 : 1980;
        var half = new Exact(t, 1000) * Root(variance);
        return new(value, value - half, value + half);
    }
}
