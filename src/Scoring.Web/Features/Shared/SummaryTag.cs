using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Scoring.Web.Features.Shared;

/// <summary>The framework's summary of errors leaves an invisible line styled in place where there is none, which the content policy blocks and the console reports. An empty summary is no summary.</summary>
[HtmlTargetElement("div", Attributes = "asp-validation-summary")]
public sealed class SummaryTag(HtmlEncoder encoder) : TagHelper
{
    private const string Invisible = """<li style="display:none"></li>""";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var list = output.PostContent.GetContent(encoder).Replace(Invisible, "", StringComparison.Ordinal);
        if (list.Contains("<li", StringComparison.Ordinal))
            output.PostContent.SetHtmlContent(list);
        else
            output.SuppressOutput();
    }
}
