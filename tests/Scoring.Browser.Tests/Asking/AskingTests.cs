using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Entries;
using Scoring.Domain.Surveys;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Asking;

/// <summary>One estate's residents are asked in every way there is, and the figure moves.</summary>
public sealed class AskingTests : IDisposable
{
    private const int Estate = 2111;

    private readonly LiveApp app = new();
    private readonly Cast cast;
    private int cycle;

    public AskingTests()
    {
        app.Open();
        cast = new Cast(app);
    }

    [Fact]
    public Task Residents_are_asked_by_slip_at_the_door_and_on_paper_and_the_figure_moves() => cast.Play(async () =>
    {
        cycle = await app.Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());
        await app.Db(async db =>
        {
            db.Entries.Add(new Entry
            {
                CycleId = cycle, StreetId = 21, Slot = 1, PersonName = "书记甲", Composition = "RESIDENT", BranchId = (Estate * 10) + 1, BranchName = "党支部", EstateId = Estate, EstateName = "和顺2111小区",
                Households = 400, State = EntryState.Accepted, Code = "E0001", CreatedAt = app.Begins,
            });
            await db.SaveChangesAsync();
        });
        var host = await cast.Of("operator-1");
        await host.Go("/todo");
        await host.Reads("1 个小区满意度答卷不够", "还差 20 份");

        await AnswerBySlip(host);
        await AnswerAtTheDoor();
        await ReadPaperIn(host);
        await SettleAnAlarm();

        await host.Go($"/surveys?cycle={cycle}");
        await host.Reads("选票 1", "入户 1", "纸质 2", "扫码 90", "已够");
        await host.Follow("测评情况");
        await host.Reads("覆盖情况", "94 / 20 已够");
    });

    public void Dispose() => app.Dispose();

    /// <summary>In 长者模式, with a wish and a word.</summary>
    private async Task AnswerBySlip(Person host)
    {
        await host.Go($"/surveys/slips?cycle={cycle}&estate={Estate}");
        await host.Page.Locator("#count").FillAsync("10");
        await host.Page.Locator("#building").FillAsync("3 号楼");
        await host.Agree("印制选票", "印制选票");
        var code = (await host.Page.Locator(".slip-code").AllInnerTextsAsync())[0].Replace(" ", string.Empty, StringComparison.Ordinal);
        var resident = await cast.Add("resident", Device.Phone);
        await resident.Go($"/s/{code}");
        await resident.Page.Locator("[data-elder]:visible").TapAsync();
        await Assertions.Expect(resident.Page.Locator("html")).ToContainClassAsync("elder");
        await resident.Look();
        await resident.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "满意", Exact = true }).TapAsync();
        await resident.Page.Locator(".q a.btn-primary:visible").TapAsync();
        await resident.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "停车", Exact = true }).TapAsync();
        await resident.Look();
        await resident.Page.Locator(".q a.btn-primary:visible").TapAsync();
        await resident.Page.Locator("#comment").FillAsync("多划几个停车位");
        await resident.Look();
        await resident.Submit("交卷");
        await resident.Reads("已经收到，谢谢您");
    }

    /// <summary>Without a network the page opens and the visit waits on the phone; with one it is handed in by itself, once.</summary>
    private async Task AnswerAtTheDoor()
    {
        var worker = await cast.Add("worker", Device.Phone);
        await worker.Go("/account/sign-in");
        await worker.Page.Locator("#UserName").FillAsync("street-1");
        await worker.Page.Locator("#Password").FillAsync(District.Password);
        await worker.Submit(worker.Page.Locator(".sign-in-form button[type=submit]"));
        await worker.Go($"/surveys/doorstep?cycle={cycle}");
        await worker.Page.WaitForFunctionAsync("async () => !!(await caches.match(location.href))");
        await worker.Offline();
        await worker.Page.GotoAsync("/surveys/doorstep");
        await Assertions.Expect(worker.Page.Locator(".kept-page")).ToContainTextAsync("没有网络：这是");
        await worker.Look();
        await worker.Page.Locator("#place").FillAsync("3 号楼 2 单元 401");
        await worker.Page.GetByText("基本满意", new PageGetByTextOptions { Exact = true }).TapAsync();
        await worker.Button("交卷").TapAsync();
        await worker.Reads("已存本机 1 份，还没有送达");
        (await Ballots(BallotChannel.Doorstep)).ShouldBe(0);
        await worker.Context.SetOfflineAsync(false);
        await worker.Reads("全部已送达");
        await Assertions.Expect(worker.Page.Locator(".kept-page")).ToHaveCountAsync(0);
        worker.Expected = null;
        (await Ballots(BallotChannel.Doorstep)).ShouldBe(1);
        await worker.Go($"/surveys/doorstep?cycle={cycle}");
        await worker.Reads("全部已送达");
        (await Ballots(BallotChannel.Doorstep)).ShouldBe(1);
    }

    private async Task ReadPaperIn(Person host)
    {
        await host.Go($"/surveys/paper?cycle={cycle}");
        await host.Page.Locator("#estate").SelectOptionAsync($"{Estate}");
        await host.Page.Locator("#count").FillAsync("2");
        await host.Submit("登记");
        await Read("operator-1", "去录入", ("1.overall", "1"), ("2.overall", "1"));
        await Read("operator-2", "去录入", ("1.overall", "1"), ("2.overall", "2"));
        await Read("supervisor", "去核定", ("2.overall", "2"));
        (await Ballots(BallotChannel.Paper)).ShouldBe(2);
    }

    private async Task Read(string who, string link, params (string Name, string Digit)[] marks)
    {
        var clerk = await cast.Of(who);
        await clerk.Go($"/surveys/paper?cycle={cycle}");
        await clerk.Follow(link);
        foreach (var (name, digit) in marks)
            await clerk.Page.Locator($"input[name='s.{name}']").FillAsync(digit);
        var button = clerk.Page.Locator(".form-actions button");
        await clerk.Agree(button, await button.InnerTextAsync());
    }

    private async Task SettleAnAlarm()
    {
        await app.Db(async db =>
        {
            db.BallotCounts.Add(new BallotCount { SchemeCode = "TOP10_SECRETARY", EstateId = Estate, Day = new(2026, 10, 7), Question = "overall", Answer = "satisfied", Channel = BallotChannel.Open, Count = 90 });
            await db.SaveChangesAsync();
            // Counted past the book, so the totals are no longer true.
            await db.TotalsWindows.ExecuteDeleteAsync();
        });
        var supervisor = await cast.Of("supervisor");
        await supervisor.Go("/todo");
        await supervisor.Reads("1 条测评预警等待处理");
        await supervisor.Go($"/surveys/alarms?cycle={cycle}");
        await supervisor.Page.GetByText("有效，照常计入").ClickAsync();
        await supervisor.Page.Locator("input[name=Reason]").FillAsync("那天社区办了集中填写活动");
        await supervisor.Submit(supervisor.Page.Locator(".alarm button[type=submit]"));
        await supervisor.Reads("有效", "集中填写活动");
    }

    private Task<int> Ballots(BallotChannel channel) => app.Db(db => db.Ballots.CountAsync(b => b.EstateId == Estate && b.Channel == channel));
}
