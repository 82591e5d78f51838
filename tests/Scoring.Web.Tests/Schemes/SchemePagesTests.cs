using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Scoring.Web.Tests.Schemes;

/// <summary>Schemes read by people, and changed ones taken whole or not at all.</summary>
public sealed class SchemePagesTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Says_every_rule_in_words_with_what_its_figures_rest_on()
    {
        var code = await Code();
        (await (await app.SignIn("approver")).Get($"/schemes/{code}/1")).Says(HttpStatusCode.OK,
            "报批中", "每个街道 3 名，不足的要说明理由", "「街镇党（工）委向区委组织部分别申报3名」", "占评委分的 60%", "占评委分的 40%",
            "一组满 5 名评委时，去掉 1 个最高分和 1 个最低分", "满意算 100%，基本满意算 60%，不满意算 0%；不了解不计入",
            "先比四舍五入之前的总分；还相同的，再比群众满意度的得分", "总分不低于 80 分的，按名次取前 10 名",
            "2026年10月的日期", "10月10日 周六（调休上班） 18:00", "来源", "做法", "假定");
    }

    [Fact]
    public async Task Warns_of_a_year_without_a_calendar()
    {
        var code = await Code();
        var visitor = await app.SignIn("operator-1");
        (await visitor.Get($"/schemes/{code}/1")).Text.ShouldNotContain("还没有工作日历");
        await app.MoveTo(WebApp.China(2026, 12, 1, 9));
        (await visitor.Get($"/schemes/{code}/1")).Says(HttpStatusCode.OK, "2027 年还没有工作日历");
        await app.MoveTo(app.Begins);
    }

    [Fact]
    public async Task Shows_the_rules_to_anybody_in_plain_words()
    {
        var code = await Code();
        var page = (await app.Visit().Get($"/rules/{code}")).Says(HttpStatusCode.OK,
            "评什么，各占多少分", "谁来打分", "总分一样怎么排", "由监督员抽签", "公示开始后 5 个工作日内都可以提出，要写真实姓名", "10月10日 周六（调休上班）", "进行中");
        page.Text.ShouldNotContain("假定");
        (await app.Visit().Get("/rules/NO_SUCH_THING")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_that_is_no_scheme_is_refused_and_one_with_a_fault_is_a_draft_that_says_where()
    {
        var (code, json) = await First();
        var visitor = await app.SignIn("operator-1");
        (await Bench.Import(visitor, "{ \"format\": \n  nonsense")).Says(HttpStatusCode.BadRequest, "第 2 行不是合法的 JSON");
        (await Bench.Import(visitor, "{ \"code\": \"A\", \"code\": \"B\", \"name\": \"两次\" }")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Bench.Import(visitor, "[]")).Says(HttpStatusCode.BadRequest, "不是一份方案");
        var broken = await Bench.Import(visitor, json.Replace("\"quotaPerStreet\": 3", "\"quotaPerStreet\": 0", StringComparison.Ordinal));
        (await visitor.Get(broken.Location!)).Says(HttpStatusCode.OK, "还差 1 处", "应在 1 到 100 之间，现在是 0");
        (await app.Db(db => db.SchemeVersions.CountAsync(v => v.Code == code))).ShouldBe(1);
    }

    [Fact]
    public async Task Keeps_a_changed_file_as_the_next_version_once_a_second_person_puts_it_in_force()
    {
        var (code, json) = await First();
        var (visitor, approver) = (await app.SignIn("operator-2"), await app.SignIn("approver"));
        (await approver.Post("/schemes/drafts")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var same = new Bench(app, visitor, int.Parse((await Bench.Import(visitor, json)).Location!.Split('/')[3]));
        (await same.Send()).Says(HttpStatusCode.Conflict, "和第 1 版的内容一样");

        // Nobody has to think of the number: it follows the newest version.
        var changed = new Bench(app, visitor, int.Parse((await Bench.Import(visitor, json.Replace("\"quotaPerStreet\": 3", "\"quotaPerStreet\": 2", StringComparison.Ordinal))).Location!.Split('/')[3]));
        (await changed.Send()).Status.ShouldBe(HttpStatusCode.Found);
        (await app.Db(db => db.SchemeVersions.CountAsync(v => v.Code == code))).ShouldBe(1);
        (await changed.PutInForce(approver)).Says(HttpStatusCode.OK, "第 2 版已经启用", "已经开始的期次不变");
        (await visitor.Get($"/schemes/{code}/2")).Says(HttpStatusCode.OK, "第 2 版", "每个街道 2 名");
        (await visitor.Get($"/schemes/{code}/2/changes")).Says(HttpStatusCode.OK, "\"quotaPerStreet\": 2", "\"quotaPerStreet\": 3", "增加 2 行，去掉 2 行");
        (await visitor.Get($"/schemes/{code}/1/file")).ContentType.ShouldBe("application/json");

        // The open cycle stays with what it opened with; the draft of next month follows.
        await app.RunJobs();
        var pinned = await app.Db(db => (from c in db.Cycles join v in db.SchemeVersions on c.SchemeVersionId equals v.Id where v.Code == code orderby c.Period select c.Period + " v" + v.Version).ToListAsync());
        pinned.ShouldBe(["2026-10 v1", "2026-11 v2"]);
        (await app.Visit().Get($"/rules/{code}")).Says(HttpStatusCode.OK, "每个街道 3 名", "规则已有第 2 版");
    }

    private Task<string> Code() => app.Db(db => db.SchemeVersions.Select(v => v.Code).FirstAsync());

    private async Task<(string Code, string Json)> First()
    {
        var version = await app.Db(db => db.SchemeVersions.OrderBy(v => v.Version).FirstAsync());
        return (version.Code, version.Json);
    }
}
