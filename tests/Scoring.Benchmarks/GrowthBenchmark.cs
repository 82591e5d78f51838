using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Surveys;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Harness;
using Scoring.Harness.Surveys;

namespace Scoring.Benchmarks;

/// <summary>What more ballots cost: the rate and the tally's reading at 10⁴, 10⁵ and 10⁶; then a city of 3,800 estates with two million, its totals against a recount.</summary>
internal static class GrowthBenchmark
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static async Task<int> Run(string[] args)
    {
        var city = args.ElementAtOrDefault(0) is { } n ? int.Parse(n, Plain) : 2_000_000;
        Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        var folder = Directory.CreateTempSubdirectory("scoring-growth-").FullName;
        try
        {
            var requests = Enumerable.Range(0, 150_000).Select(i => Resident.Request(i)).ToArray();
            foreach (var ballots in new[] { 10_000, 100_000, 1_000_000 })
            {
                var file = Path.Combine(folder, $"{ballots}.db");
                new BallotFile(3800, ballots, requests.Length).Lay(file, TimeProvider.System.GetUtcNow());
                var load = await BallotLoad.Run(file, null, 64, 5, requests);
                using var db = LiveDay.Open(file);
                var refresh = await Refresh(db);
                Console.WriteLine(string.Create(Plain, $"{ballots} ballots: {load.Rate:F0}/s, p99 {load.P99:F1} ms; the tally reads its counts in {refresh:F1} ms"));
                File.Delete(file);
            }

            await City(Path.Combine(folder, "city.db"), city);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task City(string file, int ballots)
    {
        new BallotFile(3800, ballots, 0).Lay(file, TimeProvider.System.GetUtcNow());
        using var db = LiveDay.Open(file);
        db.Database.OpenConnection();
        var (refresh, sql, full, scan) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            refresh.Add(await Refresh(db));
            sql.Add(await BySql(db, ballots));
            full.Add(Milliseconds(() => Same(Recount.Run(db), ballots)));
            scan.Add(Milliseconds(() => Scan(db, ballots)));
        }

        Console.WriteLine(string.Create(Plain, $"3800 estates, {ballots} ballots: from the totals {Median(refresh):F1} ms, recount of the window by SQL {Median(sql):F0} ms (1/{Median(sql) / Median(refresh):F0}; must 1/100, aim 1/250)"));
        Console.WriteLine(string.Create(Plain, $"  full recount, every count and total compared: {Median(full):F0} ms; every row read raw: {Median(scan):F0} ms ({Median(full) / Median(scan):F2}; must 1.5, aim 0.5)"));
    }

    /// <summary>As the tally does it: one row an estate.</summary>
    private static async Task<double> Refresh(ScoringDb db)
    {
        var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == BallotFile.CycleId);
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            var read = await BallotsOfCycle.ByEstate(db, cycle, SurveyWindow.Of(cycle)!);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (read.Count < 1000)
                throw new InvalidOperationException("Too little was read for the figure to mean anything.");
        }

        return Median(times);
    }

    /// <summary>The same figures counted from the ballots, and equal to the digit.</summary>
    private static async Task<double> BySql(ScoringDb db, int ballots)
    {
        var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == BallotFile.CycleId);
        var window = SurveyWindow.Of(cycle)!;
        var watch = Stopwatch.StartNew();
        var counted = await db.Ballots.AsNoTracking().Where(b => b.Day >= window.First && b.Day <= window.Last && b.SchemeVersionId == cycle.SchemeVersionId)
            .GroupBy(b => new { b.EstateId, b.Channel, b.Answers }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        var took = watch.Elapsed.TotalMilliseconds;
        var kept = (await BallotsOfCycle.ByEstate(db, cycle, window)).SelectMany(e => e.Value.Select(l => ((e.Key, l.Question, l.Answer, l.Channel), l.Count)));
        var version = await db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Id == cycle.SchemeVersionId);
        var form = new Questionnaire(version.Id, version.Code, Scheme.Parse(version.Json).Survey!);
        var lines = counted.SelectMany(c => form.Unpack(c.Key.Answers).Select(a => (Key: (c.Key.EstateId, a.Question, a.Answer, c.Key.Channel), c.Count)))
            .GroupBy(l => l.Key).Select(g => (g.Key, g.Sum(l => l.Count)));
        if (counted.Sum(c => c.Count) != ballots || !kept.ToHashSet().SetEquals(lines))
            throw new InvalidOperationException("The recount is not what the totals say.");
        return took;
    }

    private static void Same(Recounted found, int ballots)
    {
        if (found.Ballots != ballots || found.Differences.Count > 0)
            throw new InvalidOperationException("The recount is not what the counts say.");
    }

    private static void Scan(ScoringDb db, int ballots)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT \"Day\", \"SchemeVersionId\", \"EstateId\", \"Channel\", \"Answers\", \"Mark\" FROM \"Ballots\"";
        using var rows = command.ExecuteReader();
        var read = 0;
        var values = new object[6];
        while (rows.Read())
            read += rows.GetValues(values) / 6;
        if (read != ballots)
            throw new InvalidOperationException("Not every row was read.");
    }

    private static double Milliseconds(Action act)
    {
        var watch = Stopwatch.StartNew();
        act();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
