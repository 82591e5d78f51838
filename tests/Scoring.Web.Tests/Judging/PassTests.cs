using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static Scoring.Web.Tests.Judging.Contest;

namespace Scoring.Web.Tests.Judging;

/// <summary>
/// Personal codes, from the operator's page to the judge's phone. The page shows a code only as a picture, so a test that needs the code itself sends the
/// command behind the button.
/// </summary>
public sealed class PassTests(Contest app) : IClassFixture<Contest>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await app.Prepare();
        await app.GoLive();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Lets_the_first_phone_in_that_confirms_and_no_other()
    {
        var token = await Issue("judge-org");
        var before = await Entries();
        // A chat program looks at every link it sees: that spends nothing.
        var preview = app.Visit();
        (await preview.Get($"/j/{token}")).Says(HttpStatusCode.OK, "区委组织部评委", "进入评分");

        var phone = app.Visit();
        await phone.Get($"/j/{token}");
        (await phone.Submit($"/j/{token}")).Says(HttpStatusCode.OK, "评分");
        var stranger = app.Visit();
        (await stranger.Get($"/j/{token}")).Says(HttpStatusCode.OK, "已经在另一台手机上用过").Text.ShouldNotContain("区委组织部评委");
        (await stranger.Post($"/j/{token}")).Says(HttpStatusCode.Conflict, "换一张");
        // The same phone comes in again, as after an expired session.
        phone.Forget();
        await phone.Get($"/j/{token}");
        (await phone.Submit($"/j/{token}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Entries()).ShouldBe(before + 1);

        Task<int> Entries() => app.Db(db => db.AuditEvents.CountAsync(a => a.Act == "Judging.Enter" && a.Who.Contains("区委组织部评委")));
    }

    [Fact]
    public async Task Ends_the_session_at_once_when_the_pass_is_revoked()
    {
        var token = await Issue("judge-civil");
        var phone = await EnterBy(token);
        (await phone.Get("/judging")).Status.ShouldBe(HttpStatusCode.OK);
        var desk = await app.SignIn("operator-1");
        var page = (await desk.Get($"/judging/passes/{app.CycleId}")).Says(HttpStatusCode.OK, "已在一台手机上用");
        page.Text.ShouldNotContain(token);
        await desk.Submit($"/judging/passes/{app.CycleId}/revoke", ("judge", Text(await app.JudgeId("judge-civil"))), ("key", Guid.NewGuid().ToString()));
        (await phone.Get("/judging")).Location!.ShouldStartWith("/account/sign-in");
        (await app.Visit().Get($"/j/{token}")).Says(HttpStatusCode.OK, "已经作废");
    }

    [Fact]
    public async Task Ends_the_old_pass_when_a_new_one_is_made()
    {
        var old = await Issue("judge-street-1");
        var phone = await EnterBy(old);
        var fresh = await Issue("judge-street-1");
        (await phone.Get("/judging")).Location!.ShouldStartWith("/account/sign-in");
        (await (await EnterBy(fresh)).Get("/judging")).Status.ShouldBe(HttpStatusCode.OK);
        var judge = await app.JudgeId("judge-street-1");
        (await app.Db(db => db.Passes.CountAsync(p => p.JudgeId == judge && p.RevokedAt == null))).ShouldBe(1);
    }

    [Fact]
    public async Task Makes_cards_for_all_who_have_none_once_and_shows_them_once()
    {
        var desk = await app.SignIn("operator-1");
        var key = Guid.NewGuid().ToString();
        var cards = (await desk.Post($"/judging/passes/{app.CycleId}", ("judge", Text(await app.JudgeId("judge-street-2"))), ("key", key))).Says(HttpStatusCode.OK, "西门街道评委", "请评委现在扫");
        Regex.Count(cards.Body, "pass-card\"").ShouldBe(1);
        (await desk.Post($"/judging/passes/{app.CycleId}", ("judge", Text(await app.JudgeId("judge-street-2"))), ("key", key))).Status.ShouldBe(HttpStatusCode.Found);
        await desk.Post($"/judging/passes/{app.CycleId}", ("key", Guid.NewGuid().ToString()));
        (await desk.Post($"/judging/passes/{app.CycleId}", ("key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "每位评委都已有能用的码");
        (await (await app.SignIn("supervisor")).Post($"/judging/passes/{app.CycleId}", ("key", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_database_itself_keeps_a_pass_on_its_device_and_a_judge_to_one_pass()
    {
        await EnterBy(await Issue("judge-org"));
        foreach (var (sql, why) in new[]
        {
            ("UPDATE JudgePasses SET DeviceHash = x'01' WHERE DeviceHash IS NOT NULL", "one device"),
            ("UPDATE JudgePasses SET RevokedAt = NULL WHERE RevokedAt IS NOT NULL", "one device"),
            ("INSERT INTO JudgePasses (JudgeId, TokenHash, IssuedById, IssuedAt, ExpiresAt) SELECT JudgeId, x'02', IssuedById, IssuedAt, ExpiresAt FROM JudgePasses WHERE RevokedAt IS NULL LIMIT 1", "JudgePasses.JudgeId"),
        })
        {
            (await Should.ThrowAsync<SqliteException>(() => app.Db(db => db.Database.ExecuteSqlRawAsync(sql)))).Message.ShouldContain(why);
        }
    }

    private async Task<string> Issue(string userName)
    {
        var secret = Features.Judging.Passes.NewSecret();
        await app.Send(new Features.Judging.Passes.Issue(app.CycleId, await app.JudgeId(userName), [secret], Guid.NewGuid(), Guid.NewGuid()), "operator-1");
        return secret;
    }

    private async Task<Visitor> EnterBy(string token)
    {
        var phone = app.Visit();
        await phone.Get($"/j/{token}");
        await phone.Submit($"/j/{token}");
        return phone;
    }
}

/// <summary>The end of a pass's day; an app of its own, because time only goes forward.</summary>
public sealed class ExpiredPassTests(Contest app) : IClassFixture<Contest>
{
    [Fact]
    public async Task A_pass_and_its_session_end_with_the_live_day()
    {
        await app.Prepare();
        await app.GoLive();
        var secret = Features.Judging.Passes.NewSecret();
        await app.Send(new Features.Judging.Passes.Issue(app.CycleId, await app.JudgeId("judge-org"), [secret], Guid.NewGuid(), Guid.NewGuid()), "operator-1");
        var phone = app.Visit();
        await phone.Get($"/j/{secret}");
        await phone.Submit($"/j/{secret}");
        await app.MoveTo(WebApp.China(2026, 10, 14, 23, 59));
        (await phone.Get("/judging")).Status.ShouldBe(HttpStatusCode.OK);
        await app.MoveTo(WebApp.China(2026, 10, 15));
        (await phone.Get("/judging")).Location!.ShouldStartWith("/account/sign-in");
        (await app.Visit().Get($"/j/{secret}")).Says(HttpStatusCode.OK, "已经过期");
        (await (await app.SignIn("operator-1")).Post($"/judging/passes/{app.CycleId}", ("key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "不再制作");
    }
}
