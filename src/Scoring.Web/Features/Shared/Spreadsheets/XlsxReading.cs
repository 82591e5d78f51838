using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Scoring.Domain;
using Scoring.Domain.Registers;

namespace Scoring.Web.Features.Shared.Spreadsheets;

/// <summary>
/// Reads the first sheet of an Excel file that somebody filled in: the head names the columns, in any order; further columns are left out. The file
/// comes from outside, so it is read as a stream and within limits: a small file can unpack to a very large one.
/// </summary>
public static class XlsxReading
{
    private const long MostUnpacked = 200L * 1024 * 1024;
    private const int MostTexts = 500_000;
    private const int MostColumns = 100;
    private const int CellLimit = 4000;

    /// <summary>The rows below the head that say anything.</summary>
    /// <param name="content">Seekable.</param>
    /// <param name="columns">Every one must be in the head.</param>
    /// <param name="mostRows">More are refused.</param>
    /// <exception cref="Refused">Not a workbook, a column is missing, or it is too large; the sentence says what to do.</exception>
    public static IReadOnlyList<FilledRow> Read(Stream content, IReadOnlyList<string> columns, int mostRows)
    {
        try
        {
            using (var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (zip.Entries.Sum(e => e.Length) > MostUnpacked)
                    throw Refused.Input("表格太大，没有读。请只留要导入的那一张工作表，或者分几次导入。");
            }

            content.Position = 0;
            using var file = SpreadsheetDocument.Open(content, isEditable: false);
            var book = file.WorkbookPart ?? throw Unreadable();
            var first = book.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault(s => s.State is null || s.State == SheetStateValues.Visible) ?? throw Unreadable();
            if (first.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart sheet)
                throw Unreadable();
            return Rows(sheet, Texts(book), columns, mostRows);
        }
        catch (Exception fault) when (fault is InvalidDataException or OpenXmlPackageException or XmlException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw Unreadable();
        }
    }

    private static Refused Unreadable() => Refused.Input("这个文件打不开，可能设了密码或者已经损坏。请在 Excel 或 WPS 里打开它，另存为 xlsx 工作簿再传。");

    private static List<FilledRow> Rows(WorksheetPart sheet, List<string> texts, IReadOnlyList<string> columns, int mostRows)
    {
        var rows = new List<FilledRow>();
        Dictionary<int, string>? head = null;
        var number = 0;
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            var row = (Row)reader.LoadCurrentElement()!;
            number = (int?)row.RowIndex?.Value ?? number + 1;
            var cells = Cells(row, texts);
            if (cells.Count == 0)
                continue;
            if (head is null)
            {
                head = cells.DistinctBy(c => c.Value).Where(c => columns.Contains(c.Value)).ToDictionary(c => c.Key, c => c.Value);
                if (columns.Except(head.Values).ToList() is { Count: > 0 } missing)
                    throw Refused.Input($"表头里没有{string.Join("、", missing.Select(m => $"“{m}”"))}这{(missing.Count == 1 ? "一列" : "几列")}。请用这里下载的模板，表头不要改。");
                continue;
            }

            var filled = cells.Where(c => head.ContainsKey(c.Key)).ToDictionary(c => head[c.Key], c => c.Value);
            if (filled.Count == 0)
                continue;
            if (rows.Count == mostRows)
                throw Refused.Input($"表里超过 {mostRows} 行，没有读。请分几次导入。");
            rows.Add(new FilledRow(number, filled));
        }

        return rows.Count > 0 ? rows : throw Refused.Input(head is null ? "第一张工作表是空的。请用这里下载的模板填写。" : "表头下面没有内容。请填好以后再传。");
    }

    /// <summary>The cells that say something, by their place from 1.</summary>
    private static Dictionary<int, string> Cells(Row row, List<string> texts)
    {
        var cells = new Dictionary<int, string>();
        var place = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            place = cell.CellReference?.Value is { } reference ? PlaceOf(reference) : place + 1;
            var text = Text(cell, texts).Trim();
            if (text.Length > 0 && place is > 0 and <= MostColumns)
                cells[place] = text.Length <= CellLimit ? text : text[..CellLimit];
        }

        return cells;
    }

    private static string Text(Cell cell, List<string> texts)
    {
        if (cell.DataType?.Value == CellValues.InlineString)
            return cell.InlineString?.InnerText ?? string.Empty;
        var value = cell.CellValue?.Text ?? string.Empty;
        return cell.DataType?.Value == CellValues.SharedString && int.TryParse(value, out var at) && at >= 0 && at < texts.Count ? texts[at]
            : cell.DataType?.Value == CellValues.Error ? string.Empty : value;
    }

    /// <summary>B7 → 2.</summary>
    private static int PlaceOf(string reference)
    {
        var place = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper))
            place = Math.Min((place * 26) + letter - 'A' + 1, MostColumns + 1);
        return place;
    }

    private static List<string> Texts(WorkbookPart book)
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is not { } part)
            return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(SharedStringItem) || !reader.IsStartElement)
                continue;
            if (texts.Count == MostTexts)
                throw Refused.Input("表格里的内容太多，没有读。请只留要导入的那一张工作表。");
            var item = (SharedStringItem)reader.LoadCurrentElement()!;
            // The reading aid above a word (phonetic runs) is not part of it.
            texts.Add(item.Text?.Text ?? string.Concat(item.Elements<Run>().Select(r => r.Text?.Text)));
        }

        return texts;
    }
}
