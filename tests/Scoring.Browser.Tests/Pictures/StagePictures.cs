using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Screens;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Features.Stage;
using Clip = Scoring.Web.Features.Stage.Clip;


namespace Scoring.Browser.Tests.Pictures;

/// <summary>
/// Pictures of every state of the live day, for people to look at: console at 1440 and 1920, screen at 1920 and smaller, phones at 360. They are taken when
/// SCORING_PICTURES=1 and lie in TestResults/stage; each page is inspected on the way like any other.
/// </summary>
public sealed class StagePictures
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private static readonly Device Wide = new("wide", 1920, 1080, false);
    private static readonly Device Small = new("small", 1280, 720, false);

    private readonly List<string> wrong = [];
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Results.Folder, "stage")).FullName;
    private int taken;

    public static bool Wanted => Environment.GetEnvironmentVariable("SCORING_PICTURES") == "1";

    [Fact]
    public async Task Every_state_of_the_live_day_has_its_picture()
    {
        if (!Wanted)
            return;
        using (var app = new LongDay())
        {
            await app.Prepare(new JsonObject { ["practice"] = "看一段去年的演示，按今年的标准试打一张，统一尺度。" });
            await new Scenes(this, app).Play();
        }

        using (var app = new LongDay())
        {
            await app.Prepare(new JsonObject { ["together"] = 3 });
            await new Scenes(this, app).Together();
        }

        wrong.ShouldBeEmpty();
        taken.ShouldBeGreaterThan(120);
    }

    private async Task Shoot(Person person, string state, Device size, string? reload = null)
    {
        await person.Page.SetViewportSizeAsync(size.Width, size.Height);
        if (reload is not null)
            await person.Page.GotoAsync(reload);
        await person.Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 350))");
        wrong.AddRange((await person.Faults(size.Name)).Select(f => $"{state}, {person.Name} {size.Name}: {f}"));
        await person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{state}-{person.Name}-{size.Name}.png") });
        taken++;
    }

    /// <summary>One day from the first page to the last.</summary>
    private sealed class Scenes(StagePictures to, LongDay app)
    {
        private readonly Cast cast = new(app);
        private Person host = null!;
        private Person screen = null!;
        private Person viewer = null!;
        private Person judge = null!;
        private Person keeper = null!;
        private int number;

        private string Stage => $"/stage/{app.CycleId}";

        public async Task Play()
        {
            await Gather();
            await All("before");
            await One(host, "roll", $"{Stage}/roll");
            await One(host, "clip", $"{Stage}/clip");
            await One(host, "passes", $"/judging/passes/{app.CycleId}");
            await One(host, "screens", $"/screens/{app.CycleId}");
            await One(host, "papers", $"/papers/{app.CycleId}");
            await app.Press(StageAct.Open);
            await All("opened");
            await app.Press(StageAct.ShowDraw);
            await All("draw-to-come");
            await Practise();
            await app.Draw();
            await All("drawn");
            await Talk();
            await Score();
            await Rest();
            await Finish();
            await Rehearse();
        }

        /// <summary>The first three are marked together.</summary>
        public async Task Together()
        {
            await Gather();
            await app.Press(StageAct.Open);
            await app.Draw();
            for (var n = 0; n < 3; n++)
            {
                await app.Press(StageAct.Call, app.Order[n]);
                await app.Press(StageAct.StartClock, StageAct.StopClock);
                if (n == 0)
                    await All("together-first-waits", $"/judging/{app.Order[0]}");
            }

            await app.Press(StageAct.OpenScoring);
            await All("together-open", $"/judging/{app.Order[2]}");
            await Type("9", "8", "7", "6");
            await judge.Lead(() => judge.Button("交表").TapAsync());
            await to.Shoot(judge, Name("together-receipt"), Device.Phone);
            foreach (var entry in app.Order.Take(3))
                await app.HandIn(entry, 14, 2);
            await app.Press(StageAct.CloseScoring);
            await All("together-closed", $"/judging/{app.Order[0]}");
        }

        private async Task Gather()
        {
            await app.Send(new OpenScreen.Command(app.CycleId, Key), "operator-1");
            (host, judge, keeper) = (await cast.Of("operator-1"), await cast.Of(LongDay.Watched), await cast.Of("timekeeper"));
            (screen, viewer) = (await cast.Add("screen", Wide), await cast.Add("viewer", Device.Phone));
            await screen.Page.GotoAsync($"/screen/{Key}");
            await viewer.Page.GotoAsync($"/screen/{Key}?phone=true");
            await host.Page.GotoAsync(Stage);
            await judge.Page.GotoAsync("/judging");
            await keeper.Page.GotoAsync($"{Stage}/clock");
        }

        private async Task Practise()
        {
            await using (var film = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "seeds", "demo", "talk.mp4")))
            {
                var kept = await app.Services.GetRequiredService<FileStore>().Keep(film, "去年第一名的演示.mp4", Clip.Types, Clip.MostBytes, default);
                await app.Send(new Clip.Command(app.CycleId, "去年第一名的演示.mp4", kept, Guid.NewGuid()), "operator-1");
            }

            await app.Press(StageAct.Practise);
            await All("practice", $"/judging/practice/{app.CycleId}");
            await app.Press(StageAct.PlayMaterial);
            await All("practice-film", null);
            await app.Press(StageAct.HoldMaterial, value: 0);
            await Type("9", "8", "7", "6");
            await judge.Lead(() => judge.Button("交试评表").TapAsync());
            await to.Shoot(judge, Name("practice-in"), Device.Phone);
            foreach (var name in new[] { "judge-plc", "judge-civil", "judge-street-1" })
                await app.Send(new Web.Features.Judging.Practice.Command { CycleId = app.CycleId, Step = 3, Marks = new() { ["work"] = "11", ["service"] = "7.5", ["innovation"] = "9", ["drive"] = "5" }, Key = Guid.NewGuid() }, name);
            await app.Press(StageAct.EndPractice);
            await All("practice-over", $"/judging/practice/{app.CycleId}");
        }

        private async Task Talk()
        {
            var first = app.Order[0];
            await app.Press(StageAct.Call, first);
            await All("called", $"/judging/{first}");
            await judge.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "材料" }).TapAsync();
            await to.Shoot(judge, Name("dossier"), Device.Phone);
            await app.Press(StageAct.ShowMaterial, file: app.Files["slides"]);
            await app.Press(StageAct.TurnPage, value: 2);
            await All("slides", $"/judging/{first}");
            await app.Press(StageAct.StartClock);
            var started = app.Clock.Now;
            await app.Press(StageAct.ShowMaterial, file: app.Files["video"]);
            await app.Press(StageAct.PlayMaterial);
            await All("film", null);
            await app.Press(StageAct.ShowStage);
            foreach (var (state, seconds) in new[] { ("talking", 120), ("warning", 280), ("grace", 301), ("over", 345) })
            {
                await app.MoveTo(started.AddSeconds(seconds));
                await All(state, $"/judging/{first}");
            }

            await app.Press(StageAct.PauseClock, reason: "话筒没有声音");
            await All("paused", $"/judging/{first}");
            await app.Press(StageAct.ResumeClock, StageAct.StopClock);
            await All("talked", $"/judging/{first}");
            await app.Send(new Overtime.Command { CycleId = app.CycleId, EntryId = first, Word = Overtime.Word.Propose, Key = Guid.NewGuid() }, "timekeeper");
            var supervisor = await cast.Of("supervisor");
            await One(supervisor, "overtime", Stage);
            await app.Send(new Overtime.Command { CycleId = app.CycleId, EntryId = first, Word = Overtime.Word.Aside, Reason = "话筒没有声音，不是候选人的原因", Key = Guid.NewGuid() }, "supervisor");
        }

        private async Task Score()
        {
            var first = app.Order[0];
            await app.Press(StageAct.OpenScoring);
            await app.HandIn(first, 5, 0);
            await All("scoring", $"/judging/{first}");
            await Type("9.5", "8", "7.5");
            await judge.Button("交表").TapAsync();
            await to.Shoot(judge, Name("sheet-missing-one"), Device.Phone);
            await judge.Page.Locator("#m-drive").FillAsync("6");
            await judge.Offline();
            await to.Shoot(judge, Name("sheet-offline"), Device.Phone);
            await judge.Button("交表").TapAsync();
            await judge.Reads("已存本机，还没有送达");
            await to.Shoot(judge, Name("sheet-held"), Device.Phone);
            await judge.Lead(judge.Online);
            judge.Forgive();
            await to.Shoot(judge, Name("receipt"), Device.Phone);
            await to.Shoot(judge, Name("list"), Device.Phone, "/judging");
            await app.HandIn(first, 12, 0);
            await All("one-missing", $"/judging/{first}/receipt");
            await app.Press(StageAct.CloseScoring, reason: "一位评委离场");
            await All("held", $"/judging/{first}/receipt");
            var late = await cast.Of(LongDay.Slow);
            await One(late, "closed", $"/judging/{first}", Device.Phone);
            await late.Page.Locator("#m-work").FillAsync("9");
            foreach (var criterion in new[] { "service", "innovation", "drive" })
                await late.Page.Locator($"#m-{criterion}").FillAsync("7");
            await late.Button("交表").TapAsync();
            await late.Reads("已送达监督员");
            await to.Shoot(late, Name("late"), Device.Phone);
            await One(await cast.Of("supervisor"), "late-desk", "/judging/late");
            await app.Press(StageAct.Reveal, first);
            await All("revealed", $"/judging/{first}/receipt");
        }

        private async Task Rest()
        {
            for (var n = 1; n <= 14; n++)
                await app.Turn(app.Order[n], n / 2, n is not (3 or 6));
            await All("many-revealed", "/judging");
            await app.Press(StageAct.ShowBoard);
            await All("board", "/judging");
            await app.Press(StageAct.ShowPause);
            await All("pause", "/judging");
            await app.Press(StageAct.NoShow, app.Order[15], reason: "到点未到场");
            await app.Press(StageAct.Call, app.Order[16]);
            await app.Press(StageAct.NoShow, app.Order[16], reason: "两次点名不到");
            await All("no-show", "/judging");
            await app.Press(StageAct.Call, app.Order[17]);
            await app.Press(StageAct.StartClock);
            await app.Press(StageAct.Redo, app.Order[17], reason: "投影机断电");
            await All("redo", $"/judging/{app.Order[17]}");
            await app.Press(StageAct.Withdraw, app.Order[17], reason: "本人提出退出");
            await All("withdrawn", $"/judging/{app.Order[17]}");
            for (var n = 18; n < LongDay.Candidates; n++)
                await app.Turn(app.Order[n], n / 2, true);
        }

        private async Task Finish()
        {
            await app.Press(StageAct.BeginFinal);
            await All("final", "/judging");
            for (var place = 1; place <= 10; place++)
            {
                try
                {
                    await app.Press(StageAct.RevealPlace);
                }
                catch (Domain.Refused)
                {
                    break;
                }

                await All($"final-{place}", null);
            }

            await app.Press(StageAct.End);
            await All("ended", "/judging");
            await screen.Offline();
            await Assertions.Expect(screen.Page.Locator("#line")).ToContainTextAsync("正在重连");
            await to.Shoot(screen, Name("line-lost"), Wide);
            await screen.Context.SetOfflineAsync(false);
            screen.Forgive();
        }

        private async Task Rehearse()
        {
            var id = await app.Send(new Rehearse.Command { CycleId = app.CycleId, Key = Guid.NewGuid() }, "operator-1");
            await app.Send(new OpenScreen.Command(id, Key.Replace('0', 'a')), "operator-1");
            var steps = 0;
            async Task Press(StageAct act, int? entry = null) => steps = (await app.Send(new Step.Command { CycleId = id, Act = act, After = steps, EntryId = entry, Key = Guid.NewGuid() }, "operator-1")).Number;
            await Press(StageAct.Open);
            await app.Send(new DrawOnStage.Command { CycleId = id, After = 1, Key = Guid.NewGuid() }, "operator-1");
            steps++;
            var order = ((ConsoleState.State)await app.Send(new ConsoleState.Query(id))).Order;
            await Press(StageAct.Call, order[0].EntryId);
            await Press(StageAct.StartClock);
            await One(host, "rehearsal", $"/stage/{id}");
            await One(screen, "rehearsal", $"/screen/{Key.Replace('0', 'a')}", Wide);
            await One(viewer, "rehearsal", $"/screen/{Key.Replace('0', 'a')}?phone=true", Device.Phone);
            await One(judge, "rehearsal", $"/judging/{order[0].EntryId}", Device.Phone);
            await One(judge, "rehearsal-list", "/judging", Device.Phone);
            await One(keeper, "rehearsal", $"/stage/{id}/clock", Device.Phone);
        }

        /// <summary>Everybody's screen.</summary>
        /// <param name="state">Its name.</param>
        /// <param name="phone">Where the judge is; null leaves the judge out.</param>
        private async Task All(string state, string? phone = "/judging")
        {
            var name = Name(state);
            await to.Shoot(host, name, Device.Desk, Stage);
            await to.Shoot(host, name, Wide);
            await to.Shoot(screen, name, Wide, $"/screen/{Key}");
            await to.Shoot(screen, name, Small);
            await to.Shoot(viewer, name, Device.Phone, $"/screen/{Key}?phone=true");
            await to.Shoot(keeper, name, Device.Phone, $"{Stage}/clock");
            if (phone is not null)
                await to.Shoot(judge, name, Device.Phone, phone);
        }

        private Task One(Person person, string state, string path, Device? size = null) => to.Shoot(person, Name(state), size ?? Device.Desk, path);

        private async Task Type(params string[] marks)
        {
            foreach (var (criterion, mark) in new[] { "work", "service", "innovation", "drive" }.Zip(marks))
                await judge.Page.Locator($"#m-{criterion}").FillAsync(mark);
        }

        private string Name(string state) => $"{++number:00}-{state}";
    }
}
