using System.Diagnostics;
using System.Globalization;
using System.Text;
using Scoring.Harness;

namespace Scoring.Benchmarks;

/// <summary>
/// From a sheet handed in to everybody showing it: viewers of the big screen (500, 1,000) and one console are connected to the real program, a
/// judge hands in, and each viewer notes when the new state is in its hands. Beside it, in the same run and in turns, the limit: a raw
/// WebSocket broadcast of the same bytes to as many viewers, from a POST as well.
/// </summary>
internal static class PushBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> Run(string[] args)
    {
        var counts = args.Length > 0 ? args.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray() : [500, 1000];
        var kept = true;
        foreach (var viewers in counts)
            kept &= await With(viewers);
        return kept ? 0 : 1;
    }

    private static async Task<bool> With(int viewers)
    {
        List<Figures> ours = [], raw = [], console = [];
        for (var round = 0; round < Rounds; round++)
        {
            using var stage = await StageUnderTest.Start(viewers);
            using var limit = await Limit.Start(viewers, await stage.Sample());
            // In turns, and not always the same first.
            if (round % 2 == 0)
            {
                ours.Add(await Sheets());
                raw.Add(await limit.Broadcasts(StageUnderTest.Sheets));
            }
            else
            {
                raw.Add(await limit.Broadcasts(StageUnderTest.Sheets));
                ours.Add(await Sheets());
            }

            Console.WriteLine($"  round {round + 1}: screens {ours[^1]}, console {console[^1]}, raw {raw[^1]}");

            async Task<Figures> Sheets()
            {
                var before = stage.Worked;
                var (screens, desk) = await stage.HandInAll();
                Console.WriteLine($"  acknowledged {Figures.Of(stage.Acknowledged)}; the program worked {(stage.Worked - before).TotalMilliseconds / StageUnderTest.Sheets:F1} ms a sheet");
                console.Add(Figures.Of(desk));
                return Figures.Of(screens);
            }
        }

        var (screen, one, lower) = (Figures.Median(ours), Figures.Median(console), Figures.Median(raw));
        var (p50, p99) = (screen.P50 / lower.P50, screen.P99 / lower.P99);
        Console.WriteLine($"{viewers} viewers, median of {Rounds} rounds of {StageUnderTest.Sheets} sheets: screens {screen} (limit 200/500), console {one}; raw {lower}; ratio p50 {p50:F2} (limit 2), p99 {p99:F2} (limit 3)");
        return screen is { P50: <= 200, P99: <= 500 } && one is { P50: <= 200, P99: <= 500 } && p50 <= 2 && p99 <= 3;
    }
}

/// <summary>Milliseconds.</summary>
internal sealed record Figures(double P50, double P99)
{
    public static Figures Of(IReadOnlyCollection<double> all)
    {
        var sorted = all.Order().ToList();
        return sorted.Count >= 30 ? new(sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)]) : throw new InvalidOperationException("Too little was measured for the figure to mean anything.");
    }

    public static Figures Median(IReadOnlyList<Figures> rounds) =>
        new(rounds.Select(r => r.P50).Order().ElementAt(rounds.Count / 2), rounds.Select(r => r.P99).Order().ElementAt(rounds.Count / 2));

    public override string ToString() => $"p50 {P50:F1} ms p99 {P99:F1} ms";
}

/// <summary>The real program with a stage on which a candidate is being scored, its judges signed in, and its viewers connected.</summary>
internal sealed class StageUnderTest : IDisposable
{
    /// <summary>What is measured.</summary>
    public const int Sheets = LiveDay.Judges * (LiveDay.Together - 1);

    /// <summary>
    /// Broadcasts before, on both sides, as an hour of a live day has had them: until then half of the program's time goes to translating itself. The
    /// judges hand the last candidate's sheet in and take it back, over and over.
    /// </summary>
    public const int WarmUp = 2 * 6 * LiveDay.Judges;

    private readonly string folder = Directory.CreateTempSubdirectory("scoring-push-").FullName;
    private readonly List<Device> judges = [];
    private readonly Viewers screens = new();
    private readonly Viewers console = new();
    private WebProgram? program;
    private readonly List<double> acknowledged = [];

    public static async Task<StageUnderTest> Start(int viewers)
    {
        var stage = new StageUnderTest();
        var served = stage.program = new WebProgram(stage.folder);
        LiveDay.Lay(served.DatabaseFile, TimeProvider.System.GetUtcNow());
        var key = LiveDay.OpenStage(served.DatabaseFile, TimeProvider.System.GetUtcNow());
        await served.Start();
        for (var judge = 1; judge <= LiveDay.Judges; judge++)
            stage.judges.Add(new Device(served.Address, LiveDay.UserName(judge)));
        foreach (var judge in stage.judges)
            await judge.SignIn(LiveDay.Password);
        using var host = new Device(served.Address, LiveDay.Host);
        await host.SignIn(LiveDay.Password);
        await stage.console.Follow(served.Address, "console", LiveDay.CycleId.ToString(CultureInfo.InvariantCulture), host.Cookies);
        for (var viewer = 0; viewer < viewers; viewer++)
            await stage.screens.Follow(served.Address, "screen", key);
        stage.screens.KeepAlive();
        stage.console.KeepAlive();
        return stage;
    }

