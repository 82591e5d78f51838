using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>What would come out under other rules, worked by hand.</summary>
public sealed class VariantTests
{
    /// <summary>
    /// A panel of five and one of two, weights 0.6 and 0.4, one high and one low left out from five on. A gets 100 90 90 90 50 and 80 80: 0.6·90 + 0.4·80 = 86. Without
    /// trimming the first mean is 84: 82.4. With equal groups: 85. B gets 85 all over: 85 in every way. Half is evidence, 50 of 50 for both.
    /// </summary>
    [Fact]
    public void Trimming_and_groups_decide_who_is_first()
    {
        var variants = Variant.Of(Record());
        variants.Select(v => (v.Kind, v.Source)).ShouldBe([
            (VariantKind.NoTrimming, null), (VariantKind.EqualGroups, null), (VariantKind.Heavier, SourceKind.Evidence), (VariantKind.Lighter, SourceKind.Evidence),
            (VariantKind.Heavier, SourceKind.Judges), (VariantKind.Lighter, SourceKind.Judges),
        ]);
        Tally.Run(Record()).Entries.Select(e => (e.Total!.Value.RoundHalfUp(2), e.Rank)).ShouldBe([("93.00", 1), ("92.50", 2)]);
        variants[0].Result.Entries.Select(e => (e.Total!.Value.RoundHalfUp(2), e.Rank)).ShouldBe([("91.20", 2), ("92.50", 1)]);
        variants[1].Result.Entries.Select(e => e.Total!.Value.RoundHalfUp(2)).ShouldBe(["92.50", "92.50"]);
        // Judges weigh 62.5, evidence 37.5: 0.86·62.5 + 37.5.
        variants[4].Result.Entries[0].Total!.Value.RoundHalfUp(2).ShouldBe("91.25");
        variants[5].Result.Entries[0].Total!.Value.RoundHalfUp(2).ShouldBe("94.75");
    }

    [Fact]
    public void A_scheme_with_one_source_and_no_trimming_has_nothing_to_change()
    {
        var scheme = new TallyScheme { Code = "ONE", Version = 1, Sections = [new("MAIN", [new BlockRule("E", 100, new EvidenceRule(100))])] };
        Variant.Of(new TallyRecord(scheme, [new RecordEntry { Code = "A" }], evidence: [new RecordEvidence("A", "E", 90)])).ShouldBeEmpty();
    }

    private static TallyRecord Record()
    {
        var scheme = new TallyScheme
        {
            Code = "TWO", Version = 1,
            Panels = [new PanelRule { Code = "live", Groups = [new("a", 0.6m), new("b", 0.4m)], Drop = [new(5, 1, 1)] }],
            Sections = [new("MAIN", [new BlockRule("E", 50, new EvidenceRule(50)), new BlockRule("L", 50, new JudgesRule("live", [new CriterionRule { Code = "c", Max = 100 }]))])],
        };
        int[] first = [100, 90, 90, 90, 50, 80, 80];
        RecordJudge[] judges = [.. first.Select((_, i) => new RecordJudge($"J{i + 1}", "live", i < 5 ? "a" : "b"))];
        return new TallyRecord(scheme, [new RecordEntry { Code = "A" }, new RecordEntry { Code = "B" }], judges,
            sheets: [.. judges.SelectMany((j, i) => new[] { Sheet(j.Code, "A", first[i]), Sheet(j.Code, "B", 85) })],
            evidence: [new RecordEvidence("A", "E", 50), new RecordEvidence("B", "E", 50)]);
    }

    private static RecordSheet Sheet(string judge, string entry, int mark) => new(judge, entry, new Dictionary<string, Mark>(StringComparer.Ordinal) { ["c"] = mark });
}
