using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Scoring.Web.Setup;

namespace Scoring.Web.Pipeline;

/// <summary>
/// An answer made of nothing but what is published: kept until that changes, and revalidated by the hash of its bytes. A page is kept for visitors alone (whoever is
/// signed in, has a sentence waiting or moves a demo's clock sees more on it); with <see cref="ForAll"/> it is the same bytes for everybody.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedAttribute : Attribute, IAsyncResourceFilter
{
    private static readonly object Alike = new();

    /// <summary>What goes out with the answer each time; the rest is the server's own.</summary>
    private static readonly string[] Sent =
    [
        HeaderNames.ContentType, HeaderNames.CacheControl, HeaderNames.Vary, HeaderNames.ETag, HeaderNames.ContentSecurityPolicy, HeaderNames.XContentTypeOptions, "Referrer-Policy", "Permissions-Policy",
        HeaderNames.AccessControlAllowOrigin,
    ];

    /// <summary>The answer does not depend on who asks: no frame, no name, no clock.</summary>
    public bool ForAll { get; init; }

    /// <summary>The one parameter of the query that the answer depends on, so that it is kept with it; null: with none.</summary>
    public string? By { get; init; }

    /// <summary>Whether the page that is being made is the same for every visitor, so that nothing on it may depend on the moment.</summary>
    public static bool MakesAlike(HttpContext context) => context.Items.ContainsKey(Alike);

    /// <summary>Makes the answer, gives it its hash, and puts it on the shelf.</summary>
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var (http, response) = (context.HttpContext, context.HttpContext.Response);
        if (!ForAll && !(ServePublished.Anybody(http.Request) && http.RequestServices.GetRequiredService<IOptions<ScoringOptions>>().Value.Demo != true))
        {
            response.Headers.CacheControl = "private, no-cache";
            response.Headers.Vary = HeaderNames.Cookie;
            await next();
            return;
        }

        http.Items[Alike] = true;
        var shelf = http.RequestServices.GetRequiredService<PublishedShelf>();
        // Before anything is read: what is published meanwhile makes the answer out of date, never falsely new.
        var mark = await shelf.Mark(http.RequestAborted);
        var (to, held) = (response.Body, new MemoryStream());
        response.Body = held;
        try
        {
            await next();
        }
        finally
        {
            response.Body = to;
        }

        var body = held.ToArray();
        if (response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0)
        {
            response.Headers.CacheControl = "public, no-cache";
            if (!ForAll)
                response.Headers.Vary = HeaderNames.Cookie;
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"";
            response.Headers.ETag = tag;
            var queried = http.Request.Query.Keys.ToList();
            if (queried.TrueForAll(k => k == By))
                shelf.Keep(ServePublished.AddressOf(http.Request), mark, new KeptAnswer(body, tag, [.. Sent.Select(n => KeyValuePair.Create(n, response.Headers[n])).Where(h => h.Value.Count > 0)]));
        }

        response.ContentLength = body.Length;
        await to.WriteAsync(body, http.RequestAborted);
    }
}
