using System.Diagnostics;
using System.Text;
using Scoring.Domain.Tallies;

namespace Scoring.Benchmarks;

/// <summary>
/// 1,000 entries × 20 judges × 4 criteria, read, tallied and printed. The limit is one second; the median of five rounds counts.
/// A stopwatch is enough: the work takes a fraction of a second, and what is asked is an order of magnitude.
/// </summary>
internal static class TallyBenchmark
{
    private const int Entries = 1000;
    private const int Judges = 20;

    public static void Run()
    {
        var json = Encoding.UTF8.GetBytes(Record().Print());
        Console.WriteLine($"{Entries} entries x {Judges} judges, {json.Length / 1024} KB");
        List<(double Read, double Tally, double Print)> rounds = [];
        for (var round = 0; round < 7; round++)
        {
            var watch = Stopwatch.StartNew();
            var record = TallyRecord.Parse(json);
            var read = watch.Elapsed.TotalMilliseconds;
            var result = Tally.Run(record);
            var tally = watch.Elapsed.TotalMilliseconds - read;
            var length = result.Print().Length;
            var print = watch.Elapsed.TotalMilliseconds - read - tally;
            if (result.Entries.Count(entry => entry.Status == TallyStatus.Ranked) != Entries || length < Entries * 100)
                throw new InvalidOperationException("Too little work was done for the figure to mean anything.");
            Console.WriteLine($"  {(round < 2 ? "warm-up" : "round  ")} read {read:F0} ms, tally {tally:F0} ms, print {print:F0} ms");
            if (round >= 2) rounds.Add((read, tally, print));
        }

        var total = rounds.Select(round => round.Read + round.Tally + round.Print).Order().ElementAt(2);
        Console.WriteLine($"median, all three: {total:F0} ms; limit 1000 ms: {(total <= 1000 ? "kept" : "BROKEN")}");
    }

    private static TallyRecord Record()
    {
        var random = new Random(20261001);
        var scheme = new TallyScheme
        {
            Code = "BENCHMARK",
            Version = 1,
            Panels = [new PanelRule { Code = "live", Groups = [new("a", 0.6m), new("b", 0.4m)], Drop = [new(5, 1, 1), new(9, 2, 2)], AcknowledgeBelow = 3 }],
            Sections = [new("MAIN", [
                new("LIVE", 60, new JudgesRule("live", [.. Enumerable.Range(1, 4).Select(i => new CriterionRule { Code = $"c{i}", Max = 12 })])),
                new("VOICE", 40, new ResidentsRule
                {
                    Coefficients = new Dictionary<string, Exact>(StringComparer.Ordinal) { ["yes"] = 1, ["so"] = 0.6m, ["no"] = 0 },
                    Sample = new SampleRule(0.05m, 20, 100, 10),
                })])],
            Ties = [TieStep.Exact, TieStep.Residents, TieStep.Judges],
            Award = new TopAward(10, 0),
        };
        List<RecordEntry> entries = [.. Enumerable.Range(1, Entries).Select(i => new RecordEntry { Code = $"E{i}", Households = random.Next(50, 3000) })];
        List<RecordJudge> judges = [.. Enumerable.Range(1, Judges).Select(i => new RecordJudge($"J{i}", "live", i % 2 == 0 ? "a" : "b"))];
        List<RecordSheet> sheets = [.. from entry in entries from judge in judges select new RecordSheet(judge.Code, entry.Code,
            Enumerable.Range(1, 4).ToDictionary(i => $"c{i}", _ => (Mark)(random.Next(0, 241) / 20m), StringComparer.Ordinal))];
        List<RecordBallot> ballots = [.. entries.Select(entry => new RecordBallot(entry.Code, ResidentsRule.Overall,
            new Dictionary<string, System.Numerics.BigInteger>(StringComparer.Ordinal) { ["yes"] = random.Next(10, 90), ["so"] = random.Next(30), ["no"] = random.Next(9) }))];
        return new TallyRecord(scheme, entries, judges, sheets: sheets, ballots: ballots);
    }
}
