using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Tests.Tallies;

/// <summary>When the tally may run, and that it comes to what a hand calculation comes to.</summary>
public sealed class RunTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Comes_to_the_totals_that_were_added_up_by_hand()
    {
        await app.Run();
        var run = await app.Latest();
        run.Result.Entries.Select(e => $"{e.Code} {e.Rank} {e.Total?.RoundHalfUp(2)} {e.Award}").ShouldBe([
            "E01 5 90.15 WINNER", "E02 2 92.40 WINNER", "E03 3 91.40 WINNER", "E04 1 95.40 WINNER", "E05 4 90.40 WINNER", "E06 6 89.90 WINNER",
            "E07 7 89.40 WINNER", "E08 8 88.38 WINNER", "E09 9 87.90 WINNER", "E10 10 86.40 WINNER", "E11 11 85.40 ", "E12 11 85.40 ",
        ]);
        run.Flags.Select(f => f.Key).ShouldBe(["E08/SATISFACTION/LOW_SAMPLE", "E09/LIVE/INSUFFICIENT_JUDGES:street"]);
        (await app.Cycle()).State.ShouldBe(CycleState.Tallied);
        run.Run.ById.ShouldBe(District.Account("operator-1"));
    }

    [Fact]
    public async Task Refuses_while_sheets_may_still_come()
    {
        await app.Set(c => c.Phase(PhaseCode.Live).ExtendedTo = Scored.Evening.AddHours(1));
        (await Refusal(() => app.Run())).ShouldBe("现场评分还没有结束（10月14日 周三 20:00 截止）。评分表交齐后，可以先在“现场评分”里结束评分。");
        (await Desk()).Says(HttpStatusCode.OK, "还不能核算", "现场评分还没有结束").Text.ShouldNotContain("开始核算");
        await app.Set(c => c.ScoringClosedAt = Scored.Evening);
        (await Desk()).Says(HttpStatusCode.OK, "开始核算");
        await app.Run();
    }

    [Fact]
    public async Task Refuses_while_residents_may_still_answer()
    {
        await app.Set(c => c.Phase(PhaseCode.Survey).ExtendedTo = WebApp.China(2026, 10, 14, 18));
        (await Refusal(() => app.Run())).ShouldContain("满意度测评还没有结束（2026年10月14日 周三当天的答卷也算数）");
        await app.MoveTo(WebApp.China(2026, 10, 15));
        await app.Run();
    }

    [Fact]
    public async Task Refuses_while_a_sheet_given_back_is_owed()
    {
        var sheet = await app.Db(db => db.Sheets.AsNoTracking().SingleAsync(s => db.Judges.Any(j => j.Id == s.JudgeId && j.Code == "J03") && db.Entries.Any(e => e.Id == s.EntryId && e.Code == "E05")));
        await app.Db(async db =>
        {
            db.Reopenings.Add(new SheetReopening { SheetId = sheet.Id, ById = District.Account("supervisor"), Reason = "打串了人", At = Scored.Evening });
            await db.SaveChangesAsync();
        });
        (await Refusal(() => app.Run())).ShouldContain($"有 1 张评分表被退回后还没有重交：judge-civil（{Scored.Name(5)}）");
        await app.Db(async db =>
        {
            db.Sheets.Add(Scored.Sheet(await db.Judges.SingleAsync(j => j.Id == sheet.JudgeId), await db.Entries.SingleAsync(e => e.Id == sheet.EntryId), 32, 2));
            await db.SaveChangesAsync();
        });
        await app.Run();
    }

    [Fact]
    public async Task Refuses_while_an_adjustment_is_unconfirmed_unless_it_is_about_someone_who_left()
    {
        await app.Adjust(6, 0.5m, confirmed: false);
        (await Refusal(() => app.Run())).ShouldContain("有 1 条加分扣分还没有确认");
        await app.Db(db => db.Entries.Where(e => e.Code == "E06").ExecuteUpdateAsync(s => s.SetProperty(e => e.State, EntryState.Withdrawn)));
        await app.Run();
        (await app.Latest()).Result.Entries.Single(e => e.Code == "E06").Status.ShouldBe(TallyStatus.Withdrawn);
    }

    [Fact]
    public async Task Refuses_when_nobody_takes_part()
    {
        await app.Db(db => db.Entries.ExecuteUpdateAsync(s => s.SetProperty(e => e.State, EntryState.Withdrawn)));
        (await Refusal(() => app.Run())).ShouldContain("还没有审查通过的候选人");
        await app.Db(db => db.Entries.ExecuteUpdateAsync(s => s.SetProperty(e => e.State, EntryState.Submitted)));
        (await Refusal(() => app.Run())).ShouldContain("还没有审查通过的候选人");
    }

    [Fact]
    public async Task Is_not_computed_twice_from_the_same_data()
    {
        await app.Run();
        (await Refusal(() => app.Run())).ShouldBe("数据和第 1 次核算时完全一样，结果不会变，不用再算。");
        (await Desk()).Text.ShouldNotContain("重新核算</button>");
        await app.Regrade(7, "BRANCH", 9);
        (await Desk()).Says(HttpStatusCode.OK, "数据有变动", "重新核算</button>");
        await app.Run();
        var run = await app.Latest();
        (run.Run.Number, run.Result.Entries.Single(e => e.Code == "E07").Total!.Value.RoundHalfUp(2)).ShouldBe((2, "88.40"));
    }

    [Fact]
    public async Task A_double_click_is_one_run()
    {
        var key = Guid.NewGuid();
        var desk = await app.SignIn("operator-1");
        var form = await desk.Get($"/tallies/{app.CycleId}");
        await desk.Token();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Post($"/tallies/{app.CycleId}/run", ("Key", form.Value("Key")))));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Found);
        (await app.Runs()).ShouldBe(1);
        await app.Regrade(7, "BRANCH", 9);
        (await app.Run(key: key)).ShouldBe(await app.Run(key: key));
        (await app.Runs()).ShouldBe(2);
    }

    [Theory]
    [InlineData("operator-1", true)]
    [InlineData("operator-2", true)]
    [InlineData("approver", false)]
    [InlineData("supervisor", false)]
    [InlineData("street-1", false)]
    [InlineData("judge-org", false)]
    public async Task Only_an_operator_runs_it(string user, bool may)
    {
        if (may)
            await app.Run(user);
        else
            (await Refusal(() => app.Run(user))).ShouldContain("这项操作需要“");
        (await app.Runs()).ShouldBe(may ? 1 : 0);
    }

    [Fact]
    public async Task The_board_lists_ranking_flags_and_the_cut()
    {
        await app.Run();
        var page = (await Desk()).Says(HttpStatusCode.OK, "2 个待处理", $"{Scored.Name(8)}　群众满意度：满意度样本偏少", $"{Scored.Name(9)}　现场评选：街镇评委人数偏少", "按名次取前 10 名，总分不低于 80");
        // The line of the award lies under the tenth, E10.
        var cut = page.Text.IndexOf("is-cut-line", StringComparison.Ordinal);
        page.Text.IndexOf("<small>E10</small>", StringComparison.Ordinal).ShouldBeInRange(cut, cut + 400);
        page.Text.LastIndexOf("is-cut-line", StringComparison.Ordinal).ShouldBe(cut);
    }

    private async Task<Page> Desk() => await (await app.SignIn("operator-1")).Get($"/tallies/{app.CycleId}");

    private static async Task<string> Refusal(Func<Task> act) => (await act.ShouldThrowAsync<Refused>()).Message;
}
