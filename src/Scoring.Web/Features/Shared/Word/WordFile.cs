using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Scoring.Web.Features.Shared.Word;

/// <summary>A Word file laid out as an official paper: A4, a centred title, headings in 黑体, text in 仿宋, page numbers. Knows nothing of what it says.</summary>
public sealed class WordFile
{
    // Measures of GB/T 9704: twentieths of a point; 1 mm is 56.7 of them.
    private const int Millimetre = 57;
    private const int TextWidth = 156 * Millimetre;

    private readonly Body body = new();

    /// <summary>The name of the paper, in the middle of the first page.</summary>
    public WordFile Title(string text, string? above = null)
    {
        if (above is not null)
            body.Append(Line(above, "Above"));
        body.Append(Line(text, "Title"));
        return this;
    }

    public WordFile Heading(string text)
    {
        body.Append(Line(text, "Heading1"));
        return this;
    }

    public WordFile Subheading(string text)
    {
        body.Append(Line(text, "Heading2"));
        return this;
    }

    public WordFile Text(string text)
    {
        body.Append(Line(text, "Body"));
        return this;
    }

    /// <summary>Who signs, or the day, at the right edge.</summary>
    public WordFile Sign(string text)
    {
        body.Append(Line(text, "Sign"));
        return this;
    }

    /// <summary>A line in a style of its own: of a certificate or a plaque.</summary>
    public WordFile Line(string text, WordLine style)
    {
        body.Append(Line(text, style.ToString()));
        return this;
    }

    /// <summary>What follows begins on a page of its own.</summary>
    public WordFile NextPage()
    {
        body.Append(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Gap" }), new Run(new Break { Type = BreakValues.Page })));
        return this;
    }

    /// <summary>A table with a head that is repeated on every page.</summary>
    /// <param name="columns">Heads with their share of the width.</param>
    /// <param name="rows">A cell for every column.</param>
    /// <param name="style">Of the rows; "Signature" leaves room to write.</param>
    public WordFile Table(IReadOnlyList<(string Head, int Share)> columns, IEnumerable<IReadOnlyList<Cell>> rows, string style = "TableText")
    {
        var sum = columns.Sum(c => c.Share);
        var widths = columns.Select(c => c.Share * TextWidth / sum).ToList();
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableBorders(
                    Edge<TopBorder>(), Edge<LeftBorder>(), Edge<BottomBorder>(), Edge<RightBorder>(), Edge<InsideHorizontalBorder>(), Edge<InsideVerticalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(w => new GridColumn { Width = Number(w) })),
            Row(columns.Select(c => (Cell)c.Head).ToList(), widths, "TableHead"));
        foreach (var row in rows)
            table.Append(Row(row, widths, style));
        body.Append(table, Line(string.Empty, "Gap"));
        return this;
    }

    /// <summary>The finished file as sheets to hang up or hand over: A4 across, each framed, without numbers. What stands how far down is the styles' affair: not every word processor centres a page.</summary>
    public byte[] SaveFramed()
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = WordStyles.All();
            body.Append(new SectionProperties(
                new PageSize { Width = 16838, Height = 11906, Orient = PageOrientationValues.Landscape },
                new PageMargin { Top = 30 * Millimetre, Bottom = 30 * Millimetre, Left = 36 * Millimetre, Right = 36 * Millimetre, Header = 0, Footer = 0, Gutter = 0 },
                new PageBorders(Frame<TopBorder>(), Frame<LeftBorder>(), Frame<BottomBorder>(), Frame<RightBorder>()) { OffsetFrom = PageBorderOffsetValues.Page }));
            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    /// <summary>The finished file.</summary>
    /// <param name="header">On top of every page; null: nothing.</param>
    public byte[] Save(string? header)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = WordStyles.All();
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer(new Paragraph(
                new ParagraphProperties(new ParagraphStyleId { Val = "PageNumber" }),
                new Run(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
                new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " },
                new Run(new Text(" —") { Space = SpaceProcessingModeValues.Preserve })));
            var section = new SectionProperties(new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) });
            if (header is not null)
            {
                var top = main.AddNewPart<HeaderPart>();
                top.Header = new Header(Line(header, "PageHead"));
                section.PrependChild(new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(top) });
            }

            section.Append(
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 37 * Millimetre, Bottom = 35 * Millimetre, Left = 28 * Millimetre, Right = 26 * Millimetre, Header = 850, Footer = 1400, Gutter = 0 });
            body.Append(section);
            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    private static TableRow Row(IReadOnlyList<Cell> cells, List<int> widths, string style)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit()));
        if (style == "TableHead")
            row.TableRowProperties!.Append(new TableHeader());
        for (var i = 0; i < widths.Count; i++)
        {
            var run = new Run(Plain(cells[i].Text));
            if (cells[i].Struck)
                run.PrependChild(new RunProperties(new Strike()));
            row.Append(new TableCell(
                new TableCellProperties(new TableCellWidth { Width = Number(widths[i]), Type = TableWidthUnitValues.Dxa }, new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
                new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }), run)));
        }

        return row;
    }

    private static Paragraph Line(string text, string style) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(Plain(text)));

    /// <summary>What people typed may hold what a Word file may not: control characters and line ends become spaces.</summary>
    private static Text Plain(string text) =>
        new(string.Concat(text.Select(c => char.IsControl(c) || c is '\uFFFE' or '\uFFFF' ? ' ' : c))) { Space = SpaceProcessingModeValues.Preserve };

    private static T Edge<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = "000000" };

    private static T Frame<T>()
        where T : BorderType, new() => new() { Val = BorderValues.ThinThickSmallGap, Size = 24, Space = 28, Color = "C8963E" };

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The lines of a certificate or a plaque.</summary>
public enum WordLine
{
    /// <summary>证书, or what a plaque is for: large and red.</summary>
    Great,

    /// <summary>Whom it is for.</summary>
    Name,

    /// <summary>What it says.</summary>
    Said,

    /// <summary>Who gives it, and when.</summary>
    Given,

    /// <summary>On what grounds, small.</summary>
    Ground,
}

/// <summary>A cell of a table; what was left out of a mean is struck through.</summary>
public readonly record struct Cell(string Text, bool Struck = false)
{
    public static implicit operator Cell(string text) => new(text);
}
