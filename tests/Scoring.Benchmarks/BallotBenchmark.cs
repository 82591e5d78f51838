using System.Diagnostics;
using System.Globalization;
using Scoring.Harness.Surveys;

namespace Scoring.Benchmarks;

/// <summary>
/// Handing in a ballot, durable when answered, on a file that holds a million: the real endpoint, its twin without a database, and EF a
/// request, one after the other in alternating order; the median of the rounds counts. Then the real one on slower and slower disks.
/// </summary>
internal static class BallotBenchmark
{
    private const int Slips = 400_000;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static async Task<int> Run(string[] args)
    {
        var rounds = args.ElementAtOrDefault(0) is { } r ? int.Parse(r, Plain) : 3;
        var seconds = args.ElementAtOrDefault(1) is { } s ? double.Parse(s, Plain) : 8;
        var ballots = args.ElementAtOrDefault(2) is { } b ? int.Parse(b, Plain) : 1_000_000;
        Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        var folder = Directory.CreateTempSubdirectory("scoring-bench-").FullName;
        try
        {
            var template = Path.Combine(folder, "template.db");
            var watch = Stopwatch.StartNew();
            new BallotFile(3800, ballots, Slips).Lay(template, TimeProvider.System.GetUtcNow());
            var requests = Enumerable.Range(0, Slips).Select(i => Resident.Request(i)).ToArray();
            Console.WriteLine(string.Create(Plain, $"{ballots} ballots in {new FileInfo(template).Length >> 20} MB, laid in {watch.Elapsed.TotalSeconds:F0} s; {rounds} rounds of {seconds} s"));
            foreach (var connections in new[] { 64, 512 })
                await Compare(template, connections, rounds, seconds, requests);
            await SlowDisks(folder, template, rounds, seconds, requests);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Compare(string template, int connections, int rounds, double seconds, byte[][] requests)
    {
        (string Name, IReadOnlyList<string>? Program)[] all = [("real", null), ("twin", BallotPeers.Program(BallotPeers.Twin)), ("EF", BallotPeers.Program(BallotPeers.Control))];
        var results = all.ToDictionary(a => a.Name, _ => new List<LoadResult>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, program) in round % 2 == 0 ? all : all.Reverse())
            {
                results[name].Add(await BallotLoad.Run(template, program, connections, seconds, requests));
                Console.WriteLine(string.Create(Plain, $"  {connections} connections, round {round + 1}, {name}: {results[name][^1].Rate:F0}/s, p50 {results[name][^1].P50:F1} ms, p99 {results[name][^1].P99:F1} ms"));
            }
        }

        var (real, twin, ef) = (results["real"], results["twin"], results["EF"]);
        Console.WriteLine(string.Create(Plain, $"{connections} connections: real {Median(real, x => x.Rate):F0}/s, twin {Median(twin, x => x.Rate):F0}/s, EF {Median(ef, x => x.Rate):F0}/s"));
        Say("of the twin", Median(real, x => x.Rate) / Median(twin, x => x.Rate), 0.35, 0.50, more: true);
        Say("p50 to the twin's", Median(real, x => x.P50) / Median(twin, x => x.P50), null, null, more: false);
        Say("p99 to the twin's", Median(real, x => x.P99) / Median(twin, x => x.P99), 5, 2, more: false);
        Say("times EF", Median(real, x => x.Rate) / Median(ef, x => x.Rate), 8, 15, more: true);
    }

    private static async Task SlowDisks(string folder, string template, int rounds, double seconds, byte[][] requests)
    {
        if (await SlowSync.Build(folder) is not { } library)
        {
            Console.WriteLine("slow disks: no C compiler here, not measured");
            return;
        }

        var rates = new Dictionary<int, List<LoadResult>> { [2] = [], [8] = [] };
        for (var round = 0; round < rounds; round++)
        {
            foreach (var delay in round % 2 == 0 ? new[] { 2, 8 } : [8, 2])
            {
                using (SlowSync.Use(library, delay))
                    rates[delay].Add(await BallotLoad.Run(template, null, 512, seconds, requests));
                Console.WriteLine(string.Create(Plain, $"  512 connections, round {round + 1}, {delay} ms more a sync: {rates[delay][^1].Rate:F0}/s"));
            }
        }

        Say("8 ms a sync to 2 ms, 512 connections", Median(rates[8], x => x.Rate) / Median(rates[2], x => x.Rate), 0.80, 0.90, more: true);
    }

    private static double Median(List<LoadResult> results, Func<LoadResult, double> of) => results.Select(of).Order().ElementAt(results.Count / 2);

    private static void Say(string what, double value, double? must, double? aim, bool more)
    {
        var verdict = Reaches(must) ? Reaches(aim) ? "aim reached" : "kept" : "BROKEN";
        var kept = must is null ? string.Empty : string.Create(Plain, $" (must {must}, aim {aim}: {verdict})");
        Console.WriteLine(string.Create(Plain, $"  {what}: {value:F2}{kept}"));

        bool Reaches(double? line) => more ? value >= line : value <= line;
    }
}
