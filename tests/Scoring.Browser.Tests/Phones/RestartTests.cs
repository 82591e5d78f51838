using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Screens;
using Scoring.Web.Features.Stage;

namespace Scoring.Browser.Tests.Phones;

/// <summary>The server goes in the middle of the scoring and comes back on the same file: phone and screen carry on by themselves.</summary>
public sealed class RestartTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_phone_works_on_without_a_server_and_the_screen_comes_back_to_the_right_state()
    {
        using var before = new PhoneApp();
        await before.Prepare();
        var cast = new Cast(before);
        await cast.Play(async () =>
        {
            var entry = before.Entries[0];
            await Steps(before, entry.CycleId, entry.Id);
            await before.Send(new OpenScreen.Command(entry.CycleId, Key), "operator-1");
            var (screen, judge) = (await cast.Add("screen", new Device("hall", 1920, 1080, false)), await cast.Of("judge-org"));
            await screen.Go($"/screen/{Key}");
            await Assertions.Expect(screen.Page.Locator("#scene")).ToContainTextAsync("0 / 2");
            await judge.Go($"/judging/{entry.Id}");
            await judge.Page.Locator("#m-work").FillAsync("9.5");
            await Assertions.Expect(judge.Page.Locator("[data-state]")).ToHaveTextAsync("已存本机，已送达");
            await judge.Page.WaitForFunctionAsync("async () => { for (const n of await caches.keys()) if (n.startsWith('own-pages-') && await (await caches.open(n)).match(location.href)) return true; return false; }");

            var port = new Uri(before.Address).Port;
            await before.DisposeAsync();
            await Assertions.Expect(screen.Page.Locator("#line")).ToContainTextAsync("正在重连");
            // The page opens again from the phone, with the draft; what is handed in is kept, over another opening too.
            await judge.Page.ReloadAsync();
            await Assertions.Expect(judge.Page.Locator(".kept-page")).ToContainTextAsync("没有网络");
            await Assertions.Expect(judge.Page.Locator("#m-work")).ToHaveValueAsync("9.5");
            foreach (var (criterion, mark) in new[] { ("service", "9"), ("innovation", "8"), ("drive", "1") })
                await judge.Page.Locator($"#m-{criterion}").FillAsync(mark);
            await judge.Button("交表").TapAsync();
            await judge.Reads("已存本机，还没有送达");
            await judge.Page.ReloadAsync();
            await judge.Reads("已存本机，还没有送达");
            await Assertions.Expect(judge.Page.Locator("#m-drive")).ToHaveValueAsync("1");

            using var after = new ReopenedApp(before.DatabaseFile, port);
            after.Open();
            await judge.Page.WaitForURLAsync($"**/judging/{entry.Id}/receipt", new PageWaitForURLOptions { Timeout = Chromium.Patience });
            await judge.Reads("的评分表已交", "27.5 / 40");
            await Assertions.Expect(screen.Page.Locator("#line")).ToBeHiddenAsync();
            await Assertions.Expect(screen.Page.Locator("#scene")).ToContainTextAsync("1 / 2");
            (await after.Db(db => db.Sheets.CountAsync())).ShouldBe(1);
            foreach (var person in new[] { screen, judge })
                person.Forgive();
            // Closed while its server still runs: their pages would ask on.
            await judge.Page.GotoAsync("about:blank");
            await screen.Page.GotoAsync("about:blank");
            screen.Forgive();
            judge.Forgive();
        });
    }

    private static async Task Steps(LiveApp app, int cycle, int entry)
    {
        var step = 0;
        foreach (var act in new[] { StageAct.Open, StageAct.Call, StageAct.StartClock, StageAct.StopClock, StageAct.OpenScoring })
            step = (await app.Send(new Step.Command { CycleId = cycle, Act = act, After = step, EntryId = act == StageAct.Call ? entry : null, Key = Guid.NewGuid() }, "operator-1")).Number;
    }

    /// <summary>The same file at the same address.</summary>
    private sealed class ReopenedApp(string file, int port) : LiveApp(port)
    {
        protected override string Connection => $"Data Source={file}";

        protected override void LayFile()
        {
        }
    }
}
