using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Scoring.Browser.Tests.Event;

/// <summary>
/// Everything that a screen was ever sent, in the order in which it came: frames and answers. What a reveal shows must not have been in
/// anything before it. The program's own scripts and styles are the same for everybody and are left out.
/// </summary>
public sealed class Overheard
{
    private readonly List<string> messages = [];
    private readonly ConcurrentBag<Task> reading = [];

    public Overheard(IPage page)
    {
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Hear(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
        page.Response += (_, response) =>
        {
            if (!new Uri(response.Url).AbsolutePath.StartsWith("/dist/", StringComparison.Ordinal))
                reading.Add(Read(response));
        };
    }

    public int Count
    {
        get
        {
            lock (messages)
                return messages.Count;
        }
    }

    /// <summary>The figures of every reveal and place that was in a message before the one that released it; and how many figures were looked for.</summary>
    public async Task<(IReadOnlyList<string> Leaks, int Figures)> Leaks()
    {
        await Task.WhenAll(reading);
        List<string> all;
        lock (messages)
            all = [.. messages];
        var (leaks, figures, released) = (new List<string>(), 0, new HashSet<string>(StringComparer.Ordinal));
        for (var at = 0; at < all.Count; at++)
        {
            foreach (var figure in Released(all[at]).Where(f => released.Add(f)).ToList())
            {
                figures++;
                if (all.Take(at).FirstOrDefault(m => Says(m, figure)) is { } early)
                    leaks.Add($"{figure} before it was released: {early[..Math.Min(early.Length, 600)]}");
            }
        }

        return (leaks, figures);
    }

    /// <summary>Whether one of these stands in anything the screen was sent.</summary>
    public async Task<bool> Ever(string figure)
    {
        await Task.WhenAll(reading);
        lock (messages)
            return messages.Exists(m => Says(m, figure));
    }

    private void Hear(string message)
    {
        lock (messages)
            messages.Add(message);
    }

    private async Task Read(IResponse response)
    {
        try
        {
            Hear(await response.TextAsync());
        }
        catch (PlaywrightException)
        {
            // A redirect has no body, and neither has what was broken off.
        }
    }

    /// <summary>As a number of its own: "8.5" is not in "28.55".</summary>
    private static bool Says(string message, string figure)
    {
        for (var at = message.IndexOf(figure, StringComparison.Ordinal); at >= 0; at = message.IndexOf(figure, at + 1, StringComparison.Ordinal))
        {
            var (before, after) = (at == 0 ? ' ' : message[at - 1], at + figure.Length == message.Length ? ' ' : message[at + figure.Length]);
            if (!char.IsAsciiDigit(before) && before != '.' && !char.IsAsciiDigit(after))
                return true;
        }

        return false;
    }

    /// <summary>The figures that a state of the screen releases: marks, means and scores, wherever in it they stand.</summary>
    private static IEnumerable<string> Released(string message)
    {
        foreach (var record in message.Split('\u001e', StringSplitOptions.RemoveEmptyEntries).Where(r => r.StartsWith('{')))
        {
            using var json = JsonDocument.Parse(record);
            foreach (var part in (string[])["reveal", "final", "board"])
            {
                foreach (var figure in Parts(json.RootElement, part).SelectMany(Texts).Where(t => t.Contains('.', StringComparison.Ordinal) && t.All(c => char.IsAsciiDigit(c) || c == '.')))
                    yield return figure;
            }
        }
    }

    private static IEnumerable<JsonElement> Parts(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == name ? [p.Value] : Parts(p.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Parts(e, name)),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
