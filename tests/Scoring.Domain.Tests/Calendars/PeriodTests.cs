using Scoring.Domain.Calendars;

namespace Scoring.Domain.Tests.Calendars;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-10", "2026年10月", "2026-10-01", "2026-10-31", "2026-11", "2026-09")]
    [InlineData("2026-12", "2026年12月", "2026-12-01", "2026-12-31", "2027-01", "2026-11")]
    [InlineData("2026-Q4", "2026年第4季度", "2026-10-01", "2026-12-31", "2027-Q1", "2026-Q3")]
    [InlineData("2026", "2026年度", "2026-01-01", "2026-12-31", "2027", "2025")]
    public void Knows_its_name_its_days_and_its_neighbours(string text, string name, string first, string last, string next, string previous)
    {
        var period = Period.Parse(text);
        period.ToString().ShouldBe(text);
        period.Name.ShouldBe(name);
        period.FirstDay.ToString("yyyy-MM-dd").ShouldBe(first);
        period.LastDay.ToString("yyyy-MM-dd").ShouldBe(last);
        period.Next.ToString().ShouldBe(next);
        period.Previous.ToString().ShouldBe(previous);
        Period.Of(period.Cadence, period.LastDay).ShouldBe(period);
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("2026-Q5")]
    [InlineData("26-10")]
    [InlineData("2026-10\n")]
    [InlineData("")]
    public void Refuses_what_is_no_period(string text) => Should.Throw<FormatException>(() => Period.Parse(text));

    [Fact]
    public void Turns_Shanghai_time_into_instants_and_back()
    {
        var closes = ChinaTime.At(new(2026, 10, 10), new(18, 0));
        closes.ShouldBe(new DateTimeOffset(2026, 10, 10, 10, 0, 0, TimeSpan.Zero));
        closes.Offset.ShouldBe(TimeSpan.Zero);
        ChinaTime.TimeOf(closes).ShouldBe(new TimeOnly(18, 0));
        ChinaTime.DateOf(new(2026, 12, 31, 16, 0, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2027, 1, 1));
        ChinaTime.Weekday(new(2026, 10, 10)).ShouldBe("周六");
    }
}
