using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Bundles;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Web.Tests.Tallies;
using static Scoring.Web.Tests.Objections.Objecting;

namespace Scoring.Web.Tests.Objections;

/// <summary>
/// The first of the list is vetoed while it is on notice: he is no longer ranked, the others move up, and the new tenth, whom a lot finds between two
/// equals, gets a notice of his own of three working days. Posted on Wednesday 21 October: days 22, 23, 26; published on Tuesday the 27th, 9:00.
/// </summary>
public sealed class SubstitutionTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_upheld_objection_leads_to_a_recount_a_substitution_and_a_fresh_notice()
    {
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 10, 19, 10));
        await app.FileAbout(4);
        await app.Settle((await app.Only()).Id, ObjectionOutcome.Recount);
        var cycle = await app.Cycle();
        (cycle.State, cycle.HoldReason).ShouldBe((CycleState.Scoring, "异议第 1 号成立，复核重算"));
        (await app.Visit().Get($"/notices/{app.CycleId}")).Says(HttpStatusCode.OK, "本次结果暂缓发布", "成立，复核重算");

        await app.Veto(4);
        await app.Run();
        await app.DrawLots();
        await app.Run();
        await app.AcknowledgeAll();
        await app.Approve();
        await app.MoveTo(WebApp.China(2026, 10, 21, 15));
        (await (await app.SignIn("operator-1")).Get($"/notices/{app.CycleId}/post")).Says(HttpStatusCode.OK, "第 2 次", "2026年10月22日 周四 至 2026年10月26日 周一", "递补", "复核后名单有变");
        (await app.Post()).ShouldBe("公示已张贴，10月27日 周二 09:00 自动发布。");

        var rows = await app.Db(db => db.Notices.Where(n => n.Number == 2).SelectMany(n => n.Rows).OrderBy(r => r.Place).ToListAsync());
        rows.Count.ShouldBe(10);
        rows.Select(r => r.PersonName).ShouldNotContain(Scored.Name(4));
        rows.Where(r => r.Substitute).ShouldHaveSingleItem().PersonName.ShouldBeOneOf(Scored.Name(11), Scored.Name(12));
        (rows[9].Substitute, rows[0].PersonName, rows[0].Rank).ShouldBe((true, Scored.Name(2), 1));
        (await app.Visit().Get($"/notices/{app.CycleId}")).Says(HttpStatusCode.OK, "现再次公示", "其中 1 名为递补", "历次公示").Text.ShouldNotContain("暂缓");
        (await app.Visit().Get($"/notices/{app.CycleId}?number=1")).Says(HttpStatusCode.OK, Scored.Name(4), "已经被第 2 次公示代替");
        (await app.Visit().Get("/notices")).Text.ShouldNotContain("10月16日");

        await app.MoveTo(WebApp.China(2026, 10, 27, 8, 59));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.PublicNotice);
        await app.MoveTo(WebApp.China(2026, 10, 27, 9, 1));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
        (await app.Visit().Get($"/results/{app.CycleId}")).Says(HttpStatusCode.OK, Scored.Name(2), "递补").Text.ShouldNotContain(Scored.Name(4));
        var bundle = await app.Visit().Http.GetByteArrayAsync($"/results/{app.CycleId}/bundle");
        BundleCheck.Run(bundle).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recount_that_changes_nothing_keeps_the_days_of_the_first_notice()
    {
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 10, 19, 10));
        (await Refusal(() => Order())).ShouldContain("不能退回复核重算");
        await app.Hold(false);
        await Order();
        await app.Run();
        await app.AcknowledgeAll();
        await app.Approve();
        (await app.Post()).ShouldBe("公示已张贴，10月23日 周五 09:00 自动发布。");
        var second = await app.Db(db => db.Notices.Include(n => n.Rows).SingleAsync(n => n.Number == 2));
        (second.FirstDay, second.LastDay, second.Rows.Count(r => r.Substitute)).ShouldBe((new DateOnly(2026, 10, 16), new DateOnly(2026, 10, 22), 0));

        Task<string> Order() => app.Send(new Features.Notices.Recount.Command { CycleId = app.CycleId, RecountReason = "核对一次佐证", Key = Guid.NewGuid() }, "approver");
    }
}