    /// <summary>Warms up; the bytes that the screens got are what the limit sends.</summary>
    public async Task<byte[]> Sample()
    {
        for (var time = 0; time < WarmUp / 2; time++)
        {
            var judge = (time % LiveDay.Judges) + 1;
            await HandIn(judge, LiveDay.Together, 1);
            var (shown, told) = Expect(0);
            var start = Stopwatch.GetTimestamp();
            await judges[judge - 1].TakeBack(LiveDay.Together);
            await shown.Since(start);
            await told.Since(start);
        }

        acknowledged.Clear();
        return screens.LastFrame!;
    }

    /// <summary>Milliseconds until each measured sheet was acknowledged.</summary>
    public IReadOnlyCollection<double> Acknowledged => acknowledged;

    /// <summary>Processor time of the program so far.</summary>
    public TimeSpan Worked => program!.Worked;

    /// <returns>How long each screen and the console took, of every sheet after those.</returns>
    public async Task<(List<double> Screens, List<double> Console)> HandInAll()
    {
        var (all, desk) = (new List<double>(), new List<double>());
        for (var sheet = 0; sheet < Sheets; sheet++)
        {
            var (screen, one) = await HandIn((sheet % LiveDay.Judges) + 1, (sheet / LiveDay.Judges) + 1, sheet + 1);
            all.AddRange(screen);
            desk.AddRange(one);
        }

        return (all, desk);
    }

    public void Dispose()
    {
        screens.DisposeAsync().AsTask().Wait();
        console.DisposeAsync().AsTask().Wait();
        judges.ForEach(j => j.Dispose());
        program?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(IEnumerable<double> Screens, IEnumerable<double> Console)> HandIn(int judge, int entry, int then)
    {
        // The quiet between two judges: what the last one left to do is done.
        await Task.Delay(50);
        var (shown, told) = Expect(then);
        var start = Stopwatch.GetTimestamp();
        await judges[judge - 1].HandIn(new HeldSheet(judge, entry, LiveDay.Criteria.ToDictionary(c => c.Code, _ => "2"), Guid.NewGuid()), CancellationToken.None);
        acknowledged.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return (await shown.Since(start), await told.Since(start));
    }

    private (Wave Screens, Wave Console) Expect(int handedIn) => (screens.Expect($"\"waiting\":{{\"in\":{handedIn},"), console.Expect($"\"in\":{handedIn},"));
}

/// <summary>The raw broadcast with as many viewers.</summary>
internal sealed class Limit : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("scoring-raw-").FullName;
    private readonly Viewers viewers = new();
    private readonly byte[] bytes;
    private readonly WebProgram program;
    private readonly HttpClient http;

    private Limit(byte[] bytes)
    {
        this.bytes = bytes;
        program = new WebProgram(folder, [typeof(RawBroadcast).Assembly.Location, RawBroadcast.Command]);
        http = new HttpClient { BaseAddress = program.Address };
    }

    public static async Task<Limit> Start(int viewers, byte[] bytes)
    {
        var limit = new Limit(bytes);
        await limit.program.Start();
        for (var viewer = 0; viewer < viewers; viewer++)
            await limit.viewers.Plain(limit.program.Address);
        for (var time = 0; time < StageUnderTest.WarmUp; time++)
            await limit.Broadcast(9000 + time);
        return limit;
    }

    public async Task<Figures> Broadcasts(int times)
    {
        var (all, before) = (new List<double>(), program.Worked);
        for (var time = 1; time <= times; time++)
            all.AddRange(await Broadcast(time));
        Console.WriteLine($"  the raw broadcast worked {(program.Worked - before).TotalMilliseconds / times:F1} ms each");
        return Figures.Of(all);
    }

    public void Dispose()
    {
        viewers.DisposeAsync().AsTask().Wait();
        http.Dispose();
        program.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<IEnumerable<double>> Broadcast(int time)
    {
        await Task.Delay(50);
        // The mark takes the place of the frame's first bytes: as many as before.
        var mark = $"<{time.ToString("0000", CultureInfo.InvariantCulture)}>";
        var frame = bytes.ToArray();
        Encoding.ASCII.GetBytes(mark).CopyTo(frame, 0);
        var seen = viewers.Expect(mark);
        var start = Stopwatch.GetTimestamp();
        using var body = new ByteArrayContent(frame);
        using var answer = await http.PostAsync("/", body);
        return await seen.Since(start);
    }
}
