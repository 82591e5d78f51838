using Scoring.Domain.Stages;

namespace Scoring.Domain.Tests.Stages;

public sealed class ShowRulesTests
{
    private const string OnStage = "Open, Call 1";
    private const string Talking = OnStage + ", StartClock";
    private const string Talked = Talking + ", StopClock";
    private const string Scoring = Talked + ", OpenScoring";
    private const string Closed = Scoring + ", CloseScoring";
    private const string Released = Closed + ", Reveal 1";
    private const string Over = "Open, NoShow 1, NoShow 2, NoShow 3, Call 4, StartClock, StopClock, OpenScoring, CloseScoring";

    /// <summary>Every act × every state of the stage: which may come next. Acts about an entry are asked about candidate 1, moves to place 3.</summary>
    [Theory]
    [InlineData("", "Open")]
    [InlineData("Open", "Call Move NoShow Practise ShowDraw ShowPause ShowWelcome Undo Withdraw")]
    [InlineData("Open, Practise", "EndPractice HoldMaterial Move NoShow PlayMaterial ShowDraw ShowPause ShowWelcome TurnPage Undo Withdraw")] // no call before it is over
    [InlineData("Open, Practise, EndPractice", "Call Move NoShow Practise ShowDraw ShowPause ShowWelcome Undo Withdraw")]
    [InlineData(OnStage, "Move NoShow ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome StartClock Undo Withdraw")]
    [InlineData(Talking, "PauseClock Redo ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome StopClock Undo Withdraw")]
    [InlineData(Talking + ", PauseClock", "Redo ResumeClock ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome StopClock Undo Withdraw")]
    [InlineData(Talked, "OpenScoring Redo ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Undo Withdraw")]
    [InlineData(Scoring, "CloseScoring Redo ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Undo")]
    [InlineData(Closed, "Redo Reveal ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Undo Withdraw")]
    [InlineData(Released, "ShowBoard ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Undo")]
    [InlineData(Released + ", Undo 7", "Redo Reveal ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Withdraw")] // an undo is not undone
    [InlineData("Open, Call 1, NoShow 1", "Call Move ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Undo")] // called again, should they come after all
    [InlineData("Open, Call 1, ShowMaterial 1", "HoldMaterial Move NoShow PlayMaterial ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome StartClock TurnPage Undo Withdraw")]
    [InlineData(Over, "BeginFinal Call End Move ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Undo")]
    [InlineData(Over + ", BeginFinal", "BeginFinal Call End Move RevealPlace ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Undo")]
    [InlineData(Over + ", BeginFinal, RevealPlace", "BeginFinal Call End Move ShowDraw ShowMaterial ShowPause ShowStage ShowWelcome Undo")] // one place, shown
    [InlineData(Over + ", End", "BeginFinal ShowWelcome Undo")]
    public void Allows_what_may_come_next_and_nothing_else(string script, string expected)
    {
        var show = Script.Play(script);
        var allowed = Enum.GetValues<StageAct>().Where(a => ShowRules.Allows(show, a, 1)).Select(a => a.ToString()).Order(StringComparer.Ordinal);
        string.Join(' ', allowed).ShouldBe(expected);
    }

    [Theory]
    [InlineData(Talking, StageAct.Call, 2, "请先关闭评分，再请下一位")]
    [InlineData(Closed, StageAct.Call, 1, "请用“重来”")]
    [InlineData(Scoring, StageAct.Withdraw, 1, "先关闭评分")]
    [InlineData(Released, StageAct.Redo, 1, "已经亮分")]
    [InlineData(Closed, StageAct.Reveal, 2, "关闭评分以后才能亮分")]
    [InlineData("Open", StageAct.End, null, "还有 4 位候选人没有结束")]
    [InlineData("", StageAct.Call, 1, "请先点“开场”")]
    [InlineData("Open, Practise", StageAct.Call, 1, "请先点“结束试评”")]
    [InlineData(OnStage, StageAct.Practise, null, "评选已经开始")]
    [InlineData(Over + ", End", StageAct.Call, 1, "撤销“收场”")]
    public void Says_what_to_do_instead(string script, StageAct act, int? entry, string words) =>
        Should.Throw<Refused>(() => ShowRules.Demand(Script.Play(script), act, entry)).Message.ShouldContain(words);

