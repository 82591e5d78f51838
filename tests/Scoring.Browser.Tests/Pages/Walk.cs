using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;

namespace Scoring.Browser.Tests.Pages;

/// <summary>
/// One role's way through the site: from its first page along every link, to one page of each kind (two where the first may be shut), each
/// inspected at both sizes, with a picture of each kind.
/// </summary>
public sealed partial class Walk(DemoApp app, string role, IReadOnlyList<string> starts, ConcurrentDictionary<string, bool> pictured)
{
    private readonly Queue<string> waiting = new(starts);
    private readonly HashSet<string> known = [.. starts];
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> tries = new(StringComparer.Ordinal);

    /// <summary>Answers that are files or for machines.</summary>
    public static IReadOnlyList<string> NotPages { get; } = ["/health", "/error/{status:int}", "/nominations/files/{id:int}", "/schemes/{code}/{version:int}/file", "/schemes/drafts/{id:int}/file", "/minutes/{cycleId:int}", "/notices/{cycleId:int}/word",
        "/results/key.pem", "/results/{cycleId:int}/bundle", "/surveys/seen/{part}.{kind}", "/account/token", "/stage/{cycleId:int}/now", "/screen/{key}/materials/{id:int}", "/papers/{cycleId:int}/open",
        "/stars/revocations/{id:int}/file", "/pairings/help/files/{id:int}", "/practices/{id:int}/files/{fileId:int}", "/burden/{part}.{kind}", "/tallies/{cycleId:int}/result.{kind}", "/results/years/{scheme}/{year:int}.{kind}", "/results/{cycleId:int}/list.{kind}", "/results/feed", "/results/{cycleId:int}/papers/{paper}", "/insights/streets/{scheme}/table.{kind}", "/insights/rules/{cycleId:int}/table.{kind}",
        "/registers/{register:regex(^(units|people|pairings)$)}/template.xlsx", "/registers/{register:regex(^(units|people|pairings)$)}/all.{kind}", "/api/v1/openapi.json", "/api/v1/programmes", "/api/v1/results", "/api/v1/results/{id:int}"];

    /// <summary>The kinds that answered, with a page of their own or by leading to another.</summary>
    public HashSet<string> Opened { get; } = new(StringComparer.Ordinal);

    /// <summary>What was wrong on the way; the walk goes on, so that one run tells everything.</summary>
    public List<string> Wrong { get; } = [];

    public async Task Go(Person person)
    {
        while (waiting.TryDequeue(out var path))
        {
            if (app.Kinds.Of(path) is not { } kind || NotPages.Contains(kind) || tries.GetValueOrDefault(KindOf(path)) >= (kind.Contains('{') ? 2 : 1))
                continue;
            // A second of a kind is only looked for while the first led elsewhere, as a locked sheet leads to its receipt.
            if (shown.Contains(KindOf(path)))
                continue;
            tries[KindOf(path)] = tries.GetValueOrDefault(KindOf(path)) + 1;
            await Open(person, path);
        }
    }

    private async Task Open(Person person, string path)
    {
        var answer = await person.Page.GotoAsync(path);
        if (answer!.Status != 200)
        {
            Wrong.Add($"{role} follows a link to {path} and gets {answer.Status}");
            person.Forgive();
            return;
        }

        var kind = KindOf(new Uri(person.Page.Url).PathAndQuery);
        shown.Add(kind);
        Opened.UnionWith([kind, KindOf(path)]);
        foreach (var device in new[] { Device.Desk, Device.Phone })
        {
            await person.Page.SetViewportSizeAsync(device.Width, device.Height);
            await Settle(person.Page);
            Wrong.AddRange((await person.Faults(device.Name)).Select(w => $"{role} at {path}, {device.Name}: {w}"));
            if (pictured.TryAdd($"{device.Name} {kind} {(kind == "/todo" ? role : null)}", true))
                await person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Results.Screens(device.Name), $"{NotInNames().Replace($"{role}{kind}", "-")}.png"), FullPage = true });
        }

        var links = await person.Page.Locator("a[href^='/']:not([download])").EvaluateAllAsync<string[]>("links => [...new Set(links.map(a => a.getAttribute('href').split('#')[0]))]");
        foreach (var link in links.Where(known.Add))
            waiting.Enqueue(link);
    }

    /// <summary>A chart draws itself anew a moment after its window changed. What is still too wide then, the inspection tells.</summary>
    private static async Task Settle(IPage page)
    {
        try
        {
            await page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth", null, new PageWaitForFunctionOptions { Timeout = 5000 });
        }
        catch (TimeoutException)
        {
            // Told by the inspection, with the elements that stick out.
        }
    }

    /// <summary>The pattern, and the names in its query: a page filtered is another page to look at.</summary>
    private string KindOf(string path)
    {
        var query = path.Split('?').ElementAtOrDefault(1) ?? string.Empty;
        return app.Kinds.Of(path) + string.Concat(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => "?" + p.Split('=')[0]).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NotInNames();
}
