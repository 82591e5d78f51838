using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>Answers that others take down: at the door, by telephone, on paper; and slips on their way to the doors.</summary>
public sealed class FieldTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Two_clerks_read_a_stack_in_blind_and_a_third_decides_what_differs()
    {
        const int estate = 2111;
        await app.PutUp(estate, slot: 1);
        var cycle = await app.October();
        var first = await app.SignIn("operator-1");
        (await first.Get($"/surveys/paper?cycle={cycle}")).Says(HttpStatusCode.OK, "还没有纸质问卷");
        (await first.Post("/surveys/paper", ("Cycle", $"{cycle}"), ("Estate", $"{estate}"), ("Count", "101"), ("CollectedOn", "2026-10-08"), Key())).Says(HttpStatusCode.BadRequest, "1 到 100 份");
        (await first.Post("/surveys/paper", ("Cycle", $"{cycle}"), ("Estate", $"{estate}"), ("Count", "4"), ("CollectedOn", "2026-10-09"), Key())).Says(HttpStatusCode.BadRequest, "不晚于今天");
        (await first.Submit("/surveys/paper", ("Cycle", $"{cycle}"), ("Estate", $"{estate}"), ("Count", "4"), ("CollectedOn", "2026-10-08"), Key())).Says(HttpStatusCode.OK, "已登记", "待录第一遍");
        var batch = await app.Db(db => db.PaperBatches.Where(b => b.EstateId == estate).Select(b => b.Id).SingleAsync());
        var path = $"/surveys/paper/{batch}";
        (await first.Post(path, ("s.1.overall", "7"), Key())).Says(HttpStatusCode.BadRequest, "第 1 份填的“7”不对", "value=\"7\"");
        // The fourth is blank: void.
        (await first.Submit(path, ("s.1.overall", "1"), ("s.1.wish", "2"), ("s.2.overall", "1"), ("s.3.overall", "3"), Key())).Says(HttpStatusCode.OK, "等另一位同志录第二遍");
        (await first.Get(path)).Says(HttpStatusCode.Conflict, "第二遍要由另一位同志录");

        var second = await app.SignIn("operator-2");
        // Blind: the page is empty.
        (await second.Get(path)).Says(HttpStatusCode.OK, "第 4 份").Body.ShouldNotContain("value=\"1\"");
        (await second.Submit(path, ("s.1.overall", "1"), ("s.1.wish", "2"), ("s.2.overall", "2"), ("s.3.overall", "３"), ("s.4.overall", "0"), Key())).Says(HttpStatusCode.OK, "有 1 处不一致", "待核定");
        (await app.Counts(estate)).ShouldBeEmpty();
        (await second.Get(path)).Says(HttpStatusCode.Conflict, "第三位同志");

        var third = await app.SignIn("supervisor");
        (await third.Get("/todo")).Says(HttpStatusCode.OK, "1 批纸质问卷两遍不一致");
        (await third.Get(path)).Says(HttpStatusCode.OK, "第 2 份", "1 满意", "2 基本满意").Text.ShouldNotContain("第 1 份");
        (await third.Post(path, Key())).Says(HttpStatusCode.BadRequest, "第 2 份还没有核定");
        (await third.Submit(path, ("s.2.overall", "2"), Key())).Says(HttpStatusCode.OK, "1 处不一致已核定", "已计入");
        (await app.Counts(estate)).ShouldBe(["10-08 overall basically Paper 1", "10-08 wish clean Paper 1", "10-08 overall dissatisfied Paper 1", "10-08 overall satisfied Paper 1"]);
        (await third.Post(path, ("s.2.overall", "2"), Key())).Says(HttpStatusCode.Conflict, "已经录完并计入");
        (await (await app.SignIn("operator-1")).Get("/surveys")).Says(HttpStatusCode.OK, "纸质 3");
    }

    [Fact]
    public async Task Two_equal_readings_count_at_once()
    {
        const int estate = 2112;
        await app.PutUp(estate, slot: 2);
        await (await app.SignIn("operator-1")).Submit("/surveys/paper", ("Cycle", $"{await app.October()}"), ("Estate", $"{estate}"), ("Count", "1"), ("CollectedOn", "2026-10-08"), Key());
        var batch = await app.Db(db => db.PaperBatches.Where(b => b.EstateId == estate).Select(b => b.Id).SingleAsync());
        foreach (var user in new[] { "operator-1", "operator-2" })
            await (await app.SignIn(user)).Submit($"/surveys/paper/{batch}", ("s.1.overall", "1"), Key());
        (await app.Counts(estate)).ShouldBe(["10-08 overall satisfied Paper 1"]);
    }

    [Fact]
    public async Task A_doorstep_answer_handed_in_ten_times_at_once_is_one_ballot_of_its_own_street()
    {
        const int estate = 2121;
        await app.PutUp(estate, slot: 3);
        var cycle = await app.October();
        var id = Guid.NewGuid().ToString();
        var workers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.SignIn("street-1")));
        var answers = await Task.WhenAll(workers.Select(w => w.Post("/surveys/doorstep", Visit(cycle, estate, id, "3 号楼 401"))));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Found);
        (await app.Counts(estate)).ShouldBe(["10-08 overall satisfied Doorstep 1"]);
        (await app.Db(db => db.DoorstepVisits.CountAsync(v => v.EstateId == estate))).ShouldBe(1);
        // Nothing joins the visit and the ballot: no column in common but the estate, and no day on the visit.
        (await Columns("DoorstepVisits")).ShouldBe(["CycleId", "EstateId", "Id", "Lot", "Place", "WorkerId"]);
        (await Columns("ResidentComments")).ShouldBe(["EstateId", "Id", "Month", "Text"]);

        (await workers[0].Post("/surveys/doorstep", Visit(cycle, estate, Guid.NewGuid().ToString(), " "))).Says(HttpStatusCode.BadRequest, "请写明楼栋和门牌");
        (await (await app.SignIn("street-2")).Post("/surveys/doorstep", Visit(cycle, estate, Guid.NewGuid().ToString(), "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await app.SignIn("street-2")).Post("/surveys/doorstep", Visit(cycle, estate, id, "1"))).Says(HttpStatusCode.Forbidden, "别的账号");
    }

    [Fact]
    public async Task A_visit_is_called_back_by_somebody_else_and_a_denied_one_is_held()
    {
        const int estate = 2122;
        await app.PutUp(estate, slot: 4);
        var cycle = await app.October();
        await (await app.SignIn("street-1")).Submit("/surveys/doorstep", Visit(cycle, estate, Guid.NewGuid().ToString(), "5 号楼 502"));
        var desk = await app.SignIn("supervisor");
        (await desk.Get($"/surveys/visits?cycle={cycle}")).Says(HttpStatusCode.OK, "5 号楼 502", "待回访");
        var visit = await app.Db(db => db.DoorstepVisits.Where(v => v.EstateId == estate).Select(v => v.Id).SingleAsync());
        (await desk.Post($"/surveys/visits?cycle={cycle}", ("Visit", $"{visit}"), ("Finding", "Denied"), ("Note", ""), Key())).Says(HttpStatusCode.BadRequest, "居民怎么说");
        (await desk.Submit($"/surveys/visits?cycle={cycle}", ("Visit", $"{visit}"), ("Finding", "Denied"), ("Note", "没有人来过"), Key())).Says(HttpStatusCode.OK, "不属实", "没有人来过");
        (await desk.Get($"/surveys/alarms?cycle={cycle}")).Says(HttpStatusCode.OK, "和顺2122小区：回访发现 1 户", "本期全部入户答卷");
        (await desk.Get("/todo")).Says(HttpStatusCode.OK, "测评预警等待处理");
    }

    [Fact]
    public async Task Calls_are_counted_by_how_they_ended_and_an_answer_becomes_a_ballot()
    {
        const int estate = 2211;
        await app.PutUp(estate, slot: 1);
        var cycle = await app.October();
        var desk = await app.SignIn("operator-1");
        var path = $"/surveys/calls?cycle={cycle}&estate={estate}";
        (await desk.Get(path)).Says(HttpStatusCode.OK, "照着念", "区委组织部的群众满意度访问", "和顺2211小区", "不愿意答");
        var id = Guid.NewGuid().ToString();
        (await desk.Post("/surveys/calls", Call(id, "Answered"))).Says(HttpStatusCode.BadRequest, "还没有选答案");
        (await desk.Submit("/surveys/calls", [.. Call(id, "Answered"), ("a.overall", "basically")])).Says(HttpStatusCode.OK, "收到一份电话答卷");
        (await desk.Submit("/surveys/calls", [.. Call(id, "Answered"), ("a.overall", "basically")])).Says(HttpStatusCode.OK, "只算一次");
        await desk.Submit("/surveys/calls", Call(Guid.NewGuid().ToString(), "Refused"));
        await desk.Submit("/surveys/calls", Call(Guid.NewGuid().ToString(), "NoReply"));
        (await app.Counts(estate)).ShouldBe(["10-08 overall basically Phone 1"]);
        (await app.Db(db => db.PhoneAttempts.Where(a => a.EstateId == estate).GroupBy(a => a.Outcome).Select(g => g.Key).ToListAsync())).Order().ShouldBe([PhoneOutcome.Answered, PhoneOutcome.NoReply, PhoneOutcome.Refused]);

        (string, string)[] Call(string key, string outcome) => [("id", key), ("cycle", $"{cycle}"), ("estate", $"{estate}"), ("attempt", "1"), ("outcome", outcome)];
    }

    [Fact]
    public async Task A_batch_is_printed_for_a_building_and_signed_for_once()
    {
        var desk = await app.SignIn("operator-1");
        var path = $"/surveys/slips?cycle={await app.October()}&estate=2212";
        (await desk.Post(path, ("count", "10"), ("building", "3 号楼"), ("key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.OK, "和顺2212小区 3 号楼");
        var batch = (await desk.Get(path)).Value("Batch");
        (await desk.Post($"/surveys/slips/sign{path[14..]}", ("Batch", batch), ("TakenBy", " "), Key())).Says(HttpStatusCode.BadRequest, "由谁领走");
        (await desk.Submit($"/surveys/slips/sign{path[14..]}", ("Batch", batch), ("TakenBy", "网格员小刘"), Key())).Says(HttpStatusCode.OK, "3 号楼", "网格员小刘", "经办甲经手");
        (await desk.Post($"/surveys/slips/sign{path[14..]}", ("Batch", batch), ("TakenBy", "别人"), Key())).Says(HttpStatusCode.Conflict, "已经登记过签收");
    }

    [Fact]
    public async Task A_comment_goes_to_the_street_only_where_ten_answered_and_is_passed_on_once()
    {
        const int estate = 2221;
        var codes = await app.PrintSlips(10, estate);
        foreach (var (code, i) in codes.Select((c, i) => (c, i)))
        {
            if (i == 9)
                (await (await app.SignIn("street-2")).Get("/surveys/comments")).Says(HttpStatusCode.OK, "暂不显示").Text.ShouldNotContain("路灯");
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["a.overall"] = "satisfied", ["comment"] = i == 0 ? " 路灯坏了 " : string.Empty });
            using var answer = await app.Visit().Http.PostAsync($"/s/{code}", form);
            answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        }

        var street = await app.SignIn("street-2");
        var page = (await street.Get("/surveys/comments")).Says(HttpStatusCode.OK, "路灯坏了", "2026 年 10 月");
        (await street.Post("/surveys/comments", ("Id", page.Value("Id")), ("PassOn", "false"), Key())).Says(HttpStatusCode.BadRequest, "请写明理由");
        (await (await app.SignIn("street-1")).Post("/surveys/comments", ("Id", page.Value("Id")), ("PassOn", "true"), Key())).Status.ShouldBe(HttpStatusCode.NotFound);
        (await street.Submit("/surveys/comments", ("Id", page.Value("Id")), ("PassOn", "true"), Key())).Says(HttpStatusCode.OK, "已转党支部");
        (await street.Post("/surveys/comments", ("Id", page.Value("Id")), ("PassOn", "true"), Key())).Says(HttpStatusCode.Conflict, "已经处理过");
        using var longer = new FormUrlEncodedContent(new Dictionary<string, string> { ["a.overall"] = "satisfied", ["comment"] = new string('长', 201) });
        using var refused = await app.Visit().Http.PostAsync($"/s/{(await app.PrintSlips(10, estate))[0]}", longer);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("请不超过 200 字，现在 201 字");
    }

    private static (string, string)[] Visit(int cycle, int estate, string id, string place) =>
        [("id", id), ("cycle", cycle.ToString(CultureInfo.InvariantCulture)), ("estate", estate.ToString(CultureInfo.InvariantCulture)), ("place", place), ("a.overall", "satisfied")];

    private static (string, string) Key() => ("Key", Guid.NewGuid().ToString());

    private Task<List<string>> Columns(string table) =>
        app.Db(db => db.Database.SqlQueryRaw<string>($"SELECT name AS Value FROM pragma_table_info('{table}') ORDER BY name").ToListAsync());
}
