using System.Text.Json.Nodes;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>The programmes beside the three: each worked sum of docs/scoring.md ("Five neighbours"), and what the reader demands of their files.</summary>
public sealed class NeighbourSchemeTests
{
    private static readonly string[] Answers = ["satisfied", "basically", "dissatisfied"];

    [Fact]
    public void Owners_and_the_site_check_make_a_level_of_each_property_project()
    {
        var record = new Sheet("owner-rating.json");
        void Estate(string code, int[] overall, int[] repair, int[] fees, decimal site)
        {
            record.Entry(code, 400).Evidence(code, "SITE", site);
            foreach (var (question, counts) in new[] { ("overall", overall), ("repair", repair), ("fees", fees) })
                record.Ballots(code, question, counts);
        }

        Estate("E1", [60, 20, 10], [45, 30, 15], [54, 18, 18], 27);
        Estate("E2", [20, 0, 0], [20, 0, 0], [20, 0, 0], 24);
        Estate("E3", [10, 5, 5], [8, 5, 7], [6, 5, 9], 18);
        record.Lines().ShouldBe(["E1 32.00 10.50 10.80 27.00 = 80.30 B 级", "E2 40.00 15.00 15.00 24.00 = 94.00 A 级", "E3 26.00 8.25 6.75 18.00 = 59.00 D 级"]);
    }

    [Fact]
    public void Three_tenths_of_the_projects_at_most_become_models()
    {
        var record = new Sheet("tackle-project.json");
        for (var judge = 1; judge <= 7; judge++)
            record.Judge($"J{judge}", "live", "department");
        void Project(string code, decimal topic, decimal work, decimal effect, params decimal[] talks)
        {
            record.Entry(code).Evidence(code, "TOPIC", topic).Evidence(code, "WORK", work).Evidence(code, "EFFECT", effect);
            for (var judge = 0; judge < 7; judge++)
                record.Marks($"J{judge + 1}", code, ("clear", talks[judge % talks.Length] - 4), ("useful", 4m));
        }

        Project("E1", 18, 22, 36, 11, 10.5m, 12, 11.5m, 10, 11, 12);
        Project("E2", 18, 20, 35, 10);
        Project("E3", 12, 15, 25, 9);
        Project("E4", 10, 12, 20, 8);
        record.Lines().ShouldBe(["E1 18.00 22.00 36.00 11.20 = 87.20 优秀成果", "E2 18.00 20.00 35.00 10.00 = 83.00 通过结项", "E3 12.00 15.00 25.00 9.00 = 61.00 通过结项", "E4 10.00 12.00 20.00 8.00 = 50.00 未通过结项"]);
    }

    [Fact]
    public void A_building_has_its_stars_from_who_walks_it_and_who_lives_in_it()
    {
        var record = new Sheet("star-building.json");
        void Building(string code, string[] branch, string[] community, params string[] neighbours)
        {
            record.Entry(code).Judge($"B{code}", "walk", "branch").Judge($"C{code}", "walk", "community");
            foreach (var (judge, words) in new[] { ($"B{code}", branch), ($"C{code}", community) })
                record.Words(judge, code, ("place", words[0]), ("life", words[1]), ("safe", words[2]));
            foreach (var (word, n) in neighbours.Select((w, n) => (w, n)))
                record.Judge($"N{n}{code}", "neighbour", "neighbour").Words($"N{n}{code}", code, ("content", word));
        }

        Building("E1", ["good", "good", "fair"], ["fair", "good", "fair"], "satisfied", "satisfied", "basically");
        Building("E2", ["fair", "average", "fair"], ["average", "average", "fair"], "basically", "basically", "basically");
        Building("E3", ["poor", "poor", "poor"], ["poor", "poor", "poor"], "dissatisfied", "dissatisfied", "basically");
        record.Lines().ShouldBe(["E1 37.00 20.00 17.00 17.33 = 91.33 五星楼组", "E2 31.00 14.00 17.00 12.00 = 74.00 三星楼组", "E3 16.00 8.00 8.00 4.00 = 36.00 "]);
    }

