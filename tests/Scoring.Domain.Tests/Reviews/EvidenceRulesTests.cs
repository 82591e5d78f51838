using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Reviews;

/// <summary>What departments and the operator may enter, held to the contest's scheme.</summary>
public sealed class EvidenceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 1, 0, 0, TimeSpan.Zero);
    private static readonly Scheme Contest = Scheme.Parse(Seeds.Contest);

    /// <summary>SETUP 3, LIFE 3, COUNCIL 4: full mark 10.</summary>
    private static readonly EvidenceBlock Branch = Contest.Evidence[0];

    [Fact]
    public void Adds_the_indicators_to_the_blocks_points()
    {
        var mark = Mark(Branch, new() { ["SETUP"] = 3, ["LIFE"] = 2.5m, ["COUNCIL"] = 3.25m });
        (mark.Points, mark.Deductions, mark.PointsOf(10)).ShouldBe((8.75m, null, 8.75m));
    }

    [Fact]
    public void Takes_deductions_off_the_full_mark()
    {
        var mark = Mark(Branch with { Entry = EvidenceEntry.Deductions }, new() { ["SETUP"] = 0, ["LIFE"] = 0.5m, ["COUNCIL"] = 1 });
        mark.Points.ShouldBeNull();
        mark.Deductions.ShouldBe([0.5m, 1m]);
        mark.PointsOf(10).ShouldBe(8.5m);
    }

    [Theory]
    [InlineData("3.5", "“组织设置”最多 3 分，不能填 3.5。")]
    [InlineData("-1", "“组织设置”的得分不能是负数。")]
    [InlineData("1.0001", "“组织设置”最多三位小数。")]
    [InlineData(null, "“组织设置”还没有填得分。")]
    public void Refuses_a_figure_outside_its_indicator(string? figure, string sentence)
    {
        var amounts = new Dictionary<string, decimal> { ["LIFE"] = 3, ["COUNCIL"] = 4 };
        if (figure is not null)
            amounts["SETUP"] = decimal.Parse(figure, System.Globalization.CultureInfo.InvariantCulture);
        Should.Throw<Refused>(() => Mark(Branch, amounts)).Message.ShouldBe(sentence);
    }

    [Fact]
    public void Refuses_an_unknown_indicator_and_an_empty_note()
    {
        Should.Throw<Refused>(() => Mark(Branch, new() { ["SETUP"] = 1, ["LIFE"] = 1, ["COUNCIL"] = 1, ["X"] = 0 })).Message.ShouldContain("没有指标“X”");
        Should.Throw<Refused>(() => Mark(Branch, new() { ["SETUP"] = 1, ["LIFE"] = 1, ["COUNCIL"] = 1 }, " ")).Message.ShouldStartWith("请写明依据");
    }

    /// <summary>Grace 10 s, then 0.5 for each started 30 s, at most 2.</summary>
    [Theory]
    [InlineData(11, "0.5")]
    [InlineData(40, "0.5")]
    [InlineData(41, "1.0")]
    [InlineData(600, "2")]
    public void Takes_off_for_overtime_by_the_scheme(int seconds, string amount) =>
        Adjustment.ForOvertime(7, Contest.Adjustments, seconds, 1, Now).Amount.ShouldBe(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Refuses_overtime_within_the_grace_and_bonuses_above_the_cap()
    {
        Should.Throw<Refused>(() => Adjustment.ForOvertime(7, Contest.Adjustments, 10, 1, Now)).Message.ShouldContain("宽限以内，不扣分");
        Should.Throw<Refused>(() => Adjustment.ForBonus(7, Contest.Adjustments, 3.5m, "有", 1, Now)).Message.ShouldBe("加分要大于 0，最多 3 分，最多三位小数。");
        Should.Throw<Refused>(() => Adjustment.ForBonus(7, Contest.Adjustments, 1, "", 1, Now)).Message.ShouldBe("请写明加分的依据。");
        Adjustment.ForBonus(7, Contest.Adjustments, 3, "省级通报", 1, Now).Kind.ShouldBe("bonus");
    }

    [Fact]
    public void Settles_an_adjustment_once()
    {
        var adjustment = Adjustment.ForBonus(7, Contest.Adjustments, 1, "省级通报", 1, Now);
        adjustment.Confirm(2, Now);
        Should.Throw<Refused>(() => adjustment.Confirm(2, Now)).Message.ShouldBe("这一笔已经确认过。");
        adjustment.Cancel(3, "话筒没有声音", Now);
        Should.Throw<Refused>(() => adjustment.Cancel(3, null, Now));
        Should.Throw<Refused>(() => adjustment.Confirm(3, Now)).Message.ShouldContain("已经取消");
    }

    [Fact]
    public void Refuses_a_veto_without_document_reason_or_ownership()
    {
        var ground = Contest.Vetoes[0];
        Should.Throw<Refused>(() => Veto.Of(7, ground, "PLC", " ", "查实", 12, 1, Now)).Message.ShouldBe("一票否决必须有依据文号。请填写认定文件的文号。");
        Should.Throw<Refused>(() => Veto.Of(7, ground, "PLC", "政〔2026〕3号", "", 12, 1, Now));
        Should.Throw<Refused>(() => Veto.Of(7, ground, "CIVIL", "政〔2026〕3号", "查实", 13, 1, Now)).Kind.ShouldBe(RefusalKind.NotYours);
        var veto = Veto.Of(7, ground, "PLC", " 政〔2026〕3号 ", "查实", 12, 1, Now);
        veto.Document.ShouldBe("政〔2026〕3号");
        Should.Throw<Refused>(() => veto.Lift("", Now));
        veto.Lift("申诉成立", Now);
        Should.Throw<Refused>(() => veto.Lift("再次", Now)).Message.ShouldBe("这一条否决已经解除。");
    }

    private static EvidenceMark Mark(EvidenceBlock block, Dictionary<string, decimal> amounts, string note = "看过台账") =>
        EvidenceMark.Of(7, block, 10, amounts, note, 1, null, 11, 1, Now);
}
