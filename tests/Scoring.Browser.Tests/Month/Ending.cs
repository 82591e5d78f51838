using System.Globalization;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;

namespace Scoring.Browser.Tests.Month;

public sealed partial class MonthTests
{
    private Nominee? tenth;

    private async Task TallyAndSettle()
    {
        var host = await Operator();
        await host.Go($"/tallies/{cycle}");
        await host.Submit("开始核算");
        await host.Reads("满意度样本偏少", "并列跨线，需要抽签");

        var supervisor = await Supervisor();
        await supervisor.Go($"/tallies/{cycle}");
        await supervisor.Page.Locator("form[action$='/acknowledge'] input[name=Reason]").FillAsync("已到小区核实，住户外出多");
        await supervisor.Submit("确认");
        await supervisor.Agree("抽签", "抽签");
        await supervisor.Reads("抽签记录", "种子");

        // A lot is new data: the tally runs again, and what was acknowledged stays acknowledged.
        await host.Go($"/tallies/{cycle}");
        await host.Reads("数据有变动");
        await host.Submit("重新核算");
        await host.Reads("都已处理");

        // The board's order is the order worked out beforehand, digit by digit.
        var rows = host.Page.Locator("table.table-cards tbody tr");
        await Expect(rows).ToHaveCountAsync(Nominee.All.Count);
        var lines = await Lines(rows, "th", "td.n");
        lines.Take(9).ShouldBe(Nominee.Winners.Select(w => (Nominee.All[w.Number].Name, w.Total)));
        lines.Skip(9).Take(2).Select(l => l.Name).ShouldBe([Nominee.All[9].Name, Nominee.All[10].Name], ignoreOrder: true);
        lines.Skip(9).Take(2).ShouldAllBe(l => l.Total == Nominee.TiedTotal);
        lines[11].ShouldBe((Nominee.All[11].Name, "91.20"));
        tenth = Nominee.All.Single(n => n.Name == lines[9].Name);

        // The harsh judge's nought is in the trace, struck out.
        await host.Submit(host.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = $"{Nominee.All[3].Name} 的得分怎么来的", Exact = true }));
        await host.Page.Locator("summary", new PageLocatorOptions { HasText = "现场评选" }).First.ClickAsync();
        await Expect(host.Page.Locator("li.is-cut del").First).ToBeVisibleAsync();
        (await host.Page.Locator("li.is-cut del").AllInnerTextsAsync()).ShouldContain(mark => Figure(mark) == 0m);
    }

    private async Task ApproveAndPost()
    {
        var approver = await cast.Of("approver");
        await approver.Go($"/tallies/{cycle}");
        await approver.Agree("审定", "审定");
        await approver.Reads("审定甲");

        var host = await Operator();
        await host.Go($"/notices/{cycle}/post");
        await host.Reads("公示内容预览", tenth!.Name);
        await host.Agree("张贴公示", "张贴公示");
        await host.Reads("看公开页面");
    }

    /// <summary>Nobody without an account finds the result, or a name of it, by any address.</summary>
    private async Task NothingIsPublic()
    {
        var anyone = cast.App.Visit();
        foreach (var path in new[] { "/", "/notices", "/results", "/results/archive", $"/notices/{cycle}", $"/results/{cycle}", $"/rules/TOP10_SECRETARY" })
        {
            var page = await anyone.Get(path);
            foreach (var nominee in Nominee.All)
                page.Text.ShouldNotContain(nominee.Name, Case.Sensitive, path);
        }

        foreach (var path in new[] { $"/tallies/{cycle}", $"/results/{cycle}/street", $"/judging/sheets?cycle={cycle}" })
            (await anyone.Get(path)).Location.ShouldNotBeNull(path).ShouldContain("/account/sign-in");
    }

    private async Task PublicReadsTheNotice()
    {
        var reader = await cast.Add("reader", Device.Desk);
        await reader.Go("/");
        await reader.Go("/notices");
        await reader.Follow("看名单");
        await reader.Reads("10月16日", "10月22日", tenth!.Name);
        await reader.ReadsNot(Nominee.All[11].Name);
        await reader.Go("/results");
        await reader.ReadsNot(tenth.Name);
        var closed = await cast.App.Visit().Get($"/results/{cycle}");
        closed.Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private async Task PublicReadsTheTen()
    {
        foreach (var device in new[] { Device.Desk, Device.Phone })
        {
            var reader = await cast.Add($"citizen-{device.Name}", device);
            await reader.Go("/results");
            await ReadTheTen(reader);
            // 长者模式 stays on for the next page.
            if (device.Touch)
                await reader.Page.Locator("[data-nav-toggle]").TapAsync();
            await reader.Page.Locator("[data-elder]").ClickAsync();
            await Expect(reader.Page.Locator("html")).ToContainClassAsync("elder");
            await reader.Go($"/results/{cycle}");
            await Expect(reader.Page.Locator("html")).ToContainClassAsync("elder");
            await ReadTheTen(reader);
            await reader.Go("/results/archive");
        }
    }

    private async Task ReadTheTen(Person reader)
    {
        var rows = reader.Page.Locator("table.ranking tbody tr");
        await Expect(rows).ToHaveCountAsync(10);
        (await Lines(rows, "th", "td.total")).ShouldBe([.. Nominee.Winners.Select(w => (Nominee.All[w.Number].Name, w.Total)), (tenth!.Name, Nominee.TiedTotal)]);
    }

    /// <summary>A street opens its own leaf scores, and they add up on the page: marks to means, blocks to the sum, less the deduction, to the total.</summary>
    private async Task StreetAddsUpItsScores(int street)
    {
        var clerk = await Street(street);
        await clerk.Go($"/results/{cycle}/street");
        var own = Nominee.All.Where(n => n.Street == street).ToList();
        var cards = clerk.Page.Locator("main section.card");
        await Expect(cards).ToHaveCountAsync(own.Count);
        foreach (var (card, nominee) in (await cards.AllAsync()).Zip(own))
        {
            await Expect(card.Locator("h2")).ToHaveTextAsync(nominee.Name);
            var blocks = await card.Locator("details.trace > summary > .n").AllInnerTextsAsync();
            blocks.Count.ShouldBe(7);
            var deducted = nominee.Number == 0 ? 1.00m : 0m;
            var total = await card.Locator(".score strong").InnerTextAsync();
            Figure(total).ShouldBe(blocks.Sum(Figure) - deducted, nominee.Name);
            total.ShouldBe(Nominee.Winners.SingleOrDefault(w => w.Number == nominee.Number).Total ?? (nominee.Number == 11 ? "91.20" : Nominee.TiedTotal));
            // The lines under the blocks say the same: their sum, what is taken off, what is left.
            var sums = await card.Locator("> table.sums .n").AllInnerTextsAsync();
            Figure(sums[0]).ShouldBe(blocks.Sum(Figure));
            Figure(sums[^1]).ShouldBe(Figure(total));
            if (deducted > 0)
                sums.ShouldContain("−1.00");
        }

        foreach (var stranger in Nominee.All.Where(n => n.Street != street))
            await clerk.ReadsNot(stranger.Name);
        foreach (var details in await cards.First.Locator("details.trace > summary").AllAsync())
            await details.ClickAsync();
        await clerk.Look();
    }

    private static decimal Figure(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Name and total of every row of a table.</summary>
    private static async Task<List<(string Name, string Total)>> Lines(ILocator rows, string name, string total)
    {
        var lines = new List<(string, string)>();
        foreach (var row in await rows.AllAsync())
            lines.Add((await row.Locator(name).EvaluateAsync<string>("cell => cell.firstChild.textContent.trim()"), (await row.Locator(total).InnerTextAsync()).Trim()));
        return lines;
    }
}
