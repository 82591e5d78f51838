using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Scoring.Domain.Organisation;
using Scoring.Web.Tests.House;

namespace Scoring.Web.Tests.Routes;

/// <summary>A route and who may ask for it.</summary>
/// <param name="Name">"GET /cycles/{id:int}".</param>
/// <param name="Roles">Null: anyone at all.</param>
/// <param name="Own">The handler may refuse what belongs to somebody else.</param>
public sealed record RouteRule(string Name, IReadOnlyList<Role>? Roles, bool Own)
{
    public string Method => Name.Split(' ')[0] is "ANY" ? "GET" : Name.Split(' ')[0];

    public string Pattern => Name.Split(' ')[1];
}

/// <summary>The expected table, and what the application really offers.</summary>
public static class RouteTable
{
    private static readonly Role[] Everyone = Enum.GetValues<Role>();

    public static IReadOnlyList<RouteRule> Expected { get; } =
        Read(Checkout.All.Single(f => f.Path == "tests/Scoring.Web.Tests/Routes/Routes.txt").Text);

    /// <summary>What the framework adds behind the static files while the program runs unpublished.</summary>
    private const string AssetFallback = "/{**path:file}";

    public static IReadOnlyList<RouteRule> Read(string text) =>
        [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#')).Select(ReadLine)];

    /// <summary>Every route of the running application but its static files, with the line that its attributes suggest.</summary>
    public static IReadOnlyDictionary<string, string> Offered(IEnumerable<EndpointDataSource> sources)
    {
        var routes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in sources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            if (pattern == AssetFallback)
                continue;
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
            foreach (var method in methods.DefaultIfEmpty(pattern == "/health" ? "GET" : "ANY"))
                routes[$"{method} {pattern}"] = Suggest(endpoint);
        }

        return routes;
    }

    private static string Suggest(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return "public";
        var demands = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Where(a => a.Roles is not null).Select(a => a.Roles!.Split(',', StringSplitOptions.TrimEntries)).ToList();
        return demands.Count == 0 ? "signed-in" : string.Join(' ', demands.Aggregate((a, b) => [.. a.Intersect(b, StringComparer.Ordinal)]));
    }

    private static RouteRule ReadLine(string line)
    {
        var words = Regex.Split(line, @"\s+", RegexOptions.None, TimeSpan.FromSeconds(1));
        var who = words[2..];
        var roles = who[0] switch
        {
            "public" => null,
            "signed-in" => Everyone,
            _ => who.Where(w => w != "own").Select(Enum.Parse<Role>).ToArray(),
        };
        return new RouteRule($"{words[0]} {words[1]}", roles, who.Contains("own", StringComparer.Ordinal));
    }
}
