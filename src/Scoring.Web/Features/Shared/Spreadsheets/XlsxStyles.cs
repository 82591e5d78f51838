using DocumentFormat.OpenXml.Spreadsheet;

namespace Scoring.Web.Features.Shared.Spreadsheets;

/// <summary>How the cells of an Excel file look; a style's number is its place in the list.</summary>
internal static class XlsxStyles
{
    public const uint Figure = 0;
    public const uint Head = 1;
    public const uint Text = 2;
    public const uint Quoted = 3;
    public const uint Percent = 4;
    public const uint Date = 5;
    public const uint Moment = 6;

    // Numbers up to 163 are Excel's own formats; 10 would show two decimals of a percent.
    private const uint OneDecimalPercent = 164;
    private const uint DateFormat = 165;
    private const uint MomentFormat = 166;
    private const uint AsText = 49;

    public static Stylesheet All() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = OneDecimalPercent, FormatCode = "0.0%" },
            new NumberingFormat { NumberFormatId = DateFormat, FormatCode = "yyyy\\-mm\\-dd" },
            new NumberingFormat { NumberFormatId = MomentFormat, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm" }),
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "等线" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "等线" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            Format(0), Format(0, font: 1, wraps: true), Format(AsText, wraps: true), Format(AsText, quoted: true, wraps: true), Format(OneDecimalPercent), Format(DateFormat), Format(MomentFormat)));

    private static CellFormat Format(uint number, uint font = 0, bool quoted = false, bool wraps = false) => new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wraps })
    {
        NumberFormatId = number, FontId = font, FillId = 0, BorderId = 0, FormatId = 0, ApplyNumberFormat = number != 0, ApplyFont = font != 0, QuotePrefix = quoted, ApplyAlignment = true,
    };
}
