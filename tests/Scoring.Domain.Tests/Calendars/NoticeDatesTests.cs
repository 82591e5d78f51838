using Scoring.Domain.Calendars;

namespace Scoring.Domain.Tests.Calendars;

public sealed class NoticeDatesTests
{
    [Fact]
    public void Counts_from_the_working_day_after_posting()
    {
        var notice = NoticeDates.From(new(2026, 2, 14), 5, Seeds.Calendar);
        notice.Days.ShouldBe([new(2026, 2, 24), new(2026, 2, 25), new(2026, 2, 26), new(2026, 2, 27), new(2026, 2, 28)]);
        notice.EndsAt.ShouldBe(new DateTimeOffset(2026, 2, 28, 10, 0, 0, TimeSpan.Zero));
        notice.PublishesOn.ShouldBe(new DateOnly(2026, 3, 2));
        notice.PublishesAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        notice.Why.ShouldBe(
            "2月14日张贴，次一工作日起算，公示 5 个工作日，期满后第 1 个工作日发布；2月15日至23日春节放假；2月28日（周六）调休上班；3月1日为周末");
        notice.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Moves_with_a_late_approval()
    {
        // Planned for Thu 15 Oct (16–22, published 23rd); really posted on Mon 19 Oct.
        var notice = NoticeDates.From(new(2026, 10, 19), 5, Seeds.Calendar);
        notice.FirstDay.ShouldBe(new DateOnly(2026, 10, 20));
        notice.LastDay.ShouldBe(new DateOnly(2026, 10, 26));
        notice.PublishesOn.ShouldBe(new DateOnly(2026, 10, 27));
    }

    [Fact]
    public void Gives_a_substitute_three_days_of_their_own()
    {
        var notice = NoticeDates.From(new(2026, 10, 22), 3, Seeds.Calendar);
        notice.Days.ShouldBe([new(2026, 10, 23), new(2026, 10, 26), new(2026, 10, 27)]);
        notice.PublishesOn.ShouldBe(new DateOnly(2026, 10, 28));
    }

    /// <summary>The first notice ran from 16 to 22 October.</summary>
    [Theory]
    [InlineData(21, true, 22, 26, 27)] // three days of its own: 22, 23, 26
    [InlineData(16, true, 19, 22, 23)] // 19, 20, 21 would end before the notice it replaces
    [InlineData(21, false, 16, 22, 23)] // nothing has changed: the old days
    [InlineData(29, false, 16, 22, 23)] // they are over: published as soon as it is posted
    public void A_further_notice_is_never_shorter_than_the_one_it_replaces(int posted, bool changed, int first, int last, int published)
    {
        var notice = NoticeDates.Again(new(2026, 10, posted), (new(2026, 10, 16), new(2026, 10, 22)), changed, 3, Seeds.Calendar);
        (notice.FirstDay.Day, notice.LastDay.Day, notice.PublishesOn.Day).ShouldBe((first, last, published));
    }

    [Fact]
    public void Warns_when_it_runs_into_a_year_without_a_calendar() =>
        NoticeDates.From(new(2026, 12, 28), 5, Seeds.Calendar).Warnings.ShouldHaveSingleItem().ShouldStartWith("2027 年还没有工作日历");
}
