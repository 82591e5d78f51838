using System.Net;
using Scoring.Browser.Tests.Stage;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Month;

public sealed partial class MonthTests
{
    /// <summary>Two judges tap one sheet each; the other 118 sheets go through the same form with each judge's own cookie.</summary>
    private async Task JudgesScore()
    {
        await TapWhileTheNetworkFails("judge-plc", Nominee.All[0]);
        await Tap(await cast.Of("judge-street-2"), Nominee.All[1]);

        string[] judges = [.. District.Departments.Select(d => $"judge-{d.Code.ToLowerInvariant()}"), .. Enumerable.Range(1, MonthApp.Streets).Select(s => $"judge-street-{s}")];
        foreach (var judge in judges)
        {
            var visitor = await app.SignIn(judge);
            foreach (var nominee in Nominee.All)
            {
                if (judge == $"judge-street-{nominee.Street}" || (judge, nominee.Number) is ("judge-plc", 0) or ("judge-street-2", 1))
                    continue;
                var answer = await visitor.Post($"/judging/{nominee.EntryId}", [.. Marks(judge, nominee), ("Key", Guid.NewGuid().ToString())]);
                answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
            }
        }
    }

    /// <summary>Full marks but for 比干劲. One judge has it in for number 3; another slips at number 5, and that sheet will be sent back.</summary>
    private static (string, string)[] Marks(string judge, Nominee nominee)
    {
        var harsh = (judge, nominee.Number) == ("judge-petition", 3);
        var slip = (judge, nominee.Number) == ("judge-civil", 5);
        return
        [
            ("Marks[work]", harsh ? "0" : "12"), ("Marks[service]", harsh ? "0" : "10"), ("Marks[innovation]", harsh ? "0" : "10"),
            ("Marks[drive]", harsh ? "0" : slip ? "0.5" : nominee.Drive),
        ];
    }

    private async Task TapWhileTheNetworkFails(string userName, Nominee nominee)
    {
        var judge = await cast.Of(userName);
        await Open(judge, nominee);
        var state = judge.Page.Locator("[data-state]");
        await Keys(judge, "1", "2", "next");
        await Expect(state).ToHaveTextAsync("已存本机，已送达");

        await judge.Offline();
        await Expect(state).ToHaveTextAsync("网络断开，可以接着打分");
        await Keys(judge, "1", "0", "next");
        await Expect(state).ToHaveTextAsync("已存本机，未送达：网络断开，会自动再送");
        await judge.Look();
        // Handed in without a network: kept on the phone, said so, and through by itself once the network is back.
        await Keys(judge, "full", "next", "8");
        await judge.Button("交表").TapAsync();
        await judge.Reads("已存本机，还没有送达：网络断开");
        await judge.Look();
        await judge.Lead(judge.Online);
        await judge.Reads($"{nominee.Name}的评分表已交", "指纹", "40 / 40");
    }

    private static async Task Tap(Person judge, Nominee nominee)
    {
        await Open(judge, nominee);
        // 13 is above the criterion's 12: the key is refused with the reason, and 12 is put in its place.
        await Keys(judge, "1", "3");
        await judge.Reads("比工作：");
        await Keys(judge, "2", "next", "full", "next", "1", "0", "next", "7", ".5");
        await HandIn(judge, nominee, "39.5");
    }

    private static async Task Open(Person judge, Nominee nominee)
    {
        await judge.Go("/judging");
        await judge.Lead(() => judge.Page.Locator($"a[href='/judging/{nominee.EntryId}'], a[href^='/judging/{nominee.EntryId}?']").First.TapAsync());
        await judge.Look();
    }

    private static async Task Keys(Person judge, params string[] keys)
    {
        foreach (var key in keys)
            await judge.Page.Locator($"[data-key='{key}']").TapAsync();
    }

    private static async Task HandIn(Person judge, Nominee nominee, string sum)
    {
        await Expect(judge.Page.Locator("[data-sum]")).ToHaveTextAsync(sum);
        await judge.Lead(() => judge.Button("交表").TapAsync());
        await judge.Look();
        await judge.Reads($"{nominee.Name}的评分表已交", "指纹", $"{sum} / 40");
    }

    /// <summary>The supervisor sends the slip of judge-civil back; it is tapped again on the phone, with the old marks in sight.</summary>
    private async Task ReopenAndCorrect(Nominee nominee)
    {
        var supervisor = await Supervisor();
        await supervisor.Go($"/judging/sheets?cycle={cycle}");
        await supervisor.Submit(supervisor.Page.Locator($"td a[aria-label*='区民政局评委 · {nominee.Name}']"));
        await supervisor.Page.Locator("#reason").FillAsync("比干劲的分少按了一位");
        await supervisor.Agree("退回", "退回");
        await supervisor.Reads("已退回。");

        var judge = await cast.Of("judge-civil");
        await Open(judge, nominee);
        await judge.Reads("监督员退回了这张表：", "比干劲的分少按了一位", "上次 0.5");
        await Keys(judge, "1", "2", "next", "full", "next", "full", "next", "5", ".5");
        await HandIn(judge, nominee, "37.5");
    }

    private async Task CloseScoring()
    {
        var host = await Operator();
        await host.Go($"/judging/sheets?cycle={cycle}");
        await host.Reads("全部评分表已经交齐");
        await host.Agree("结束评分", "结束评分");
        await host.Reads("评分已于");
    }
}
