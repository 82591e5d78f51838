using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;

namespace Scoring.Web.Tests;

/// <summary>The fixture itself: the other tests stand on it.</summary>
public sealed class WebAppTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Starts_with_the_october_cycle_open_for_nominations()
    {
        app.Clock.Now.ShouldBeInRange(app.Begins, app.Begins.AddMinutes(10));
        var cycles = await app.Db(db => db.Cycles.Where(c => c.SchemeCode == "TOP10_SECRETARY").OrderBy(c => c.Period).Select(c => new { c.Period, c.State }).ToListAsync());
        cycles.Select(c => $"{c.Period} {c.State}").ShouldBe([$"2026-10 {CycleState.Nominating}", $"2026-11 {CycleState.Draft}"]);
    }

    [Fact]
    public async Task Signs_in_with_the_real_cookie_and_out_again()
    {
        var visitor = await app.SignIn("operator-1");
        (await visitor.Get("/cycles")).Says(HttpStatusCode.OK, "经办甲");
        (await visitor.Post("/account/sign-out")).Status.ShouldBe(HttpStatusCode.Found);
        var away = await visitor.Get("/cycles");
        away.Status.ShouldBe(HttpStatusCode.Found);
        away.Location!.ShouldEndWith("/account/sign-in?return=%2Fcycles");
    }

    [Fact]
    public async Task Refuses_a_wrong_password()
    {
        var visitor = app.Visit();
        await visitor.Get("/account/sign-in");
        (await visitor.Post("/account/sign-in", ("UserName", "operator-2"), ("Password", "not-the-password")))
            .Says(HttpStatusCode.BadRequest, "账号或密码不对。请检查后重新输入。");
    }

    [Fact]
    public async Task Refuses_a_post_without_the_form_token()
    {
        var visitor = await app.SignIn("operator-1");
        using var nothing = new FormUrlEncodedContent([]);
        using var answer = await visitor.Http.PostAsync("/account/sign-out", nothing);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Offers_no_demo_sign_in_outside_the_demo()
    {
        var visitor = app.Visit();
        (await visitor.Post("/account/demo", ("account", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Keeps_hashed_files_in_the_browser_and_never_squeezes_a_page_that_carries_a_token()
    {
        using var http = app.CreateClient();
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        using var page = await http.GetAsync("/account/sign-in");
        page.Content.Headers.ContentEncoding.ShouldBeEmpty();
        var script = System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(), "/dist/assets/site-[^\"]+[.]js").Value;
        using var file = await http.GetAsync(script);
        file.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        using var gone = await http.GetAsync("/dist/assets/gone.js");
        (gone.Headers.CacheControl?.ToString() ?? string.Empty).ShouldNotContain("immutable");
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(13, true)]
    [InlineData(19, false)]
    public void Tells_a_busy_store_from_a_fault(int code, bool passing) =>
        Data.Sqlite.StoreTrouble.Passing(new DbUpdateException("outer", new Microsoft.Data.Sqlite.SqliteException("inner", code))).ShouldBe(passing);
}
