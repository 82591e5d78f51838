using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Net.Http.Headers;

namespace Scoring.Web.Pipeline;

/// <summary>First of all: who is nobody in particular and asks for something published gets it as it lies on the shelf, or hears that it has not changed.</summary>
public sealed class ServePublished(RequestDelegate next, PublishedShelf shelf)
{
    private static readonly string[] Personal = ["scoring", CookieTempDataProvider.CookieName];

    /// <summary>Whether a request brings nothing that makes its page a different one: no sign-in, no sentence that waits.</summary>
    public static bool Anybody(HttpRequest request) => request.Headers.Cookie.Count == 0 || !Personal.Any(request.Cookies.ContainsKey);

    /// <summary>Where the answer to a request lies. A query makes it another one: none is kept with one it does not understand.</summary>
    public static KeptAddress AddressOf(HttpRequest request) => new(request.Scheme, request.Host.Value ?? string.Empty, request.QueryString.HasValue ? request.Path + request.QueryString.Value : request.Path.Value ?? string.Empty);

    public Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || !Anybody(request))
            return next(context);
        var address = AddressOf(request);
        if (!shelf.Knows(address))
            return next(context);
        var mark = shelf.Mark(context.RequestAborted);
        return mark.IsCompletedSuccessfully && shelf.Find(address, mark.Result) is { } kept ? Send(context, kept) : Later(context, mark, address);
    }

    private async Task Later(HttpContext context, ValueTask<string> mark, KeptAddress address)
    {
        if (shelf.Find(address, await mark) is { } kept)
            await Send(context, kept);
        else
            await next(context);
    }

    private static Task Send(HttpContext context, KeptAnswer kept)
    {
        var response = context.Response;
        foreach (var (name, value) in kept.Headers)
            response.Headers[name] = value;
        if (Has(context.Request, kept.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.Headers.ContentType = default;
            return Task.CompletedTask;
        }

        response.ContentLength = kept.Body.Length;
        return response.Body.WriteAsync(kept.Body).AsTask();
    }

    private static bool Has(HttpRequest request, string tag) => request.Headers.IfNoneMatch is { Count: > 0 } sent
        && EntityTagHeaderValue.TryParseList(sent, out var tags) && tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Tag == tag);
}
