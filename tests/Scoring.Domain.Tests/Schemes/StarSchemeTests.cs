using System.Text.Json.Nodes;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>The two yearly ratings by sections that units apply for themselves: their dates, and the sums that docs/scoring.md works out by hand.</summary>
public sealed class StarSchemeTests
{
    private static readonly string[] Sections = ["PARTY", "SHARE", "PEACE", "HAPPY", "WORK"];

    public static TheoryData<string> Files => ["five-star-branch-urban.json", "five-star-branch-rural.json"];

    [Theory, MemberData(nameof(Files))]
    public void Each_star_is_a_hundred_points_of_which_its_own_department_checks_sixty(string file)
    {
        var scheme = Scheme.Parse(Seeds.Text($"schemes/{file}"));
        (scheme.Subject.From, scheme.Cadence, scheme.Rubric.Total).ShouldBe((SubjectSource.Application, Cadence.Yearly, 500));
        scheme.Rubric.Sections.ShouldAllBe(s => s.Blocks.Select(b => b.Weight).SequenceEqual(new[] { 60m, 20m, 20m }));
        scheme.Evidence.Select(e => e.Departments.Single()).Distinct().Count().ShouldBe(5);
        scheme.Evidence.ShouldAllBe(e => e.SelfReport && e.Indicators.Count == 6);
        scheme.Scoring.Award.ShouldBeOfType<LevelsAward>().ShouldSatisfyAllConditions(
            a => (a.Threshold, a.SumMinimum, a.Required).ShouldBe((80, 450, new RequiredSection("PARTY", 2))),
            a => a.NameOf("LEVEL_5").ShouldBe("五星党支部"));
    }

    [Fact]
    public void Its_year_runs_from_the_pledge_in_january_to_the_naming_in_the_next()
    {
        var dates = Urban.Phases.Resolve(Period.Parse("2025"), Seeds.Calendar);
        dates.Phases.Select(p => $"{p.Code} {p.FirstDay:yyyy-MM-dd} {p.LastDay:yyyy-MM-dd}").ShouldBe(
        [
            "pledge 2025-01-02 2025-02-28", "nominate 2025-11-01 2025-11-20", "review 2025-11-01 2025-11-28", "evidence 2025-12-01 2025-12-25", "survey 2025-12-01 2025-12-25",
            "live 2025-12-01 2025-12-25", "tally 2025-12-25 2026-01-06", "approve 2026-01-06 2026-01-06", "notice 2026-01-07 2026-01-13", "publish 2026-01-14 2026-01-14",
        ]);
    }

    [Fact]
    public void A_cycle_opens_with_the_pledge_and_is_missed_once_pledges_are_over()
    {
        var dates = Urban.Phases.Resolve(Period.Parse("2026"), Seeds.Calendar);
        var cycle = CycleDates.Open(Urban, 1, dates, 1);
        cycle.Advance(dates["pledge"].StartsAt).ShouldBe([CycleState.Nominating]);
        StateNames.Of(cycle).ShouldBe("承诺与申报");
        cycle.Advance(dates["nominate"].EndsAt.AddTicks(-1)).ShouldBeEmpty();
        cycle.Advance(dates["nominate"].EndsAt).ShouldBe([CycleState.Review]);
        cycle.Advance(dates["live"].StartsAt).ShouldBe([CycleState.Scoring]);
        cycle.EvidencePhase!.Code.ShouldBe("evidence");
        CycleDates.Missed(dates, dates["pledge"].EndsAt.AddTicks(-1)).ShouldBeFalse();
        CycleDates.Missed(dates, dates["pledge"].EndsAt).ShouldBeTrue();
    }

