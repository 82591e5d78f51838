namespace Scoring.Domain.Cycles;

/// <summary>How a moment reads on a screen: Asia/Shanghai, which has been UTC+8 without change since 1991.</summary>
public static class ChinaClock
{
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    public static DateTimeOffset Local(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(8));

    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>"10月10日 周六 18:00".</summary>
    public static string Words(DateTimeOffset moment)
    {
        var local = Local(moment);
        return $"{local.Month}月{local.Day}日 {Weekday(local.DayOfWeek)} {local:HH:mm}";
    }

    /// <summary>"2026年10月10日 周六".</summary>
    public static string Words(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日 {Weekday(day.DayOfWeek)}";

    public static string Weekday(DayOfWeek day) => Weekdays[(int)day];
}
