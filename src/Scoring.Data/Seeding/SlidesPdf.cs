// Slides as a PDF, written by hand: wide pages, a heading and lines of text. The fonts are the reader's own, so that a deck weighs a few kilobytes.
using System.Globalization;
using System.Text;

namespace Scoring.Data.Seeding;

/// <summary>One page: a heading and what stands under it.</summary>
internal sealed record Slide(string Heading, string Text);

/// <summary>Makes the demo's decks.</summary>
internal static class SlidesPdf
{
    private const int Width = 960;
    private const int Height = 540;
    private const int PerLine = 27;
    private const int MostLines = 8;

    /// <summary>The deck: the first slide is its title page.</summary>
    public static byte[] Of(IReadOnlyList<Slide> slides)
    {
        // 1 the catalogue, 2 the pages, 3 to 5 the font, then two objects a page.
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {slides.Count} /Kids [{string.Join(' ', slides.Select((_, i) => $"{6 + (2 * i)} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        };
        for (var i = 0; i < slides.Count; i++)
        {
            var content = i == 0 ? TitlePage(slides[i]) : Page(slides[i]);
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Resources << /Font << /F1 3 0 R >> >> /Contents {7 + (2 * i)} 0 R >>");
            objects.Add($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
        }

        return Assemble(objects);
    }

    private static string TitlePage(Slide slide) =>
        $"0.55 0.05 0.08 rg 0 0 {Width} {Height} re f\n0.95 0.85 0.63 rg\n{Line(slide.Heading, 72, 90, 280)}{Line(slide.Text, 30, 94, 210)}";

    private static string Page(Slide slide)
    {
        var text = new StringBuilder($"1 1 1 rg 0 0 {Width} {Height} re f\n0.71 0.07 0.11 rg 0 {Height - 110} {Width} 110 re f\n1 1 1 rg\n{Line(slide.Heading, 52, 60, Height - 74)}0.11 0.13 0.16 rg\n");
        foreach (var (line, i) in slide.Text.Chunk(PerLine).Take(MostLines).Select((l, i) => (new string(l), i)))
            text.Append(Line(line, 30, 60, Height - 170 - (46 * i)));
        return text.ToString();
    }

    private static string Line(string text, int size, int x, int y) =>
        $"BT /F1 {size} Tf {x} {y} Td <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}> Tj ET\n";

    private static byte[] Assemble(List<string> objects)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var starts = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            starts.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var start in starts)
            text.Append(CultureInfo.InvariantCulture, $"{start:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}

/// <summary>The decks of the demo's candidates.</summary>
public static class DemoSlides
{
    /// <summary>A title page, then a page for each of the first sections of the dossier.</summary>
    public static byte[] Of(Domain.Entries.Entry entry, string streetName, Domain.Schemes.Scheme scheme) => SlidesPdf.Of(
    [
        new Slide(entry.PersonName, $"{streetName} · {entry.BranchName}"),
        .. scheme.Nomination!.Dossier.Skip(1).Take(3).Select(s => new Slide(s.Name, entry.Dossier.Text(s.Code))),
    ]);

    /// <summary>A document of two pages that establishes what a unit is held to.</summary>
    public static byte[] Finding() => SlidesPdf.Of([new Slide("认定文件", "演示文件，内容为虚构"), new Slide("认定意见", "经核查，情况属实。建议按方案的规定处理，并请单位在三个工作日内答复。")]);
}
