using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Cycles;
using Scoring.Domain.Surveys;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Workshop;

/// <summary>The test district in the last days of a quarter: what is put in force now runs for it.</summary>
public sealed class QuarterApp : LiveApp
{
    public override DateTimeOffset Begins => China(2026, 9, 28, 9);
}

/// <summary>
/// A programme written from nothing by somebody who sees a form and no JSON, put in force by a second person, and run to its publication. Figures by hand:
/// 18 of 20 from the department is 54 of 60; 40 满意, 10 基本满意 is 92 %, so 36.80 of 40: together 90.80. The others got 15 of 20 and 6 in 10: 45 + 24 = 69.
/// </summary>
public sealed class ProgrammeTests : IDisposable
{
    private const string Code = "QUIET_NIGHTS";
    private const string Block = "$.scoring.sections[0].blocks";

    private readonly QuarterApp app = new();
    private readonly Cast cast;

    public ProgrammeTests()
    {
        app.Open();
        cast = new Cast(app);
    }

    [Fact]
    public Task A_programme_is_written_opened_scored_and_published() => cast.Play(async () =>
    {
        var host = await cast.Of("operator-1");
        await Start(host);
        await Survey(host);
        await Score(host);
        await PutInForce(host);

        await app.RunJobs();
        await app.MoveTo(WebApp.China(2026, 10, 8, 9));
        await app.RunJobs();
        var cycle = await app.Db(db => db.Cycles.Where(c => c.SchemeCode == Code && c.Period == "2026-Q3").Select(c => c.Id).SingleAsync());
        await Look(cycle);
        await Answer();
        await End(host, cycle);
    });

    public void Dispose() => app.Dispose();