    /// <summary>A third of three is one, which no decimal gives; a third of four is one still.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_third_of_the_members_at_most_is_excellent(int members)
    {
        var record = new Sheet("member-review.json");
        void Member(string code, string[] branch, string community)
        {
            record.Entry(code).Judge($"C{code}", "review", "community").Words($"C{code}", code, Four(community));
            foreach (var (words, n) in branch.Select((w, n) => (w, n)))
                record.Judge($"B{n}{code}", "review", "branch").Words($"B{n}{code}", code, Four(words));
        }

        Member("E1", ["gggg", "gggf", "ggff"], "ggff");
        Member("E2", ["ggff", "ggff", "ggff"], "gggg");
        Member("E3", ["ffff", "ffff", "ffff"], "ffff");
        if (members == 4)
            Member("E4", ["aaaa", "aaaa", "aaaa"], "faaa");
        string[] all = ["E1 93.50 = 93.50 优秀", "E2 93.00 = 93.00 合格", "E3 80.00 = 80.00 合格", "E4 61.50 = 61.50 基本合格"];
        record.Lines().ShouldBe(all[..members]);
        return;

        static (string, string)[] Four(string letters) =>
            [.. new[] { "faith", "rules", "conduct", "role" }.Zip(letters, (criterion, letter) => (criterion, letter switch { 'g' => "good", 'f' => "fair", 'a' => "average", _ => "poor" }))];
    }

    [Fact]
    public void A_council_puts_an_estate_on_the_red_or_towards_the_black_list()
    {
        var record = new Sheet("red-black-list.json");
        void Estate(string code, params string[] council)
        {
            record.Entry(code);
            foreach (var (letters, n) in council.Select((w, n) => (w, n)))
            {
                record.Judge($"R{n}{code}", "council", "council").Words($"R{n}{code}", code,
                    [.. new[] { "clean", "order", "peace", "council" }.Zip(letters, (criterion, letter) => (criterion, letter switch { 'g' => "good", 'f' => "fair", 'a' => "average", _ => "poor" }))]);
            }
        }

        Estate("E1", "gggg", "gggg", "fggg");
        Estate("E2", "ffff", "ffff", "ffff");
        Estate("E3", "aaaa", "aaaa", "aaaa");
        Estate("E4", "aaaa", "paaa", "paaa");
        record.Lines().ShouldBe(["E1 98.00 = 98.00 红榜", "E2 80.00 = 80.00 不上榜", "E3 60.00 = 60.00 不上榜", "E4 52.00 = 52.00 黑榜"]);
    }

    [Fact]
    public void What_is_an_input_to_a_decision_has_no_notice_and_no_publication()
    {
        var scheme = Read("member-review.json");
        (scheme.Publication.Public, scheme.Publication.DecidedBy, scheme.Publication.PublicFields.Count).ShouldBe((false, "支部委员会讨论，报上级党组织审批", 0));
        var cycle = CycleDates.Open(scheme, 1, scheme.Phases.Resolve(Period.Parse("2026"), Seeds.Calendar), 1);
        cycle.GoesPublic.ShouldBeFalse();
        cycle.State = CycleState.Approved;
        Should.Throw<Refused>(() => PhaseTable.Demand(cycle, Act.PostNotice, cycle.OpensAt)).Message.ShouldContain("不公示、不发布");
        PhaseTable.Demand(cycle, Act.Conclude, cycle.OpensAt);
    }

    [Fact]
    public void Says_which_awards_are_listed_and_which_only_after_a_reply()
    {
        var rule = Read("red-black-list.json").Publication;
        new[] { "RED", "PLAIN", "BLACK", null }.Select(a => (rule.Lists(a), rule.IsAdverse(a))).ShouldBe([(true, false), (false, false), (true, true), (false, false)]);
        (rule.Adverse!.ReplyWorkingDays, rule.DisplayDays).ShouldBe((3, 7));
        Read("owner-rating.json").Publication.Lists("D").ShouldBeTrue();
    }

