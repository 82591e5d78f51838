using System.Globalization;
using System.Text.Json;
using Scoring.Domain.Judging;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Bundles;

/// <summary>Draws by lot: each order follows from its seed, the lots of the record are those drawn last, and no draw that the chain tells of is left out.</summary>
public static class DrawsPart
{
    private const string File = "draws.json";

    /// <summary>The one way lots are drawn, see <see cref="Draw.LotOf"/>.</summary>
    public const string Method = "sha256";

    internal static void Check(string? json, TallyRecord record, IReadOnlyList<BundleEvent> events, Action<string, string> say)
    {
        var (seeds, lots) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        if (json is not null)
        {
            using var document = JsonDocument.Parse(json);
            foreach (var (draw, i) in document.RootElement.GetProperty("draws").EnumerateArray().Select((d, i) => (d, i)))
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"$.draws[{i}]");
                var (seed, order) = (draw.GetProperty("seed").GetString()!, draw.GetProperty("order").EnumerateArray().Select(c => c.GetString()!).ToList());
                seeds.Add(seed);
                if (draw.GetProperty("method").GetString() != Method || draw.GetProperty("kind").GetString() is not ("order" or "lot"))
                    say(File, $"{at} 不认识的抽签方法或种类");
                if (order.Count == 0 || order.Distinct(StringComparer.Ordinal).Count() != order.Count || !Draw.Shuffle(seed, order).SequenceEqual(order))
                    say(File, $"{at}.order 不是由这个种子得出的");
                if (draw.GetProperty("kind").GetString() == "lot")
                {
                    for (var place = 0; place < order.Count; place++)
                        lots[order[place]] = place + 1;
                }
            }
        }

        foreach (var (entry, number) in record.Lots)
        {
            if (!lots.TryGetValue(entry, out var drawn) || number != (Exact)drawn)
                say(File, $"{entry} 的抽签号与 record.json 里的不同");
        }

        foreach (var missing in events.Select(e => e.Fact("seed")).OfType<string>().Where(s => !seeds.Contains(s)))
            say(File, $"事件链里有种子 {missing} 的抽签，这里没有");
    }
}
