// Where the stage stands, folded from its steps, and which step may come next. Must not know who presses, any mark, or the time: steps carry theirs.
namespace Scoring.Domain.Stages;

/// <summary>The stage of one cycle after its steps so far. A pure fold: the same steps always give the same stage, after a crash and on every console.</summary>
public sealed class Show
{
    private readonly List<Turn> turns;
    private readonly int together;

    private Show(IEnumerable<int> order, int together, int places) => (turns, this.together, Places) = ([.. order.Select(Turn.Of)], Math.Max(1, together), places);

    /// <summary>Folds the steps.</summary>
    /// <param name="steps">All steps of the cycle, in any order.</param>
    /// <param name="order">Ids of the accepted entries in the drawn running order.</param>
    /// <param name="together">How many of the first candidates are marked together, to calibrate the panel; 0 or 1: none.</param>
    /// <param name="places">How many places the final reveal has at most: those that the scheme awards.</param>
    public static Show Of(IEnumerable<StageStep> steps, IEnumerable<int> order, int together, int places = int.MaxValue)
    {
        var show = new Show(order, together, places);
        var rows = steps.OrderBy(s => s.Number).ToList();
        var undone = rows.Where(s => s.Act == StageAct.Undo).Select(s => s.Value!.Value).ToHashSet();
        foreach (var step in rows)
        {
            show.Number = step.Number;
            show.Last = step.Act == StageAct.Undo ? null : step;
            if (step.Act != StageAct.Undo && !undone.Contains(step.Number))
                show.Apply(step);
        }

        return show;
    }

    /// <summary>Number of the newest step; 0 before the first. A console says which number it saw.</summary>
    public int Number { get; private set; }

    /// <summary>The step that may still be undone; null when there is none.</summary>
    public StageStep? Last { get; private set; }

    public bool Opened { get; private set; }

    public bool Ended { get; private set; }

    /// <summary>All turns in today's order, moves included.</summary>
    public IReadOnlyList<Turn> Turns => turns;

    /// <summary>The entry on stage; null before the first and after the last.</summary>
    public int? CurrentId { get; private set; }

    public Turn? Current => CurrentId is { } id ? TurnOf(id) : null;

    public Scene Scene { get; private set; } = new(SceneKind.Welcome);

    /// <summary>How many steps the final reveal has at most.</summary>
    public int Places { get; private set; }

    /// <summary>Number of the step that began the newest practice; null before any.</summary>
    public int? Practice { get; private set; }

    /// <summary>Whether practice sheets are taken now.</summary>
    public bool Practising { get; private set; }

    /// <summary>The turns whose sheets are taken now.</summary>
    public IEnumerable<Turn> Taking => turns.Where(t => t.State == TurnState.Scoring);

    /// <summary>The next candidate in today's order; null when nobody waits.</summary>
    public Turn? Next => turns.Find(t => t.State == TurnState.Waiting);

    /// <summary>Whether everybody's turn is over.</summary>
    public bool AllOver => turns.TrueForAll(t => t.Over);

    /// <summary>Whether the candidate on stage is marked only with the ones to come: the scheme calibrates and too few have spoken yet.</summary>
    public bool WaitsForOthers => Current is { State: TurnState.Talked } && turns.Count(t => t.State is TurnState.Talked or TurnState.Scoring or TurnState.Closed) < together && Next is not null;

    /// <summary>Those who share a place are shown in one step: with them counted there may be fewer steps than places.</summary>
    public void Reveal(int steps) => Places = steps;

    public Turn? TurnOf(int entryId) => turns.Find(t => t.EntryId == entryId);

    /// <summary>Entries that take no part after all: not there, or withdrawn on the day.</summary>
    public IEnumerable<int> Out => turns.Where(t => t.Out).Select(t => t.EntryId);

    /// <summary>Since when the sheets of an entry count whose talk started afresh; others are not in it.</summary>
    public IReadOnlyDictionary<int, DateTimeOffset> Rounds => turns.Where(t => t.RoundSince is not null).ToDictionary(t => t.EntryId, t => t.RoundSince!.Value);

    /// <summary>Whether a sheet for an entry may come in.</summary>
    /// <param name="entryId">The entry.</param>
    /// <param name="reopenedAt">When the supervisor gave the judge's sheet back; null when not. Given back after the scoring was closed, it may come in again.</param>
    public SheetWindow Window(int entryId, DateTimeOffset? reopenedAt = null)
    {
        if (!Opened)
            return SheetWindow.Free;
        return TurnOf(entryId) switch
        {
            null or { Out: true } => SheetWindow.Closed,
            { State: TurnState.Scoring } => SheetWindow.Open,
            { State: TurnState.Closed } turn => reopenedAt > turn.ClosedSince ? SheetWindow.Open : SheetWindow.Closed,
            _ => Ended ? SheetWindow.Closed : SheetWindow.NotYet,
        };
    }

