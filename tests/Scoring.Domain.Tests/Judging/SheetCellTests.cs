using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;

namespace Scoring.Domain.Tests.Judging;

public sealed class SheetCellTests
{
    private static readonly Guid Key = new("11111111-2222-3333-4444-555555555555");
    private readonly Judge judge = Field.Judge();
    private readonly Entry entry = Field.Entry();

    [Fact]
    public void Hands_in_a_first_revision_with_the_fingerprint_of_what_was_written()
    {
        var sheet = Fresh().HandIn(Field.Cycle(), Field.Form, Field.Marks("11", "9.50", "8", "7.5"), Key, Field.Live);
        sheet.Revision.ShouldBe(1);
        sheet.Key.ShouldBe(Key);
        sheet.HandedInAt.ShouldBe(Field.Live);
        sheet.Marks.ShouldBe(Field.Marks("11", "9.5", "8", "7.5"), ignoreOrder: true);
        // python: hashlib.sha256(b"TOP10_SECRETARY/2026-10|J03|E07|1|drive=7.5|innovation=8|service=9.5|work=11").hexdigest()[:12]
        sheet.Fingerprint.ShouldBe("6525 4A86 610C");
    }

    [Theory]
    [InlineData(1, "F7D1 4ED5 2D26")]
    [InlineData(2, "5CFE B754 6AE9")]
    public void Prints_another_fingerprint_for_another_revision(int revision, string print) =>
        ScoreSheet.Print("X/2026-10", "J01", "E01", revision, new Dictionary<string, string> { ["b"] = "4.5", ["a"] = "8" }).ShouldBe(print);

    [Fact]
    public void Refuses_before_the_live_hours_and_from_the_deadline_on()
    {
        Refusal(Fresh(), Field.Before).ShouldContain("不能评分");
        Refusal(Fresh(), Field.Late).ShouldContain("截止");
        Fresh().WhyClosed(Field.Cycle(), Field.Late.AddSeconds(-1)).ShouldBeNull();
    }

    [Fact]
    public void Refuses_once_the_operator_has_closed_the_scoring()
    {
        var cycle = Field.Cycle();
        cycle.ScoringClosedAt = Field.Live;
        Should.Throw<Refused>(() => Fresh().DemandOpen(cycle, Field.Live)).Message.ShouldContain("评分已经结束");
    }

    [Theory]
    [InlineData(RecusalGround.SameStreet, "本街道的候选人")]
    [InlineData(RecusalGround.SameUnit, "本单位的候选人")]
    [InlineData(RecusalGround.Declared, "本人申请")]
    public void Refuses_a_recused_judge(RecusalGround ground, string words)
    {
        var cell = SheetCell.Of(judge, entry, null, reopened: false, ground);
        var refused = Should.Throw<Refused>(() => cell.HandIn(Field.Cycle(), Field.Form, Field.Marks("1", "1", "1", "1"), Key, Field.Live));
        refused.Kind.ShouldBe(RefusalKind.NotYours);
        refused.Message.ShouldContain(words);
    }

    [Fact]
    public void Refuses_a_removed_judge_and_an_entry_that_no_longer_takes_part()
    {
        var removed = Field.Judge();
        removed.RemovedAt = Field.Before;
        Refusal(SheetCell.Of(removed, entry, null, false, null), Field.Live).ShouldContain("不在本期评委名单");
        Refusal(SheetCell.Of(judge, Field.Entry(state: EntryState.Withdrawn), null, false, null), Field.Live).ShouldContain("已撤回");
    }

    [Fact]
    public void Locks_a_sheet_until_the_supervisor_reopens_it()
    {
        var handed = Field.Sheet(judge, entry);
        var locked = SheetCell.Of(judge, entry, handed, reopened: false, null);
        Refusal(locked, Field.Live).ShouldContain("已于 10月14日 周三 10:00 交出并锁定");
        locked.Reopen(Field.Cycle(), 5, " 打串了人 ", Field.Live).Reason.ShouldBe("打串了人");

        var open = SheetCell.Of(judge, entry, handed, reopened: true, null);
        open.HandIn(Field.Cycle(), Field.Form, Field.Marks("1", "1", "1", "1"), Key, Field.Live).Revision.ShouldBe(2);
        Should.Throw<Refused>(() => open.Reopen(Field.Cycle(), 5, "再退", Field.Live)).Message.ShouldContain("没有可以退回的表");
        Should.Throw<Refused>(() => Fresh().Reopen(Field.Cycle(), 5, "没交", Field.Live)).Message.ShouldContain("没有可以退回的表");
    }

    [Fact]
    public void Lets_a_reopened_sheet_come_back_after_the_deadline_but_not_after_the_tally()
    {
        var open = SheetCell.Of(judge, entry, Field.Sheet(judge, entry), reopened: true, null);
        open.WhyClosed(Field.Cycle(), Field.Late.AddHours(1)).ShouldBeNull();
        var tallied = Field.Cycle();
        tallied.State = CycleState.Tallied;
        open.WhyClosed(tallied, Field.Late.AddHours(1)).ShouldNotBeNull().ShouldContain("不能重新交表");
        Should.Throw<Refused>(() => SheetCell.Of(judge, entry, Field.Sheet(judge, entry), false, null).Reopen(tallied, 5, "晚了", Field.Late));
    }

    [Fact]
    public void Declares_a_recusal_before_and_during_scoring_but_not_over_a_sheet_that_counts()
    {
        Fresh().Declare(Field.Cycle(), " 亲属 ", Field.Before).ShouldSatisfyAllConditions(r => r.Ground.ShouldBe(RecusalGround.Declared), r => r.Note.ShouldBe("亲属"));
        Fresh().Declare(Field.Cycle(), "亲属", Field.Live).JudgeId.ShouldBe(3);
        Should.Throw<Refused>(() => SheetCell.Of(judge, entry, Field.Sheet(judge, entry), false, null).Declare(Field.Cycle(), "亲属", Field.Live)).Message.ShouldContain("先当面告知监督员退回");
        Should.Throw<Refused>(() => SheetCell.Of(judge, entry, null, false, RecusalGround.SameStreet).Declare(Field.Cycle(), "亲属", Field.Live)).Message.ShouldContain("已经回避");
    }

    [Theory]
    [InlineData(21, 21, 21, RecusalGround.SameStreet)] // a street's judge, its own candidate
    [InlineData(22, 22, 21, null)] // another street's candidate
    [InlineData(11, null, 21, null)] // a department's judge
    [InlineData(211, null, 21, RecusalGround.SameUnit)] // sent by the candidate's own community
    [InlineData(2111, 22, 21, RecusalGround.SameUnit)]
    [InlineData(211, 21, 21, RecusalGround.SameStreet)] // both: the wider ground is named
    public void Recuses_a_judge_of_the_candidates_own_street_or_unit(int unit, int? street, int entryStreet, RecusalGround? ground) =>
        Recusal.Automatic(unit, street, entryStreet, [21111, 2111, 211]).ShouldBe(ground);

    private SheetCell Fresh() => SheetCell.Of(judge, entry, null, reopened: false, null);

    private static string Refusal(SheetCell cell, DateTimeOffset now) => Should.Throw<Refused>(() => cell.DemandOpen(Field.Cycle(), now)).Message;
}
