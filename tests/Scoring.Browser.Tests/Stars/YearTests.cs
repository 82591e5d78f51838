using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Surveys;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Stars;

/// <summary>
/// A year of levels through the screens: two branches pledge in January and apply in November, their streets review, five departments check, streets and
/// residents rate; in January they are named, and in spring one star is taken away. Figures by hand: a mark of n on each of six items, 18.5 or 16 from
/// the street, and 40 满意 with 10 基本满意 of residents, which is 92 of 100 and so 18.40 of 20.
/// </summary>
public sealed class YearTests : IDisposable
{
    private static readonly (string Department, string Section, string Second)[] Leads =
        [("evidence-org", "PARTY", "7"), ("evidence-civil", "SHARE", "8"), ("evidence-plc", "PEACE", "8"), ("evidence-publicity", "HAPPY", "8"), ("evidence-hrss", "WORK", "8")];

    private readonly YearApp app = new();
    private readonly Cast cast;
    private int cycle;

    public YearTests()
    {
        app.Open();
        cast = new Cast(app);
    }

    private static string Branch(int street) => $"和顺{street switch { 1 => 2111, _ => 2211 }}小区党支部";

    [Fact]
    public Task A_year_runs_from_the_pledge_to_the_naming_and_to_a_star_that_is_taken_away() => cast.Play(async () =>
    {
        await app.RunJobs();
        cycle = await app.Db(db => db.Cycles.Where(c => c.Period == "2026").Select(c => c.Id).SingleAsync());
        foreach (var branch in new[] { 1, 2 })
            await Pledge(branch);

        await app.MoveTo(WebApp.China(2026, 11, 2, 9));
        await app.RunJobs();
        foreach (var branch in new[] { 1, 2 })
            await Apply(branch);
        await ReturnOnce();
        foreach (var street in new[] { 1, 2 })
            await Accept(street);

        await app.MoveTo(WebApp.China(2026, 12, 2, 9));
        await app.RunJobs();
        foreach (var (department, section, second) in Leads)
            await Check(department, section, second);
        foreach (var (street, mark) in new[] { (1, "18.5"), (2, "16") })
            await Rate(street, mark);
        await ResidentsAnswer();

        await app.MoveTo(WebApp.China(2026, 12, 28, 9));
        await app.RunJobs();
        await Decide();
        await app.MoveTo(WebApp.China(2027, 1, 15, 9));
        await app.RunJobs();
        await Named();
        await TakeOneAway();
    });

    public void Dispose() => app.Dispose();

    /// <summary>The first thing that waits with that button.</summary>
    private static Task Take(Person person, string action) => person.Submit(person.Page.Locator(".todo a", new() { HasText = action }).First);

    private async Task Pledge(int number)
    {
        var branch = await cast.Of($"branch-{number}");
        await Take(branch, "去承诺");
        await branch.Page.GetByRole(AriaRole.Radio, new() { Name = number == 1 ? "五星党支部" : "三星党支部" }).CheckAsync();
        await branch.Page.Locator("#text").FillAsync("上半年建好议事协商制度，年底前办完十件实事。");
        await branch.Submit("承诺");
        await branch.Reads("定星承诺", "已承诺", "11月1日 周日 00:00 开始");
    }

    private async Task Apply(int number)
    {
        var branch = await cast.Of($"branch-{number}");
        await branch.Go("/todo");
        await Take(branch, "去申报");
        await branch.Submit("开始自评");
        await branch.Page.Locator("#text-overview").FillAsync(string.Concat(Enumerable.Repeat("对照年初承诺逐项落实，办完十件实事。", 4)));
        foreach (var field in await branch.Page.Locator("input[name^='SelfReport']").AllAsync())
            await field.FillAsync("9.5");
        await branch.Submit("保存并预览");
        await branch.Agree("提交申报", "提交申报");
        await branch.Reads("等街道初审");
    }

    /// <summary>The street sends one back with a reason; it comes back mended.</summary>
    private async Task ReturnOnce()
    {
        var street = await cast.Of("street-1");
        await street.Go("/todo");
        await Take(street, "去初审");
        await street.Submit(street.Page.Locator("td.act a").First);
        await street.Page.Locator("summary", new() { HasText = "退回修改" }).ClickAsync();
        await street.Page.Locator("#return").FillAsync("共建单位一项请写明项目名称");
        await street.Submit("退回给申报单位");
        var branch = await cast.Of("branch-1");
        await branch.Go("/todo");
        await branch.Reads("自评被街道退回", "共建单位一项请写明项目名称");
        await Take(branch, "去修改");
        await branch.Submit("保存并预览");
        await branch.Agree("提交申报", "提交申报");
    }

    private async Task Accept(int number)
    {
        var street = await cast.Of($"street-{number}");
        await street.Go($"/reviews?cycle={cycle}");
        await street.ReadsNot(Branch(3 - number));
        await street.Submit(street.Page.Locator("td.act a").First);
        foreach (var gate in await street.Page.Locator("input[name=Gates]").AllAsync())
            await gate.CheckAsync();
        await street.Submit("审查通过");
        await street.Reads("审查通过，已给编号。");
    }

    /// <summary>A lead department enters its own star and no other.</summary>
    private async Task Check(string department, string section, string second)
    {
        var officer = await cast.Of(department);
        await officer.Go($"/reviews/evidence?cycle={cycle}");
        (await officer.Page.Locator("a[href*='/reviews/evidence/list/']").CountAsync()).ShouldBe(1, $"{department} has one star");
        await officer.Submit(officer.Page.Locator("a[href*='/reviews/evidence/list/']"));
        foreach (var (number, mark) in new[] { (1, "9.5"), (2, second) })
        {
            var row = officer.Page.Locator("tr", new() { HasText = Branch(number) });
            foreach (var field in await row.Locator("input[type=number]").AllAsync())
                await field.FillAsync(mark);
            await row.Locator("input[name$='.Note']").FillAsync($"查看{section}台账和现场");
        }

        await officer.Submit("保存所有改动");
        await officer.Reads("保存了 2 个。", "已经录齐");
    }

