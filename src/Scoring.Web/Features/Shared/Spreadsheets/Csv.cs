using System.Globalization;
using System.Text;
using Scoring.Domain.Calendars;

namespace Scoring.Web.Features.Shared.Spreadsheets;

/// <summary>A table as a file that a spreadsheet opens: UTF-8 with its mark, and no text that would be taken for a formula.</summary>
public static class Csv
{
    /// <param name="head">Column names.</param>
    /// <param name="rows">Cells as <see cref="FileTable"/> says.</param>
    public static byte[] Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend([.. head]))
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Text that a spreadsheet would compute: what begins with a sign of a formula, in half or full width, or hides one behind a tab or a line end.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(text[0], StringComparison.Ordinal);

    private static string Cell(object? value)
    {
        var text = value switch
        {
            // A quote in front makes a spreadsheet read text; a figure may begin with its sign.
            string s => LooksLikeFormula(s) ? "'" + s : s,
            bool b => b ? "是" : "否",
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset t => ChinaTime.Local(t).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
