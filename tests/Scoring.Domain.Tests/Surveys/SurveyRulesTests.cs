using System.Numerics;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Surveys;

public sealed class SurveyRulesTests
{
    private static readonly DateOnly Tenth = new(2026, 11, 10);

    [Fact]
    public void A_window_takes_the_whole_of_its_first_and_last_day()
    {
        var window = SurveyWindow.Of(Asking(ChinaTime.At(new(2026, 10, 14), default), ChinaTime.At(new(2026, 11, 12), new(18, 0))))!;
        window.ShouldBe(new SurveyWindow(new(2026, 10, 14), new(2026, 11, 12)));
        window.Days.ShouldBe(30);
        window.Contains(new(2026, 10, 13)).ShouldBeFalse();
        window.Contains(new(2026, 10, 14)).ShouldBeTrue();
        window.Contains(new(2026, 11, 12)).ShouldBeTrue();
        window.Contains(new(2026, 11, 13)).ShouldBeFalse();
        window.DaysLeft(new(2026, 11, 12)).ShouldBe(1);
        window.DaysLeft(new(2026, 11, 13)).ShouldBe(0);
    }

    [Fact]
    public void An_end_at_midnight_belongs_to_the_day_before() =>
        SurveyWindow.Of(Asking(ChinaTime.At(new(2026, 11, 1), default), ChinaTime.At(new(2026, 11, 11), default)))!.Last.ShouldBe(Tenth);

    [Fact]
    public void An_extension_moves_the_last_day()
    {
        var cycle = Asking(ChinaTime.At(new(2026, 11, 1), default), ChinaTime.At(new(2026, 11, 9), new(18, 0)));
        cycle.Phase(PhaseCode.Survey).ExtendedTo = ChinaTime.At(Tenth, new(18, 0));
        SurveyWindow.Of(cycle)!.Last.ShouldBe(Tenth);
    }

    [Fact]
    public void A_cycle_without_a_survey_has_no_window() => SurveyWindow.Of(Empty()).ShouldBeNull();

    /// <summary>The default rule, 5 % within 20..100: 400 households need 20, 1326 need ⌈66.3⌉ = 67, 5000 need 100, 12 need all 12.</summary>
    [Theory]
    [InlineData(400, 20)]
    [InlineData(1326, 67)]
    [InlineData(5000, 100)]
    [InlineData(12, 12)]
    public void A_sample_needs_its_share_within_floor_and_ceiling(int households, int need) =>
        new SampleRule(Exact.Parse("0.05"), 20, 100, 10).Need(households).ShouldBe((BigInteger)need);

    [Fact]
    public void Slips_stay_within_one_a_household()
    {
        SlipRules.DemandIssue(households: 100, outstanding: 60, count: 40);
        Should.Throw<Refused>(() => SlipRules.DemandIssue(100, 60, 41)).Message.ShouldContain("最多还能印 40 张");
        Should.Throw<Refused>(() => SlipRules.DemandIssue(100, 100, 10)).Message.ShouldContain("每户一张已经够了");
    }

    [Fact]
    public void A_batch_so_small_that_its_holders_are_known_is_refused()
    {
        Should.Throw<Refused>(() => SlipRules.DemandIssue(100, 0, 9)).Kind.ShouldBe(RefusalKind.Input);
        Should.Throw<Refused>(() => SlipRules.DemandIssue(1000, 0, 501)).Kind.ShouldBe(RefusalKind.Input);
        SlipRules.DemandIssue(100, 0, 10);
        SlipRules.DemandIssue(6, 0, 6);
    }

    [Fact]
    public void A_slip_is_good_until_the_last_day_and_not_when_voided()
    {
        var window = new SurveyWindow(new(2026, 11, 1), Tenth);
        SlipRules.Standing(new TokenBatch(), window, new(2026, 10, 20)).ShouldBe(SlipStanding.Good);
        SlipRules.Standing(new TokenBatch(), window, Tenth).ShouldBe(SlipStanding.Good);
        SlipRules.Standing(new TokenBatch(), window, Tenth.AddDays(1)).ShouldBe(SlipStanding.Late);
        SlipRules.Standing(new TokenBatch { VoidedAt = DateTimeOffset.UnixEpoch }, window, Tenth).ShouldBe(SlipStanding.Voided);
    }

    /// <summary>In 62 14 0 6 the two small ones hold 6 together, so 14 joins them.</summary>
    [Theory]
    [InlineData("60 20 12 10", "a60 b20 c12 d10")]
    [InlineData("62 14 0 6", "a62 bcd20")]
    [InlineData("60 20 6 5", "a60 b20 cd11")]
    [InlineData("60 20 15 3", "a60 b20 cd18")]
    [InlineData("60 0 0 0", "abcd60")]
    [InlineData("3 4 5 1", "abcd13")]
    [InlineData("3 3 3 0", "")]
    public void Groups_under_ten_are_merged_until_they_hold_ten(string counts, string groups)
    {
        var given = counts.Split(' ').Select((c, i) => KeyValuePair.Create(((char)('a' + i)).ToString(), int.Parse(c, System.Globalization.CultureInfo.InvariantCulture))).ToList();
        string.Join(' ', SmallGroups.Merge(given).Select(g => $"{string.Concat(g.Answers)}{g.Count}")).ShouldBe(groups);
    }

    private static Cycle Asking(DateTimeOffset starts, DateTimeOffset ends)
    {
        var cycle = Empty();
        cycle.Phases.Add(new CyclePhase { Code = PhaseCode.Survey, Name = "满意度测评", Why = string.Empty, StartsAt = starts, EndsAt = ends });
        return cycle;
    }

    private static Cycle Empty() => new() { SchemeCode = "X", SchemeHash = "x", Period = "2026-11", Title = "十一月" };
}