    /// <summary>A street's own person marks the street's branch on the sheet's form, once for each star.</summary>
    private async Task Rate(int street, string mark)
    {
        var judge = await app.SignIn($"judge-street-{street}");
        var entry = await app.Db(db => db.Entries.Where(e => e.CycleId == cycle && e.StreetId == District.Street(street)).Select(e => e.Id).SingleAsync());
        var answer = await judge.Post($"/judging/{entry}", [.. Leads.Select(l => ($"Marks[{l.Section.ToLowerInvariant()}]", mark)), ("Key", Guid.NewGuid().ToString())]);
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
    }

    /// <summary>Fifty answers that count in each estate, laid as the counts lie: how a resident answers is another journey.</summary>
    private Task ResidentsAnswer() => app.Db(async db =>
    {
        foreach (var estate in new[] { District.Estates(1)[0], District.Estates(2)[0] })
        {
            foreach (var (_, section, _) in Leads)
            {
                foreach (var (answer, count) in new[] { ("satisfied", 40), ("basically", 10), ("dontKnow", 5) })
                    db.BallotCounts.Add(new BallotCount { SchemeCode = "FIVE_STAR_BRANCH", EstateId = estate, Question = section.ToLowerInvariant(), Answer = answer, Day = new DateOnly(2026, 12, 9), Channel = BallotChannel.Paper, Count = count });
            }
        }

        await db.SaveChangesAsync();
        await db.TotalsWindows.ExecuteDeleteAsync();
    });

    private async Task Decide()
    {
        var host = await cast.Of("operator-1");
        await host.Go($"/tallies/{cycle}");
        await host.Submit("开始核算");
        // E01: 5 × (57 + 18.5 + 18.4) = 469.50. E02: 42 + 16 + 18.4 = 76.40 for the required star, 4 × (48 + 16 + 18.4) = 329.60 for the others.
        await host.Reads("469.50", "五星党支部", "406.00", "二星党支部");
        await app.MoveTo(WebApp.China(2027, 1, 6, 9));
        var approver = await cast.Of("approver");
        await approver.Go($"/tallies/{cycle}");
        await approver.Agree("审定", "审定");
        await host.Go($"/notices/{cycle}/post");
        await host.Reads(Branch(1), "五星党支部");
        await host.Agree("张贴公示", "张贴公示");
    }

    private async Task Named()
    {
        var host = await cast.Of("operator-1");
        await host.Go("/stars");
        await host.Reads("命名 2 个", "五星党支部", "二星党支部");
        await host.Follow("打印证书");
        await host.Reads(Branch(1), "获评五星党支部", Branch(2));
        await host.Go("/stars");
        await host.Follow("打印牌匾");
        await host.Reads("打印 2 张", Branch(1));
        var branch = await cast.Of("branch-2");
        await branch.Go("/stars");
        await branch.Follow("看本单位");
        await branch.Reads("“支部过硬星”是前提，没有它最多二星党支部。现在 76.40 分，离 80.00 分还差 3.60 分。", "三星党支部");
    }

    private async Task TakeOneAway()
    {
        var officer = await cast.Of("evidence-plc");
        await officer.Go("/stars");
        await officer.Follow(Branch(1));
        await officer.Follow("提出摘星：2026年度五星支部");
        await officer.Page.GetByRole(AriaRole.Radio, new() { Name = "平安法治星" }).CheckAsync();
        await officer.Page.Locator("#document").FillAsync("区政法联〔2027〕2 号");
        await officer.Page.Locator("#reason").FillAsync("1 月 14 日发生较大安全责任事故，经联合调查认定。");
        await officer.Page.Locator("#file").SetInputFilesAsync(TestFiles.Pdf("认定书.pdf"));
        await officer.Agree("提出摘星", "提出");
        await officer.Reads("等单位答复", "1月20日 周三 18:00");

        var host = await cast.Of("operator-1");
        await host.Follow("待办");
        await host.ReadsNot("摘星等您");
        var branch = await cast.Of("branch-1");
        await branch.Go("/todo");
        await Take(branch, "去答复");
        await branch.Page.Locator("#text").FillAsync("情况属实，已全部整改。");
        await branch.Submit("提交答复");

        foreach (var (user, todo, button) in new[] { ("operator-1", "去提意见", "提出意见"), ("approver", "去决定", "决定") })
        {
            var person = await cast.Of(user);
            await person.Go("/todo");
            await Take(person, todo);
            await person.Page.GetByRole(AriaRole.Radio, new() { Name = "摘星", Exact = true }).CheckAsync();
            await person.Page.Locator("#why").FillAsync("事实清楚，依据充分。");
            await person.Submit(button);
        }

        await (await cast.Of("approver")).Reads("五星党支部改为四星党支部");
        var anybody = await cast.Add("anybody", Device.Phone);
        await anybody.Go($"/results/{cycle}");
        await anybody.Reads("更正", "平安法治星", "五星党支部 改为 四星党支部", "区政法联〔2027〕2 号");
        await branch.Go($"/stars/units/{District.Branches(1)[0]}");
        await branch.Reads("四星党支部", "平安法治星 93.90，已摘");
    }
}
