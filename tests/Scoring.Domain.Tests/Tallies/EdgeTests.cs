using System.Text.Json;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>Sentences of the contract at their edges, each worked by hand.</summary>
public class EdgeTests
{
    [Fact]
    public void The_sample_by_hand()
    {
        // E1: ORG 9.50. LIVE: J1 100·111.5/112, J2 100·95/112; 0.6·T1+0.4·T2 = 10490/112, ×0.4 = 37.4642…; MAIN 46.96.
        // CASES 87.5 % of 30 = 26.25; VOICE need min(60, max(20, min(100, 3))) = 20, sat 100: 20; TALK 0.6·80+0.4·100 = 88: 4.40; PEACE 50.65.
        // 97.61 + 1 = 98.61. PEACE is vetoed, so only MAIN is won, and the level is held to 1.
        // E2: TALK does not apply: PEACE = 55·(28.50 + 15.60)/50 = 48.51; MAIN = 8.50 + 40·97/112 = 34.64 → 43.14; 91.65; both won, level 2.
        var result = Sample.Tallied(Sample.Json);
        var (first, second) = (result.GetProperty("entries")[0], result.GetProperty("entries")[1]);
        Field(first, "total").ShouldBe("98.61");
        Field(first, "award").ShouldBe("LEVEL_1");
        Field(first.GetProperty("sections")[1], "score").ShouldBe("50.65");
        first.GetProperty("sections")[1].GetProperty("won").GetBoolean().ShouldBeFalse();
        Field(second, "total").ShouldBe("91.65");
        Field(second, "award").ShouldBe("LEVEL_2");
        Field(second.GetProperty("sections")[1], "score").ShouldBe("48.51");
        result.GetProperty("entries")[2].GetRawText().ShouldBe("""{"code":"E3","status":"WITHDRAWN"}""");
        result.GetProperty("units").GetArrayLength().ShouldBe(1);
        Field(result.GetProperty("units")[0], "total").ShouldBe("98.61");
    }

    [Theory]
    [InlineData("$.entries[0].unit", "null")]
    [InlineData("$.scheme.award", "null")]
    [InlineData("$.scheme.bonusCap", "null")]
    [InlineData("$.lots", "null")]
    [InlineData("$.recusals", null)]
    [InlineData("$.scheme.panels[0].drop", null)]
    [InlineData("$.evidence[0].deductions", "null")]
    [InlineData("$.sheets[2].marks.talk", "null")]
    [InlineData("$.sheets[2].marks.talk", "2")]
    [InlineData("$.entries[2].households", "0")]
    [InlineData("$.scheme.sections[0].name", "7")]
    [InlineData("$.scheme.extra", "{\"deep\": [[[1]]]}")]
    [InlineData("$.scheme.version", "3.0")]
    [InlineData("$.ballots[1]", """{"entry": "E2", "question": "unasked", "counts": {"anything": -1.5}}""")]
    [InlineData("$.recusals[1]", """{"judge": "J2", "entry": "E2"}""")]
    [InlineData("$.scheme.sections[1].blocks[1].source.sample.floor", "0")]
    public void Is_not_invalid(string where, string? value) => Should.NotThrow(() => TallyRecord.Parse(Sample.With(where, value)));

    [Fact]
    public void No_entries_at_all_is_an_empty_result() =>
        Tally.Run(TallyRecord.Parse("""{"format":"scoring-record/1","scheme":{"code":"A","version":1e0,"sections":[{"code":"S","blocks":[{"code":"B","weight":1,"source":{"kind":"evidence","full":1}}]}]},"entries":[]}"""))
            .Print().ShouldBe("""{"format":"scoring-result/1","scheme":"A","version":1,"entries":[]}""");

    [Fact]
    public void A_section_in_which_no_block_applies_is_missing_and_blocks()
    {
        var entry = Sample.Tallied(Sample.With("$.entries[0].notApplicable", """["ORG", "LIVE"]""")).GetProperty("entries")[0];
        Field(entry, "status").ShouldBe("BLOCKED");
        entry.GetProperty("sections")[0].GetRawText().ShouldBe(
            """{"code":"MAIN","score":null,"exact":null,"won":false,"flags":["MISSING"],"blocks":[{"code":"ORG","points":null,"exact":null,"flags":["NOT_APPLICABLE"]},{"code":"LIVE","points":null,"exact":null,"flags":["NOT_APPLICABLE"]}]}""");
        Field(entry, "bonus").ShouldBe("1.00");
    }

