using Scoring.Domain.Cycles;

namespace Scoring.Domain.Tests.Cycles;

/// <summary>Who may do what when, written out once more by hand: every act × every state, inside and outside the windows.</summary>
public sealed class PhaseTableTests
{
    /// <summary>The letters of the table: a state at a moment to which it belongs. Small letters: the same state after a window has closed.</summary>
    private static readonly Dictionary<char, (CycleState State, DateTimeOffset Now)> Moments = new()
    {
        ['D'] = (CycleState.Draft, October.At(20, 9, month: 9)),
        ['N'] = (CycleState.Nominating, October.At(8, 9)),
        ['R'] = (CycleState.Review, October.At(12, 9)),
        ['r'] = (CycleState.Review, October.At(13, 20)),
        ['S'] = (CycleState.Scoring, October.At(14, 10)),
        ['s'] = (CycleState.Scoring, October.At(14, 19)),
        ['T'] = (CycleState.Tallied, October.At(15, 9)),
        ['A'] = (CycleState.Approved, October.At(15, 15)),
        ['P'] = (CycleState.PublicNotice, October.At(20, 9)),
        ['p'] = (CycleState.PublicNotice, October.At(23, 9)),
        ['H'] = (CycleState.ObjectionHold, October.At(20, 9)),
        ['h'] = (CycleState.ObjectionHold, October.At(26, 9)),
        ['F'] = (CycleState.Published, October.At(26, 9)),
        ['Z'] = (CycleState.Archived, October.At(26, 9)),
        ['X'] = (CycleState.Void, October.At(20, 9)),
    };

    private static readonly Dictionary<Act, string> Allowed = new()
    {
        [Act.Pledge] = "",
        [Act.Nominate] = "N",
        [Act.CorrectEntry] = "NR",
        [Act.ReviewEntry] = "NRr",
        [Act.EnterEvidence] = "NR",
        [Act.EnterVeto] = "NRrSsT",
        [Act.AppointJudge] = "DNRr",
        [Act.DrawOrder] = "RrSs",
        [Act.DeclareRecusal] = "RrSs",
        [Act.IssueSlips] = "DNR",
        [Act.VoidSlips] = "DNRrSs",
        [Act.ConfirmVoid] = "DNRrSs",
        [Act.SignForSlips] = "DNRrSs",
        [Act.CollectAnswers] = "DNR",
        [Act.EnterPaper] = "DNRrSs",
        [Act.JudgeAlarm] = "NRrSs",
        [Act.ConfirmAlarm] = "NRrSs",
        [Act.HandInSheet] = "S",
        [Act.HandInAgain] = "Ss",
        [Act.ReopenSheet] = "Ss",
        [Act.DecideLateSheet] = "Ss",
        [Act.IssuePass] = "DNRrSs",
        [Act.ProposeAdjustment] = "RrSs",
        [Act.ConfirmAdjustment] = "RrSs",
        [Act.CloseScoring] = "Ss",
        [Act.RunTally] = "SsT",
        [Act.AcknowledgeFlag] = "T",
        [Act.DrawLots] = "T",
        [Act.Approve] = "T",
        [Act.SendBack] = "T",
        [Act.PostNotice] = "A",
        [Act.Hold] = "PHh",
        [Act.ExtendDeadline] = "NRrSs",
        [Act.RunStage] = "Ss",
        [Act.ShowOnStage] = "SsTAPp",
        [Act.KeepTime] = "Ss",
        [Act.CallRoll] = "Ss",
        [Act.FileObjection] = "PpHh",
        [Act.AssignObjection] = "SsTAPpHh",
        [Act.AnswerObjection] = "SsTAPpHh",
        [Act.DecideObjection] = "SsTAPpHh",
        [Act.OrderRecount] = "Hh",
        [Act.ProposeCorrection] = "F",
        [Act.DecideCorrection] = "F",
        [Act.ProposeNotApplicable] = "RrSs",
        [Act.ApproveNotApplicable] = "RrSs",
        [Act.SumUp] = "Ss",
        [Act.SignReport] = "Ss",
        [Act.AnswerReport] = "Ss",
        [Act.GiveFeedback] = "PpHh",
        [Act.AnswerFeedback] = "PpHhF",
        [Act.Conclude] = "",
        [Act.ProposeListing] = "A",
        [Act.AnswerListing] = "A",
        [Act.DecideListing] = "A",
    };

    public static TheoryData<Act> Acts => [.. Enum.GetValues<Act>()];

