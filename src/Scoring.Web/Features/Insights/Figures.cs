using Scoring.Domain.Judging;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Insights;

/// <summary>A judge's profile as pages show it: each figure with its interval, and in words no stronger than the interval allows.</summary>
public sealed record Figures(int Count, Figure? Severity, Figure? Spread, Figure? Agreement, Figure? Favour, int OwnCount, Exact Order)
{
    /// <summary>So few that figures say little.</summary>
    public bool Few => Count < JudgeProfile.Few;

    public static Figures Of(IReadOnlyList<Observation> seen)
    {
        var profile = JudgeProfile.Of(seen);
        return new Figures(
            profile.Count,
            Figure.Of(profile.Severity, 1, Exact.One, Exact.Zero, "偏严", "偏宽"),
            Figure.Of(profile.Spread, 2, Exact.One, Exact.One, "分数集中", "分数拉得开"),
            Figure.Of(profile.Agreement, 0, Exact.Hundred, null, "", ""),
            Figure.Of(profile.Favour, 1, Exact.One, Exact.Zero, "本系统偏低", "本系统偏高"),
            profile.OwnCount, profile.Severity?.Value ?? Exact.Zero);
    }
}

/// <summary>A figure and its interval as text, and whether it stands apart from what would be unremarkable.</summary>
/// <param name="Apart">The word for it; null where the interval holds the unremarkable too.</param>
public sealed record Figure(string Value, string Low, string High, string? Apart)
{
    /// <param name="estimate">Null: nothing can be said.</param>
    /// <param name="decimals">Of the texts.</param>
    /// <param name="times">What the figure is multiplied with to be shown.</param>
    /// <param name="usual">What is unremarkable; null: there is no such.</param>
    /// <param name="below">The word where the whole interval is below.</param>
    /// <param name="above">The word where it is above.</param>
    public static Figure? Of(Estimate? estimate, int decimals, Exact times, Exact? usual, string below, string above)
    {
        if (estimate is null)
            return null;
        // A share cannot lie outside of what shares can be.
        var (low, high) = usual is null ? (estimate.Low.Within(Exact.Zero, Exact.One), estimate.High.Within(Exact.Zero, Exact.One)) : (estimate.Low, estimate.High);
        var apart = usual is not { } u || estimate.Covers(u) ? null : estimate.High < u ? below : above;
        return new((estimate.Value * times).RoundHalfUp(decimals), (low * times).RoundHalfUp(decimals), (high * times).RoundHalfUp(decimals), apart);
    }
}
