using Microsoft.Playwright;

namespace Scoring.Browser.Tests.Month;

public sealed partial class MonthTests
{
    /// <summary>Which department enters which blocks.</summary>
    private static readonly (string Department, string[] Blocks)[] Evidence = [("evidence-org", ["BRANCH", "MEMBERS", "VENUE"]), ("evidence-civil", ["OWNERS"]), ("evidence-housing", ["PROPERTY"])];

    private async Task AppointJudges()
    {
        var host = await Operator();
        await host.Go("/panels");
        await host.Go($"/panels/{cycle}");
        // Seven departments and four streets, one each; every seat has one account to choose.
        for (var seat = 0; seat < 7 + MonthApp.Streets; seat++)
            await host.Submit(host.Page.Locator("form[action$='/appoint'] button").First);
        await host.Reads("评委已经派齐。");
        await Expect(host.Page.Locator("form[action$='/appoint']")).ToHaveCountAsync(0);
    }

    private async Task DrawOrder()
    {
        var host = await Operator();
        await host.Go($"/panels/{cycle}");
        await host.Agree("抽签", "抽签");
        await Expect(host.Page.Locator("ol.order li")).ToHaveCountAsync(Nominee.All.Count);
    }

    /// <summary>Each department fills in the whole list of each of its blocks: full marks, but 议事协商 as the nominee has it.</summary>
    private async Task EnterEvidence()
    {
        foreach (var (department, blocks) in Evidence)
        {
            var officer = await cast.Of(department);
            await officer.Go("/todo");
            await officer.Go("/reviews/evidence");
            foreach (var block in blocks)
            {
                await officer.Go($"/reviews/evidence/list/{block}?cycle={cycle}");
                foreach (var nominee in Nominee.All)
                {
                    var row = officer.Page.Locator($"#row-{nominee.EntryId}");
                    foreach (var mark in await row.Locator("input[type=number]").AllAsync())
                    {
                        var council = (await mark.GetAttributeAsync("name"))!.Contains("[COUNCIL]", StringComparison.Ordinal);
                        await mark.FillAsync(council ? nominee.Council : (await mark.GetAttributeAsync("max"))!);
                    }

                    await row.Locator("input[name$='.Note']").FillAsync("查看台账和现场");
                }

                await officer.Submit("保存所有改动");
                await officer.Reads($"保存了 {Nominee.All.Count} 个。");
            }
        }
    }

    /// <summary>A department has a list open while its time runs out: refused with the reason, and what was typed is still in the form.</summary>
    private async Task DeadlinePassesOverAnOpenForm(DateTimeOffset deadline)
    {
        var officer = await cast.Of("evidence-housing");
        await app.MoveTo(deadline.AddMinutes(-5));
        await officer.Go($"/reviews/evidence/list/PROPERTY?cycle={cycle}");
        var note = officer.Page.Locator($"#row-{Nominee.All[0].EntryId} input[name$='.Note']");
        await note.FillAsync("截止前一刻补写的依据");
        await app.MoveTo(deadline);
        officer.Expected = "status of 4";
        await officer.Submit("保存所有改动");
        officer.Expected = null;
        await officer.Reads("已于 10月13日 周二 18:00 截止");
        await Expect(officer.Page.Locator($"#row-{Nominee.All[0].EntryId} input[name$='.Note']")).ToHaveValueAsync("截止前一刻补写的依据");
    }

    private async Task DeductOvertime(Nominee nominee)
    {
        var host = await Operator();
        await host.Go($"/reviews/adjustments?cycle={cycle}");
        await host.Page.Locator("#entry").SelectOptionAsync(new SelectOptionValue { Value = $"{nominee.EntryId}" });
        await host.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "超时扣分" }).CheckAsync();
        await host.Page.Locator("#seconds").FillAsync("45");
        await host.Submit("登记，交监督员确认");
        await host.Reads("已登记，等监督员确认。", nominee.Name);

        var supervisor = await Supervisor();
        await supervisor.Go("/todo");
        await supervisor.Go($"/reviews/adjustments?cycle={cycle}");
        await supervisor.Submit(supervisor.Page.Locator("button[name=confirm][value=true]"));
        await supervisor.Reads("已确认，计入总分。");
    }
}