    [Theory]
    [InlineData("Open", 1, 4, true)]
    [InlineData("Open", 1, 5, false)]
    [InlineData("Open", 1, 0, false)]
    [InlineData("Open", 1, null, false)]
    [InlineData("Open, Call 1, StartClock", 3, 1, false)] // before the one on stage
    [InlineData("Open, Call 1, StartClock", 3, 2, true)]
    [InlineData("Open, Call 1", 1, 2, true)] // called and not there: behind the next
    public void Moves_a_candidate_only_behind_those_who_have_been_on_stage(string script, int entry, int? place, bool allowed)
    {
        var move = () => ShowRules.Demand(Script.Play(script), StageAct.Move, entry, place);
        if (allowed)
            move.ShouldNotThrow();
        else
            move.ShouldThrow<Refused>().Message.ShouldContain("新的位置");
    }

    [Theory]
    [InlineData("", StageAct.Open, null)]
    [InlineData("Open", StageAct.Call, 1)]
    [InlineData("Open, Practise", StageAct.EndPractice, null)]
    [InlineData("Open, Practise, EndPractice", StageAct.Call, 1)]
    [InlineData(OnStage, StageAct.StartClock, null)]
    [InlineData(Talking, StageAct.StopClock, null)]
    [InlineData(Talking + ", PauseClock", StageAct.ResumeClock, null)]
    [InlineData(Talked, StageAct.OpenScoring, null)]
    [InlineData(Scoring, StageAct.CloseScoring, null)]
    [InlineData(Closed, StageAct.Reveal, 1)]
    [InlineData(Released, StageAct.Call, 2)]
    [InlineData("Open, NoShow 1", StageAct.Call, 2)]
    [InlineData(Over, StageAct.Reveal, 4)]
    [InlineData(Over + ", Reveal 4", StageAct.BeginFinal, null)]
    [InlineData(Over + ", Reveal 4, BeginFinal", StageAct.RevealPlace, null)]
    [InlineData(Over + ", Reveal 4, BeginFinal, RevealPlace", StageAct.End, null)]
    [InlineData("Open, NoShow 1, NoShow 2, NoShow 3, NoShow 4", StageAct.End, null)]
    public void Knows_the_step_that_comes_next_by_itself(string script, StageAct act, int? entry)
    {
        var show = Script.Play(script);
        NextStep.Of(show).ShouldBe(new NextStep(act, entry));
        ShowRules.Allows(show, act, entry ?? show.CurrentId).ShouldBeTrue();
    }

    [Fact]
    public void Has_no_next_step_after_the_end_and_calls_the_next_while_the_first_ones_are_marked_together()
    {
        NextStep.Of(Script.Play(Over + ", End")).ShouldBeNull();
        NextStep.Of(Script.Play("Open", candidates: 0)).ShouldBeNull();
        NextStep.Of(Script.Play(Talked, together: 3)).ShouldBe(new NextStep(StageAct.Call, 2));
        ShowRules.Allows(Script.Play(Talked, together: 3), StageAct.OpenScoring).ShouldBeFalse();
    }

    [Fact]
    public void Shows_those_who_were_marked_together_one_after_another_in_their_order()
    {
        const string Two = Talked + ", Call 2, StartClock, StopClock, OpenScoring, CloseScoring";
        NextStep.Of(Script.Play(Two, together: 2)).ShouldBe(new NextStep(StageAct.Reveal, 1));
        NextStep.Of(Script.Play(Two + ", Reveal 1", together: 2)).ShouldBe(new NextStep(StageAct.Reveal, 2));
        NextStep.Of(Script.Play(Two + ", Reveal 1, Reveal 2", together: 2)).ShouldBe(new NextStep(StageAct.Call, 3));
        // Somebody held back before is not offered again by itself.
        NextStep.Of(Script.Play(Closed + ", Call 2, StartClock, StopClock, OpenScoring, CloseScoring, Reveal 2")).ShouldBe(new NextStep(StageAct.Call, 3));
    }
}
