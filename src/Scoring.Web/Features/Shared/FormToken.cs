using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Scoring.Web.Features.Shared;

/// <summary>
/// Gives every posting form its token. The framework's own form tag helper leaves it out as soon as a form has a written
/// <c>action</c>, which ours have; a form that already has one gets no second.
/// </summary>
[HtmlTargetElement("form", Attributes = "action")]
public sealed class FormToken(IHtmlGenerator html) : TagHelper
{
    private const string Field = "__RequestVerificationToken";

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After the framework's own, which may have put a token there already.</summary>
    public override int Order => 0;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var method = output.Attributes["method"]?.Value?.ToString();
        // Two tokens in one form are read as one wrong token: a form that asked for its own (asp-antiforgery) has it by now.
        if (!string.Equals(method, "post", StringComparison.OrdinalIgnoreCase) || output.PostContent.GetContent().Contains(Field, StringComparison.Ordinal))
            return;
        if (html.GenerateAntiforgery(ViewContext) is { } token)
            output.PostContent.AppendHtml(token);
    }
}
