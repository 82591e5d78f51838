using System.Net;
using System.Text.RegularExpressions;
using Scoring.Web.Tests.Judging;

namespace Scoring.Web.Tests.Shared;

/// <summary>Every posting form carries one token: none is refused, and so are two.</summary>
public sealed class FormTokenTests(Contest app) : IClassFixture<Contest>
{
    [Theory]
    [InlineData("judge-org", "/judging/{entry}")]
    [InlineData("judge-org", "/judging/{entry}/recuse")]
    [InlineData("operator-1", "/panels/{cycle}")]
    [InlineData("approver", "/cycles/{cycle}/extend/review")]
    public async Task Gives_every_posting_form_exactly_one_token(string userName, string path)
    {
        await app.Prepare();
        await app.GoLive();
        var visitor = await app.SignIn(userName);
        var page = await visitor.Get(path.Replace("{entry}", Contest.Text(await app.EntryId("E01")), StringComparison.Ordinal).Replace("{cycle}", Contest.Text(app.CycleId), StringComparison.Ordinal));
        page.Status.ShouldBe(HttpStatusCode.OK);
        var forms = Regex.Matches(page.Body, "<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5)).Select(m => m.Value).ToList();
        forms.ShouldNotBeEmpty();
        forms.ShouldAllBe(f => Tokens(f) == 1);
    }

    private static int Tokens(string form) => form.Split("__RequestVerificationToken").Length - 1;
}
