using System.Net;
using System.Text.RegularExpressions;

namespace Scoring.Web.Tests;

/// <summary>A browser without a window: it keeps cookies, carries the form token of the last page, and follows no redirect by itself.</summary>
public sealed partial class Visitor(HttpClient http)
{
    private string? token;
    private Page? last;

    /// <summary>For what the methods here do not offer (uploads, JSON). Carries the cookies; add <see cref="Token"/> yourself.</summary>
    public HttpClient Http => http;

    public async Task<Page> Get(string path) => await Read(await http.GetAsync(path));

    /// <summary>Posts a form with the token of the last page that had one (or of the sign-in page).</summary>
    public async Task<Page> Post(string path, params (string Name, string Value)[] fields)
    {
        var pairs = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", await Token()));
        using var form = new FormUrlEncodedContent(pairs);
        return await Read(await http.PostAsync(path, form));
    }

    /// <summary>Posts anything else, e.g. a <see cref="MultipartFormDataContent"/>, with the token in its header.</summary>
    public async Task<Page> Post(string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("X-Form-Token", await Token());
        return await Read(await http.SendAsync(request));
    }

    /// <summary>Posts a form that must be answered by a redirect, and gets the page it leads to.</summary>
    public async Task<Page> Submit(string path, params (string Name, string Value)[] fields)
    {
        var answer = await Post(path, fields);
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
        return await Get(answer.Location!);
    }

    /// <summary>The form token for this browser.</summary>
    public async Task<string> Token()
    {
        if (token is null)
            await Get("/account/sign-in");
        return token ?? throw new InvalidOperationException($"No page with a form was seen; the last one: {last?.Status} {last?.Text}");
    }

    /// <summary>Forgets the token: it belongs to whoever was signed in when it was made.</summary>
    public void Forget() => token = null;

    private async Task<Page> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            var match = TokenField().Match(body);
            if (match.Success)
                token = match.Groups["token"].Value;
            return last = new Page(response.StatusCode, response.Headers.Location?.OriginalString, body, response.Content.Headers.ContentType?.MediaType);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex TokenField();
}

/// <summary>An answer: its status, where it redirects to, and what it says.</summary>
public sealed record Page(HttpStatusCode Status, string? Location, string Body, string? ContentType)
{
    /// <summary>The body with entities decoded, so that a sentence can be looked for.</summary>
    public string Text => WebUtility.HtmlDecode(Body);

    /// <summary>Value of the first input of that name on the page, e.g. the once-only "Key".</summary>
    public string Value(string name)
    {
        var input = Regex.Match(Body, $"<input[^>]*\\bname=\"{Regex.Escape(name)}\"[^>]*>", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var value = Regex.Match(input, "\\bvalue=\"(?<value>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        return value.Success ? WebUtility.HtmlDecode(value.Groups["value"].Value) : throw new ShouldAssertException($"No input “{name}” with a value on: {Text}");
    }

    /// <summary>The status must be this and every sentence must be on the page.</summary>
    public Page Says(HttpStatusCode status, params string[] sentences)
    {
        Status.ShouldBe(status, Text);
        foreach (var sentence in sentences)
            Text.ShouldContain(sentence);
        return this;
    }
}
