using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Web.Tests;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Browser.Tests.Objections;

/// <summary>The month that <see cref="Scored"/> works out by hand, on notice since Thursday 15 October, on a real port.</summary>
public sealed class NoticedApp(string file) : LiveApp
{
    protected override void LayFile() => Scored.Copy(file, DatabaseFile);
}

/// <summary>From an objection on a resident's phone through a hold, a recount, a lot and a substitution to a fresh notice and the publication, on the screens of all who take part.</summary>
public sealed class ObjectionTests : IAsyncLifetime
{
    private readonly Scored laid = new();
    private NoticedApp app = null!;
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        await laid.Reset();
        await laid.ReachNotice();
        // Whoever is vetoed on a page has handed a nomination in.
        await laid.Db(db => db.Entries.ExecuteUpdateAsync(set => set.SetProperty(e => e.SubmittedAt, WebApp.China(2026, 10, 9, 10))));
        app = new NoticedApp(laid.DatabaseFile);
        app.Open();
        await app.MoveTo(WebApp.China(2026, 10, 19, 10));
        cast = new Cast(app);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await laid.DisposeAsync();
    }

    [Fact]
    public Task An_objection_leads_to_a_hold_a_recount_a_substitution_a_fresh_notice_and_the_publication() => cast.Play(async () =>
    {
        var (cycle, first) = (laid.CycleId, Scored.Name(4));
        var resident = await cast.Add("resident", Device.Phone);
        var receipt = await File(resident, cycle, first);

        var host = await cast.Of("operator-1");
        await host.Follow("去分办：异议第 1 号等待分办");
        await host.Page.Locator("#worker").SelectOptionAsync(new SelectOptionValue { Value = $"{District.Account("evidence-org")}" });
        await host.Submit("分办");
        var worker = await cast.Of("evidence-org");
        await worker.Follow("去答复：异议第 1 号等您核实答复");
        await worker.Page.Locator("#findings").FillAsync("调取原件比对，系补造");
        await worker.Page.Locator("input[value=Recount]").CheckAsync();
        await worker.Page.Locator("#reply").FillAsync("经核实属实，本期重新核算。");
        await worker.Submit("提交审定");

        var approver = await cast.Of("approver");
        await approver.Go($"/notices/{cycle}/post");
        await approver.Page.Locator("#reason").FillAsync("收到实名异议，正在核实");
        await approver.Agree("暂缓发布", "暂缓发布");
        await resident.Go($"/notices/{cycle}");
        await resident.Reads("本次结果暂缓发布", "核实中");
        await approver.Go("/todo");
        await approver.Follow("去审定：异议第 1 号等您审定答复");
        await approver.Agree("同意", "同意");
        await resident.Go($"/notices/{cycle}");
        await resident.Reads("本次结果暂缓发布", "成立，复核重算");

        await Veto(cycle, first);
        await Recount(host, cycle);
        await approver.Go($"/tallies/{cycle}");
        await approver.Agree("审定", "审定");
        await app.MoveTo(WebApp.China(2026, 10, 21, 15));
        await host.Go($"/notices/{cycle}/post");
        await host.Reads("第 2 次", "递补");
        await host.Agree("张贴公示", "张贴公示");

        await resident.Go($"/notices/{cycle}");
        await resident.Reads("现再次公示", "其中 1 名为递补", "10月26日");
        await resident.ReadsNot("暂缓发布");
        await app.MoveTo(WebApp.China(2026, 10, 27, 9, 1));
        await app.RunJobs();
        await resident.Go("/results");
        await resident.Reads("递补", Scored.Name(2));
        await resident.ReadsNot(first);
        await resident.Go("/objections/receipt");
        await resident.Page.Locator("#number").FillAsync(receipt);
        await resident.Submit("查询");
        await resident.Reads("已办结", "成立，复核重算", "经核实属实，本期重新核算。");
    });

    private static async Task<string> File(Person resident, int cycle, string whom)
    {
        await resident.Go($"/notices/{cycle}");
        await resident.Follow("提出异议");
        await resident.Page.Locator("#whom").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        (await resident.Page.Locator("#whom option:checked").InnerTextAsync()).ShouldContain(whom);
        await resident.Page.Locator("#text").FillAsync("其佐证材料中的台账是事后补造的，有现场照片可以核对。");
        await resident.Page.Locator("#name").FillAsync("欧阳检举");
        await resident.Page.Locator("#phone").FillAsync("13987654321");
        await resident.Submit("提交异议");
        await resident.Reads("异议已收到");
        return Regex.Match(await resident.Main.InnerTextAsync(), "[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}").Value;
    }

    private async Task Veto(int cycle, string whom)
    {
        var officer = await cast.Of("evidence-plc");
        await officer.Go($"/reviews/vetoes?cycle={cycle}");
        await officer.Page.Locator("#entry").SelectOptionAsync(new SelectOptionValue { Value = $"{await laid.EntryId(4)}" });
        await officer.Page.Locator("input[value=FALSIFIED]").CheckAsync();
        await officer.Page.Locator("#document").FillAsync("区组核〔2026〕7 号");
        await officer.Page.Locator("#reason").FillAsync("台账系补造");
        await officer.Agree("登记否决", "登记否决");
        await officer.Reads(whom, "有效");
    }

    /// <summary>The tally shows two equals across the line; the supervisor settles what is open, and it is tallied again.</summary>
    private async Task Recount(Person host, int cycle)
    {
        await host.Go($"/tallies/{cycle}");
        await host.Submit("重新核算");
        var supervisor = await cast.Of("supervisor");
        await supervisor.Go($"/tallies/{cycle}");
        await supervisor.Agree("抽签", "抽签");
        await host.Go($"/tallies/{cycle}");
        await host.Submit("重新核算");
        await supervisor.Go($"/tallies/{cycle}");
        while (await supervisor.Button("确认").CountAsync() > 0)
        {
            await supervisor.Page.Locator("form[action$='/acknowledge'] input[name=Reason]").First.FillAsync("样本与上次相同，予以认可");
            await supervisor.Submit(supervisor.Button("确认").First);
        }
    }
}
