using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;

namespace Scoring.Domain.Tests.Cycles;

/// <summary>What time decides about a cycle, what people may put off, and what never moves.</summary>
public sealed class CycleTests
{
    [Fact]
    public void After_weeks_of_downtime_one_call_passes_through_every_state()
    {
        var cycle = October.Cycle();
        cycle.Advance(October.At(30, month: 11)).ShouldBe([CycleState.Nominating, CycleState.Review, CycleState.Scoring]);
        cycle.Advance(October.At(30, month: 11)).ShouldBeEmpty();
        cycle.State.ShouldBe(CycleState.Scoring, "what people have to do, time does not do for them");
    }

    [Fact]
    public void Moves_at_the_exact_instants()
    {
        var cycle = October.Cycle();
        foreach (var (at, state) in new[] { (October.At(1), CycleState.Nominating), (October.At(10, 18), CycleState.Review), (October.At(14), CycleState.Scoring) })
        {
            cycle.Advance(at.AddTicks(-1)).ShouldBeEmpty();
            cycle.Advance(at).ShouldBe([state]);
            cycle.Advance(at).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(CycleState.Tallied)]
    [InlineData(CycleState.Approved)]
    [InlineData(CycleState.PublicNotice)]
    [InlineData(CycleState.Published)]
    [InlineData(CycleState.Archived)]
    [InlineData(CycleState.ObjectionHold)]
    [InlineData(CycleState.Void)]
    public void Time_alone_moves_no_later_state(CycleState state)
    {
        var cycle = October.Cycle(state);
        cycle.Advance(October.At(1, month: 12)).ShouldBeEmpty();
        cycle.State.ShouldBe(state);
    }

    [Fact]
    public void Is_due_for_publication_from_nine_on_the_day_and_only_on_notice()
    {
        var at = October.At(23, 9);
        October.Cycle(CycleState.PublicNotice).DueForPublication(at.AddTicks(-1)).ShouldBeFalse();
        October.Cycle(CycleState.PublicNotice).DueForPublication(at).ShouldBeTrue();
        October.Cycle(CycleState.PublicNotice).DueForPublication(at.AddDays(40)).ShouldBeTrue();
        foreach (var state in Enum.GetValues<CycleState>().Where(s => s != CycleState.PublicNotice))
            October.Cycle(state).DueForPublication(at).ShouldBeFalse(state.ToString());
    }

    [Fact]
    public void A_hold_stops_publication_and_letting_go_lets_it_happen()
    {
        var cycle = October.Cycle(CycleState.PublicNotice);
        cycle.ToggleHold("有实名异议").ShouldBeTrue();
        (cycle.State, cycle.HoldReason, cycle.DueForPublication(October.At(23, 9))).ShouldBe((CycleState.ObjectionHold, "有实名异议", false));
        cycle.ToggleHold("核实无误").ShouldBeFalse();
        (cycle.State, cycle.HoldReason, cycle.DueForPublication(October.At(23, 9))).ShouldBe((CycleState.PublicNotice, null, true));
    }

    [Fact]
    public void Nominations_can_be_put_off_while_the_review_lasts_and_open_again()
    {
        var cycle = October.Cycle(CycleState.Review);
        Refusal(() => cycle.Extend(PhaseCode.Nominate, October.At(13, 18, 1), "暴雨", October.At(12))).ShouldBe("最晚只能延长到 10月13日 周二 18:00。");
        Refusal(() => cycle.Extend(PhaseCode.Nominate, October.At(10, 18), "暴雨", October.At(10, 9))).ShouldContain("必须晚于现在，也晚于原来的截止时间");
        Refusal(() => cycle.Extend(PhaseCode.Nominate, October.At(11, 18), "暴雨", October.At(12))).ShouldContain("必须晚于现在");
        cycle.State.ShouldBe(CycleState.Review);
        cycle.Extend(PhaseCode.Nominate, October.At(13, 12), "暴雨", October.At(12));
        (cycle.State, cycle.Phase(PhaseCode.Nominate).Deadline, cycle.Phase(PhaseCode.Nominate).EndsAt).ShouldBe((CycleState.Nominating, October.At(13, 12), October.At(10, 18)));
        cycle.Advance(October.At(13, 12).AddTicks(-1)).ShouldBeEmpty();
        cycle.Advance(October.At(13, 12)).ShouldBe([CycleState.Review]);
    }

    [Fact]
    public void The_other_phases_can_be_put_off_by_thirty_days()
    {
        var cycle = October.Cycle(CycleState.Scoring);
        Refusal(() => cycle.Extend(PhaseCode.Live, October.At(13, 18, 1, 11), "停电", October.At(14, 9))).ShouldBe("最晚只能延长到 11月13日 周五 18:00。");
        cycle.Extend(PhaseCode.Live, October.At(13, 18, 0, 11), "停电", October.At(14, 9));
        (cycle.Phase(PhaseCode.Live).Deadline, cycle.Phase(PhaseCode.Live).ExtensionReason).ShouldBe((October.At(13, 18, 0, 11), "停电"));
    }

    [Fact]
    public void Extended_scoring_is_open_again_though_it_was_closed_by_hand()
    {
        var cycle = October.Cycle(CycleState.Scoring);
        cycle.ScoringClosedAt = October.At(14, 11);
        cycle.ScoringClosed(October.At(14, 12)).ShouldBeTrue();
        cycle.Extend(PhaseCode.Live, October.At(15, 12), "有评委迟到", October.At(14, 12));
        (cycle.ScoringClosedAt, cycle.ScoringClosed(October.At(15, 11)), cycle.ScoringClosed(October.At(15, 12))).ShouldBe((null, false, true));
    }

    [Fact]
    public void A_refused_extension_changes_nothing()
    {
        var cycle = October.Cycle(CycleState.Scoring);
        cycle.ScoringClosedAt = October.At(14, 11);
        Refusal(() => cycle.Extend(PhaseCode.Live, October.At(1, month: 12), "停电", October.At(14, 12))).ShouldNotBeEmpty();
        (cycle.ScoringClosedAt, cycle.Phase(PhaseCode.Live).ExtendedTo).ShouldBe((October.At(14, 11), null));
    }

    [Theory]
    [InlineData(PhaseCode.Tally)]
    [InlineData(PhaseCode.Approve)]
    [InlineData(PhaseCode.Notice)]
    [InlineData(PhaseCode.Publish)]
    [InlineData("nowhere")]
    public void Only_a_phase_that_people_must_meet_can_be_put_off(string code) =>
        Refusal(() => October.Cycle(CycleState.Scoring).Extend(code, October.At(30), "停电", October.At(14, 12))).ShouldStartWith("这个阶段不能延长");

    [Fact]
    public void Names_the_next_moment_and_none_after_the_last()
    {
        var cycle = October.Cycle();
        cycle.NextMoment(October.At(1, month: 9)).ShouldBe(new Moment(October.At(14, month: 9), "满意度测评开始"));
        cycle.NextMoment(October.At(14, month: 9)).ShouldBe(new Moment(October.At(1), "申报开始"));
        cycle.NextMoment(October.At(1)).ShouldBe(new Moment(October.At(10, 18), "申报截止"));
        cycle.NextMoment(October.At(22, 18)).ShouldBe(new Moment(October.At(23, 9), "发布"));
        cycle.NextMoment(October.At(23, 9)).ShouldBeNull();
        cycle.Extend(PhaseCode.Nominate, October.At(11, 18), "暴雨", October.At(9));
        cycle.NextMoment(October.At(1)).ShouldBe(new Moment(October.At(11, 18), "申报截止"));
    }

    [Fact]
    public void A_draft_takes_another_version_with_its_names_order_and_dates()
    {
        var cycle = October.Cycle();
        var renamed = Schemes.Variants.Read("\"name\": \"现场评选\"", "\"name\": \"现场比武\"");
        CycleDates.Repin(cycle, renamed, 9, renamed.Phases.Resolve(Period.Parse("2026-10"), Calendars.Seeds.Calendar));
        (cycle.SchemeVersionId, cycle.SchemeHash, cycle.Phase(PhaseCode.Live).Name).ShouldBe((9, renamed.Hash, "现场比武"));
        cycle.Phases.OrderBy(p => p.Ordinal).Select(p => p.Code).ShouldBe(["nominate", "review", "survey", "live", "tally", "approve", "notice", "publish"]);
    }

    [Theory]
    [InlineData(CycleState.Nominating)]
    [InlineData(CycleState.Scoring)]
    [InlineData(CycleState.Published)]
    public void An_opened_cycle_takes_no_other_version(CycleState state)
    {
        var cycle = October.Cycle(state);
        Refusal(() => CycleDates.Repin(cycle, October.Scheme, 9, October.Dates("2026-11"))).ShouldBe("“2026年10月十佳小区党组织书记”已经开始，方案不能再换。新方案从下一期起使用。");
        (cycle.SchemeVersionId, cycle.Phase(PhaseCode.Live).StartsAt).ShouldBe((1, October.At(14)));
    }

    [Fact]
    public void Posting_sets_the_dates_of_notice_and_publication_and_no_other()
    {
        var cycle = October.Cycle(CycleState.Approved);
        // Posted late, on Monday 19 October: days 20, 21, 22, 23 and 26; published on Tuesday the 27th.
        var posted = October.At(19, 16, 30);
        CycleDates.Post(cycle, NoticeDates.From(new(2026, 10, 19), 5, Calendars.Seeds.Calendar), posted);
        (cycle.State, cycle.Phase(PhaseCode.Notice).StartsAt, cycle.Phase(PhaseCode.Notice).EndsAt).ShouldBe((CycleState.PublicNotice, posted, October.At(26, 18)));
        (cycle.Phase(PhaseCode.Publish).StartsAt, cycle.Phase(PhaseCode.Publish).EndsAt).ShouldBe((October.At(27, 9), October.At(27, 9)));
        cycle.Phase(PhaseCode.Approve).StartsAt.ShouldBe(October.At(15));
    }

    private static string Refusal(Action act) => Should.Throw<Refused>(act).Message;
}
