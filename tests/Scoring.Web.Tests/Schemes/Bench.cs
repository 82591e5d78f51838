using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Tests.Schemes;

/// <summary>A draft in the workshop, filled in page by page as a browser without scripts would: what a page shows is what is sent, but for what the test changes.</summary>
public sealed partial class Bench(WebApp app, Visitor visitor, int id)
{
    public int Id => id;

    public static async Task<Bench> Start(WebApp app, Visitor visitor, params (string Name, string Value)[] fields)
    {
        var answer = await visitor.Post("/schemes/drafts", [.. fields, ("Key", Guid.NewGuid().ToString())]);
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
        return new Bench(app, visitor, int.Parse(answer.Location!.Split('/')[3]));
    }

    public static async Task<Page> Import(Visitor visitor, string json)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await visitor.Post("/schemes/drafts", new MultipartFormDataContent { { file, "file", "scheme.json" }, { new StringContent("File"), "From" }, { new StringContent(Guid.NewGuid().ToString()), "Key" } });
    }

    public Task<Page> Open(string part) => visitor.Get($"/schemes/drafts/{id}/{part}");

    public Task<Page> Review() => visitor.Get($"/schemes/drafts/{id}");

    /// <summary>Opens a page, changes some fields, and presses a button. A field the page does not have fails the test.</summary>
    public async Task<Page> Fill(string part, string act = "save", params (string Name, string Value)[] changed)
    {
        var answer = await Send((await Open(part)).Says(HttpStatusCode.OK), part, act, changed);
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
        return answer;
    }

    /// <summary>Sends a page that was opened before.</summary>
    public async Task<Page> Send(Page page, string part, string act, params (string Name, string Value)[] changed)
    {
        var fields = FieldsOf(page.Body);
        foreach (var (name, value) in changed)
        {
            // A box that is not ticked is on the page, and not among what is sent.
            page.Text.Contains($"name=\"{name}\"", StringComparison.Ordinal).ShouldBeTrue($"{part} has no field {name}; it has: {string.Join(", ", fields.Select(f => f.Name).Distinct())}");
            fields.RemoveAll(f => f.Name == name);
            fields.Add((name, value));
        }

        return await visitor.Post($"/schemes/drafts/{id}/{part}", [.. fields, ("act", act)]);
    }

    /// <summary>Hands the last save to the second person.</summary>
    public async Task<Page> Send() => await visitor.Post($"/schemes/drafts/{id}/send", ("number", $"{await Number()}"), ("key", Guid.NewGuid().ToString()));

    /// <summary>The second person's word.</summary>
    public async Task<Page> PutInForce(Visitor approver) =>
        await approver.Submit($"/schemes/drafts/{id}/decide", ("SubmissionId", (await approver.Get($"/schemes/drafts/{id}")).Value("SubmissionId")), ("Accept", "true"), ("Key", Guid.NewGuid().ToString()));

    /// <summary>What the draft is told to be wrong with it.</summary>
    public async Task<IReadOnlyList<string>> Faults() =>
        [.. Regex.Matches((await Review()).Text, $"<li><a href=\"/schemes/drafts/{id}/[^\"]*\">(?<fault>[^<]*)</a>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Groups["fault"].Value)];

    public Task<string> Json() => app.Db(db => db.SchemeDraftSaves.Where(s => s.DraftId == id).OrderByDescending(s => s.Number).Select(s => s.Json).FirstAsync());

    public Task<int> Number() => app.Db(db => db.SchemeDraftSaves.Where(s => s.DraftId == id).MaxAsync(s => s.Number));

    public static string Hash(string json) => CanonicalJson.Hash(System.Text.Json.JsonDocument.Parse(json).RootElement);

    /// <summary>What a browser would send of the form's fields as they are shown.</summary>
    public static List<(string Name, string Value)> FieldsOf(string html)
    {
        var form = html[html.IndexOf("data-workshop", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = new List<(string, string)>();
        foreach (Match match in Control().Matches(form))
        {
            var tag = match.Groups["tag"].Value;
            var name = Attribute(match.Groups["attributes"].Value, "name");
            if (name is null || name == "__RequestVerificationToken")
                continue;
            if (tag == "textarea")
                fields.Add((name, WebUtility.HtmlDecode(match.Groups["inner"].Value)));
            else if (tag == "select")
                fields.Add((name, Attribute(Chosen().Match(match.Groups["inner"].Value) is { Success: true } chosen ? chosen.Value : Option().Match(match.Groups["inner"].Value).Value, "value") ?? string.Empty));
            else if (!match.Groups["attributes"].Value.Contains("type=\"checkbox\"", StringComparison.Ordinal) || match.Groups["attributes"].Value.Contains("checked=", StringComparison.Ordinal))
                fields.Add((name, Attribute(match.Groups["attributes"].Value, "value") ?? string.Empty));
        }

        return fields;
    }

    private static string? Attribute(string attributes, string name) =>
        Regex.Match(attributes, $"\\b{name}=\"(?<value>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["value"].Value) : null;

    [GeneratedRegex("<(?<tag>input)(?<attributes>[^>]*)>|<(?<tag>select|textarea)(?<attributes>[^>]*)>(?<inner>.*?)</\\k<tag>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Control();

    [GeneratedRegex("<option[^>]*selected=[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Chosen();

    [GeneratedRegex("<option[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Option();
}
