using System.Text.RegularExpressions;

namespace Scoring.Web.Tests.House;

/// <summary>A form with its token twice is refused by the server, and only a browser sends it so: one form, one token.</summary>
public sealed class FormTokenTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("/account")]
    [InlineData("/clock")]
    [InlineData("/schemes/drafts")]
    [InlineData("/organisation/units/21/add")]
    public async Task Every_posted_form_carries_its_token_once(string path)
    {
        var page = (await (await app.SignIn("operator-1")).Get(path)).Says(System.Net.HttpStatusCode.OK);
        var forms = Regex.Matches(page.Body, "<form[^>]*method=\"post\"[^>]*>.*?</form>", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        forms.Count.ShouldBeGreaterThan(0);
        forms.Select(f => Regex.Count(f.Value, "name=\"__RequestVerificationToken\"", RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldAllBe(n => n == 1);
    }
}
