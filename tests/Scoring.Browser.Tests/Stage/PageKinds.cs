using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Scoring.Browser.Tests.Stage;

/// <summary>The application's pages by their route pattern, so that “the same page with another number” is known as one kind.</summary>
public sealed partial class PageKinds
{
    private readonly List<(string Pattern, Regex Path)> kinds;

    public PageKinds(IServiceProvider services) =>
        kinds = [.. services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Where(p => !p.Contains("{**", StringComparison.Ordinal))
            .Distinct()
            // A written-out segment goes before a parameter, as in the application.
            .OrderBy(p => p.Count(c => c == '{')).ThenByDescending(p => p.Length)
            .Select(p => (p, new Regex($"^{Parameter().Replace(p, m => m.Value.Contains(":int", StringComparison.Ordinal) ? "[0-9]+" : "[^/]+")}$", RegexOptions.None, TimeSpan.FromSeconds(1))))];

    public IEnumerable<string> Patterns => kinds.Select(k => k.Pattern);

    /// <summary>The pattern of an address (with or without host and query); null when no page of ours answers to it.</summary>
    public string? Of(string address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal) ? uri.AbsolutePath : address.Split('?', '#')[0];
        return kinds.FirstOrDefault(k => k.Path.IsMatch(path)).Pattern;
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
