using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Tests.Judging;

namespace Scoring.Web.Tests.Stage;

/// <summary>The steps of a live day through the real application. Each test has a hall of its own.</summary>
public sealed class StepTests : IAsyncLifetime
{
    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public async Task DisposeAsync() => await hall.DisposeAsync();

    [Fact]
    public async Task Tells_the_second_of_two_consoles_what_the_first_did_and_answers_a_repeated_press_as_before()
    {
        var key = Guid.NewGuid();
        var first = await hall.Press(StageAct.Call, hall.First, key: key);
        var second = await Should.ThrowAsync<Refused>(() => hall.Press(StageAct.NoShow, hall.First, reason: "没来", by: "operator-2", after: first.Number - 1));
        second.Message.ShouldContain("经办甲");
        second.Message.ShouldContain("“请上台”");
        (await hall.Press(StageAct.Call, hall.First, key: key, after: first.Number - 1)).ShouldBe(first);
        (await hall.App.Db(db => db.StageSteps.CountAsync(s => s.CycleId == hall.CycleId))).ShouldBe(2);
    }

    [Fact]
    public async Task The_database_lets_no_two_steps_have_one_number()
    {
        await Should.ThrowAsync<DbUpdateException>(() => hall.App.Db(async db =>
        {
            db.StageSteps.Add(new StageStep { CycleId = hall.CycleId, Number = 1, Act = StageAct.End, ById = District.Account("operator-1"), Who = "另一个", At = hall.App.Clock.Now });
            await db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task Takes_back_the_last_step_and_nothing_before_it()
    {
        await hall.Press(StageAct.Call, hall.First);
        await hall.Press(StageAct.NoShow, hall.First, reason: "没来");
        (await hall.Console()).Last!.Undoable.ShouldBeTrue();
        (await hall.Press(StageAct.Undo)).Told.ShouldBe($"撤销“记为缺席”（{await Name()}）");
        (await hall.Judge()).Current!.State.ShouldBe(TurnState.Called);
        (await Should.ThrowAsync<Refused>(() => hall.Press(StageAct.Undo))).Message.ShouldContain("只能撤销刚做的那一步");
    }

    [Fact]
    public async Task Stands_as_it_stood_after_the_program_was_started_anew()
    {
        await hall.Score(hall.First);
        await hall.HandIn("judge-org", hall.First);
        var before = System.Text.Json.JsonSerializer.Serialize(await hall.Console());
        await using var again = new Restarted(hall.App.DatabaseFile);
        var after = System.Text.Json.JsonSerializer.Serialize((Features.Stage.ConsoleState.State)await again.Send(new Features.Stage.ConsoleState.Query(hall.CycleId)));
        after.ShouldBe(before);
    }

    [Fact]
    public async Task Takes_sheets_only_while_a_turn_is_scored_and_drafts_before()
    {
        await hall.Press(StageAct.Call, hall.First);
        var early = await hall.HandIn("judge-org", hall.First);
        early.Status.ShouldBe(HttpStatusCode.Conflict);
        early.Text.ShouldContain("还没有开放评分");
        (await hall.Draft("judge-org", hall.First)).Status.ShouldBe(HttpStatusCode.OK);
        await hall.Press(StageAct.StartClock);
        await hall.Press(StageAct.StopClock);
        await hall.Press(StageAct.OpenScoring);
        (await hall.HandIn("judge-org", hall.First)).Status.ShouldBe(HttpStatusCode.Found);
        (await Should.ThrowAsync<Refused>(() => hall.Press(StageAct.CloseScoring))).Message.ShouldContain("还有 3 张评分表没有交");
        await hall.Press(StageAct.CloseScoring, reason: "两位评委离场");
        (await hall.App.Db(db => db.Sheets.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_talk_that_starts_afresh_wants_its_sheets_afresh_and_an_undo_brings_the_old_ones_back()
    {
        await hall.Score(hall.First);
        await hall.HandIn("judge-org", hall.First);
        await hall.Press(StageAct.Redo, hall.First, reason: "设备故障");
        (await Standing()).ShouldBe(SheetStanding.Reopened);
        await hall.Press(StageAct.Undo);
        (await Standing()).ShouldBe(SheetStanding.HandedIn);
        await hall.Press(StageAct.Redo, hall.First, reason: "设备故障");
        await hall.Press(StageAct.StartClock);
        await hall.Press(StageAct.StopClock);
        await hall.Press(StageAct.OpenScoring);
        (await hall.HandIn("judge-org", hall.First, work: "12")).Status.ShouldBe(HttpStatusCode.Found);
        (await Standing()).ShouldBe(SheetStanding.HandedIn);
        (await hall.App.Db(db => db.Sheets.MaxAsync(s => s.Revision))).ShouldBe(2);

        async Task<SheetStanding> Standing()
        {
            var judge = await hall.App.JudgeId("judge-org");
            var code = await hall.App.Db(db => db.Judges.Where(j => j.Id == judge).Select(j => j.Code).SingleAsync());
            return (await hall.Console()).Judges.Single(j => j.Code == code).Standing;
        }
    }

    [Fact]
    public async Task Who_did_not_come_is_out_of_the_tally_and_owed_no_sheet_until_it_is_undone()
    {
        var wanted = await Wanted();
        await hall.Press(StageAct.NoShow, hall.First, reason: "到点未到场");
        (await Wanted()).ShouldBe(wanted - 4);
        (await Withdrawn()).ShouldBe(["E07"]);
        await hall.Press(StageAct.Undo);
        (await Wanted()).ShouldBe(wanted);
        (await Withdrawn()).ShouldBeEmpty();

        Task<int> Wanted() => hall.App.Db(async db => (await SheetsOfCycle.Of(db, hall.CycleId)).Owed.Count);
        Task<List<string>> Withdrawn() => hall.App.Db(async db =>
        {
            var cycle = await db.Cycles.SingleAsync(c => c.Id == hall.CycleId);
            var version = await db.SchemeVersions.SingleAsync(v => v.Id == cycle.SchemeVersionId);
            var record = await Data.Tallying.RecordOfCycle.Build(db, cycle, Domain.Schemes.Scheme.Parse(version.Json));
            return record.Entries.Where(e => e.Withdrawn).Select(e => e.Code).ToList();
        });
    }

    [Fact]
    public async Task The_end_closes_the_scoring_and_undoing_it_opens_it_again()
    {
        foreach (var entry in hall.Order)
            await hall.Press(StageAct.NoShow, entry, reason: "停电改期");
        await hall.Press(StageAct.End);
        (await Closed()).ShouldNotBeNull();
        await hall.Press(StageAct.Undo);
        (await Closed()).ShouldBeNull();

        Task<DateTimeOffset?> Closed() => hall.App.Db(db => db.Cycles.Where(c => c.Id == hall.CycleId).Select(c => c.ScoringClosedAt).SingleAsync());
    }

    [Fact]
    public async Task Opens_for_the_timekeeper_the_clock_alone_and_for_the_supervisor_no_step()
    {
        await hall.Press(StageAct.Call, hall.First);
        await hall.Press(StageAct.StartClock, by: "timekeeper");
        await hall.Press(StageAct.Undo, by: "timekeeper");
        await hall.Press(StageAct.StartClock, by: "timekeeper");
        await hall.Press(StageAct.StopClock, by: "timekeeper");
        (await Should.ThrowAsync<Refused>(() => hall.Press(StageAct.OpenScoring, by: "timekeeper"))).Kind.ShouldBe(RefusalKind.NotYours);
        (await Should.ThrowAsync<Refused>(() => hall.Press(StageAct.OpenScoring, by: "supervisor"))).Kind.ShouldBe(RefusalKind.NotYours);
    }

    [Fact]
    public async Task The_console_counts_what_came_late_and_after_the_end_waits_for_nobody()
    {
        await hall.Score(hall.First);
        await hall.Press(StageAct.CloseScoring, reason: "四位评委离场");
        (await hall.Console()).Late.ShouldBe(0);
        await hall.HandIn("judge-civil", hall.First);
        (await hall.Console()).Late.ShouldBe(1);
        (await (await hall.App.SignIn("supervisor")).Get($"/stage/{hall.CycleId}")).Body.ShouldContain("href=\"/judging/late\"");
        (await (await hall.App.SignIn("operator-1")).Get($"/stage/{hall.CycleId}")).Says(HttpStatusCode.OK, "有 1 张评分表在关闭以后才送到").Body.ShouldNotContain("href=\"/judging/late\"");
        foreach (var entry in hall.Order.Where(e => e != hall.First))
            await hall.Press(StageAct.NoShow, entry, reason: "停电改期");
        await hall.Press(StageAct.End);
        var page = await (await hall.App.SignIn("operator-1")).Get($"/stage/{hall.CycleId}");
        page.Body.ShouldContain($"href=\"/minutes/{hall.CycleId}\"");
        page.Text.ShouldNotContain("待评");
    }

    [Fact]
    public async Task The_panel_is_fixed_on_the_day()
    {
        var answer = await hall.App.Appoint("judge-housing", "department", District.Department("HOUSING"));
        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Text.ShouldContain("不能选派评委");
    }

    [Fact]
    public async Task Every_button_works_as_a_form_and_the_page_shows_where_it_stands()
    {
        var host = await hall.App.SignIn("operator-1");
        var page = await host.Get($"/stage/{hall.CycleId}");
        page.Text.ShouldContain("号");
        var answer = await host.Post($"/stage/{hall.CycleId}/call", ("After", "1"), ("EntryId", Contest.Text(hall.First)), ("Key", Guid.NewGuid().ToString()));
        answer.Status.ShouldBe(HttpStatusCode.Found);
        (await host.Get($"/stage/{hall.CycleId}")).Text.ShouldContain("开始计时");
        var stale = await host.Post($"/stage/{hall.CycleId}/startclock", ("After", "1"), ("Key", Guid.NewGuid().ToString()));
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Text.ShouldContain("您这一步没有执行");
        (await (await hall.App.SignIn("timekeeper")).Get($"/stage/{hall.CycleId}/clock")).Text.ShouldContain("开始计时");
    }

    private Task<string> Name() => hall.App.Db(db => db.Entries.Where(e => e.Id == hall.First).Select(e => e.PersonName).SingleAsync());
}

/// <summary>The same file in a program started anew.</summary>
internal sealed class Restarted(string file) : WebApp
{
    protected override string Connection => $"Data Source={file}";

    protected override void LayFile()
    {
    }
}
