using System.Net;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Judging;

namespace Scoring.Web.Tests.Tallies;

/// <summary>What stands between a run and its approval: words of the supervisor with a reason, and lots where only a lot will do.</summary>
public sealed class FlagTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    private const string Judges = "E09/LIVE/INSUFFICIENT_JUDGES:street";
    private const string Sample = "E08/SATISFACTION/LOW_SAMPLE";

    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_flag_is_acknowledged_once_by_the_supervisor_with_a_reason()
    {
        await app.Run();
        (await Refusal(() => app.Acknowledge(Judges, by: "operator-1"))).ShouldContain("需要“监督员”身份");
        (await Refusal(() => app.Acknowledge(Judges, by: "approver"))).ShouldContain("需要“监督员”身份");
        await Should.ThrowAsync<ValidationException>(() => app.Acknowledge(Judges, reason: "  "));
        await Should.ThrowAsync<ValidationException>(() => app.Acknowledge(Judges, reason: new string('长', 201)));
        (await Refusal(() => app.Acknowledge("E01/LIVE/LOW_SAMPLE"))).ShouldContain("没有这个提示");
        (await app.Latest()).Unsettled.Count.ShouldBe(2);
        (await app.Acknowledge(Judges, " 两位评委分数一致 ")).ShouldBe($"已确认：{Scored.Name(9)}，街镇评委人数偏少");
        (await Refusal(() => app.Acknowledge(Judges))).ShouldContain("已经确认过了");
        (await app.Latest()).Unsettled.Select(f => f.Key).ShouldBe([Sample]);
        (await (await app.SignIn("approver")).Get($"/tallies/{app.CycleId}")).Says(HttpStatusCode.OK, "两位评委分数一致", "监督甲", "1 个待处理", "现在不能审定：还有 1 个提示没有处理。");
    }

    [Fact]
    public async Task The_form_on_the_board_acknowledges_and_keeps_what_was_typed_when_refused()
    {
        await app.Run();
        var desk = await app.SignIn("supervisor");
        var page = await desk.Get($"/tallies/{app.CycleId}");
        (await desk.Post($"/tallies/{app.CycleId}/acknowledge", ("Flag", page.Value("Flag")), ("Key", Guid.NewGuid().ToString()), ("Reason", ""))).Says(HttpStatusCode.BadRequest, "请写明确认的理由");
        (await desk.Submit($"/tallies/{app.CycleId}/acknowledge", ("Flag", page.Value("Flag")), ("Key", Guid.NewGuid().ToString()), ("Reason", "入户核过"))).Says(HttpStatusCode.OK, "已确认", "入户核过");
    }

    /// <summary>E09's own block is as it was, E08's has another value: a ninth answer "basically" makes 16 of 20.</summary>
    [Fact]
    public async Task A_word_is_carried_over_to_the_next_run_only_while_its_block_is_unchanged()
    {
        await app.Run();
        await app.AcknowledgeAll();
        (await app.Latest()).Unsettled.ShouldBeEmpty();
        await app.Db(db => db.BallotCounts.Where(c => c.Answer == "basically" && db.Entries.Any(e => e.EstateId == c.EstateId && e.Code == "E08")).ExecuteUpdateAsync(s => s.SetProperty(c => c.Count, 4)));
        await app.Run();
        var run = await app.Latest();
        (run.Run.Number, run.Unsettled.ShouldHaveSingleItem().Key).ShouldBe((2, Sample));
        (run.Acknowledged[Judges].Reason, run.Acknowledged[Judges].ById).ShouldBe(("人数虽少，评分一致", District.Account("supervisor")));
    }

    [Fact]
    public async Task A_vetoed_entry_is_not_ranked_and_the_next_moves_up()
    {
        await app.Veto(4);
        await app.Run();
        var run = await app.Latest();
        run.Result.Entries.Select(e => $"{e.Code} {e.Rank} {e.Award}{(e.Tied ? " tied" : "")}").ShouldBe([
            "E01 4 WINNER", "E02 1 WINNER", "E03 2 WINNER", "E04  ", "E05 3 WINNER", "E06 5 WINNER", "E07 6 WINNER", "E08 7 WINNER", "E09 8 WINNER", "E10 9 WINNER",
            "E11 10  tied", "E12 10  tied",
        ]);
        (await Desk("operator-1")).Says(HttpStatusCode.OK, "一票否决", "95.40");
    }

    [Fact]
    public async Task A_tie_across_the_cut_takes_a_lot_and_nothing_else()
    {
        await app.Veto(4);
        await app.Run();
        (await Refusal(() => app.Acknowledge("E11//LOT_NEEDED"))).ShouldBe("并列跨线只能抽签解决，不能只作确认。");
        await app.AcknowledgeAll();
        (await Refusal(() => app.Approve())).ShouldContain("还有 2 个提示没有处理");
        (await Refusal(() => app.DrawLots("operator-1"))).ShouldContain("需要“监督员”身份");
        (await Desk("supervisor")).Says(HttpStatusCode.OK, $"并列：<b>{Scored.Name(11)}、{Scored.Name(12)}</b>", ">抽签</button>");

        var told = await app.DrawLots();
        var draw = await app.Db(db => db.Draws.AsNoTracking().SingleAsync(d => d.Kind == "lot"));
        draw.Seed.ShouldMatch("^[0-9a-f]{32}$");
        draw.Order.ShouldBe(Draw.Shuffle(draw.Seed, ["E12", "E11"]));
        told.ShouldContain($"1 号 {Name(draw.Order[0])}、2 号 {Name(draw.Order[1])}");
        (await app.Db(db => db.Lots.Where(l => l.DrawId == draw.Id).OrderBy(l => l.Number).Join(db.Entries, l => l.EntryId, e => e.Id, (l, e) => e.Code!).ToListAsync())).ShouldBe(draw.Order);

        (await Refusal(() => app.DrawLots())).ShouldBe("已经抽过签，请经办重新核算。");
        (await Refusal(() => app.Approve())).ShouldContain("提示没有处理");
        (await Desk("supervisor")).Says(HttpStatusCode.OK, "数据有变动", draw.Seed).Text.ShouldNotContain(">抽签</button>");
        (await Desk("operator-1")).Says(HttpStatusCode.OK, "重新核算</button>");

        await app.Run();
        var run = await app.Latest();
        run.Unsettled.ShouldBeEmpty();
        run.Result.Entries.Where(e => e.Code is "E11" or "E12").OrderBy(e => e.Rank).Select(e => $"{e.Code} {e.Rank} {e.Award}").ShouldBe([$"{draw.Order[0]} 10 WINNER", $"{draw.Order[1]} 11 "]);
        (await Refusal(() => app.DrawLots())).ShouldBe("没有需要抽签的并列。");
        await app.Approve();
    }

    /// <summary>E11 and E12 are told apart by lot; then E10's sheets come back at 27 too. Three are equal for two places, and E10 has no lot: the old ones cannot settle that.</summary>
    [Fact]
    public async Task A_new_tie_after_a_lot_gets_a_new_draw()
    {
        await app.Veto(4);
        await app.Run();
        await app.DrawLots();
        await app.Run();
        await app.Db(async db =>
        {
            var entry = await db.Entries.SingleAsync(e => e.Code == "E10");
            foreach (var judge in await db.Judges.Where(j => db.Sheets.Any(s => s.JudgeId == j.Id && s.EntryId == entry.Id)).ToListAsync())
                db.Sheets.Add(Scored.Sheet(judge, entry, 27, 2));
            await db.SaveChangesAsync();
        });
        await app.Run();
        var run = await app.Latest();
        run.ToDraw.ShouldHaveSingleItem().ShouldBe(["E10", "E11", "E12"]);
        run.WaitsForRun.ShouldBeFalse();
        await app.DrawLots();
        (await app.Latest()).WaitsForRun.ShouldBeTrue();
        await app.Run();
        run = await app.Latest();
        run.Flags.ShouldNotContain(f => f.NeedsLot);
        run.Result.Entries.Count(e => e.Award is not null).ShouldBe(10);
        (await app.Db(db => db.Draws.CountAsync(d => d.Kind == "lot"))).ShouldBe(2, "the first draw stays on record");
    }

    private async Task<Page> Desk(string user) => await (await app.SignIn(user)).Get($"/tallies/{app.CycleId}");

    private static string Name(string code) => Scored.Name(int.Parse(code[1..], System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<string> Refusal(Func<Task> act) => (await act.ShouldThrowAsync<Refused>()).Message;
}
