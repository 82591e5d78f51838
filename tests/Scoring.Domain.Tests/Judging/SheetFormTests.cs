using Scoring.Domain.Judging;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Tests.Judging;

public sealed class SheetFormTests
{
    [Fact]
    public void Has_the_criteria_of_the_panel_in_the_schemes_order()
    {
        Field.Form.Criteria.Select(c => c.Code).ShouldBe(["work", "service", "innovation", "drive"]);
        Field.Form.Maximum.ShouldBe(40m);
        Should.Throw<Refused>(() => SheetForm.Of(Field.Scheme, "nobody")).Kind.ShouldBe(RefusalKind.Missing);
    }

    [Fact]
    public void Stores_marks_as_plain_decimals_and_sums_them_exactly()
    {
        var marks = Field.Form.Check(Field.Marks("11", " 9.50", "8.", "７.５"));
        marks.ShouldBe(Field.Marks("11", "9.5", "8", "7.5"), ignoreOrder: true);
        Field.Form.Sum(marks).ShouldBe(36m);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("12")]
    public void Accepts_marks_from_nothing_to_the_maximum_on_the_step(string mark) =>
        Field.Form.Check(Field.Marks(mark, "10", "10", "8"))["work"].ShouldBe(mark);

    [Theory]
    [InlineData("12.5", "“比工作”满分 12，不能填 12.5。")]
    [InlineData("11.3", "“比工作”以 0.5 分为一档，不能填 11.3。")]
    [InlineData("-1", "“比工作”只能填 0 到 12 的数字，不能填“-1”。")]
    [InlineData("1e1", "“比工作”只能填 0 到 12 的数字，不能填“1e1”。")]
    [InlineData("好", "“比工作”只能填 0 到 12 的数字，不能填“好”。")]
    [InlineData("", "还有 1 项没打分：比工作。")]
    [InlineData("   ", "还有 1 项没打分：比工作。")]
    public void Refuses_a_mark_that_cannot_stand(string mark, string sentence) => Refusal(Field.Marks(mark, "10", "10", "8")).ShouldBe(sentence);

    [Fact]
    public void Names_every_fault_at_once() =>
        Refusal(new() { ["work"] = "13", ["service"] = "9.7" }).ShouldBe("还有 2 项没打分：比创新、比干劲。“比工作”满分 12，不能填 13。“比服务”以 0.5 分为一档，不能填 9.7。");

    [Fact]
    public void Refuses_a_criterion_the_panel_does_not_have()
    {
        var marks = Field.Marks("1", "1", "1", "1");
        marks["help"] = "1";
        Refusal(marks).ShouldContain("没有“help”这一项");
    }

    [Fact]
    public void Takes_a_word_of_a_scale_by_its_code_or_name()
    {
        var form = Words();
        form.Check(new Dictionary<string, string> { ["help"] = "较好" }).ShouldBe(new Dictionary<string, string> { ["help"] = "fair" });
        form.Sum(form.Check(new Dictionary<string, string> { ["help"] = "good" })).ShouldBe(100m);
        form.Sum(form.Check(new Dictionary<string, string> { ["help"] = "85.5" })).ShouldBe(85.5m);
        SheetForm.Words(form.Criteria[0], "fair").ShouldBe("较好");
        Should.Throw<Refused>(() => form.Check(new Dictionary<string, string> { ["help"] = "优" })).Message.ShouldBe("“帮建组织”只能选好、较好。");
    }

    [Fact]
    public void Keeps_a_draft_as_typed_and_nothing_it_does_not_know()
    {
        var typed = new Dictionary<string, string> { ["work"] = "8.", ["service"] = "", ["drive"] = new string('9', 50), ["other"] = "1" };
        Field.Form.Keep(typed).ShouldBe(new Dictionary<string, string> { ["work"] = "8.", ["drive"] = new string('9', 20) });
    }

    private static SheetForm Words() => new("helped", [new RubricCriterion("help", "帮建组织", null, 100, null, [new ScaleWord("good", "好", 100), new ScaleWord("fair", "较好", 85)])]);

    private static string Refusal(Dictionary<string, string> marks) => Should.Throw<Refused>(() => Field.Form.Check(marks)).Message;
}
