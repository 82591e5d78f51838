using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Calendars;

namespace Scoring.Web.Features.Shared.Spreadsheets;

/// <summary>
/// Tables as an Excel file, a sheet a table: figures and dates are figures and dates, the head stays in sight and filters. Text is written as text, so nothing that
/// people typed is ever computed; where it looks like a formula it also keeps the quote that holds it text when somebody edits the cell.
/// </summary>
public static class Xlsx
{
    private const string Mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // What Excel takes: characters in a cell, in the name of a sheet.
    private const int CellLimit = 32_767;
    private const int NameLimit = 31;

    // The width of a column follows its head and first rows, within reason.
    private const int RowsLookedAt = 200;
    private const int Widest = 60;

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The answer to a request for these tables.</summary>
    public static FileContentResult Answer(string name, params FileTable[] tables) => new(Of(tables), Mime) { FileDownloadName = $"{name}.xlsx" };

    /// <summary>The file; sheets of one name get numbers.</summary>
    public static byte[] Of(params FileTable[] tables)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.All();
            var sheets = new Sheets();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var table in tables)
            {
                var part = book.AddNewPart<WorksheetPart>();
                Write(part, table);
                sheets.Append(new Sheet { Name = NameOf(table.Name, names), SheetId = (uint)names.Count, Id = book.GetIdOfPart(part) });
            }

            book.Workbook = new Workbook(sheets);
        }

        return stream.ToArray();
    }

    private static void Write(WorksheetPart part, FileTable table)
    {
        using var to = OpenXmlWriter.Create(part);
        to.WriteStartElement(new Worksheet());
        to.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
            new Selection { Pane = PaneValues.BottomLeft, ActiveCell = "A2", SequenceOfReferences = new ListValue<StringValue>([new StringValue("A2")]) })
        { WorkbookViewId = 0 }));
        to.WriteElement(new Columns(table.Head.Select((head, i) => new Column
        {
            Min = (uint)i + 1, Max = (uint)i + 1, CustomWidth = true, Style = table.FilledIn ? XlsxStyles.Text : XlsxStyles.Figure,
            Width = Math.Min(Widest, 3 + table.Rows.Take(RowsLookedAt).Select(r => WidthOf(r[i])).Append(WidthOf(head)).Max()),
        })));
        to.WriteStartElement(new SheetData());
        WriteRow(to, table.Head.Select(h => Words(h, XlsxStyles.Head)));
        foreach (var row in table.Rows)
            WriteRow(to, row.Select(CellOf));
        to.WriteEndElement();
        to.WriteElement(new AutoFilter { Reference = $"A1:{ColumnName(table.Head.Count)}{table.Rows.Count + 1}" });
        to.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter to, IEnumerable<Cell> cells)
    {
        to.WriteStartElement(new Row());
        foreach (var cell in cells)
            to.WriteElement(cell);
        to.WriteEndElement();
    }

    private static Cell CellOf(object? value) => value switch
    {
        null => new Cell(),
        string s => Words(s, Csv.LooksLikeFormula(s) ? XlsxStyles.Quoted : XlsxStyles.Text),
        bool b => Words(b ? "是" : "否", XlsxStyles.Text),
        int or long or decimal => Figure(Convert.ToDecimal(value, CultureInfo.InvariantCulture), XlsxStyles.Figure),
        Percent p => Figure(p.OfHundred / 100, XlsxStyles.Percent),
        DateOnly d => Figure((d.ToDateTime(TimeOnly.MinValue) - Epoch).Days, XlsxStyles.Date),
        DateTimeOffset t => Figure((decimal)(ChinaTime.Local(t).DateTime - Epoch).Ticks / TimeSpan.TicksPerDay, XlsxStyles.Moment),
        _ => throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    private static Cell Figure(decimal figure, uint style) => new(new CellValue(figure.ToString(CultureInfo.InvariantCulture))) { StyleIndex = style };

    private static Cell Words(string text, uint style) =>
        new(new InlineString(new Text(Plain(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style };

    /// <summary>Without what XML may not hold, without half a character, no longer than a cell; and <c>_x0041_</c> as typed, which Excel would read as a letter.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length && plain.Length < CellLimit - 1; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                plain.Append(text[i]).Append(text[++i]);
            else if (text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_')
                plain.Append("_x005F_");
            else
                plain.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : ' ');
        }

        return plain.ToString();
    }

    private static string NameOf(string name, HashSet<string> taken)
    {
        var plain = string.Concat(Plain(name).Select(c => "[]:*?/\\'".Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? ' ' : c)).Trim();
        plain = plain.Length == 0 ? "表" : plain[..Math.Min(plain.Length, NameLimit)];
        for (var (n, tried) = (2, plain); ; n++)
        {
            if (taken.Add(tried))
                return tried;
            var end = $" {n}";
            tried = plain[..Math.Min(plain.Length, NameLimit - end.Length)] + end;
        }
    }

    /// <summary>In digits of the standard font; 汉字 take two.</summary>
    private static int WidthOf(object? value) => value switch
    {
        null => 0,
        string s => s.Sum(c => c > 0xFF ? 2 : 1),
        DateTimeOffset => 16,
        DateOnly => 10,
        _ => 8,
    };

    private static string ColumnName(int number) => number <= 26 ? $"{(char)('A' + number - 1)}" : ColumnName((number - 1) / 26) + ColumnName(((number - 1) % 26) + 1);
}
