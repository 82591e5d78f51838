using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Web.Features.Listings;

namespace Scoring.Web.Tests.Neighbours;

/// <summary>A month of a council's list: one estate shines, two fall behind, of which one is told on a document.</summary>
public sealed class RedBlackList : Neighbourhood
{
    protected override string Programme => "RED_BLACK_LIST";

    public override DateTimeOffset Begins => China(2026, 10, 29, 9);

    public static IReadOnlyList<int> Estates { get; } = District.Estates(1);

    protected override IReadOnlyList<(string UserName, int UnitId)> Raters => [.. District.Streets.SelectMany((_, s) => District.Estates(s + 1)).SelectMany(e => new[] { ($"a-{e}", e), ($"b-{e}", e) })];
}

public sealed class RedBlackListTests(RedBlackList app) : IClassFixture<RedBlackList>
{
    [Fact]
    public async Task Only_who_was_told_on_a_document_and_could_answer_is_listed_for_the_worse()
    {
        var cycle = await app.Open("2026-10", WebApp.China(2026, 11, 2, 9));
        foreach (var estate in District.Streets.SelectMany((_, s) => District.Estates(s + 1)))
        {
            var word = estate == 2111 ? "good" : estate is 2112 or 2211 ? "poor" : "fair";
            foreach (var who in new[] { $"a-{estate}", $"b-{estate}" })
                await app.Rate(who, await app.Entry(cycle, $"和顺{estate}小区"), ("clean", word), ("order", word), ("peace", word), ("council", word));
        }

        await app.TallyAndApprove(cycle, WebApp.China(2026, 11, 6, 9));
        (await (await app.SignIn("operator-1")).Get("/todo")).Says(HttpStatusCode.OK, "2 个小区的等次要先告知才能公开");
        (await (await app.SignIn("operator-1")).Get($"/listings/{cycle}")).Says(HttpStatusCode.OK, "和顺2112小区", "和顺2211小区", "没有告知，不上榜");
        await Tell(cycle);
        await Decide(cycle);
        (await app.Publish(cycle)).ShouldBe(["和顺2111小区 东门街道 红榜", "和顺2112小区 东门街道 黑榜"]);
        (await app.Visit().Get($"/results/{cycle}")).Says(HttpStatusCode.OK, "红榜", "黑榜", "和顺2112小区");
        await Gone(cycle);
    }

    private async Task Tell(int cycle)
    {
        var (entry, fine) = (await app.Entry(cycle, "和顺2112小区"), await app.Entry(cycle, "和顺2111小区"));
        await Neighbourhood.Refuses(() => app.Send(new Board.Tell { EntryId = entry, Reason = "垃圾成堆" }, "operator-1"), "没有文件依据的，不能公开");
        await Neighbourhood.Refuses(() => app.Send(new Board.Tell { EntryId = fine, Document = "某文号", Reason = "垃圾成堆" }, "operator-1"), "不用先告知");
        await Neighbourhood.Refuses(() => app.Send(new Board.Decide { EntryId = entry, Listed = true, Why = "属实" }, "approver"), "还没有告知街道");
        await app.Send(new Board.Tell { EntryId = entry, Document = "区城管局〔2026〕7 号", Reason = "三次检查垃圾成堆" }, "operator-1");
        await Neighbourhood.Refuses(() => app.Send(new Features.Notices.Post.Command { CycleId = cycle, Key = Guid.NewGuid() }, "operator-1"), "还没有决定公开不公开");
        (await (await app.SignIn("street-1")).Get("/todo")).Says(HttpStatusCode.OK, "本街道 1 个小区拟公开，等您答复");
        (await (await app.SignIn("street-2")).Get($"/listings/{cycle}")).Text.ShouldNotContain("和顺2112小区");
    }

    private async Task Decide(int cycle)
    {
        var entry = await app.Entry(cycle, "和顺2112小区");
        await Neighbourhood.Refuses(() => app.Send(new Board.Decide { EntryId = entry, Listed = true, Why = "属实" }, "approver"), "还在答复期内");
        await Neighbourhood.Refuses(() => app.Send(new Board.Reply { EntryId = entry, Text = "与我无关" }, "street-2"), "只能答复告知本街道的");
        await app.Send(new Board.Reply { EntryId = entry, Text = "已经清运，正在整改" }, "street-1");
        await Neighbourhood.Refuses(() => app.Send(new Board.Reply { EntryId = entry, Text = "再说一句" }, "street-1"), "答复不能再改");
        (await (await app.SignIn("approver")).Get("/todo")).Says(HttpStatusCode.OK, "1 个小区公开不公开，等您决定");
        await app.Send(new Board.Decide { EntryId = entry, Listed = true, Why = "整改没有完成" }, "approver");
        (await (await app.SignIn("street-1")).Get($"/listings/{cycle}")).Says(HttpStatusCode.OK, "决定公开", "已经清运，正在整改", "整改没有完成");
    }

    /// <summary>After its seven days nobody sees the list any more, by whatever way.</summary>
    private async Task Gone(int cycle)
    {
        var until = await app.Db(db => db.Publications.Where(p => p.CycleId == cycle).Select(p => p.ShownUntil).SingleAsync());
        await app.MoveTo(until!.Value.AddSeconds(-1));
        (await app.Visit().Get($"/results/{cycle}")).Status.ShouldBe(HttpStatusCode.OK);
        await app.MoveTo(until.Value);
        // What is kept ready to send is looked at again after the next command.
        await app.RunJobs();
        foreach (var address in new[] { $"/results/{cycle}", $"/results/{cycle}/bundle", $"/results/{cycle}/list.csv", $"/results/{cycle}/rows/1", $"/notices/{cycle}", $"/notices/{cycle}/word" })
            (await app.Visit().Get(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
        foreach (var address in new[] { "/", "/results", "/results/archive", "/results/feed", "/results/open-data", "/api/v1/results", "/notices" })
            (await app.Visit().Get(address)).Text.ShouldNotContain("和顺2112小区");
        (await app.Visit().Get($"/results/{cycle}")).Says(HttpStatusCode.NotFound, "展示期已满");
    }
}
