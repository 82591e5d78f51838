using Scoring.Domain.Judging;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Judging;

/// <summary>
/// Four sheets worked by hand. The judge gives 80 90 70 60, the others on average 84 92 76 64: the differences are −4 −2 −6 −4, their mean −4, their
/// variance (0 + 4 + 4 + 0)/3, the standard error √(8/3/4) = 0.816496…, t for 3 degrees of freedom 3.182: −4 ± 2.598.
/// </summary>
public sealed class JudgeProfileTests
{
    private static readonly Observation[] Four = [new("a", 80, 84, 100, true), new("a", 90, 92, 100, true), new("a", 70, 76, 100, false), new("a", 60, 64, 100, false)];

    [Fact]
    public void A_strict_judge_is_strict_beyond_the_interval()
    {
        var severity = JudgeProfile.Of(Four).Severity.ShouldNotBeNull();
        (severity.Value.RoundHalfUp(3), severity.Low.RoundHalfUp(3), severity.High.RoundHalfUp(3)).ShouldBe(("-4.000", "-6.598", "-1.402"));
        severity.Covers(0).ShouldBeFalse();
    }

    /// <summary>Squares about the mean of 75: 500, by three 166.66…; usual among the others is 100: √1.6666… = 1.29099.</summary>
    [Fact]
    public void Spread_is_a_multiple_of_what_is_usual()
    {
        var spread = JudgeProfile.Of(Four).Spread.ShouldNotBeNull();
        spread.Value.RoundHalfUp(4).ShouldBe("1.2910");
        spread.Covers(1).ShouldBeTrue();
    }

    [Fact]
    public void Agreement_is_whole_when_all_are_put_in_the_same_order_and_falls_with_one_that_is_not()
    {
        var whole = JudgeProfile.Of(Four).Agreement.ShouldNotBeNull();
        (whole.Value, whole.Low, whole.High).ShouldBe((Exact.One, Exact.One, Exact.One));
        // 80 and 90 change places for the judge: one of six pairs differs.
        JudgeProfile.Of([Four[0] with { Own = 90 }, Four[1] with { Own = 80 }, Four[2], Four[3]]).Agreement!.Value.ShouldBe(new Exact(5, 6));
        // Only within one field: two months cannot be compared sheet by sheet.
        JudgeProfile.Of([Four[0] with { Field = "b" }, Four[1], Four[2], Four[3]]).Agreement!.Value.ShouldBe(Exact.One);
    }

    /// <summary>−4 −2 for the own, −6 −4 for the rest: 2 more; both variances 2, the error √(2/2 + 2/2) = 1.414213, t for one degree 12.706: ± 17.969.</summary>
    [Fact]
    public void Favour_of_two_sheets_says_nothing_and_its_interval_says_so()
    {
        var favour = JudgeProfile.Of(Four).Favour.ShouldNotBeNull();
        (favour.Value.RoundHalfUp(2), favour.Low.RoundHalfUp(2), favour.High.RoundHalfUp(2)).ShouldBe(("2.00", "-15.97", "19.97"));
        favour.Covers(0).ShouldBeTrue();
    }

    [Fact]
    public void One_sheet_or_equal_sheets_give_no_figure_instead_of_a_wrong_one()
    {
        JudgeProfile.Of([Four[0]]).ShouldBe(new JudgeProfile(1, null, null, null, null, 1));
        var equal = JudgeProfile.Of([new("a", 80, 80, 0, false), new("a", 80, 80, 0, false), new("a", 80, 80, 0, false)]);
        (equal.Spread, equal.Agreement, equal.Favour).ShouldBe((null, null, null));
        (equal.Severity!.Low, equal.Severity.High).ShouldBe((Exact.Zero, Exact.Zero));
    }

    /// <summary>A root of a number that is no square: 1.414213 is below √2 and 1.414214 above.</summary>
    [Fact]
    public void Roots_are_exact_to_six_places() => (Estimate.Root(2).ToDecimalText(), Estimate.Root(new Exact(1, 4)).ToDecimalText(), Estimate.Root(0).ToDecimalText()).ShouldBe(("1.414213", "0.5", "0"));
}
