using System.Collections.Frozen;
using System.Text.Json;

namespace Scoring.Domain.Calendars;

/// <summary>A calendar text that cannot be used; the message is a Chinese sentence naming the file's year and the entry at fault.</summary>
public sealed class CalendarInvalid(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>
/// Answers which days are worked, from the State Council's yearly notices (放假调休通知). Must not know where the texts lie nor what day it is.
/// A year without a calendar falls back to Monday–Friday, and <see cref="Warning"/> then says so in a sentence for the screen.
/// </summary>
public sealed class WorkingDays
{
    private readonly FrozenDictionary<DateOnly, (string Name, bool Off)> days;
    private readonly FrozenSet<int> years;

    private WorkingDays(IReadOnlyDictionary<DateOnly, (string Name, bool Off)> days, IEnumerable<int> years)
    {
        this.days = days.ToFrozenDictionary();
        this.years = years.ToFrozenSet();
    }

    /// <summary>Plain weekends: the calendar when there is none for any year.</summary>
    public static WorkingDays WeekendsOnly { get; } = new(new Dictionary<DateOnly, (string, bool)>(), []);

    /// <summary>The years for which a calendar was given.</summary>
    public IReadOnlySet<int> Years => years;

    /// <summary>Reads calendar texts, one a year: <c>{"year": 2026, "days": [{"name", "date", "isOffDay"}]}</c>.</summary>
    /// <exception cref="CalendarInvalid">A text is not such a calendar, or a year or date is given twice.</exception>
    public static WorkingDays Read(IEnumerable<string> calendars)
    {
        var read = new Dictionary<DateOnly, (string, bool)>();
        var covered = new HashSet<int>();
        foreach (var text in calendars)
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                var root = document.RootElement;
                var year = root.GetProperty("year").GetInt32();
                if (!covered.Add(year)) throw new CalendarInvalid($"{year} 年的工作日历给了两份，请只留一份。");
                foreach (var day in root.GetProperty("days").EnumerateArray())
                {
                    var written = day.GetProperty("date").GetString();
                    if (!DateOnly.TryParseExact(written, "yyyy-MM-dd", out var date))
                        throw new CalendarInvalid($"{year} 年的工作日历里，「{written}」不是日期（应写成 2026-10-01）。");
                    if (!read.TryAdd(date, (day.GetProperty("name").GetString() ?? "", day.GetProperty("isOffDay").GetBoolean())))
                        throw new CalendarInvalid($"{year} 年的工作日历里，{written} 出现了两次。");
                }
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new CalendarInvalid($"有一份工作日历读不懂，应为 {{\"year\", \"days\": [{{\"name\", \"date\", \"isOffDay\"}}]}}：{fault.Message}", fault);
            }
        }
        return new(read, covered);
    }

    /// <summary>Whether the day is worked: the calendar's word, else Monday to Friday.</summary>
    public bool IsWorkingDay(DateOnly date) => days.TryGetValue(date, out var day) ? !day.Off : !IsWeekend(date);

    /// <summary>The holiday a day off belongs to (国庆节), or null when it is worked or an ordinary weekend.</summary>
    public string? HolidayOn(DateOnly date) => days.TryGetValue(date, out var day) && day.Off ? day.Name : null;

    /// <summary>Whether the day is a weekend day that is worked (调休上班).</summary>
    public bool IsAdjustedWorkday(DateOnly date) => days.TryGetValue(date, out var day) && !day.Off && IsWeekend(date);

    /// <summary>What is particular about a date: 国庆节放假, 调休上班, or null.</summary>
    public string? NameOf(DateOnly date) => HolidayOn(date) is { } holiday ? holiday + "放假" : IsAdjustedWorkday(date) ? "调休上班" : null;

    /// <summary>A date as screens write it: 10月10日 周六（调休上班）.</summary>
    public string Describe(DateOnly date) =>
        $"{ChinaTime.MonthDay(date)} {ChinaTime.Weekday(date)}{(NameOf(date) is { } name ? $"（{name}）" : "")}";

    /// <summary>The first working day after the date.</summary>
    public DateOnly Next(DateOnly date) => OnOrAfter(date.AddDays(1));

    /// <summary>The last working day before the date.</summary>
    public DateOnly Previous(DateOnly date) => OnOrBefore(date.AddDays(-1));

    /// <summary>The date itself when worked, else the next working day.</summary>
    public DateOnly OnOrAfter(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(1);
        return date;
    }

    /// <summary>The date itself when worked, else the previous working day.</summary>
    public DateOnly OnOrBefore(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(-1);
        return date;
    }

    /// <summary>The n-th working day after the date (before it for a negative n); the date itself, worked or not, for 0.</summary>
    public DateOnly AddWorkingDays(DateOnly date, int n)
    {
        for (; n > 0; n--) date = Next(date);
        for (; n < 0; n++) date = Previous(date);
        return date;
    }

    /// <summary>The working days from one date to another, both included, in order.</summary>
    public IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (IsWorkingDay(date)) yield return date;
        }
    }

    /// <summary>The n-th (from 1) working day of a third of a month, or null when the third has fewer.</summary>
    public DateOnly? NthWorkingDay(int year, int month, MonthThird third, int n)
    {
        var (first, last) = MonthThirds.Days(year, month, third);
        var found = Between(first, last).Skip(n - 1).Take(1).ToArray();
        return found.Length == 0 ? null : found[0];
    }

    /// <summary>The n-th (from 1) working day after a period has ended.</summary>
    public DateOnly NthWorkingDayAfter(Period period, int n) => AddWorkingDays(period.LastDay, n);

    /// <summary>The sentence a screen must show when a year has no calendar; null when it has one.</summary>
    public string? Warning(int year) => years.Contains(year)
        ? null
        : $"{year} 年还没有工作日历，暂按周一至周五为工作日推算；国务院办公厅发布放假通知后请补上日历并核对日期。";

    /// <summary>The warnings for all years from one date to another.</summary>
    public IReadOnlyList<string> Warnings(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(first.Year, last.Year - first.Year + 1).Select(Warning).OfType<string>()];

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