    private void Apply(StageStep step)
    {
        switch (step.Act)
        {
            case StageAct.Open: Opened = true; break;
            case StageAct.End: (Ended, Practising, CurrentId, Scene) = (true, false, null, new Scene(SceneKind.Thanks)); break;
            case StageAct.Practise: (Practice, Practising) = (step.Number, true); break;
            case StageAct.EndPractice: Practising = false; break;
            case StageAct.Move: Place(step.EntryId!.Value, step.Value!.Value); break;
            case StageAct.Call:
                CurrentId = step.EntryId;
                Set(step.EntryId, t => t with { State = TurnState.Called, Clock = Stopwatch.Zero });
                break;
            case StageAct.StartClock or StageAct.ResumeClock: Set(CurrentId, t => t with { State = TurnState.Talking, Clock = t.Clock.Start(step.At) }); break;
            case StageAct.PauseClock: Set(CurrentId, t => t with { Clock = t.Clock.Stop(step.At) }); break;
            case StageAct.StopClock: Set(CurrentId, t => t with { State = TurnState.Talked, Clock = t.Clock.Stop(step.At), TalkedSince = step.At }); break;
            case StageAct.OpenScoring: All(TurnState.Talked, t => t with { State = TurnState.Scoring, ScoringSince = step.At }); break;
            case StageAct.CloseScoring: All(TurnState.Scoring, t => t with { State = TurnState.Closed, ClosedSince = step.At }); break;
            case StageAct.Reveal: Set(step.EntryId, t => t with { Released = true }); break;
            case StageAct.NoShow: Set(step.EntryId, t => t with { State = TurnState.NoShow }); break;
            case StageAct.Withdraw: Set(step.EntryId, t => t with { State = TurnState.Withdrawn, Clock = t.Clock.Stop(step.At) }); break;
            case StageAct.Redo: Set(step.EntryId, t => Turn.Of(t.EntryId) with { State = TurnState.Called, Round = t.Round + 1, RoundSince = step.At }); break;
            default: break;
        }

        Scene = SceneAfter(step);
    }

    private Scene SceneAfter(StageStep step) => step.Act switch
    {
        StageAct.Open or StageAct.ShowWelcome => new(SceneKind.Welcome),
        StageAct.Move when CurrentId is null && Scene.Kind is SceneKind.Stage or SceneKind.Material => new(SceneKind.Welcome),
        StageAct.ShowDraw => new(SceneKind.Draw),
        StageAct.ShowPause => new(SceneKind.Pause),
        StageAct.Call or StageAct.OpenScoring or StageAct.CloseScoring or StageAct.Redo or StageAct.ShowStage => new(SceneKind.Stage),
        StageAct.Reveal => new(SceneKind.Stage, EntryId: step.EntryId),
        StageAct.ShowMaterial => new(SceneKind.Material, step.AttachmentId),
        StageAct.TurnPage => Scene with { Page = step.Value!.Value },
        StageAct.PlayMaterial => Scene with { PlayingSince = step.At, Second = step.Value ?? Scene.SecondAt(step.At) },
        StageAct.HoldMaterial => Scene with { PlayingSince = null, Second = step.Value ?? Scene.SecondAt(step.At) },
        StageAct.ShowBoard => new(SceneKind.Board),
        StageAct.BeginFinal => new(SceneKind.Final),
        StageAct.RevealPlace => Scene with { Places = Scene.Places + 1 },
        StageAct.Practise or StageAct.EndPractice => new(SceneKind.Practice),
        _ => Scene,
    };

    private void Place(int entryId, int place)
    {
        if (TurnOf(entryId) is not { } turn)
            return;
        turns.Remove(turn);
        turns.Insert(Math.Clamp(place - 1, 0, turns.Count), turn with { State = TurnState.Waiting, Clock = Stopwatch.Zero });
        if (CurrentId == entryId)
            CurrentId = null;
    }

    private void Set(int? entryId, Func<Turn, Turn> change)
    {
        var at = turns.FindIndex(t => t.EntryId == entryId);
        if (at >= 0)
            turns[at] = change(turns[at]);
    }

    private void All(TurnState state, Func<Turn, Turn> change)
    {
        for (var at = 0; at < turns.Count; at++)
        {
            if (turns[at].State == state)
                turns[at] = change(turns[at]);
        }
    }
}
