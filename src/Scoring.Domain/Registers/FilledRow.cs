// What somebody filled into a table, row by row, and how its cells are read. Must not know of files, of tables or of who asks.
using System.Globalization;

namespace Scoring.Domain.Registers;

/// <summary>One row of a table that somebody filled in.</summary>
/// <param name="Number">The row's number as the table's program shows it; the head is 1.</param>
/// <param name="Cells">Text by column, trimmed; a column that is not there counts as empty.</param>
public sealed record FilledRow(int Number, IReadOnlyDictionary<string, string> Cells)
{
    // What a date is when a table keeps it as a number: days since 1899-12-30. Within a century around now, so that no year is taken for a day.
    private const int EarliestDay = 18_264;
    private const int LatestDay = 73_050;
    private static readonly DateOnly DayNought = new(1899, 12, 30);

    /// <summary>The text of a cell; empty when there is none.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column) ?? string.Empty;

    /// <summary>A whole number: "320", "320.0", "1,320"; null for an empty cell or anything else.</summary>
    public static int? Whole(string text) =>
        decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number) && number is > -1_000_000_000 and < 1_000_000_000 ? (int)number : null;

    /// <summary>A local day: "2026-10-01", "2026/10/1", "2026.10.1", "2026年10月1日", or the number by which a table keeps a date; null for anything else.</summary>
    public static DateOnly? Day(string text)
    {
        if (Whole(text) is { } number)
            return number is >= EarliestDay and <= LatestDay ? DayNought.AddDays(number) : null;
        string[] shapes = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];
        return DateOnly.TryParseExact(text.Split(' ')[0], shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
