using Scoring.Domain.Calendars;

namespace Scoring.Domain.Tests.Calendars;

public sealed class ChinaTimeTests
{
    [Theory]
    [InlineData("2026-10-10T10:00:00Z", "10月10日 周六 18:00")]
    [InlineData("2026-10-09T16:00:00Z", "10月10日 周六 00:00")]
    [InlineData("2026-10-09T15:59:59.999Z", "10月9日 周五 23:59")]
    [InlineData("2026-12-31T16:05:00Z", "1月1日 周五 00:05")]
    [InlineData("2026-10-10T18:00:00+08:00", "10月10日 周六 18:00")]
    public void A_moment_is_written_in_local_time_with_its_weekday(string instant, string words) =>
        ChinaTime.Words(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(words);

    [Fact]
    public void A_day_is_written_with_year_and_weekday() => ChinaTime.Words(new DateOnly(2026, 3, 1)).ShouldBe("2026年3月1日 周日");
}
