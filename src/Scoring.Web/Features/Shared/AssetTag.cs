using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Scoring.Web.Features.Shared;

/// <summary>
/// <c>&lt;asset entry="site" /&gt;</c> in the head: the stylesheets and the module script of one entry.
/// With <c>blocking</c> the script is a plain one that runs before the first paint (only for the tiny <c>early</c> entry); with <c>styles</c> there is none.
/// </summary>
[HtmlTargetElement("asset", Attributes = "entry", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AssetTag(Assets assets) : TagHelper
{
    public string Entry { get; set; } = "";
    public bool Blocking { get; set; }
    public bool Styles { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var files = assets[Entry];
        var html = new StringBuilder();
        foreach (var style in files.Styles) html.Append($"""<link rel="stylesheet" href="{Encode(style)}">""");
        foreach (var import in Styles ? [] : files.Imports) html.Append($"""<link rel="modulepreload" href="{Encode(import)}">""");
        html.Append(Styles ? string.Empty : Blocking
            ? $"""<script src="{Encode(files.Script)}"></script>"""
            : $"""<script type="module" src="{Encode(files.Script)}"></script>""");
        output.TagName = null;
        output.Content.SetHtmlContent(html.ToString());
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
