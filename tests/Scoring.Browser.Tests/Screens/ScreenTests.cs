using System.Collections.Concurrent;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Stages;
using Scoring.Web.Tests;
using Scoring.Web.Tests.Screens;

namespace Scoring.Browser.Tests.Screens;

/// <summary>The hall's screen and a phone that follows it, through every scene, without a reload.</summary>
public sealed class ScreenTests : IDisposable
{
    private static readonly Device Projector = new("hall", 1920, 1080, false);

    private readonly LiveApp app = new();
    private readonly HallDay hall;
    private readonly ConcurrentQueue<string> received = new();
    private readonly List<string> faults = [];

    public ScreenTests()
    {
        app.Open();
        hall = new HallDay(app);
    }

    [Fact]
    public async Task The_screen_and_a_phone_follow_every_scene_and_are_told_nothing_early()
    {
        await hall.Lay();
        var key = await hall.Key();
        var screen = await Person.Arrives(app, "screen", Projector);
        screen.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received.Enqueue(frame.Text ?? string.Empty);
        var phone = await Person.Arrives(app, "viewer", Device.Phone);
        await screen.Go($"/screen/{key}");
        await phone.Go($"/screen/{key}?phone=true");

        await Sees(screen, phone, "welcome", "共 6 位候选人同台展示");
        await hall.Step(StageAct.Open);
        await Do(StageAct.ShowDraw, "出场顺序");
        await hall.Step(StageAct.Call, 1);
        await Sees(screen, phone, "called", "准备开始");
        await Do(StageAct.StartClock, "候选甲");
        await Do(StageAct.StopClock, "请评委准备评分");
        await Do(StageAct.OpenScoring, "评委已全部交表");
        await Do(StageAct.CloseScoring, "稍后公布");
        // 24.79 is the score, 61.20 the mean of the departments: neither has come over the line yet.
        received.Count.ShouldBeGreaterThan(6);
        received.ShouldNotContain(f => f.Contains("24.79", StringComparison.Ordinal) || f.Contains("61.20", StringComparison.Ordinal));
        await hall.Step(StageAct.Reveal, 1);
        await Sees(screen, phone, "reveal", "24.79");
        received.ShouldContain(f => f.Contains("24.79", StringComparison.Ordinal));
        await Large(screen, ".name", 64);
        await Large(screen, ".score-text", 120);
        await Do(StageAct.ShowBoard, "不是总分");
        await Large(screen, ".board-who b", 64);
        await Large(screen, ".board-score", 120);
        await Do(StageAct.ShowPause, "休息片刻");

        // The line is lost, and what happened meanwhile is there when it is back.
        await screen.Context.SetOfflineAsync(true);
        await Assertions.Expect(screen.Page.Locator("#line")).ToContainTextAsync("正在重连");
        await hall.Turn(2);
        await screen.Context.SetOfflineAsync(false);
        await Assertions.Expect(screen.Page.Locator("#line")).ToBeHiddenAsync();
        await Sees(screen, phone, "held", "候选乙");

        foreach (var entry in new[] { 3, 4, 5, 6 })
            await hall.Turn(entry);
        await Do(StageAct.BeginFinal, "即将揭晓");
        await Do(StageAct.RevealPlace, "第 6 名");
        await Do(StageAct.RevealPlace, "第 5 名");
        await Do(StageAct.End, "谢谢大家");

        var keeper = await Person.Arrives(app, "operator", Device.Desk);
        await keeper.Go("/account/sign-in");
        await keeper.Page.Locator("#UserName").FillAsync("operator-1");
        await keeper.Page.Locator("#Password").FillAsync(District.Password);
        await keeper.Submit(keeper.Page.Locator(".sign-in-form button[type=submit]"));
        await keeper.Go($"/screens/{hall.CycleId}");
        await keeper.Agree("全部收回", "全部收回");
        await Assertions.Expect(screen.Page.Locator("#line")).ToContainTextAsync("已经收回");
        faults.ShouldBeEmpty();

        async Task Do(StageAct act, string words)
        {
            await hall.Step(act);
            await Sees(screen, phone, act.ToString(), words);
        }
    }

    public void Dispose() => app.Dispose();

    private async Task Sees(Person screen, Person phone, string scene, string words)
    {
        foreach (var person in new[] { screen, phone })
        {
            await person.Reads(words);
            faults.AddRange((await Inspection.Of(person.Page, $"screen {scene}", person.Device.Name)).Select(f => $"{scene}, {person.Device.Name}: {f}"));
        }

        // Nobody scrolls a projector.
        (await screen.Page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight && document.getElementById('scene').scrollHeight <= innerHeight")).ShouldBeTrue(scene);
    }

    private static async Task Large(Person screen, string what, double least)
    {
        var sizes = await screen.Page.EvaluateAsync<double[]>("what => [...document.querySelectorAll(what)].map(e => parseFloat(getComputedStyle(e).fontSize))", what);
        sizes.ShouldNotBeEmpty(what);
        sizes.ShouldAllBe(s => s >= least, what);
    }
}
