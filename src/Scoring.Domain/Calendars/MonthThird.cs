namespace Scoring.Domain.Calendars;

/// <summary>上旬 (1–10), 中旬 (11–20), 下旬 (21–end of month).</summary>
public enum MonthThird
{
    /// <summary>上旬, the 1st to the 10th.</summary>
    First,

    /// <summary>中旬, the 11th to the 20th.</summary>
    Middle,

    /// <summary>下旬, the 21st to the last day of the month.</summary>
    Last,
}

/// <summary>Names and limits of the thirds of a month.</summary>
public static class MonthThirds
{
    /// <summary>The Chinese name: 上旬, 中旬, 下旬.</summary>
    public static string Name(this MonthThird third) => third switch
    {
        MonthThird.First => "上旬",
        MonthThird.Middle => "中旬",
        _ => "下旬",
    };

    /// <summary>The third a date lies in.</summary>
    public static MonthThird Of(DateOnly date) => date.Day <= 10 ? MonthThird.First : date.Day <= 20 ? MonthThird.Middle : MonthThird.Last;

    /// <summary>First and last calendar day of a third; <paramref name="month"/> is 1–12.</summary>
    public static (DateOnly First, DateOnly Last) Days(int year, int month, MonthThird third) => third switch
    {
        MonthThird.First => (new(year, month, 1), new(year, month, 10)),
        MonthThird.Middle => (new(year, month, 11), new(year, month, 20)),
        _ => (new(year, month, 21), new(year, month, DateTime.DaysInMonth(year, month))),
    };
}