    private static async Task Fill(Person person, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            var field = person.Page.Locator($"[name='{name}']").Last;
            // An item that has a name is closed until one looks into it.
            if (await field.EvaluateAsync<string>("e => { for (let at = e.closest('details'); at; at = at.parentElement.closest('details')) at.open = true; return e.tagName; }") == "SELECT")
                await field.SelectOptionAsync(value);
            else
                await field.FillAsync(value);
        }
    }

    private static Task Press(Person person, string act) => person.Submit(person.Page.Locator($"button[value='{act}']").Last);

    private static async Task Start(Person host)
    {
        await host.Go("/schemes");
        await host.Follow("写方案、改方案");
        await Fill(host, ("Name", "夜间安静评价"), ("Code", Code));
        await host.Submit("新建");
        await host.Reads("还差", "“依据文号”没有填", "“参加的部门”至少要有一项");
        await Press(host, "add $.departments");
        await Fill(host, ("$.departments[0].code", "CIVIL"), ("$.authority.document", "区民发〔2026〕3 号"), ("$.authority.organiser", "区民政局"), ("$.summary", "每个小区每季度看一次夜里静不静。"));
        // What was typed is kept when one goes on by a tab.
        await host.Follow("居民测评");
        await host.ReadsNot("“依据文号”没有填");
    }

    private static async Task Survey(Person host)
    {
        await Press(host, "on $.survey");
        await Fill(host, ("$.survey.questions[0].text", "夜里安静吗？"), ("note $.survey.windowDays basis", "assumption"), ("note $.survey.windowDays text", "取最近一个月。"));
        await Press(host, "save");
        await host.Reads("已保存");
    }

    private static async Task Score(Person host)
    {
        await host.Page.Locator("a[data-go=score]").ClickAsync();
        await host.Page.WaitForURLAsync("**/score");
        await Press(host, $"add {Block}");
        await Press(host, $"add {Block}");
        await Press(host, "add $.evidence[0].indicators");
        await host.Lead(() => host.Page.Locator($"[name='{Block}[1].source.kind']").SelectOptionAsync("residents"));
        await Press(host, $"on {Block}[1].source.sample");
        await Fill(host, ($"{Block}[0].name", "夜间巡查"), ($"{Block}[0].weight", "60"));
        await Assertions.Expect(host.Page.Locator("[data-left]")).ToContainTextAsync("各项权重加起来是 60 分");
        await Fill(host,
            ("note $.scoring.sections[MAIN].blocks[B1].weight basis", "assumption"), ("note $.scoring.sections[MAIN].blocks[B1].weight text", "以巡查为主。"),
            ("$.evidence[0].guidance", "看巡查记录。"), ("$.evidence[0].indicators[0].name", "巡查到位"), ("$.evidence[0].indicators[0].maximum", "20"),
            ("note $.evidence[B1].indicators[I1].maximum basis", "practice"), ("note $.evidence[B1].indicators[I1].maximum text", "别处多用二十分。"),
            ($"{Block}[1].name", "居民评价"), ($"{Block}[1].weight", "40"),
            ($"{Block}[1].source.coefficients.satisfied", "1"), ($"{Block}[1].source.coefficients.basically", "0.6"), ($"{Block}[1].source.coefficients.dissatisfied", "0"),
            ("note $.scoring.sections[MAIN].blocks[B2].source.coefficients basis", "practice"), ("note $.scoring.sections[MAIN].blocks[B2].source.coefficients text", "各地通行。"),
            ("note $.scoring.sections[MAIN].blocks[B2].source.sample basis", "assumption"), ("note $.scoring.sections[MAIN].blocks[B2].source.sample text", "暂定。"));
        await host.Page.Locator("[name='$.evidence[0].departments'][value=CIVIL]").CheckAsync();
        await host.Page.Locator("[name='note $.scoring.sections[MAIN].blocks[B1].weight wide']").CheckAsync();
        await Assertions.Expect(host.Page.Locator("[data-left]")).ToContainTextAsync("都填好了");
        await Press(host, "save");
        await host.Page.Locator("a[data-go=calendar]").ClickAsync();
        await host.Page.WaitForURLAsync("**/calendar");
        await host.Reads("今后十二个月的日期", "2026年第3季度的日期", "2027年第2季度的日期");
    }

    private async Task PutInForce(Person host)
    {
        await host.Submit(host.Page.Locator("a[data-go=review]"));
        await host.Reads("合计 100 分", "满意算 100%", "区民政局核查");
        await host.Agree("送审", "送审");
        var approver = await cast.Of("approver");
        await approver.Reads("方案草案等您启用");
        await approver.Submit(approver.Page.Locator("a[href^='/schemes/drafts/']").First);
        await approver.Agree("启用", "启用");
        await approver.Reads("第 1 版已经启用");
    }

    /// <summary>The department looks at every estate.</summary>
    private async Task Look(int cycle)
    {
        var officer = await cast.Of("evidence-civil");
        await officer.Go($"/reviews/evidence?cycle={cycle}");
        await officer.Submit(officer.Page.Locator("a[href*='/reviews/evidence/list/']").First);
        foreach (var row in await officer.Page.Locator("tr:has(input[type=number])").AllAsync())
        {
            await row.Locator("input[type=number]").FillAsync((await row.InnerTextAsync()).Contains("和顺2111", StringComparison.Ordinal) ? "18" : "15");
            await row.Locator("input[name$='.Note']").FillAsync("看过巡查记录");
        }

        await officer.Submit("保存所有改动");
        await officer.Reads("保存了 12 个。");
    }

    /// <summary>Fifty answers in each estate, laid as the counts lie: how a resident answers is another journey.</summary>
    private Task Answer() => app.Db(async db =>
    {
        foreach (var estate in from street in (int[])[1, 2, 3] from estate in District.Estates(street) select estate)
        {
            foreach (var (answer, count) in estate == 2111 ? new[] { ("satisfied", 40), ("basically", 10) } : [("basically", 50)])
                db.BallotCounts.Add(new BallotCount { SchemeCode = Code, EstateId = estate, Question = "overall", Answer = answer, Day = new DateOnly(2026, 10, 9), Channel = BallotChannel.Open, Count = count });
        }

        await db.SaveChangesAsync();
        await db.TotalsWindows.ExecuteDeleteAsync();
    });

    private async Task End(Person host, int cycle)
    {
        await app.MoveTo(WebApp.China(2026, 10, 19, 9));
        await app.RunJobs();
        await host.Go($"/tallies/{cycle}");
        await host.Submit("开始核算");
        await host.Reads("90.80", "69.00");
        var approver = await cast.Of("approver");
        await app.MoveTo(WebApp.China(2026, 10, 21, 9));
        await approver.Go($"/tallies/{cycle}");
        await approver.Agree("审定", "审定");
        await host.Go($"/notices/{cycle}/post");
        await host.Agree("张贴公示", "张贴公示");
        await app.MoveTo(await app.Db(async db => (await db.Cycles.SingleAsync(c => c.Id == cycle)).Phase(PhaseCode.Publish).StartsAt.AddMinutes(1)));
        await app.RunJobs();
        var anybody = await cast.Add("anybody", Device.Phone);
        await anybody.Go($"/results/{cycle}");
        await anybody.Reads("夜间安静评价", "和顺2111小区", "90.80");
    }
}