    [Theory]
    [InlineData("member-review.json", "\"kind\": \"none\",", "\"kind\": \"none\", \"noticeDays\": 3,", "不认识「noticeDays」")]
    [InlineData("member-review.json", "\"code\": \"decide\"", "\"code\": \"settle\"", "缺少阶段「decide」")]
    [InlineData("member-review.json", "\"1/3\"", "\"a third\"", "应为数字，或者 1/3 这样的分数")]
    [InlineData("red-black-list.json", "\"awards\": [\"BLACK\"]", "\"awards\": [\"PLAIN\"]", "本来就不公开")]
    [InlineData("red-black-list.json", "\"listed\": [\"RED\", \"BLACK\"]", "\"listed\": [\"RED\", \"GREY\"]", "没有等次「GREY」")]
    [InlineData("red-black-list.json", "\"unitKind\": \"estate\"", "\"unitKind\": \"member\"", "不能公开个人")]
    [InlineData("owner-rating.json", "\"unitKind\": \"estate\"", "\"unitKind\": \"building\"", "只有从名册产生的小区")]
    [InlineData("tackle-project.json", "\"from\": \"nomination\"", "\"from\": \"application\"", "由街道申报")]
    public void Refuses_what_contradicts_it(string file, string good, string bad, string reason)
    {
        var text = Seeds.Text($"schemes/{file}");
        text.ShouldContain(good, Case.Sensitive);
        Should.Throw<SchemeInvalid>(() => Scheme.Parse(text.Replace(good, bad, StringComparison.Ordinal))).Reason.ShouldContain(reason);
    }

    private static Scheme Read(string file) => Scheme.Parse(Seeds.Text($"schemes/{file}"));

    /// <summary>A record in the making, and its result as "code points … = total award".</summary>
    private sealed class Sheet(string file)
    {
        private readonly Scheme scheme = Read(file);
        private readonly JsonArray entries = [], judges = [], sheets = [], evidence = [], ballots = [];

        public Sheet Entry(string code, int? households = null)
        {
            entries.Add(households is null ? new JsonObject { ["code"] = code } : new JsonObject { ["code"] = code, ["households"] = households });
            return this;
        }

        public Sheet Evidence(string entry, string block, decimal points) => Add(evidence, new JsonObject { ["entry"] = entry, ["block"] = block, ["points"] = points });

        public Sheet Ballots(string entry, string question, int[] counts) =>
            Add(ballots, new JsonObject { ["entry"] = entry, ["question"] = question, ["counts"] = new JsonObject(Answers.Zip(counts, (a, c) => KeyValuePair.Create(a, (JsonNode?)c))) });

        public Sheet Judge(string code, string panel, string group) => Add(judges, new JsonObject { ["code"] = code, ["panel"] = panel, ["group"] = group });

        public Sheet Words(string judge, string entry, params (string Criterion, string Word)[] words) =>
            Add(sheets, new JsonObject { ["judge"] = judge, ["entry"] = entry, ["marks"] = new JsonObject(words.Select(w => KeyValuePair.Create(w.Criterion, (JsonNode?)w.Word))) });

        public Sheet Marks(string judge, string entry, params (string Criterion, decimal Mark)[] marks) =>
            Add(sheets, new JsonObject { ["judge"] = judge, ["entry"] = entry, ["marks"] = new JsonObject(marks.Select(m => KeyValuePair.Create(m.Criterion, (JsonNode?)m.Mark))) });

        /// <summary>The judges of some panels mark only their own entries: every other pair is recused, as the platform's record has it.</summary>
        public IEnumerable<string> Lines()
        {
            var marked = sheets.Select(s => ($"{s!["judge"]}", $"{s["entry"]}")).ToHashSet();
            var recusals = from j in judges from e in entries where !marked.Contains(($"{j!["code"]}", $"{e!["code"]}")) select (JsonNode)new JsonObject { ["judge"] = $"{j!["code"]}", ["entry"] = $"{e!["code"]}" };
            var result = Tally.Run(TallyRecord.Parse(new JsonObject
            {
                ["format"] = "scoring-record/1", ["scheme"] = JsonNode.Parse(scheme.ScoringJson.GetRawText()), ["entries"] = entries, ["judges"] = judges, ["recusals"] = new JsonArray([.. recusals]),
                ["sheets"] = sheets, ["evidence"] = evidence, ["ballots"] = ballots,
            }.ToJsonString()));
            return result.Entries.Select(e =>
                $"{e.Code} {string.Join(' ', e.Sections.SelectMany(s => s.Blocks).Select(b => b.Points!.Value.RoundHalfUp(2)))} = {e.Total!.Value.RoundHalfUp(2)} {scheme.Scoring.Award!.NameOf(e.Award)}");
        }

        private Sheet Add(JsonArray rows, JsonObject row)
        {
            rows.Add(row);
            return this;
        }
    }
}
