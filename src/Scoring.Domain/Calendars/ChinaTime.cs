namespace Scoring.Domain.Calendars;

/// <summary>
/// Answers what an instant is called in Asia/Shanghai, and which instant a local date and time is. Knows no clock: every instant is an argument.
/// China has kept one fixed offset since 1991 (UTC+8, no summer time), so no time-zone database is asked; earlier instants are out of range.
/// </summary>
public static class ChinaTime
{
    /// <summary>The fixed offset of Asia/Shanghai since 1991.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private const string Weekdays = "日一二三四五六";

    /// <summary>The same instant, shown at UTC+8.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The local date of an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The local time of day of an instant.</summary>
    public static TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant of a local date and time, in UTC (offset zero), as rows keep it.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) => new DateTimeOffset(date.ToDateTime(time), Offset).ToUniversalTime();

    /// <summary>The weekday in Chinese: 周一 … 周日.</summary>
    public static string Weekday(DateOnly date) => "周" + Weekdays[(int)date.DayOfWeek];

    /// <summary>Month and day in Chinese, without padding: 10月10日.</summary>
    public static string MonthDay(DateOnly date) => $"{date.Month}月{date.Day}日";

    /// <summary>A moment as screens write it: 10月10日 周六 18:00.</summary>
    public static string Words(DateTimeOffset instant) => $"{MonthDay(DateOf(instant))} {Weekday(DateOf(instant))} {TimeOf(instant):HH:mm}";

    /// <summary>A day as screens write it: 2026年10月10日 周六.</summary>
    public static string Words(DateOnly date) => $"{date.Year}年{MonthDay(date)} {Weekday(date)}";
}