    [Fact]
    public void Deductions_beyond_the_full_points_leave_nothing_but_are_valid()
    {
        var block = Sample.Tallied(Sample.With("$.evidence[1].deductions", "[6, 6]")).GetProperty("entries")[1].GetProperty("sections")[0].GetProperty("blocks")[0];
        Field(block, "points").ShouldBe("0.00");
        Field(block, "exact").ShouldBe("0/1");
    }

    [Fact]
    public void Nobody_answering_is_not_measured_even_where_nobody_is_needed()
    {
        // share 0, floor 0: need = 0, so 0 answers would reach it; there is no sat to give.
        var json = Sample.With("$.scheme.sections[1].blocks[1].source.sample", """{"share": 0, "floor": 0, "ceiling": 0, "absolute": 0}""")
            .Replace("\"satisfied\":20", "\"satisfied\":0");
        Sample.Tallied(json).GetProperty("entries")[0].GetProperty("sections")[1].GetProperty("blocks")[1].GetRawText()
            .ShouldBe("""{"code":"VOICE","points":null,"exact":null,"flags":["NOT_MEASURED","MISSING"]}""");
    }

    [Fact]
    public void Drawn_lots_split_and_equal_lots_stay_together()
    {
        var scheme = new TallyScheme
        {
            Code = "LOTS",
            Version = 1,
            Sections = [new SectionRule("S", [new BlockRule("B", 100, new MetricRule(0, 100))])],
            Ties = [TieStep.Lot],
            Award = new TopAward(2, 0),
        };
        string[] codes = ["A", "B", "C"];
        var record = new TallyRecord(
            scheme,
            [.. codes.Select(code => new RecordEntry { Code = code })],
            metrics: [.. codes.Select(code => new RecordMetric(code, "B", 90))],
            lots: new Dictionary<string, Exact>(StringComparer.Ordinal) { ["A"] = 2, ["B"] = 1, ["C"] = 2 });
        var result = Tally.Run(record);
        result.Entries.Select(entry => (entry.Rank, entry.Tied, entry.Award, entry.Flags.Count, entry.SeparatedBy)).ShouldBe(
        [
            (2, true, null, 1, TieStep.Lot),
            (1, false, "WINNER", 0, TieStep.Lot),
            (2, true, null, 1, TieStep.Lot),
        ]);
    }

    [Fact]
    public void Nothing_below_the_minimum_needs_a_lot()
    {
        var scheme = new TallyScheme
        {
            Code = "LOW",
            Version = 1,
            Sections = [new SectionRule("S", [new BlockRule("B", 100, new MetricRule(0, 100))])],
            Award = new TopAward(1, 80),
        };
        var record = new TallyRecord(
            scheme, [new RecordEntry { Code = "A" }, new RecordEntry { Code = "B" }], metrics: [new("A", "B", 70), new("B", "B", 70)]);
        Tally.Run(record).Entries.ShouldAllBe(entry => entry.Tied && entry.Award == null && entry.Flags.Count == 0);
    }

    [Fact]
    public void The_total_is_held_within_its_limits_before_it_is_rounded()
    {
        // W = 0.005 at full value: the block rounds to 0.01, the total is held to 0.005 and rounds to 0.01; the exact total stays 1/200.
        var scheme = new TallyScheme
        {
            Code = "TINY",
            Version = 1,
            Sections = [new SectionRule("S", [new BlockRule("B", 0.005m, new MetricRule(100, 10))])],
        };
        var result = Tally.Run(new TallyRecord(scheme, [new RecordEntry { Code = "A" }, new RecordEntry { Code = "B" }],
            metrics: [new("A", "B", -3), new("B", "B", 100)],
            adjustments: [new("B", AdjustmentKind.Deduction, 7)]));
        result.Entries.Select(entry => (entry.Total!.Value.RoundHalfUp(2), entry.ExactTotal!.Value.ToString()))
            .ShouldBe([("0.01", "1/200"), ("0.00", "0/1")]);
    }

    [Fact]
    public void Depth_in_a_member_nobody_reads_is_no_fault()
    {
        var deep = new string('[', 200_000) + new string(']', 200_000);
        Should.NotThrow(() => TallyRecord.Parse(Sample.Json.Replace("\"lots\":", $"\"note\": {deep}, \"lots\":")));
        Should.Throw<InvalidRecord>(() => TallyRecord.Parse(Sample.Json.Replace("\"lots\":", $"\"note\": {deep[1..]}, \"lots\":"))).Path.ShouldBe("$");
        Should.Throw<InvalidRecord>(() => TallyRecord.Parse(deep)).Path.ShouldBe("$");
    }

    private static string? Field(JsonElement element, string name) => element.GetProperty(name).GetString();
}
