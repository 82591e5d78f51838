using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Surveys;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>What looks wrong is held, and set aside only by two people; what is shown and exported.</summary>
public sealed class AlarmTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_burst_is_set_aside_by_two_people_and_then_counts_for_nothing()
    {
        const int estate = 2111;
        var entry = await app.PutUp(estate, slot: 1, households: 150);
        await app.Given(estate, new(2026, 10, 1), "satisfied", 40);
        await app.Given(estate, new(2026, 10, 2), "satisfied", 12);
        await app.Given(estate, new(2026, 10, 1), "satisfied", 5, BallotChannel.Slip);
        var cycle = await app.October();
        (await Valid(entry)).ShouldBe(57);

        var supervisor = await app.SignIn("supervisor");
        (await supervisor.Get("/surveys")).Says(HttpStatusCode.OK, "条测评预警没有处理完");
        (await supervisor.Get($"/surveys/alarms?cycle={cycle}")).Says(HttpStatusCode.OK, "10月1日一天扫码收到 40 份", "待处理");
        (await supervisor.Post("/surveys/alarms", Word(cycle, estate, "Burst/Open/2026-10-01", 40, "true", ""))).Says(HttpStatusCode.BadRequest, "请写明核实了什么");
        (await supervisor.Post("/surveys/alarms", Word(cycle, estate, "Burst/Open/2026-10-01", 39, "true", "集中填写"))).Says(HttpStatusCode.Conflict, "数字刚刚变了");
        (await supervisor.Submit("/surveys/alarms", Word(cycle, estate, "Burst/Open/2026-10-01", 40, "true", "社区集中填写"))).Says(HttpStatusCode.OK, "待确认剔除");
        (await Valid(entry)).ShouldBe(57);
        (await (await app.SignIn("approver")).Get("/todo")).Says(HttpStatusCode.OK, "1 条剔除答卷等待确认");
        var verdict = await app.Db(db => db.AlarmVerdicts.Where(v => v.EstateId == estate).Select(v => v.Id).SingleAsync());
        (await (await app.SignIn("approver")).Submit("/surveys/alarms/confirm", ("Cycle", $"{cycle}"), ("Verdict", $"{verdict}"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.OK, "已剔除", "社区集中填写");
        (await Valid(entry)).ShouldBe(17);
        (await supervisor.Get($"/surveys/seen?cycle={cycle}")).Says(HttpStatusCode.OK, "已剔除 40 份");
        // More of the same opens it again.
        await app.Db(async db =>
        {
            (await db.BallotCounts.SingleAsync(c => c.EstateId == estate && c.Count == 40)).Count = 41;
            await db.SaveChangesAsync();
        });
        (await supervisor.Get($"/surveys/alarms?cycle={cycle}")).Says(HttpStatusCode.OK, "收到 41 份", "待处理");
    }

    [Fact]
    public async Task A_phone_that_comes_again_and_again_is_counted_but_never_known()
    {
        const int estate = 2112;
        await app.PutUp(estate, slot: 2);
        var phone = app.Visit();
        await phone.Get($"/s/e/E{estate}");
        for (var i = 0; i < 11; i++)
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("a.overall", "satisfied")]);
            (await phone.Http.PostAsync($"/s/e/E{estate}", form)).StatusCode.ShouldBe(HttpStatusCode.Found);
        }

        (await app.Counts(estate)).ShouldBe(["10-08 overall satisfied Open 1"]);
        (await (await app.SignIn("supervisor")).Get("/surveys/alarms")).Says(HttpStatusCode.OK, "交过的手机又来交 10 次", "重复的没有计入");
        (await app.Db(db => db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM pragma_table_info('RepeatCounts') ORDER BY name").ToListAsync())).ShouldBe(["Channel", "Count", "Day", "EstateId"]);
    }

    [Fact]
    public async Task A_channel_that_does_not_count_is_shown_and_left_out_of_the_figure()
    {
        const int estate = 2121;
        var entry = await app.PutUp(estate, slot: 3);
        await app.Given(estate, new(2026, 10, 1), "satisfied", 7, BallotChannel.Phone);
        await app.Given(estate, new(2026, 10, 1), "satisfied", 5);
        var survey = await app.Db(async db => Domain.Schemes.Scheme.Parse((await db.SchemeVersions.FirstAsync()).Json).Survey!);
        var without = survey with { Channels = [.. survey.Channels.Select(c => c with { Counts = c.Channel != BallotChannel.Phone })] };
        var cycle = await app.Db(db => db.Cycles.SingleAsync(c => c.Period == "2026-10"));
        (await app.Db(db => BallotsOfCycle.Read(db, cycle, survey))).Where(c => c.EntryId == entry).Sum(c => c.Count).ShouldBe(12);
        (await app.Db(db => BallotsOfCycle.Read(db, cycle, without))).Where(c => c.EntryId == entry).Sum(c => c.Count).ShouldBe(5);
        (await app.Db(db => BallotsOfCycle.ByChannel(db, cycle))).Where(c => c.EntryId == entry).Sum(c => c.Count).ShouldBe(12);
    }

    [Fact]
    public async Task Tables_go_out_as_files_that_open_and_hold_no_formula()
    {
        const int estate = 2211;
        await app.PutUp(estate, slot: 1);
        await app.Given(estate, new(2026, 10, 3), "satisfied", 9, BallotChannel.Slip);
        var cycle = await app.October();
        await app.Db(async db =>
        {
            (await db.Entries.SingleAsync(e => e.EstateId == estate)).EstateName = "=HYPERLINK(\"x\")";
            await db.SaveChangesAsync();
        });
        var desk = await app.SignIn("street-2");
        var bytes = await desk.Http.GetByteArrayAsync($"/surveys/seen/coverage.csv?cycle={cycle}");
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe("街道,小区,有效,需要,达到\r\n西门街道,\"'=HYPERLINK(\"\"x\"\")\",9,20,45.0%\r\n");
        Encoding.UTF8.GetString(await desk.Http.GetByteArrayAsync($"/surveys/seen/days.csv?cycle={cycle}")).ShouldContain("2026-10-03,9,0,0,0,0,9\r\n");
        (await desk.Http.GetByteArrayAsync($"/surveys/seen/coverage.xlsx?cycle={cycle}"))[..2].ShouldBe("PK"u8.ToArray());
        (await desk.Get($"/surveys/seen/coverage.ods?cycle={cycle}")).Status.ShouldBe(HttpStatusCode.NotFound);
        // No answers before they may be seen.
        Encoding.UTF8.GetString((await desk.Http.GetByteArrayAsync($"/surveys/seen/answers.csv?cycle={cycle}"))[3..]).ShouldBe("问题,答案,份数,占比,区间下限,区间上限\r\n");
        (await desk.Get($"/surveys/seen/other.csv?cycle={cycle}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_estate_that_lacks_answers_is_told_what_it_takes()
    {
        // 400 households need 20; 8 are there; the window ends on the 13th, six days with today.
        const int estate = 2311;
        await app.PutUp(estate, slot: 1);
        await app.Given(estate, new(2026, 10, 3), "satisfied", 8);
        (await (await app.SignIn("street-3")).Get("/surveys")).Says(HttpStatusCode.OK, "12 份", "剩 6 天，每天要 2 份：发 36 张选票");
        (await (await app.SignIn("street-3")).Get("/todo")).Says(HttpStatusCode.OK, "1 个小区满意度答卷不够", "还差 12 份，剩 6 天");
    }

    private async Task<int> Valid(int entry) =>
        (await app.Db(async db => await BallotsOfCycle.Read(db, await db.Cycles.SingleAsync(c => c.Period == "2026-10")))).Where(c => c.EntryId == entry).Sum(c => c.Count);

    private static (string, string)[] Word(int cycle, int estate, string alarm, int figure, string aside, string reason) =>
        [("Cycle", $"{cycle}"), ("Estate", $"{estate}"), ("Alarm", alarm), ("Figure", $"{figure}"), ("SetAside", aside), ("Reason", reason), ("Key", Guid.NewGuid().ToString())];
}
