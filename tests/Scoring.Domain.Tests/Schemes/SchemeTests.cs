using System.Text.Json.Nodes;
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

public sealed class SchemeTests
{
    private static readonly Scheme Contest = Scheme.Parse(Seeds.Contest);

    [Fact]
    public void Reads_the_contest()
    {
        (Contest.Code, Contest.VersionNumber, Contest.Label, Contest.Cadence).ShouldBe(("TOP10_SECRETARY", 1, "通报", Cadence.Monthly));
        (Contest.Authority.Organiser, Contest.Authority.Approval, Contest.Authority.ApprovalName).ShouldBe(("区委组织部", ApprovalState.Pending, "报批中"));
        Contest.Departments.Select(department => department.Code).ShouldBe(["ORG", "PLC", "CIVIL", "HOUSING", "DISCIPLINE", "PUBLICITY", "PETITION"]);
        (Contest.Nomination!.QuotaPerStreet, Contest.Nomination.FewerNeedsReason, Contest.Nomination.CoolingOffMonths).ShouldBe((3, true, 12));
        Contest.Nomination.Standards!.Items.Select(item => item.Name).ShouldBe(["有能力", "有公心", "有热情", "有威望"]);
        Contest.Talk.ShouldBe(new Talk(5, "自我介绍＋视频（幻灯片）演示", 30));
        Contest.Adjustments.ShouldBe(new Adjustments(new Overtime(10, 30, 0.5m, 2), 3));
        Contest.Survey!.WindowDays.ShouldBe(30);
        Contest.Survey.Questions[0].Answers.Select(answer => answer.Name).ShouldBe(["满意", "基本满意", "不满意", "不了解"]);
        Contest.Vetoes.Select(veto => (veto.Department, veto.NeedsDocument)).ShouldAllBe(veto => veto.Department == "PLC" && veto.NeedsDocument);
        (Contest.Publication.Order, Contest.Publication.NoticeDays, Contest.Publication.SubstitutionNoticeDays).ShouldBe((PublicationOrder.Rank, 5, 3));
        Contest.DepartmentName("HOUSING").ShouldBe("区住建局");
    }

    [Fact]
    public void Reads_the_rubric_that_people_see()
    {
        Contest.Rubric.Blocks.Select(block => $"{block.Code} {block.Name} {block.Weight}").ShouldBe(
        [
            "BRANCH 小区党组织 10", "MEMBERS 党员管理 8", "OWNERS 业委会（物管会） 8", "PROPERTY 物业服务 8", "VENUE 党建阵地 6",
            "SATISFACTION 群众满意度 20", "LIVE 现场评选 40",
        ]);
        Contest.Rubric.Total.ShouldBe(100);
        Contest.Rubric.Blocks.Last().Criteria.Select(criterion => $"{criterion.Code} {criterion.Name} {criterion.Maximum} {criterion.Step}")
            .ShouldBe(["work 比工作 12 0.5", "service 比服务 10 0.5", "innovation 比创新 10 0.5", "drive 比干劲 8 0.5"]);
        Contest.Evidence.Select(evidence => $"{evidence.Block} {string.Join('、', evidence.Departments)} {evidence.SelfReport}")
            .ShouldBe(["BRANCH ORG False", "MEMBERS ORG False", "OWNERS CIVIL False", "PROPERTY HOUSING False", "VENUE ORG True"]);
        Contest.Judging!.Panels[0].Groups.Select(group => (group.Group, group.ByStreet, group.Departments.Count, group.Each))
            .ShouldBe([("department", false, 7, 1), ("street", true, 0, 1)]);
    }

    [Fact]
    public void Hands_the_scoring_part_to_the_tally_word_for_word()
    {
        Contest.Scoring.Code.ShouldBe("TOP10_SECRETARY");
        Contest.Scoring.Blocks.Count().ShouldBe(7);
        JsonNode.DeepEquals(JsonNode.Parse(Contest.ScoringJson.GetRawText()), JsonNode.Parse(Seeds.Contest)!["scoring"]).ShouldBeTrue();
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(11.5, true)]
    [InlineData(0, true)]
    [InlineData(11.25, false)]
    [InlineData(12.5, false)]
    [InlineData(-0.5, false)]
    public void A_mark_lies_between_zero_and_the_maximum_on_the_step(double mark, bool allowed) =>
        Contest.Rubric.Blocks.Last().Criteria[0].Allows((decimal)mark).ShouldBe(allowed);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 0)] // within the grace
    [InlineData(10.5, 0.5)] // the first block has started
    [InlineData(40, 0.5)]
    [InlineData(41, 1)]
    [InlineData(100, 1.5)]
    [InlineData(101, 2)]
    [InlineData(600, 2)] // the cap
    public void Overtime_takes_half_a_point_for_each_started_half_minute(double seconds, double points) =>
        Contest.Adjustments.Overtime!.Deduct(TimeSpan.FromSeconds(seconds)).ShouldBe((decimal)points);

    [Fact]
    public void Every_number_says_what_it_rests_on()
    {
        var numbers = 0;
        Count(JsonNode.Parse(Seeds.Contest)!);
        numbers.ShouldBeGreaterThan(80);
        Contest.Notes.Figures.Count.ShouldBe(numbers);
        Contest.Notes.For("$.nomination.quotaPerStreet")!.Basis.ShouldBe(FigureBasis.Source);
        Contest.Notes.For("$.scoring.sections[MAIN].blocks[BRANCH].weight")!.Basis.ShouldBe(FigureBasis.Assumption);
        Contest.Notes.For("$.scoring.sections[MAIN].blocks[LIVE].weight")!.Text.ShouldStartWith("现场占 40 分");
        Contest.Notes.For("$.evidence[VENUE].indicators[SIGN].maximum")!.Text.ShouldStartWith("「三有」");

        void Count(JsonNode? node)
        {
            if (node is JsonObject members) foreach (var member in members) Count(member.Value);
            if (node is JsonArray items) foreach (var item in items) Count(item);
            if (node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number) numbers++;
        }
    }

    [Fact]
    public void The_canonical_form_sorts_members_keeps_numbers_as_written_and_escapes_least()
    {
        using var document = System.Text.Json.JsonDocument.Parse("""{ "b": "\u4f73\n\"\/\u0001", "a": [1.50, true, null] }""");
        CanonicalJson.Write(document.RootElement).ShouldBe("""{"a":[1.50,true,null],"b":"佳\n\"/\u0001"}""");
        CanonicalJson.Hash(document.RootElement).ShouldBe("d1082902dfcecdc694f39bc23c7c44cf9638a6b826c12cc00d9f9b4efe72f5b7"); // by sha256sum
    }

    [Fact]
    public void One_hash_for_one_content_whatever_the_layout()
    {
        Contest.Hash.ShouldBe(Scheme.Parse(Seeds.Contest.Replace("\n", "\r\n    ", StringComparison.Ordinal)).Hash);
        var turned = new JsonObject(JsonNode.Parse(Seeds.Contest)!.AsObject().Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        Scheme.Parse(turned.ToJsonString()).Hash.ShouldBe(Contest.Hash);
        Scheme.Parse(Seeds.Contest.Replace("\"quotaPerStreet\": 3", "\"quotaPerStreet\": 4", StringComparison.Ordinal)).Hash.ShouldNotBe(Contest.Hash);
    }
}
