using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Scoring.Web.Setup;

namespace Scoring.Web.Pipeline;

/// <summary>
/// An answer made of nothing but what is published: kept until that changes, and revalidated by the hash of its bytes. A page is kept for visitors alone (whoever is
/// signed in, has a sentence waiting or moves a demo's clock sees more on it); with <see cref="ForAll"/> it is the same bytes for everybody.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedAttribute : Attribute, IOutputCachePolicy, IAsyncResultFilter
{
    /// <summary>Tag of everything kept.</summary>
    public const string Tag = "published";

    /// <summary>ViewData of a page whose bytes are kept: nothing on it may depend on the moment.</summary>
    public const string Kept = "Kept";

    /// <summary>The answer does not depend on who asks: no frame, no name, no clock.</summary>
    public bool ForAll { get; init; }

    /// <summary>The parameter of the query that the answer depends on; null: none.</summary>
    public string? By { get; init; }

    async ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var kept = Alike(context.HttpContext) && (HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method));
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = kept;
        if (!kept)
            return;
        context.Tags.Add(Tag);
        context.ResponseExpirationTimeSpan = TimeSpan.FromHours(1);
        context.CacheVaryByRules.QueryKeys = By ?? StringValues.Empty;
        context.CacheVaryByRules.VaryByValues[Tag] = await context.HttpContext.RequestServices.GetRequiredService<PublishedVersion>().Now(cancellation);
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && StringValues.IsNullOrEmpty(response.Headers.SetCookie);
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives the whole answer its hash; the cache answers who has it already.</summary>
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var response = context.HttpContext.Response;
        if (!Alike(context.HttpContext))
        {
            response.Headers.CacheControl = "private, no-cache";
            response.Headers.Vary = "Cookie";
            await next();
            return;
        }

        if (context.Result is ViewResult view)
            view.ViewData[Kept] = true;
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

        if (response.StatusCode == StatusCodes.Status200OK)
        {
            response.Headers.CacheControl = "public, no-cache";
            if (!ForAll)
                response.Headers.Vary = "Cookie";
            response.Headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(held.GetBuffer().AsSpan(0, (int)held.Length)))[..32]}\"";
        }

        response.ContentLength = held.Length;
        held.Position = 0;
        await held.CopyToAsync(to, context.HttpContext.RequestAborted);
    }

    private bool Alike(HttpContext context) => ForAll
        || (context.User.Identity?.IsAuthenticated != true && !context.Request.Cookies.ContainsKey(CookieTempDataProvider.CookieName)
            && context.RequestServices.GetRequiredService<IOptions<ScoringOptions>>().Value.Demo != true);
}
