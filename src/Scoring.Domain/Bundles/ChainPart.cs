using System.Globalization;
using System.Text.Json;
using Scoring.Domain.Chains;

namespace Scoring.Domain.Bundles;

/// <summary>The event chain of a bundle: "hash, space, body" a line; unbroken, ending at the stated head, with the acts that made the result in their order.</summary>
internal static class ChainPart
{
    private const string File = "chain.txt";

    /// <summary>The acts that every published result has behind it, each after the one before, with the facts its event must state.</summary>
    private static readonly (string Act, string[] Facts)[] Acts =
        [("Tallies.Run", ["record", "result", "scheme"]), ("Tallies.Approve", ["result"]), ("Notices.Post", ["result"]), ("Cycles.Advance", ["result"])];

    /// <returns>How many events were read.</returns>
    public static int Check(string text, JsonElement manifest, Action<string, string> say)
    {
        var stated = manifest.GetProperty("chain");
        var (first, previous) = (stated.GetProperty("first").GetInt64(), stated.GetProperty("previous").GetString()!);
        if (text.Length > 0 && !text.EndsWith('\n')) say(File, "最后一行没有结束");
        var lines = text.Split('\n');
        var links = new List<ChainLink>(lines.Length);
        foreach (var line in lines.Take(text.EndsWith('\n') ? lines.Length - 1 : lines.Length))
        {
            var n = first + links.Count;
            if (line.Length < 67 || line[64] != ' ')
            {
                say(File, Line(n, first, "不是“哈希、空格、内容”"));
                return links.Count;
            }

            var link = new ChainLink(n, previous, line[65..], line[..64]);
            if (EventChain.FirstFault([link], n - 1, previous) is { } fault)
            {
                say(File, Line(n, first, fault.Reason));
                return links.Count;
            }

            links.Add(link);
            previous = link.Hash;
        }

        var last = first + links.Count - 1;
        if (last != stated.GetProperty("last").GetInt64() || previous != stated.GetProperty("head").GetString())
            say(File, string.Create(CultureInfo.InvariantCulture, $"止于第 {last} 条，不是清单所写的链头（第 {stated.GetProperty("last").GetInt64()} 条）：链尾被截断，或换成了旧链"));
        Behind(links, manifest, say);
        return links.Count;
    }

    private static string Line(long number, long first, string reason) => string.Create(CultureInfo.InvariantCulture, $"第 {number - first + 1} 行（第 {number} 条）：{reason}");

    private static void Behind(List<ChainLink> links, JsonElement manifest, Action<string, string> say)
    {
        var cycle = manifest.GetProperty("cycle").GetProperty("id").GetInt32();
        string Value(string fact) => (fact == "scheme" ? manifest.GetProperty("scheme").GetProperty("hash") : manifest.GetProperty(fact)).GetString()!;
        var after = 0L;
        foreach (var (act, facts) in Acts)
        {
            var found = links.Where(l => l.Number > after).FirstOrDefault(l => States(l.Body, cycle, act, facts, Value));
            if (found is null)
            {
                say(File, $"在前一步之后，没有写明这个{string.Join("、", facts)}的“{act}”");
                return;
            }

            after = found.Number;
        }
    }

    private static bool States(string json, int cycle, string act, string[] facts, Func<string, string> value)
    {
        using var document = JsonDocument.Parse(json);
        var body = document.RootElement;
        return body.TryGetProperty("cycle", out var c) && c.GetInt32() == cycle && body.GetProperty("act").GetString() == act && body.TryGetProperty("facts", out var stated)
            && Array.TrueForAll(facts, f => stated.TryGetProperty(f, out var said) && said.GetString() == value(f));
    }
}
