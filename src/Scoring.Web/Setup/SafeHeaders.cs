using Scoring.Web.Features.Shared;

namespace Scoring.Web.Setup;

/// <summary>The headers that keep a page to itself (no foreign script, no framing, no sniffing), and hashed files in the browser.</summary>
public sealed class SafeHeaders(RequestDelegate next)
{
    private const string Hashed = Assets.Root + "assets";

    private const string Policy =
        "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public Task Invoke(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (context.Request.Path.StartsWithSegments(Hashed))
            context.Response.OnStarting(Lasting, context.Response);
        return next(context);
    }

    /// <summary>A file with its content's hash in its name never changes: no browser need ask for it twice.</summary>
    private static Task Lasting(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent or StatusCodes.Status304NotModified)
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Task.CompletedTask;
    }
}
