using FsCheck;
using FsCheck.Fluent;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>What must hold for every record, whatever is in it.</summary>
public class PropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void The_order_of_rows_does_not_matter() => ForEvery((record, random) =>
    {
        var shuffled = Copy(
            record,
            judges: [.. record.Judges.OrderBy(_ => random.Next())],
            sheets: [.. record.Sheets.OrderBy(_ => random.Next())],
            ballots: [.. record.Ballots.OrderBy(_ => random.Next())]);
        Tally.Run(shuffled).Print().ShouldBe(Tally.Run(record).Print());
    });

    [Fact]
    public void Raising_one_mark_never_lowers_that_entry() => ForEvery((record, random) =>
    {
        if (record.Sheets.Count == 0) return;
        var at = random.Next(record.Sheets.Count);
        var sheet = record.Sheets[at];
        var marks = new Dictionary<string, Mark>(sheet.Marks, StringComparer.Ordinal) { [random.Next(2) == 0 ? "work" : "help"] = 4 };
        var sheets = record.Sheets.ToList();
        sheets[at] = sheet with { Marks = marks };

        var before = Tally.Run(record).Entries.Single(entry => entry.Code == sheet.Entry);
        var after = Tally.Run(Copy(record, sheets: sheets)).Entries.Single(entry => entry.Code == sheet.Entry);
        (after.Total < before.Total).ShouldBeFalse();
        (after.ExactTotal < before.ExactTotal).ShouldBeFalse();
        after.Status.ShouldBe(before.Status);
        (after.Rank > before.Rank).ShouldBeFalse();
    });

    [Fact]
    public void A_judge_without_a_sheet_changes_nothing() => ForEvery((record, random) =>
    {
        List<RecordJudge> judges = [.. record.Judges, new RecordJudge("LATE", "live", random.Next(2) == 0 ? "a" : "b")];
        Tally.Run(Copy(record, judges: judges)).Print().ShouldBe(Tally.Run(record).Print());
    });

    [Fact]
    public void Ranks_are_consistent_with_totals() => ForEvery((record, _) =>
    {
        var result = Tally.Run(record);
        Standing([.. result.Entries.Where(entry => entry.Status == TallyStatus.Ranked).Select(entry => (entry.Total!.Value, entry.Rank!.Value, entry.Tied))]);
        Standing([.. result.Units!.Where(unit => unit.Status == TallyStatus.Ranked).Select(unit => (unit.Total!.Value, unit.Rank!.Value, unit.Tied))]);
        result.Entries.Where(entry => entry.Status != TallyStatus.Ranked).ShouldAllBe(entry => entry.Rank == null && !entry.Tied && entry.Award == null);

        static void Standing(List<(Exact Total, int Rank, bool Tied)> items)
        {
            foreach (var item in items)
            {
                item.Rank.ShouldBe(1 + items.Count(other => other.Rank < item.Rank));
                item.Tied.ShouldBe(items.Count(other => other.Rank == item.Rank) > 1);
                items.ShouldAllBe(other => !(other.Total > item.Total) || other.Rank < item.Rank);
            }
        }
    });

    [Fact]
    public void A_share_band_never_overflows() => ForEvery((record, _) =>
    {
        if (record.Scheme.Award is not BandsAward bands) return;
        var result = Tally.Run(record);
        var awards = bands.OfUnits
            ? result.Units!.Where(unit => unit.Status == TallyStatus.Ranked).Select(unit => unit.Award).ToList()
            : [.. result.Entries.Where(entry => entry.Status == TallyStatus.Ranked).Select(entry => entry.Award)];

        // 30 % and 50 % of the ranked, in whole numbers.
        awards.Count(award => award == "A").ShouldBeLessThanOrEqualTo(awards.Count * 3 / 10);
        awards.Count(award => award == "B").ShouldBeLessThanOrEqualTo(awards.Count * 5 / 10);
    });

    [Fact]
    public void Parse_print_parse_is_the_identity() => ForEvery((record, _) =>
    {
        var printed = record.Print();
        var again = TallyRecord.Parse(printed);
        again.Print().ShouldBe(printed);
        Tally.Run(again).Print().ShouldBe(Tally.Run(record).Print());
        again.Sheets.Count.ShouldBe(record.Sheets.Count);
        again.Evidence.Select(row => row.Points).ShouldBe(record.Evidence.Select(row => row.Points));
        again.Lots.ShouldBe(record.Lots);
        again.Entries.Select(entry => (entry.Code, entry.Unit, entry.Households, entry.Withdrawn))
            .ShouldBe(record.Entries.Select(entry => (entry.Code, entry.Unit, entry.Households, entry.Withdrawn)));
    });

    [Fact]
    public void The_random_records_hold_what_the_properties_are_about()
    {
        var results = Enumerable.Range(0, 400).Select(seed => Tally.Run(new RandomRecord(seed).Make())).ToList();
        var entries = results.SelectMany(result => result.Entries).ToList();
        foreach (var status in Enum.GetValues<TallyStatus>()) entries.ShouldContain(entry => entry.Status == status);
        entries.Count(entry => entry.Tied).ShouldBeGreaterThan(20);
        entries.Count(entry => entry.Flags.Count > 0).ShouldBeGreaterThan(10);
        entries.Count(entry => entry.Award == "A").ShouldBeGreaterThan(10);
        entries.SelectMany(entry => entry.Ties).Select(tie => tie.Step).Distinct().Count().ShouldBe(6);
        entries.SelectMany(entry => entry.Sections).SelectMany(section => section.Blocks).SelectMany(block => block.Flags).Distinct().Count()
            .ShouldBe(8, "two insufficient, two empty, low sample, not measured, missing, not applicable");
    }

    private static void ForEvery(Action<TallyRecord, Random> holds) => Prop
        .ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(new RandomRecord(seed).Make(), new Random(seed)))
        .Check(Runs);

    private static TallyRecord Copy(
        TallyRecord record,
        IReadOnlyList<RecordJudge>? judges = null,
        IReadOnlyList<RecordSheet>? sheets = null,
        IReadOnlyList<RecordBallot>? ballots = null) => new(
            record.Scheme, record.Entries, judges ?? record.Judges, record.Recusals, sheets ?? record.Sheets, record.Evidence,
            ballots ?? record.Ballots, record.Metrics, record.Adjustments, record.Vetoes, record.Lots);
}
