using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Scoring.Web.Setup;

/// <summary>
/// Where somebody who must sign in first comes back to: the page asked for. What was posted cannot be asked for again with GET, so a post comes back to
/// the page its form stood on (the form's draft is still in that browser). A script is told plainly instead of being sent a page.
/// </summary>
public static class BackAfterSignIn
{
    public static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.Response.WriteAsJsonAsync(new { sentence = "登录已过期，请重新登录；填写的内容还在本机。" });
        }

        var back = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? request.Path + request.QueryString : LocalReferer(request) ?? "/todo";
        context.Response.Redirect($"{context.Options.LoginPath}{QueryString.Create(context.Options.ReturnUrlParameter, back)}");
        return Task.CompletedTask;
    }

    /// <summary>Path and query of the page that sent this request, when it is one of ours; else null.</summary>
    public static string? LocalReferer(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : null;
}
