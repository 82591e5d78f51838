using Scoring.Domain.Calendars;

namespace Scoring.Domain.Tests.Calendars;

public sealed class WorkingDaysTests
{
    private static WorkingDays Calendar => Seeds.Calendar;

    [Theory]
    [InlineData("2026-10-01", false)] // national day
    [InlineData("2026-10-07", false)] // its last day
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", true)] // a Saturday that is worked
    [InlineData("2026-10-11", false)] // an ordinary Sunday
    [InlineData("2026-02-14", true)] // a Saturday that is worked
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-28", true)] // a Saturday that is worked
    [InlineData("2026-01-04", true)] // a Sunday that is worked
    public void Follows_the_notice_over_the_weekday(string date, bool worked) => Calendar.IsWorkingDay(D(date)).ShouldBe(worked);

    [Theory]
    [InlineData("2026-10-10", "10月10日 周六（调休上班）")]
    [InlineData("2026-10-01", "10月1日 周四（国庆节放假）")]
    [InlineData("2026-10-17", "10月17日 周六")]
    [InlineData("2026-10-12", "10月12日 周一")]
    public void Names_what_is_particular_about_a_date(string date, string said) => Calendar.Describe(D(date)).ShouldBe(said);

    [Fact]
    public void Counts_over_the_golden_week()
    {
        Calendar.Next(D("2026-09-30")).ShouldBe(D("2026-10-08"));
        Calendar.Previous(D("2026-10-08")).ShouldBe(D("2026-09-30"));
        Calendar.AddWorkingDays(D("2026-09-30"), 3).ShouldBe(D("2026-10-10"));
        Calendar.AddWorkingDays(D("2026-10-12"), -3).ShouldBe(D("2026-10-08"));
        Calendar.AddWorkingDays(D("2026-10-03"), 0).ShouldBe(D("2026-10-03"));
        Calendar.OnOrBefore(D("2026-10-05")).ShouldBe(D("2026-09-30"));
        Calendar.OnOrAfter(D("2026-10-05")).ShouldBe(D("2026-10-08"));
    }

    [Fact]
    public void Counts_over_the_year_end()
    {
        Calendar.Next(D("2025-12-31")).ShouldBe(D("2026-01-04"));
        Calendar.AddWorkingDays(D("2025-12-31"), 2).ShouldBe(D("2026-01-05"));
    }

    [Fact]
    public void Lists_the_working_days_of_the_first_third_of_October() =>
        Calendar.Between(D("2026-10-01"), D("2026-10-10")).ShouldBe([D("2026-10-08"), D("2026-10-09"), D("2026-10-10")]);

    [Fact]
    public void Finds_the_nth_working_day_of_a_third_or_nothing()
    {
        Calendar.NthWorkingDay(2026, 10, MonthThird.First, 3).ShouldBe(D("2026-10-10"));
        Calendar.NthWorkingDay(2026, 10, MonthThird.First, 4).ShouldBeNull();
        Calendar.NthWorkingDay(2026, 2, MonthThird.Middle, 3).ShouldBe(D("2026-02-13"));
        Calendar.NthWorkingDay(2026, 2, MonthThird.Last, 5).ShouldBe(D("2026-02-28"));
    }

    [Fact]
    public void Finds_the_first_and_tenth_working_day_after_the_third_quarter()
    {
        Calendar.NthWorkingDayAfter(Period.Parse("2026-Q3"), 1).ShouldBe(D("2026-10-08"));
        Calendar.NthWorkingDayAfter(Period.Parse("2026-Q3"), 10).ShouldBe(D("2026-10-20"));
    }

    [Fact]
    public void Falls_back_to_weekends_and_warns_of_a_year_without_a_calendar()
    {
        Calendar.IsWorkingDay(D("2027-10-01")).ShouldBeTrue();
        Calendar.IsWorkingDay(D("2027-10-02")).ShouldBeFalse();
        Calendar.Warning(2026).ShouldBeNull();
        Calendar.Warning(2027).ShouldBe("2027 年还没有工作日历，暂按周一至周五为工作日推算；国务院办公厅发布放假通知后请补上日历并核对日期。");
        Calendar.Warnings(D("2026-12-01"), D("2028-01-01")).Count.ShouldBe(2);
    }

    [Fact]
    public void Says_which_days_made_a_count_longer() =>
        DaysInWords.Remarks(Calendar, D("2026-02-13"), D("2026-03-01")).ShouldBe(
            ["2月14日（周六）调休上班", "2月15日至23日春节放假", "2月28日（周六）调休上班", "3月1日为周末"]);

    [Theory]
    [InlineData("{", "有一份工作日历读不懂")]
    [InlineData("""{"days": []}""", "有一份工作日历读不懂")]
    [InlineData("""{"year": 2026, "days": [{"name": "元旦", "date": "2026-1-1", "isOffDay": true}]}""", "2026 年的工作日历里，「2026-1-1」不是日期")]
    [InlineData("""{"year": 2026, "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": "yes"}]}""", "有一份工作日历读不懂")]
    public void Refuses_a_text_that_is_no_calendar(string text, string reason) =>
        Should.Throw<CalendarInvalid>(() => WorkingDays.Read([text])).Message.ShouldStartWith(reason);

    [Fact]
    public void Refuses_a_year_given_twice() =>
        Should.Throw<CalendarInvalid>(() => WorkingDays.Read([Seeds.Text("calendars/2026.json"), Seeds.Text("calendars/2026.json")]))
            .Message.ShouldBe("2026 年的工作日历给了两份，请只留一份。");

    private static DateOnly D(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd");
}
