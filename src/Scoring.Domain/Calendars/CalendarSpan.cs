namespace Scoring.Domain.Calendars;

/// <summary>The days of a month, laid out in weeks from Monday to Sunday, as a calendar on the wall.</summary>
public static class CalendarSpan
{
    private const int Week = 7;

    /// <summary>Whole weeks that hold every day of the period; days of the months beside it fill the ends.</summary>
    public static IReadOnlyList<IReadOnlyList<DateOnly>> Weeks(Period period)
    {
        var first = Monday(period.FirstDay);
        var count = (Monday(period.LastDay).DayNumber - first.DayNumber) / Week + 1;
        return [.. Enumerable.Range(0, count).Select(w => (IReadOnlyList<DateOnly>)[.. Enumerable.Range(0, Week).Select(d => first.AddDays((w * Week) + d))])];
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + Week - 1) % Week));
}
