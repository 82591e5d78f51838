// Which step may come next on a stage. Must not know who presses (the phase table does) nor marks.
namespace Scoring.Domain.Stages;

/// <summary>The rules of the stage's steps: asked in the transaction that appends one, and by the console for its buttons.</summary>
public static class ShowRules
{
    /// <summary>Acts that need a reason; closing needs one only where sheets are missing.</summary>
    public static IReadOnlySet<StageAct> WantReason { get; } = new HashSet<StageAct> { StageAct.Move, StageAct.PauseClock, StageAct.NoShow, StageAct.Withdraw, StageAct.Redo };

    /// <summary>The hall may still be shown what has been released, and the final order, when all is over.</summary>
    private static readonly StageAct[] AfterTheEnd = [StageAct.Undo, StageAct.Reveal, StageAct.ShowWelcome, StageAct.ShowBoard, StageAct.BeginFinal, StageAct.RevealPlace];

    /// <summary>Refuses a step that the stage as it stands does not allow.</summary>
    /// <param name="show">The stage before the step.</param>
    /// <param name="act">What is to be done.</param>
    /// <param name="entryId">About whom, where the act is about an entry.</param>
    /// <param name="value">The new place, from 1, of a move; otherwise not asked for.</param>
    /// <exception cref="Refused">With a sentence that says what to do instead.</exception>
    public static void Demand(Show show, StageAct act, int? entryId = null, int? value = null)
    {
        if (Why(show, act, entryId) is { } sentence)
            throw new Refused(sentence);
        if (act == StageAct.Move && (value is not { } place || place <= Held(show, entryId) || place > show.Turns.Count))
            throw Refused.Input($"新的位置要从 {Held(show, entryId) + 1} 到 {show.Turns.Count}：已经上过台的不能再往后挤。");
    }

    /// <summary>How many places at the front are taken by those who have been on stage; a move may only go behind them.</summary>
    public static int Held(Show show, int? entryId) => show.Turns.Select((t, at) => t.State != TurnState.Waiting && t.EntryId != entryId ? at + 1 : 0).DefaultIfEmpty(0).Max();

    /// <summary>Whether the step may come next.</summary>
    public static bool Allows(Show show, StageAct act, int? entryId = null) => Why(show, act, entryId) is null;

    private static string? Why(Show show, StageAct act, int? entryId)
    {
        if (act == StageAct.Open)
            return show.Opened ? "现场已经开场，不用再开。" : null;
        if (!show.Opened)
            return "现场还没有开场。请先点“开场”。";
        if (show.Ended && !AfterTheEnd.Contains(act))
            return "现场已经收场。需要接着进行的，请先撤销“收场”。";
        var current = show.Current;
        var turn = entryId is { } id ? show.TurnOf(id) : null;
        return act switch
        {
            StageAct.Undo => show.Last is null ? "上一步已经不能撤销：只能撤销刚做的那一步。" : null,
            StageAct.Call => Call(show, current, turn),
            StageAct.StartClock => current?.State == TurnState.Called ? null : "先请候选人上台，再开始计时。",
            StageAct.PauseClock => current is { State: TurnState.Talking, Clock.Running: true } ? null : "现在没有在计时，不能暂停。",
            StageAct.ResumeClock => current is { State: TurnState.Talking, Clock.Running: false } ? null : "现在没有暂停，不用继续。",
            StageAct.StopClock => current?.State == TurnState.Talking ? null : "现在没有在计时，不能停止。",
            StageAct.OpenScoring => current?.State != TurnState.Talked ? "演示结束以后才能开放评分。"
                : show.WaitsForOthers ? "前几位一起评分：请等他们都讲完再开放评分。" : null,
            StageAct.CloseScoring => show.Taking.Any() ? null : "现在没有开放评分，不用关闭。",
            StageAct.Reveal => turn is null ? "没有这位候选人。" : turn.State != TurnState.Closed ? "关闭评分以后才能亮分。" : turn.Released ? "这位候选人已经亮过分。" : null,
            StageAct.NoShow => turn?.State is TurnState.Waiting or TurnState.Called ? null : "只有还没开始演示的候选人能记为缺席。",
            StageAct.Withdraw => turn is null ? "没有这位候选人。" : turn.Out ? "这位候选人已经不参加评选。"
                : turn.State == TurnState.Scoring ? "正在给这位候选人评分。请先关闭评分，再登记退出。"
                : turn.Released ? "已经亮分，不能再登记退出。请先撤销亮分，或走更正程序。" : null,
            StageAct.Move => turn?.State is TurnState.Waiting or TurnState.Called or TurnState.NoShow ? null : "已经开始演示的候选人不能再调整顺序。",
            StageAct.Redo => turn is null || turn.EntryId != show.CurrentId || turn.State is TurnState.Waiting or TurnState.Called or TurnState.NoShow or TurnState.Withdrawn ? "只有台上这位候选人的演示能重来。"
                : turn.Released ? "已经亮分，不能重来。请先撤销亮分，或走更正程序。" : null,
            StageAct.ShowStage or StageAct.ShowMaterial => current is null ? "台上还没有候选人。" : null,
            StageAct.TurnPage or StageAct.PlayMaterial or StageAct.HoldMaterial => show.Scene.Kind == SceneKind.Material || (show.Practising && show.Scene.Kind == SceneKind.Practice) ? null : "大屏没有在放材料。",
            StageAct.ShowBoard => show.Turns.Any(t => t.Released) ? null : "还没有亮过分，没有排行可看。",
            StageAct.BeginFinal => show.AllOver ? null : "还有候选人没有结束，不能揭晓。",
            StageAct.RevealPlace => show.Scene.Kind != SceneKind.Final ? "请先点“开始揭晓”。"
                : show.Scene.Places >= Math.Min(show.Places, show.Turns.Count(t => t.State == TurnState.Closed)) ? "已经全部揭晓。" : null,
            StageAct.Practise => show.Practising ? "正在试评。" : show.Turns.All(t => t.State == TurnState.Waiting) ? null : "评选已经开始，不能再试评。",
            StageAct.EndPractice => show.Practising ? null : "现在没有试评，不用结束。",
            StageAct.End => show.Turns.Count(t => !t.Over) is var left and > 0 ? $"还有 {left} 位候选人没有结束，不能收场。没有到场的，请先记为缺席。" : null,
            _ => null,
        };
    }

    private static string? Call(Show show, Turn? current, Turn? turn) =>
        turn is null ? "没有这位候选人。"
        : show.Practising ? "正在试评。请先点“结束试评”，再请候选人上台。"
        : turn.State is not (TurnState.Waiting or TurnState.NoShow) ? "这位候选人已经上过台。需要重来的，请用“重来”。"
        : current is { Over: false } && !show.WaitsForOthers ? "台上这位还没有结束，请先关闭评分，再请下一位。" : null;
}
