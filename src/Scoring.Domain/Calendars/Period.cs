using System.Globalization;
using System.Text.RegularExpressions;

namespace Scoring.Domain.Calendars;

/// <summary>How often a programme runs.</summary>
public enum Cadence
{
    /// <summary>每月一期, periods like 2026-10.</summary>
    Monthly,

    /// <summary>每季度一期, periods like 2026-Q3.</summary>
    Quarterly,

    /// <summary>每年一期, periods like 2026.</summary>
    Yearly,
}

/// <summary>
/// The span of time one cycle is about: a month, a quarter or a year. Its text (<c>2026-10</c>, <c>2026-Q3</c>, <c>2026</c>) sorts by time
/// within one cadence and is what addresses and rows carry.
/// </summary>
public sealed partial record Period
{
    private Period(Cadence cadence, DateOnly firstDay)
    {
        Cadence = cadence;
        FirstDay = firstDay;
    }

    /// <summary>Month, quarter or year.</summary>
    public Cadence Cadence { get; }

    /// <summary>The first calendar day.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>The last calendar day.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(Months).AddDays(-1);

    /// <summary>The year the period lies in.</summary>
    public int Year => FirstDay.Year;

    /// <summary>The period after this one.</summary>
    public Period Next => new(Cadence, FirstDay.AddMonths(Months));

    /// <summary>The period before this one.</summary>
    public Period Previous => new(Cadence, FirstDay.AddMonths(-Months));

    /// <summary>The name on screens: 2026年10月, 2026年第3季度, 2026年度.</summary>
    public string Name => Cadence switch
    {
        Cadence.Monthly => $"{Year}年{FirstDay.Month}月",
        Cadence.Quarterly => $"{Year}年第{Quarter}季度",
        _ => $"{Year}年度",
    };

    private int Months => Cadence switch { Cadence.Monthly => 1, Cadence.Quarterly => 3, _ => 12 };

    private int Quarter => (FirstDay.Month + 2) / 3;

    /// <summary>The period of a cadence in which a local date lies.</summary>
    public static Period Of(Cadence cadence, DateOnly date) => cadence switch
    {
        Cadence.Monthly => new(cadence, new(date.Year, date.Month, 1)),
        Cadence.Quarterly => new(cadence, new(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1)),
        _ => new(cadence, new(date.Year, 1, 1)),
    };

    /// <summary>Reads <c>2026-10</c>, <c>2026-Q3</c> or <c>2026</c> (years 1992–2999).</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Period Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"「{text}」不是期次：应写成 2026-10、2026-Q3 或 2026。");

    /// <summary>As <see cref="Parse"/>, but null for a text that is no period.</summary>
    public static Period? TryParse(string? text)
    {
        var match = Shape().Match(text ?? "");
        if (!match.Success) return null;
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (year is < 1992 or > 2999) return null;
        if (match.Groups["quarter"].Success) return new(Cadence.Quarterly, new(year, (3 * (match.Groups["quarter"].ValueSpan[0] - '1')) + 1, 1));
        if (!match.Groups["month"].Success) return new(Cadence.Yearly, new(year, 1, 1));
        return new(Cadence.Monthly, new(year, int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture), 1));
    }

    /// <summary>Whether a local date lies in the period.</summary>
    public bool Contains(DateOnly date) => date >= FirstDay && date <= LastDay;

    /// <summary>The n-th month of the period, 1 being its first; a number beyond its length reaches into the following periods.</summary>
    public DateOnly Month(int n) => FirstDay.AddMonths(n - 1);

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Cadence switch
    {
        Cadence.Monthly => $"{Year:D4}-{FirstDay.Month:D2}",
        Cadence.Quarterly => $"{Year:D4}-Q{Quarter}",
        _ => $"{Year:D4}",
    };

    [GeneratedRegex("^(?<year>[0-9]{4})(-((?<month>0[1-9]|1[0-2])|Q(?<quarter>[1-4])))?\\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shape();
}
