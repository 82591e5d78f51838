using System.Text.Json.Nodes;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>The sums of <c>docs/scoring.md</c>, worked by hand there, come out of the shipped scheme files to the digit.</summary>
public sealed class WorkedExampleTests
{
    private static readonly string[] Helps = ["h_branch", "h_self", "h_property", "h_dispute", "h_funds"];

    [Fact]
    public void A_quarter_of_pairings_rolls_up_to_units_and_their_grades()
    {
        var scheme = Scheme.Parse(Seeds.Text("schemes/yibao-wubang.json"));
        JsonArray entries = [], judges = [], sheets = [], evidence = [], ballots = [];
        void Pair(string entry, string unit, double found, string[] estate, string[] community, int satisfied, int basically, int not, params string[] without)
        {
            entries.Add(new JsonObject { ["code"] = entry, ["unit"] = unit, ["households"] = 400, ["notApplicable"] = new JsonArray([.. without.Select(b => (JsonNode)b)]) });
            evidence.Add(new JsonObject { ["entry"] = entry, ["block"] = "PAIRING", ["points"] = found });
            ballots.Add(new JsonObject { ["entry"] = entry, ["counts"] = new JsonObject { ["satisfied"] = satisfied, ["basically"] = basically, ["dissatisfied"] = not } });
            foreach (var (group, words) in new[] { ("estate", estate), ("community", community) })
            {
                judges.Add(new JsonObject { ["code"] = $"{group[0]}{entry}", ["panel"] = "rate", ["group"] = group });
                sheets.Add(new JsonObject { ["judge"] = $"{group[0]}{entry}", ["entry"] = entry, ["marks"] = new JsonObject(Helps.Zip(words, (help, word) => KeyValuePair.Create(help, (JsonNode?)word))) });
            }
        }

        string[] All(string word) => [.. Helps.Select(_ => word)];
        Pair("P1", "A", 9, ["good", "fair", "poor", "good", "average"], ["fair", "fair", "poor", "good", "fair"], 30, 10, 0, "H_PROPERTY");
        Pair("P2", "A", 10, All("good"), All("good"), 23, 0, 2);
        Pair("P3", "B", 10, All("good"), All("good"), 23, 0, 2);
        Pair("P4", "C", 8, All("fair"), All("fair"), 16, 0, 4);
        Pair("P5", "D", 6, All("average"), All("average"), 12, 0, 8);
        Pair("P6", "E", 4, All("poor"), All("poor"), 10, 0, 10);
        var record = new JsonObject
        {
            ["format"] = "scoring-record/1", ["scheme"] = JsonNode.Parse(scheme.ScoringJson.GetRawText()), ["entries"] = entries, ["judges"] = judges, ["sheets"] = sheets, ["evidence"] = evidence,
            ["ballots"] = ballots, ["adjustments"] = new JsonArray(new JsonObject { ["entry"] = "P1", ["kind"] = "deduction", ["amount"] = 5, ["reason"] = "缺席" }),
        };

        var result = Tally.Run(TallyRecord.Parse(record.ToJsonString()));

        var first = result.Entries[0];
        first.Sections.Single().Blocks.Select(b => b.Points?.RoundHalfUp(2)).ShouldBe(["9.00", "13.88", "12.75", null, "15.00", "11.63", "13.50"]);
        (first.Sections.Single().Score!.Value.RoundHalfUp(2), first.Total!.Value.RoundHalfUp(2), first.ExactTotal!.Value.ToString()).ShouldBe(("89.13", "84.13", "1430/17"));
        result.Entries.Select(e => e.Total!.Value.RoundHalfUp(2)).ShouldBe(["84.13", "98.80", "98.80", "83.75", "67.50", "41.50"]);
        result.Units!.Select(u => (u.Code, u.Total!.Value.RoundHalfUp(2), u.Rank, u.Award)).ShouldBe(
            [("A", "91.47", 2, "FAIR"), ("B", "98.80", 1, "GOOD"), ("C", "83.75", 3, "FAIR"), ("D", "67.50", 4, "AVERAGE"), ("E", "41.50", 5, "POOR")]);
    }

    [Fact]
    public void The_third_quarter_of_2026_runs_on_the_days_that_were_planned()
    {
        var scheme = Scheme.Parse(Seeds.Text("schemes/yibao-wubang.json"));
        var plan = scheme.Phases.Resolve(Domain.Calendars.Period.Parse("2026-Q3"), Seeds.Calendar);
        plan.Phases.Select(p => (p.Code, p.FirstDay, p.LastDay)).ShouldBe(
        [
            ("filing", new(2026, 10, 8), new(2026, 10, 10)), ("review", new(2026, 10, 8), new(2026, 10, 15)), ("survey", new(2026, 10, 8), new(2026, 10, 15)),
            ("live", new(2026, 10, 8), new(2026, 10, 15)), ("sumup", new(2026, 10, 16), new(2026, 10, 19)), ("report", new(2026, 10, 16), new(2026, 10, 20)),
            ("tally", new(2026, 10, 20), new(2026, 10, 20)), ("approve", new(2026, 10, 20), new(2026, 10, 20)), ("notice", new(2026, 10, 21), new(2026, 10, 23)),
            ("publish", new(2026, 10, 26), new(2026, 10, 26)),
        ]);
    }
}
