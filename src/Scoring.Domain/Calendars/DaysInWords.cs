namespace Scoring.Domain.Calendars;

/// <summary>
/// Says in Chinese what made a count of working days skip or include days: 「14、15 日为周末」「1日至7日国庆节放假」「10 日（周六）调休上班」.
/// Knows only the calendar, not why somebody counts.
/// </summary>
public static class DaysInWords
{
    /// <summary>Remarks on the days from one date to another, both included, in order; empty when all are ordinary working days.</summary>
    public static IReadOnlyList<string> Remarks(WorkingDays calendar, DateOnly first, DateOnly last)
    {
        var remarks = new List<string>();
        for (var date = first; date <= last;)
        {
            var kind = Kind(calendar, date);
            var end = date;
            while (end < last && Kind(calendar, end.AddDays(1)) == kind) end = end.AddDays(1);
            if (kind is not null) remarks.Add(Say(kind, date, end));
            date = end.AddDays(1);
        }
        return remarks;
    }

    private static string? Kind(WorkingDays calendar, DateOnly date) =>
        calendar.NameOf(date) ?? (calendar.IsWorkingDay(date) ? null : "为周末");

    private static string Say(string kind, DateOnly first, DateOnly last)
    {
        var weekday = kind == "调休上班" ? $"（{ChinaTime.Weekday(first)}）" : "";
        if (first == last) return $"{ChinaTime.MonthDay(first)}{weekday}{kind}";
        var until = first.Month == last.Month ? $"{last.Day}日" : ChinaTime.MonthDay(last);
        var joint = last == first.AddDays(1) ? "、" : "至";
        return $"{ChinaTime.MonthDay(first)}{joint}{until}{kind}";
    }
}