    [Theory]
    [MemberData(nameof(Acts))]
    public void An_act_is_let_through_when_the_table_says_so_and_otherwise_refused_with_a_sentence(Act act)
    {
        Allowed.ShouldContainKey(act);
        var let = new List<char>();
        foreach (var (letter, (state, now)) in Moments)
        {
            var cycle = October.Cycle(state);
            var refusal = Refusal(cycle, act, now);
            cycle.State.ShouldBe(state, $"{letter}: the moment does not belong to the state");
            PhaseTable.Allows(cycle, act, now).ShouldBe(refusal is null, $"{act} {letter}");
            if (refusal is null)
                let.Add(letter);
            else
                refusal.ShouldMatch("^.{12,}[。]$", $"{act} {letter}");
        }

        new string([.. let]).ShouldBe(Allowed[act]);
    }

    [Fact]
    public void Every_state_and_every_act_is_in_the_table()
    {
        Moments.Values.Select(m => m.State).Distinct().Order().ShouldBe(Enum.GetValues<CycleState>());
        PhaseTable.Rules.Select(r => r.Act).Order().ShouldBe(Enum.GetValues<Act>());
        PhaseTable.Rules.ShouldAllBe(r => r.Roles.Length > 0 && r.States.Length > 0 && r.Words.Length > 0);
    }

    [Theory]
    [InlineData(Act.Nominate, 10, CycleState.Nominating)]
    [InlineData(Act.EnterEvidence, 13, CycleState.Review)]
    [InlineData(Act.HandInSheet, 14, CycleState.Scoring)]
    public void A_deadline_is_over_at_its_very_instant_and_not_a_moment_before(Act act, int day, CycleState state)
    {
        var deadline = October.At(day, 18);
        Refusal(October.Cycle(state), act, deadline.AddMilliseconds(-1)).ShouldBeNull();
        Refusal(October.Cycle(state), act, deadline).ShouldNotBeNull().ShouldContain($"10月{day}日");
    }

    [Fact]
    public void An_opening_counts_from_its_very_instant()
    {
        Refusal(October.Cycle(), Act.Nominate, October.At(1).AddTicks(-1)).ShouldBe("“2026年10月十佳小区党组织书记”现在处于“筹备”，不能申报。10月1日 周四 00:00 开始。");
        Refusal(October.Cycle(), Act.Nominate, October.At(1)).ShouldBeNull();
    }

    [Fact]
    public void Says_where_the_cycle_stands_and_which_deadline_passed()
    {
        Refusal(October.Cycle(), Act.Nominate, October.At(12, 9)).ShouldBe("“2026年10月十佳小区党组织书记”现在处于“资格审查”，不能申报。已于 10月10日 周六 18:00 截止。");
        Refusal(October.Cycle(), Act.EnterEvidence, October.At(14, 9)).ShouldBe("录入佐证已于 10月13日 周二 18:00 截止。确需补办的，请联系组织部延长期限。");
        Refusal(October.Cycle(CycleState.Tallied), Act.PostNotice, October.At(15, 9)).ShouldBe("“2026年10月十佳小区党组织书记”现在处于“核算”，不能张贴公示。");
    }

    /// <summary>The database may still say what was true weeks ago: the act is judged by the time, not by a job having run.</summary>
    [Fact]
    public void Judges_by_the_time_even_when_no_job_has_moved_the_state()
    {
        var cycle = October.Cycle(CycleState.Draft);
        Refusal(cycle, Act.HandInSheet, October.At(14, 10)).ShouldBeNull();
        cycle.State.ShouldBe(CycleState.Scoring);
        Refusal(October.Cycle(CycleState.Nominating), Act.Nominate, October.At(14, 10)).ShouldNotBeNull();
    }

    [Fact]
    public void A_scoring_closed_by_hand_takes_no_sheet_but_one_given_back()
    {
        var cycle = October.Cycle(CycleState.Scoring);
        cycle.ScoringClosedAt = October.At(14, 11);
        Refusal(cycle, Act.HandInSheet, October.At(14, 11).AddTicks(-1)).ShouldBeNull();
        Refusal(cycle, Act.HandInSheet, October.At(14, 11)).ShouldNotBeNull().ShouldContain("已经结束");
        Refusal(cycle, Act.HandInAgain, October.At(14, 12)).ShouldBeNull();
    }

    [Fact]
    public void An_extended_window_is_open_until_its_new_end()
    {
        var cycle = October.Cycle(CycleState.Scoring);
        cycle.Extend(PhaseCode.Review, October.At(15, 18), "补录", October.At(14, 9));
        Refusal(cycle, Act.EnterEvidence, October.At(15, 17, 59)).ShouldBeNull();
        Refusal(cycle, Act.EnterEvidence, October.At(15, 18)).ShouldNotBeNull();
    }

    private static string? Refusal(Cycle cycle, Act act, DateTimeOffset now)
    {
        try
        {
            PhaseTable.Demand(cycle, act, now);
            return null;
        }
        catch (Refused refused)
        {
            return refused.Message;
        }
    }
}