    [Fact]
    public void The_worked_year_comes_out_to_the_digit()
    {
        var result = Tally.Run(TallyRecord.Parse(Worked().ToJsonString()));
        result.Entries.Select(e => $"{e.Code} {string.Join(' ', e.Sections.Select(s => $"{s.Score!.Value.RoundHalfUp(2)}{(s.Won == true ? "*" : string.Empty)}"))} = {e.Total!.Value.RoundHalfUp(2)} {Urban.Scoring.Award!.NameOf(e.Award)}").ShouldBe(
        [
            "E1 90.40* 86.45* 92.20* 90.27* 82.43* = 441.75 四星党支部",   // all five, but 8.25 short of 450
            "E2 79.90 86.45* 92.20* 90.27* 82.43* = 431.25 二星党支部",    // four, but not the one that is required
            "E3 90.40* 89.45* 92.20* 90.27* 87.93* = 450.25 五星党支部",
        ]);
    }

    [Theory]
    [InlineData("\"nomination\": {", "\"nomination\": {\n    \"quotaPerStreet\": 3,", "$.nomination.quotaPerStreet", "由本单位自评申报的不限名额，请去掉 quotaPerStreet。")]
    [InlineData("\"total\", \"parts\"]", "\"total\"]", "$.publication.publicFields", "按板块定级的，要公开 parts：得了哪几个板块，名单上要看得出来。")]
    public void Refuses_what_does_not_go_with_units_that_apply_for_levels(string good, string bad, string path, string reason)
    {
        var text = Seeds.Text("schemes/five-star-branch-urban.json");
        text.ShouldContain(good, Case.Sensitive);
        var refusal = Should.Throw<SchemeInvalid>(() => Scheme.Parse(text.Replace(good, bad, StringComparison.Ordinal)));
        (refusal.Path, refusal.Reason).ShouldBe((path, reason));
    }

    private static Scheme Urban { get; } = Scheme.Parse(Seeds.Text("schemes/five-star-branch-urban.json"));

    /// <summary>docs/scoring.md, "A worked year of stars".</summary>
    private static JsonObject Worked()
    {
        (decimal Check, decimal[] Judges, int[] Folk)[] first =
        [
            (54, [18, 17.5m, 18.5m], [40, 10, 0, 5]), (52, [17, 17, 17.5m], [36, 12, 2, 5]), (55, [18, 18, 18], [45, 5, 0, 5]), (54.5m, [18.5m, 18, 18], [38, 10, 2, 5]), (50, [16.5m, 17, 17], [30, 15, 5, 5]),
        ];
        decimal[][] checks = [[54, 52, 55, 54.5m, 50], [43.5m, 52, 55, 54.5m, 50], [54, 55, 55, 54.5m, 55.5m]];
        string[] answers = ["satisfied", "basically", "dissatisfied", "dontKnow"];
        var (entries, evidence, sheets, ballots) = (new JsonArray(), new JsonArray(), new JsonArray(), new JsonArray());
        foreach (var (check, e) in checks.Select((c, i) => (c, $"E{i + 1}")))
        {
            entries.Add(new JsonObject { ["code"] = e, ["households"] = 800 });
            for (var s = 0; s < Sections.Length; s++)
            {
                evidence.Add(new JsonObject { ["entry"] = e, ["block"] = $"{Sections[s]}_CHECK", ["points"] = check[s] });
                ballots.Add(new JsonObject { ["entry"] = e, ["question"] = Lower(Sections[s]), ["counts"] = new JsonObject(answers.Select((a, n) => KeyValuePair.Create(a, (JsonNode?)first[s].Folk[n]))) });
            }

            for (var j = 0; j < 3; j++)
                sheets.Add(new JsonObject { ["judge"] = $"J{j + 1}", ["entry"] = e, ["marks"] = new JsonObject(Sections.Select((s, n) => KeyValuePair.Create(Lower(s), (JsonNode?)first[n].Judges[j]))) });
        }

        return new JsonObject
        {
            ["format"] = "scoring-record/1",
            ["scheme"] = JsonNode.Parse(Urban.ScoringJson.GetRawText()),
            ["entries"] = entries,
            ["judges"] = new JsonArray([.. Enumerable.Range(1, 3).Select(j => (JsonNode)new JsonObject { ["code"] = $"J{j}", ["panel"] = "street", ["group"] = "street" })]),
            ["sheets"] = sheets,
            ["evidence"] = evidence,
            ["ballots"] = ballots,
        };
    }

    private static string Lower(string code) => code.ToLowerInvariant();
}
