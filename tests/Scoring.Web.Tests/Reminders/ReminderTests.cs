using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Reminders;

namespace Scoring.Web.Tests.Reminders;

/// <summary>Who is reminded of what, when, and how often.</summary>
public sealed class ReminderTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Reminds_whoever_has_something_to_do_once_before_and_once_after_and_again_when_it_is_put_off()
    {
        // Nominations close on Saturday 10 October, which is worked; the last working day before is Friday the 9th.
        await At(9, 8);
        (await Count()).ShouldBe(0);
        await At(9, 9);
        await app.RunJobs();
        (await Titles("street-1")).ShouldBe(["申报明天 18:00 截止"]);
        (await Count()).ShouldBe(3);

        var street = await app.SignIn("street-1");
        (await street.Get("/todo")).Body.ShouldContain("<span>消息</span><b class=\"num\">1<");
        (await street.Get("/inbox")).Says(HttpStatusCode.OK, "2026年10月", "已提交 0 名，还可以申报 3 名", "1 条没看");
        var (mine, others) = await app.Db(async db => (await Mine(db, "street-1").SingleAsync(), await Mine(db, "street-2").SingleAsync()));
        (await street.Post($"/inbox/{others.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await street.Post($"/inbox/{mine.Id}")).Location.ShouldBe("/nominations");
        (await street.Get("/inbox?unread=true")).Says(HttpStatusCode.OK, "没有没看的消息");

        // Put off to the 12th: those whom it concerns are told, and reminded of the new day.
        var approver = await app.SignIn("approver");
        var cycle = await app.Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());
        var key = (await approver.Get($"/cycles/{cycle}/extend/nominate")).Value("Key");
        await approver.Submit($"/cycles/{cycle}/extend/nominate", ("Key", key), ("Until", "2026-10-12T18:00"), ("Reason", "系统检修"));
        (await Titles("street-1")).ShouldBe(["申报明天 18:00 截止", "“申报”延长到 10月12日 周一 18:00"]);
        (await Titles("operator-1")).ShouldBe(["“申报”延长到 10月12日 周一 18:00"]);
        (await Titles("judge-civil")).ShouldBeEmpty();
        await At(10, 9);
        (await Titles("street-1")).ShouldContain("申报10月12日 周一 18:00 截止");

        await At(12, 18);
        (await Titles("street-2")).ShouldContain("申报已经截止");
        (await app.Db(db => Mine(db, "operator-1").OrderByDescending(m => m.Id).Select(m => m.Text).FirstAsync())).ShouldBe("2026年10月十佳小区党组织书记：3 个街道还没有报齐：东门街道、西门街道、南门街道。");
        var before = await Count();
        await app.RunJobs();
        (await Count()).ShouldBe(before);
        (await (await app.SignIn("supervisor")).Get("/reminders")).Says(HttpStatusCode.OK, "申报截止前", "申报截止后", "3 个街道还没有报齐");
        await street.Submit("/inbox");
        (await street.Get("/inbox")).Text.ShouldNotContain("条没看");
    }

    private async Task At(int day, int hour)
    {
        await app.MoveTo(WebApp.China(2026, 10, day, hour, 1));
        await app.RunJobs();
    }

    private Task<List<string>> Titles(string userName) => app.Db(db => Mine(db, userName).OrderBy(m => m.Id).Select(m => m.Title).ToListAsync());

    private Task<int> Count() => app.Db(db => db.Messages.CountAsync());

    private static IQueryable<Message> Mine(Data.ScoringDb db, string userName)
    {
        var account = District.Account(userName);
        return db.Messages.Where(m => m.AccountId == account);
    }
}
