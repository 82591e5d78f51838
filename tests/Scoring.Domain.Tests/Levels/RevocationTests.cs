using Scoring.Domain.Levels;

namespace Scoring.Domain.Tests.Levels;

/// <summary>摘星: the unit answers first, two people decide, and both must be for it.</summary>
public sealed class RevocationTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 8, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly Revocation Case = Revocation.Of((1, 2, "PEACE", 1), "某文号", "某事", 3, 4, 5, Monday, Monday.AddDays(3));

    [Fact]
    public void Nobody_decides_while_the_unit_may_still_answer()
    {
        Says(() => Case.Opine(null, [], true, "属实", 7, Monday.AddDays(1))).ShouldStartWith("单位还在答复期内");
        var reply = Case.Reply(null, " 已整改 ", 9, Monday.AddDays(1));
        reply.Text.ShouldBe("已整改");
        Case.Opine(reply, [], true, "属实", 7, Monday.AddDays(1)).Number.ShouldBe(1);
        Case.Opine(null, [], true, "属实", 7, Monday.AddDays(3)).Number.ShouldBe(1);
    }

    [Fact]
    public void The_unit_answers_once_and_in_time()
    {
        var reply = Case.Reply(null, "已整改", 9, Monday.AddDays(3).AddTicks(-1));
        Says(() => Case.Reply(reply, "再说一句", 9, Monday.AddDays(1))).ShouldBe("本单位已经答复过，答复不能再改。");
        Says(() => Case.Reply(null, "已整改", 9, Monday.AddDays(3))).ShouldStartWith("答复期已于");
        Says(() => Case.Reply(null, " ", 9, Monday)).ShouldBe("请写明答复意见。");
    }

    [Fact]
    public void Two_people_decide_and_both_must_be_for_it()
    {
        var later = Monday.AddDays(4);
        var first = Case.Opine(null, [], true, "属实", 7, later);
        Says(() => Case.Opine(null, [first], true, "属实", 7, later)).ShouldStartWith("决定要由两个人作出");
        var second = Case.Opine(null, [first], true, "同意", 8, later);
        Revocation.Outcome([]).ShouldBeNull();
        Revocation.Outcome([first]).ShouldBeNull();
        Revocation.Outcome([first, second]).ShouldBe(true);
        Revocation.Outcome([first, Case.Opine(null, [first], false, "证据不足", 8, later)]).ShouldBe(false);
        Says(() => Case.Opine(null, [first, second], true, "同意", 9, later)).ShouldBe("这一条已经有结论，不用再表态。");
    }

    [Theory]
    [InlineData(" ", "某事", "摘星必须有依据。请填写认定文件的文号。")]
    [InlineData("某文号", null, "请写明事实：什么时间、什么事、怎样认定。单位会看到这段话。")]
    public void It_rests_on_a_document_and_says_what_happened(string document, string? reason, string refusal) =>
        Says(() => Revocation.Of((1, 2, "PEACE", 1), document, reason, 3, 4, 5, Monday, Monday.AddDays(3))).ShouldBe(refusal);

    private static string Says(Func<object> act) => Should.Throw<Refused>(() => act()).Message;
}
