using Scoring.Domain.Tallies;
using Scoring.Domain.Tests.Tallies;

namespace Scoring.Domain.Tests.Bundles;

/// <summary>Two programs written apart from each other give the same digits.</summary>
public sealed class TwoTalliesTests
{
    [Fact]
    public void Csharp_and_python_give_the_same_result_for_random_records()
    {
        var count = Work.Of(500, 20_000);
        var records = Enumerable.Range(0, count).Select(seed => new RandomRecord(seed).Make()).ToList();
        var theirs = Python.Run(["--tally", "-"], records.Select(r => r.Print())).Lines;
        theirs.Count.ShouldBe(count);
        var compared = 0;
        for (var seed = 0; seed < count; seed++)
        {
            theirs[seed].ShouldBe(Tally.Run(records[seed]).Print(), $"record of seed {seed}");
            compared++;
        }

        compared.ShouldBe(count);
    }

    [Fact]
    public void Csharp_and_python_give_the_same_result_for_the_worked_sums()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Tallies", "golden"), "*.json").Where(f => !f.EndsWith(".expected.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        files.Count.ShouldBeGreaterThan(12);
        var (exit, lines) = Python.Run([.. files.Prepend("--tally")]);
        exit.ShouldBe(0);
        lines.ShouldBe(files.Select(f => Tally.Run(TallyRecord.Parse(File.ReadAllBytes(f))).Print()));
    }

    [Fact]
    public void The_public_record_is_the_same_before_and_after_it_was_written_and_gives_the_same_result()
    {
        var record = new RandomRecord(4).Make();
        var more = new TallyRecord(
            record.Scheme, record.Entries, record.Judges, record.Recusals, record.Sheets, record.Evidence,
            [.. record.Ballots, new RecordBallot("E1", "wish", new Dictionary<string, System.Numerics.BigInteger> { ["parking"] = 3 })], record.Metrics,
            [new RecordAdjustment("E1", AdjustmentKind.Bonus, 0.5m, "某某某")], [new RecordVeto("E1", null, "某某某")], record.Lots);
        var open = more.ForThePublic().Print();
        open.ShouldBe(TallyRecord.Parse(more.Print()).ForThePublic().Print());
        open.ShouldNotContain("某某某");
        open.ShouldNotContain("parking");
        Tally.Run(TallyRecord.Parse(open)).Print().ShouldBe(Tally.Run(more).Print());
    }

    [Fact]
    public void A_rule_read_otherwise_is_noticed()
    {
        // The planted fault: one party drops the highest, the other nobody; a record in which that matters.
        var (record, other) = Enumerable.Range(0, 100).Select(seed => new RandomRecord(seed).Make()).Select(r => (r, Otherwise(r)))
            .First(p => Tally.Run(TallyRecord.Parse(p.Item2)).Print() != Tally.Run(p.r).Print());
        Python.Run(["--tally", "-"], [other]).Lines.Single().ShouldNotBe(Tally.Run(record).Print());
    }

    private static string Otherwise(TallyRecord record) => record.Print()
        .Replace("\"from\":3,\"high\":1", "\"from\":3,\"high\":0", StringComparison.Ordinal).Replace("\"from\":5,\"high\":1", "\"from\":5,\"high\":0", StringComparison.Ordinal);

    [Theory]
    [InlineData("\"decimals\"", "\"decimalz\":1,\"decimals\":null,\"decimals\"")]
    [InlineData("\"kind\":\"evidence\"", "\"kind\":\"fortune\"")]
    public void Python_refuses_what_is_no_record(string old, string planted)
    {
        var record = new RandomRecord(3).Make().Print();
        record.ShouldContain(old);
        Python.Run(["--tally", "-"], [record.Replace(old, planted, StringComparison.Ordinal)]).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(2), r => r.Lines.ShouldBe(["invalid"]));
    }
}
