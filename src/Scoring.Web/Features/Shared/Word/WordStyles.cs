using DocumentFormat.OpenXml.Wordprocessing;

namespace Scoring.Web.Features.Shared.Word;

/// <summary>The styles of an official paper; sizes in half points. A computer without these fonts takes its own of the same kind.</summary>
internal static class WordStyles
{
    public static Styles All() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = "仿宋" }, new FontSize { Val = "28" }, new Languages { Val = "en-US", EastAsia = "zh-CN" }))),
        Style("Normal", "仿宋", "28", new ParagraphProperties()),
        Style("Above", "黑体", "28", Centred(0, 120), red: true),
        Style("Title", "宋体", "44", Centred(0, 160), bold: true),
        Style("Heading1", "黑体", "30", new ParagraphProperties(new KeepNext(), Space(320, 120), new OutlineLevel { Val = 0 })),
        Style("Heading2", "楷体", "28", new ParagraphProperties(new KeepNext(), Space(200, 80), new OutlineLevel { Val = 1 }), bold: true),
        Style("Body", "仿宋", "28", new ParagraphProperties(new SpacingBetweenLines { Line = "520", LineRule = LineSpacingRuleValues.Exact }, new Indentation { FirstLineChars = 200, FirstLine = "560" })),
        Style("Sign", "仿宋", "28", new ParagraphProperties(Space(120, 0), new Indentation { Right = "560" }, new Justification { Val = JustificationValues.Right })),
        Style("TableText", "宋体", "21", new ParagraphProperties(Space(40, 40))),
        Style("TableHead", "黑体", "21", new ParagraphProperties(new KeepNext(), Space(40, 40))),
        Style("Signature", "宋体", "24", new ParagraphProperties(Space(200, 200))),
        Style("Gap", "宋体", "12", new ParagraphProperties(Space(0, 0))),
        Style("Great", "宋体", "96", Centred(700, 500), bold: true, red: true),
        Style("Name", "黑体", "56", Centred(200, 300)),
        Style("Said", "楷体", "40", new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "500", Line = "850", LineRule = LineSpacingRuleValues.Exact }, new Indentation { FirstLineChars = 200, FirstLine = "800" })),
        Style("Given", "宋体", "36", new ParagraphProperties(Space(120, 0), new Indentation { Right = "560" }, new Justification { Val = JustificationValues.Right })),
        Style("Ground", "宋体", "21", Centred(400, 0)),
        Style("PageHead", "黑体", "21", Centred(0, 0), red: true),
        Style("PageNumber", "宋体", "28", Centred(0, 0)));

    private static Style Style(string id, string font, string size, ParagraphProperties paragraph, bool bold = false, bool red = false)
    {
        var run = new StyleRunProperties(new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = font });
        if (bold)
            run.Append(new Bold());
        if (red)
            run.Append(new Color { Val = "B5121B" });
        run.Append(new FontSize { Val = size });
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id, Default = id == "Normal" };
        style.Append(new StyleName { Val = id switch { "Heading1" => "heading 1", "Heading2" => "heading 2", _ => id } });
        if (id != "Normal")
            style.Append(new BasedOn { Val = "Normal" });
        style.Append(new PrimaryStyle());
        var properties = new StyleParagraphProperties();
        foreach (var child in paragraph.ChildElements.ToList())
        {
            child.Remove();
            properties.Append(child);
        }

        style.Append(properties, run);
        return style;
    }

    private static ParagraphProperties Centred(int before, int after) => new(Space(before, after), new Justification { Val = JustificationValues.Center });

    private static SpacingBetweenLines Space(int before, int after) => new()
    {
        Before = before.ToString(System.Globalization.CultureInfo.InvariantCulture), After = after.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
