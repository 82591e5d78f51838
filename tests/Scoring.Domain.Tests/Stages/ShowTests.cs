using Scoring.Domain.Stages;

namespace Scoring.Domain.Tests.Stages;

public sealed class ShowTests
{
    private const string Through = "Open, Call 1, StartClock, StopClock, OpenScoring, CloseScoring";

    [Theory]
    [InlineData("", "1:Waiting 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData("Open, Call 1", "1:Called 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData("Open, Call 1, StartClock", "1:Talking 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData("Open, Call 1, StartClock, PauseClock", "1:Talking 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData("Open, Call 1, StartClock, StopClock", "1:Talked 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData("Open, Call 1, StartClock, StopClock, OpenScoring", "1:Scoring 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData(Through, "1:Closed 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData(Through + ", Reveal 1", "1:Closed* 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData(Through + ", Reveal 1, Undo 7", "1:Closed 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData(Through + ", Undo 6", "1:Scoring 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData(Through + ", Redo 1", "1:Called#2 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData(Through + ", Redo 1, Undo 7", "1:Closed 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData("Open, Move 1 4", "2:Waiting 3:Waiting 4:Waiting 1:Waiting")]
    [InlineData("Open, Move 3 1", "3:Waiting 1:Waiting 2:Waiting 4:Waiting")]
    [InlineData("Open, Call 1, Move 1 3", "2:Waiting 3:Waiting 1:Waiting 4:Waiting")]
    [InlineData("Open, Call 1, NoShow 1, Call 2", "1:NoShow 2:Called 3:Waiting 4:Waiting")]
    [InlineData("Open, Call 1, NoShow 1, Call 1", "1:Called 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData("Open, Withdraw 2, Undo 2", "1:Waiting 2:Waiting 3:Waiting 4:Waiting")]
    [InlineData("Open, Withdraw 9, Move 9 1", "1:Waiting 2:Waiting 3:Waiting 4:Waiting")] // no longer in the order
    public void Stands_where_its_steps_lead(string script, string expected) => Script.Play(script).Told().ShouldBe(expected);

    [Fact]
    public void Marks_the_first_ones_together_where_the_scheme_calibrates()
    {
        const string One = "Open, Call 1, StartClock, StopClock";
        Script.Play(One, together: 2).WaitsForOthers.ShouldBeTrue();
        Script.Play(One, together: 1).WaitsForOthers.ShouldBeFalse();
        Script.Play(One, together: 2, candidates: 1).WaitsForOthers.ShouldBeFalse("nobody is left to wait for");
        Script.Play(One + ", Call 2, StartClock, StopClock, OpenScoring", together: 2).Told().ShouldBe("1:Scoring 2:Scoring 3:Waiting 4:Waiting");
        Script.Play(One + ", Call 2, StartClock, StopClock, OpenScoring, CloseScoring, Call 3, StartClock, StopClock", together: 2).WaitsForOthers.ShouldBeFalse();
    }

    [Theory]
    [InlineData("StartClock@10, StopClock@310", 400, 300)]
    [InlineData("StartClock@10", 40, 30)]
    [InlineData("StartClock@10", 5, 0)] // a device whose clock is behind
    [InlineData("StartClock@10, PauseClock@70, ResumeClock@100, StopClock@130", 400, 90)]
    [InlineData("StartClock@10, PauseClock@70", 400, 60)]
    [InlineData("StartClock@10, StopClock@310, Undo 4", 320, 310)] // it never stood still
    [InlineData("StartClock@10, StopClock@310, Redo 1@320", 400, 0)]
    [InlineData("StartClock@10, Withdraw 1@50", 400, 40)]
    public void Reads_the_length_of_a_talk_off_its_steps(string script, int at, int seconds) =>
        Script.Play("Open, Call 1, " + script).TurnOf(1)!.Clock.Elapsed(Script.At(at)).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("", SheetWindow.Free)]
    [InlineData("Open", SheetWindow.NotYet)]
    [InlineData("Open, Call 1, StartClock, StopClock", SheetWindow.NotYet)]
    [InlineData("Open, Call 1, StartClock, StopClock, OpenScoring", SheetWindow.Open)]
    [InlineData(Through, SheetWindow.Closed)]
    [InlineData(Through + ", Undo 6", SheetWindow.Open)]
    [InlineData(Through + ", Redo 1", SheetWindow.NotYet)]
    [InlineData("Open, NoShow 1", SheetWindow.Closed)]
    [InlineData("Open, Withdraw 1", SheetWindow.Closed)]
    [InlineData("Open, End", SheetWindow.Closed)]
    public void Takes_sheets_only_for_a_turn_being_scored(string script, SheetWindow expected) => Script.Play(script).Window(1).ShouldBe(expected);

    [Fact]
    public void Takes_a_sheet_that_the_supervisor_gave_back_after_the_closing_and_none_given_back_before()
    {
        var show = Script.Play(Through + "@100");
        show.Window(1, Script.At(101)).ShouldBe(SheetWindow.Open);
        show.Window(1, Script.At(99)).ShouldBe(SheetWindow.Closed);
        show.Window(7, Script.At(101)).ShouldBe(SheetWindow.Closed, "not in today's order");
    }

    [Theory]
    [InlineData("Open", null, false)]
    [InlineData("Open, Practise", 2, true)]
    [InlineData("Open, Practise, EndPractice", 2, false)]
    [InlineData("Open, Practise, EndPractice, Undo 3", 2, true)]
    [InlineData("Open, Practise, Undo 2", null, false)]
    [InlineData("Open, Practise, EndPractice, Practise", 4, true)]
    public void Takes_practice_sheets_from_its_beginning_to_its_end(string script, int? step, bool on)
    {
        var show = Script.Play(script);
        (show.Practice, show.Practising).ShouldBe((step, on));
    }

    [Fact]
    public void Names_who_is_out_and_since_when_a_round_counts()
    {
        var show = Script.Play(Through + ", Redo 1@90, NoShow 2, Withdraw 3");
        show.Out.ShouldBe([2, 3]);
        show.Rounds.ShouldBe(new Dictionary<int, DateTimeOffset> { [1] = Script.At(90) });
    }

    [Theory]
    [InlineData("Open", "Welcome")]
    [InlineData("Open, ShowDraw", "Draw")]
    [InlineData("Open, Call 1", "Stage")]
    [InlineData("Open, Call 1, Move 1 2", "Welcome")] // nobody is on stage any more
    [InlineData(Through + ", Reveal 1, ShowBoard", "Board")]
    [InlineData(Through + ", Reveal 1, ShowBoard, Undo 8", "Stage")]
    [InlineData("Open, NoShow 1, NoShow 2, NoShow 3, NoShow 4, BeginFinal", "Final")]
    [InlineData("Open, Practise", "Practice")]
    [InlineData("Open, Practise, EndPractice", "Practice")]
    [InlineData("Open, End", "Thanks")]
    public void Shows_the_scene_of_the_last_step(string script, string scene) => Script.Play(script).Scene.Kind.ToString().ShouldBe(scene);
}
