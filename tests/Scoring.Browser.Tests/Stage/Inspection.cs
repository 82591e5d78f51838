using System.Collections.Concurrent;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Scoring.Browser.Tests.Stage;

/// <summary>What every page owes whoever opens it: a title, one heading, no sideways scroll, and nothing that axe finds (WCAG 2.2 A and AA).</summary>
public static class Inspection
{
    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <summary>What axe has seen: a kind of page, at a size, with its forms and notices. Axe takes seconds, and one of a kind is enough.</summary>
    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);

    private const string Look = """
        () => {
          const root = document.documentElement, wide = root.scrollWidth > root.clientWidth;
          const past = e => e.getBoundingClientRect().right > root.clientWidth + 1;
          const heads = [...document.querySelectorAll('h1')].filter(h => h.checkVisibility());
          const forms = [...document.forms].map(f => (f.getAttribute('action') || '').replace(/\d+/g, '#').split('?')[0]);
          const notices = ['.alert', '.error-summary', '.sheet-say', '.empty', 'dialog[open]', '.elder', 'details[open]'].filter(s => document.querySelector(s));
          return JSON.stringify({
            Title: document.title, Heads: heads.length, Wide: wide, Language: root.lang,
            Past: wide ? [...document.querySelectorAll('body *')].filter(past).slice(0, 3).map(e => e.outerHTML.slice(0, 160)) : [],
            Kind: [...new Set([...forms, ...notices])].sort().join(' '),
          });
        }
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>The page has no frames, so axe runs in it as it is; the package's own way opens a window more for every page.</summary>
    private const string RunAxe = """
        async tags => {
          const result = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
          const why = n => [...n.any, ...n.all, ...n.none].map(c => c.message).join('; ');
          return JSON.stringify(result.violations.map(v => `axe ${v.id}: ${v.help}\n      ` + v.nodes.slice(0, 3).map(n => `${n.html} — ${why(n)}`).join('\n      ')));
        }
        """;

    public static int Inspected => Seen.Count;

    /// <summary>What is wrong with the page as it stands, in words; empty when nothing is.</summary>
    /// <param name="page">A loaded page.</param>
    /// <param name="kind">Its route pattern.</param>
    /// <param name="size">Name of the screen size.</param>
    public static async Task<IReadOnlyList<string>> Of(IPage page, string kind, string size)
    {
        var facts = JsonSerializer.Deserialize<Facts>(await page.EvaluateAsync<string>(Look))!;
        var wrong = new List<string>();
        if (facts.Title.Length == 0)
            wrong.Add("the page has no title");
        if (facts.Heads != 1)
            wrong.Add($"the page shows {facts.Heads} first-level headings");
        if (facts.Language != "zh-CN")
            wrong.Add($"the page says its language is “{facts.Language}”");
        if (facts.Wide)
            wrong.Add($"the page scrolls sideways: {string.Join(" | ", facts.Past)}");
        if (Seen.TryAdd($"{size} {kind} {facts.Kind}", true))
        {
            await page.EvaluateAsync(Axe);
            wrong.AddRange(JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(RunAxe, Tags))!);
        }

        return wrong;
    }

    private sealed record Facts(string Title, int Heads, bool Wide, string Language, string[] Past, string Kind);
}
