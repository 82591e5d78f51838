using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Scoring.Web.Features.Shared.Spreadsheets;

namespace Scoring.Web.Tests.Shared;

/// <summary>Tables as Excel files, read back with the library's own reader and validator.</summary>
public sealed class XlsxTests
{
    private static readonly FileTable People = new("名册", ["姓名", "户数", "扣分", "占比", "日期", "时刻", "在岗"],
    [
        ["赵建国", 1326, -0.5m, new Percent(75.3m), new DateOnly(2026, 10, 14), WebApp.China(2026, 10, 14, 18), true],
        ["=HYPERLINK(\"http://x\")", 40_000_000_000L, null, null, null, null, false],
    ]);

    [Fact]
    public void Figures_and_dates_are_typed_and_text_is_never_a_formula()
    {
        using var file = Open(Xlsx.Of(People));
        // 2026-10-14 is day 46309 of Excel's calendar (2026-01-01 is 46023); 18:00 in China is three quarters of a day.
        Rows(file).ShouldBe(
        [
            "s:姓名 s:户数 s:扣分 s:占比 s:日期 s:时刻 s:在岗",
            "s:赵建国 n:1326 n:-0.5 n:0.753 n:46309 n:46309.75 s:是",
            "s:=HYPERLINK(\"http://x\") n:40000000000 - - - - s:否",
        ]);
        var sheet = file.WorkbookPart!.WorksheetParts.Single().Worksheet;
        sheet.Descendants<CellFormula>().ShouldBeEmpty();
        Formats(file, 1).ShouldBe(["@", "0", "0", "0.0%", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm", "@"]);
        // The quote that keeps it text when somebody edits the cell.
        Style(file, sheet.Descendants<Row>().ElementAt(2).Elements<Cell>().First()).QuotePrefix!.Value.ShouldBeTrue();
    }

    [Fact]
    public void The_head_stays_in_sight_and_filters()
    {
        using var file = Open(Xlsx.Of(People));
        var sheet = file.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var pane = sheet.Descendants<Pane>().Single();
        (pane.State!.Value, pane.VerticalSplit!.Value, pane.TopLeftCell!.Value).ShouldBe((PaneStateValues.Frozen, 1d, "A2"));
        sheet.Descendants<AutoFilter>().Single().Reference!.Value.ShouldBe("A1:G3");
    }

    [Fact]
    public void Whatever_people_typed_the_file_opens()
    {
        var wild = "a\u0001b\uD800c😀\uFFFE _x0041_ " + new string('长', 40_000);
        using var file = Open(Xlsx.Of(new FileTable("a/b:c[d]*?一个特别长的名字一个特别长的名字一个特别长的名字", ["列"], [[wild]]), new FileTable("表", ["列"], []), new FileTable("表", ["列"], [])));
        var names = file.WorkbookPart!.Workbook.Descendants<Sheet>().Select(s => s.Name!.Value!).ToList();
        names[0].ShouldBe("a b c d   一个特别长的名字一个特别长的名字一个特别长");
        names[1..].ShouldBe(["表", "表 2"]);
        var text = file.WorkbookPart.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<Text>()).Single(t => t.Text.Length > 10).Text;
        text.ShouldStartWith("a b c😀  _x005F_x0041_ 长长");
        text.Length.ShouldBeLessThanOrEqualTo(32_767);
    }

    [Fact]
    public void Forty_columns_have_names()
    {
        using var file = Open(Xlsx.Of(new FileTable("宽", [.. Enumerable.Range(1, 40).Select(n => $"{n}")], [])));
        file.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<AutoFilter>().Single().Reference!.Value.ShouldBe("A1:AN1");
    }

    private static SpreadsheetDocument Open(byte[] bytes)
    {
        var file = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        return file;
    }

    private static IEnumerable<string> Rows(SpreadsheetDocument file) => file.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>()
        .Select(r => string.Join(' ', r.Elements<Cell>().Select(c => c.DataType?.Value == CellValues.InlineString ? $"s:{c.InnerText}" : c.CellValue is null ? "-" : $"n:{c.CellValue.Text}")));

    private static IEnumerable<string> Formats(SpreadsheetDocument file, int row) => file.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().ElementAt(row).Elements<Cell>()
        .Select(c => Style(file, c).NumberFormatId!.Value switch
        {
            49 => "@",
            var own and > 163 => file.WorkbookPart!.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<NumberingFormat>().Single(f => f.NumberFormatId!.Value == own).FormatCode!.Value!,
            var other => other.ToString(CultureInfo.InvariantCulture),
        });

    private static CellFormat Style(SpreadsheetDocument file, Cell cell) => file.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);
}
