using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Scoring.Web.Features.Schemes.Workshop;
using Scoring.Web.Tests.House;

namespace Scoring.Web.Tests.Schemes;

/// <summary>A programme written on the form, put in force by a second person, and tried on the past.</summary>
public sealed class WorkshopTests(WebApp app) : IClassFixture<WebApp>
{
    public static TheoryData<string> SchemeFiles => [.. Checkout.Under("seeds/schemes/", ".json").Select(f => f.Path).Where(p => !p.EndsWith(".schema.json", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(SchemeFiles))]
    public async Task A_whole_scheme_survives_every_page_opened_and_saved(string path)
    {
        var json = Checkout.All.Single(f => f.Path == path).Text;
        var operatorOne = await app.SignIn("operator-1");
        var bench = new Bench(app, operatorOne, int.Parse((await Bench.Import(operatorOne, json)).Location!.Split('/')[3]));
        foreach (var part in Form.Parts)
        {
            await bench.Fill(part.Code);
            Bench.Hash(await bench.Json()).ShouldBe(Bench.Hash(json), $"{part.Title} changed the scheme");
        }

        // Not only the same meaning: the same members in the same order, and every number as it was written.
        JsonNode.Parse(await bench.Json())!.ToJsonString().ShouldBe(JsonNode.Parse(json)!.ToJsonString());
        (await bench.Number()).ShouldBe(1);
        (await bench.Review()).Says(HttpStatusCode.OK, "合计");
    }

    [Fact]
    public async Task Catches_a_page_that_changes_what_it_shows()
    {
        var operatorOne = await app.SignIn("operator-1");
        var bench = await Bench.Start(app, operatorOne, ("From", "Next"), ("Programme", "TOP10_SECRETARY"));
        var before = await bench.Json();
        await bench.Fill("publication", "save", ("$.publication.noticeDays", "6"));
        Bench.Hash(await bench.Json()).ShouldNotBe(Bench.Hash(before));
        Bench.Hash((await bench.Json()).Replace("\"noticeDays\": 6", "\"noticeDays\": 5", StringComparison.Ordinal)).ShouldBe(Bench.Hash(before));
        // The two places that must agree: said in words, at a page that has one of them.
        (await bench.Review()).Says(HttpStatusCode.OK, "还差 1 处", "公示阶段是 5 个工作日", "两处应一致");
    }

    [Fact]
    public async Task Of_two_who_save_the_second_is_refused_and_keeps_what_was_typed()
    {
        var (one, two) = (await app.SignIn("operator-1"), await app.SignIn("operator-2"));
        var bench = await Bench.Start(app, one, ("From", "Next"), ("Programme", "TOP10_SECRETARY"));
        var hers = new Bench(app, two, bench.Id);
        var opened = await hers.Open("basics");
        await bench.Fill("basics", "save", ("$.summary", "甲写的简介"));
        var refused = await hers.Send(opened, "basics", "save", ("$.summary", "乙写的简介"));
        refused.Says(HttpStatusCode.Conflict, "先保存了第 2 稿", "您打开的是第 1 稿", "乙写的简介", "没有保存");
        (await bench.Json()).ShouldContain("甲写的简介");
        (await bench.Number()).ShouldBe(2);
    }

    [Fact]
    public async Task Says_where_a_figure_has_no_ground_and_what_is_missing()
    {
        var operatorOne = await app.SignIn("operator-1");
        var bench = await Bench.Start(app, operatorOne, ("From", "Blank"), ("Code", "CLEAN_YARD"), ("Name", "院子整洁评价"));
        await bench.Fill("score", "add $.scoring.sections[0].blocks");
        await bench.Fill("score", "save", ("$.scoring.sections[0].blocks[0].name", "环境卫生"), ("$.scoring.sections[0].blocks[0].weight", "９０"));
        (await bench.Open("score")).Says(HttpStatusCode.OK, "各项权重加起来是 90 分，总分写的是 100 分", "“权重”这个数字没有写出处", "“看什么”没有填", "“哪个部门核查”至少选一项", "“指标”至少要有一项");
        await bench.Fill("score", "save", ("$.scoring.sections[0].blocks[0].weight", "九十"));
        (await bench.Open("score")).Says(HttpStatusCode.OK, "“权重”应当是数字，现在写的是“九十”");
        (await bench.Send()).Says(HttpStatusCode.Conflict, "没有填好，不能送审");
    }

    [Fact]
    public async Task A_small_programme_is_written_from_nothing_and_runs_once_a_second_person_puts_it_in_force()
    {
        var (one, approver) = (await app.SignIn("operator-1"), await app.SignIn("approver"));
        var bench = await Bench.Start(app, one, ("From", "Blank"), ("Code", "QUIET_NIGHTS"), ("Name", "夜间安静评价"));
        await Programme.Write(bench);
        (await bench.Faults()).ShouldBeEmpty();
        (await bench.Review()).Says(HttpStatusCode.OK, "送审", "合计 100 分", "夜间巡查", "满意算 100%");

        (await bench.Send()).Status.ShouldBe(HttpStatusCode.Found);
        (await bench.Open("basics")).Says(HttpStatusCode.OK, "不能再改");
        (await approver.Get("/todo")).Says(HttpStatusCode.OK, "方案草案等您启用", "夜间安静评价");
        var submission = (await approver.Get($"/schemes/drafts/{bench.Id}")).Value("SubmissionId");
        (await approver.Post($"/schemes/drafts/{bench.Id}/decide", ("SubmissionId", submission), ("Accept", "false"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.BadRequest, "退回请写明理由");
        await approver.Submit($"/schemes/drafts/{bench.Id}/decide", ("SubmissionId", submission), ("Accept", "false"), ("Reason", "简介再写细一点"), ("Key", Guid.NewGuid().ToString()));
        (await one.Get("/todo")).Says(HttpStatusCode.OK, "方案草案被退回", "简介再写细一点");

        await bench.Fill("basics", "save", ("$.summary", "每个小区每季度看一次夜里静不静。"));
        (await bench.Send()).Status.ShouldBe(HttpStatusCode.Found);
        submission = (await approver.Get($"/schemes/drafts/{bench.Id}")).Value("SubmissionId");
        (await one.Post($"/schemes/drafts/{bench.Id}/decide", ("SubmissionId", submission), ("Accept", "true"), ("Key", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await bench.PutInForce(approver)).Says(HttpStatusCode.OK, "第 1 版已经启用", "/schemes/QUIET_NIGHTS/1");
        (await app.Visit().Get("/rules/QUIET_NIGHTS")).Says(HttpStatusCode.OK, "夜间巡查", "每季度一期");

        await app.RunJobs();
        (await app.Db(db => db.Cycles.Where(c => c.SchemeCode == "QUIET_NIGHTS").OrderBy(c => c.Period).Select(c => $"{c.Title} {c.State}").FirstAsync())).ShouldBe("2026年第4季度夜间安静评价 Draft");
    }
}
