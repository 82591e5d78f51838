using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Judging;
using Scoring.Domain.Stages;
using static Scoring.Web.Tests.Judging.Contest;

namespace Scoring.Web.Tests.Judging;

/// <summary>Sheets and the stage: when one is taken, taken back, or comes late and is put before the supervisor. The steps are laid by hand.</summary>
public sealed class LateTests : IAsyncLifetime
{
    private readonly Contest app = new();
    private int steps;

    public async Task InitializeAsync()
    {
        await app.Prepare();
        await app.GoLive();
        await app.Db(async db =>
        {
            foreach (var entry in await db.Entries.Where(e => e.CycleId == app.CycleId).ToListAsync())
                entry.RunningNumber = int.Parse(entry.Code![1..], System.Globalization.CultureInfo.InvariantCulture);
            await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Takes_a_sheet_only_while_the_stage_is_open_for_it_and_quarantines_what_comes_later()
    {
        var (judge, entry) = (await app.SignIn("judge-org"), await app.EntryId("E01"));
        await Act(StageAct.Open);
        await Act(StageAct.Call, entry);
        (await Hand(judge, entry, "11")).Says(HttpStatusCode.Conflict, "还没有开放评分");
        (await judge.Post($"/judging/{entry}/draft", ("Marks[work]", "11"))).Status.ShouldBe(HttpStatusCode.OK);
        await Act(StageAct.StartClock);
        await Act(StageAct.StopClock);
        await Act(StageAct.OpenScoring);
        await Act(StageAct.CloseScoring);

        var key = Guid.NewGuid();
        var late = await Hand(judge, entry, "11.5", key);
        late.Status.ShouldBe(HttpStatusCode.OK, late.Text);
        JsonDocument.Parse(late.Body).RootElement.GetProperty("late").GetBoolean().ShouldBeTrue();
        (await Hand(judge, entry, "11.5", key)).ShouldBe(late);
        (await Hand(judge, entry, "12")).Says(HttpStatusCode.Conflict, "由监督员处理");
        (await app.Db(db => SheetsOfCycle.Of(db, app.CycleId))).Counting.ShouldBeEmpty();
        (await judge.Get($"/judging/{entry}")).Says(HttpStatusCode.OK, "由监督员决定是否计入");

        var supervisor = await app.SignIn("supervisor");
        (await supervisor.Get("/todo")).Says(HttpStatusCode.OK, "1 张迟到的评分表等您决定");
        (await supervisor.Get("/judging/late")).Says(HttpStatusCode.OK, "区委组织部评委").Text.ShouldNotContain("11.5");
        var id = await app.Db(db => db.LateSheets.Select(l => l.Id).SingleAsync());
        (await supervisor.Post($"/judging/late/{Text(id)}", ("TakeIn", "true"), ("Reason", ""), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.BadRequest, "请写明理由");
        (await (await app.SignIn("operator-1")).Post($"/judging/late/{Text(id)}", ("TakeIn", "true"), ("Reason", "断网"), ("Key", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.Forbidden);
        await supervisor.Submit($"/judging/late/{Text(id)}", ("TakeIn", "true"), ("Reason", "现场断网"), ("Key", Guid.NewGuid().ToString()));
        var sheet = (await app.Db(db => SheetsOfCycle.Of(db, app.CycleId))).Counting.ShouldHaveSingleItem();
        (sheet.Revision, sheet.Marks["work"], sheet.Key).ShouldBe((1, "11.5", key));
        (await supervisor.Post($"/judging/late/{Text(id)}", ("TakeIn", "false"), ("Reason", "再想"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "已经有人决定过");
        (await judge.Get($"/judging/{entry}/receipt")).Says(HttpStatusCode.OK, "11.5");
    }

    [Fact]
    public async Task Leaves_a_late_sheet_out_with_a_reason_that_the_judge_reads()
    {
        var (judge, entry) = (await app.SignIn("judge-civil"), await app.EntryId("E02"));
        await Scored(entry);
        await Act(StageAct.CloseScoring);
        await Hand(judge, entry, "11");
        var id = await app.Db(db => db.LateSheets.Select(l => l.Id).SingleAsync());
        await (await app.SignIn("supervisor")).Submit($"/judging/late/{Text(id)}", ("TakeIn", "false"), ("Reason", "亮分之后才打的"), ("Key", Guid.NewGuid().ToString()));
        (await app.Db(db => SheetsOfCycle.Of(db, app.CycleId))).Counting.ShouldBeEmpty();
        (await judge.Get($"/judging/{entry}")).Says(HttpStatusCode.OK, "亮分之后才打的");
    }

    [Fact]
    public async Task Takes_back_while_scoring_is_open_keeps_both_revisions_and_refuses_after_closing()
    {
        var (judge, entry) = (await app.SignIn("judge-org"), await app.EntryId("E03"));
        await Scored(entry);
        await Hand(judge, entry, "11");
        (await judge.Get($"/judging/{entry}/receipt")).Says(HttpStatusCode.OK, "取回修改");
        var page = await judge.Submit($"/judging/{entry}/take-back", ("Key", Guid.NewGuid().ToString()));
        page.Value("Marks[work]").ShouldBe("11");
        var board = await app.Db(db => SheetsOfCycle.Of(db, app.CycleId));
        board.Counting.ShouldBeEmpty();
        board.Reopened.ShouldBeEmpty("nobody sent it back");
        var id = await app.JudgeId("judge-org");
        board.Owed.ShouldContain(o => o.Entry.Id == entry && o.Judge.Id == id);
        (await judge.Post($"/judging/{entry}/take-back", ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "已取回");

        await Hand(judge, entry, "10.5");
        await Act(StageAct.CloseScoring);
        (await judge.Get($"/judging/{entry}/receipt")).Says(HttpStatusCode.OK, "评分已经关闭").Text.ShouldNotContain("取回修改");
        (await judge.Post($"/judging/{entry}/take-back", ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "评分已经关闭");
        (await app.Db(db => db.Sheets.Where(s => s.EntryId == entry).OrderBy(s => s.Revision).ToListAsync())).Select(s => s.Marks["work"]).ShouldBe(["11", "10.5"]);
        (await app.Db(db => SheetsOfCycle.Of(db, app.CycleId))).Counting.ShouldHaveSingleItem().Revision.ShouldBe(2);
        (await app.Db(db => db.Reopenings.SingleAsync())).TakenBack.ShouldBeTrue();
    }

    [Fact]
    public async Task Refuses_what_a_phone_kept_for_another_judge_or_for_an_earlier_telling()
    {
        var (judge, entry) = (await app.SignIn("judge-civil"), await app.EntryId("E04"));
        await Scored(entry);
        var other = await app.JudgeId("judge-org");
        (await Hand(judge, entry, "11", more: ("Judge", Text(other)))).Says(HttpStatusCode.Forbidden, "另一位评委");
        var key = Guid.NewGuid();
        await Hand(await app.SignIn("judge-org"), entry, "11", key);
        (await Hand(judge, entry, "11", key)).Says(HttpStatusCode.BadRequest, "已经用过");
        await Act(StageAct.CloseScoring);
        await Act(StageAct.Redo, entry);
        (await Hand(judge, entry, "11", more: ("Round", "1"))).Says(HttpStatusCode.Conflict, "演示已经重来");
    }

    private async Task Scored(int entry)
    {
        await Act(StageAct.Open);
        await Act(StageAct.Call, entry);
        await Act(StageAct.StartClock);
        await Act(StageAct.StopClock);
        await Act(StageAct.OpenScoring);
    }

    private Task Act(StageAct act, int? entry = null) => app.Db(async db =>
    {
        db.StageSteps.Add(new StageStep { CycleId = app.CycleId, Number = ++steps, Act = act, EntryId = entry, ById = District.Account("operator-1"), Who = "经办甲", At = app.Clock.Now });
        await db.SaveChangesAsync();
    });

    private static async Task<Page> Hand(Visitor visitor, int entry, string work, Guid? key = null, (string Name, string Value)? more = null)
    {
        var fields = Marks(work, "9.5", "8", "7.5", key).Concat(more is { } one ? [one] : []);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/judging/{entry}") { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("X-Form-Token", await visitor.Token());
        using var response = await visitor.Http.SendAsync(request);
        return new Page(response.StatusCode, null, System.Text.RegularExpressions.Regex.Unescape(await response.Content.ReadAsStringAsync()), null);
    }
}
