using System.Text.Json;

namespace Scoring.Domain.Bundles;

/// <summary>What an event of the bundle's own cycle says openly.</summary>
internal sealed record BundleEvent(long Number, string Act, IReadOnlyDictionary<string, string> Facts)
{
    public string? Fact(string name) => Facts.GetValueOrDefault(name);
}

/// <summary>The events of one cycle out of chain.txt, for the parts that hold their rows against them. Whether the chain itself is whole is the chain's own part.</summary>
internal static class BundleEvents
{
    /// <summary>In their order; a line that cannot be read ends them.</summary>
    public static IReadOnlyList<BundleEvent> Of(string chain, int cycle)
    {
        var events = new List<BundleEvent>();
        foreach (var line in chain.Split('\n').Where(l => l.Length > 65))
        {
            try
            {
                using var document = JsonDocument.Parse(line[65..]);
                var body = document.RootElement;
                if (!body.TryGetProperty("cycle", out var c) || c.GetInt32() != cycle)
                    continue;
                events.Add(new BundleEvent(body.GetProperty("number").GetInt64(), body.GetProperty("act").GetString()!, body.TryGetProperty("facts", out var facts)
                    ? facts.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString() ?? string.Empty, StringComparer.Ordinal) : new Dictionary<string, string>()));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                break;
            }
        }

        return events;
    }
}
