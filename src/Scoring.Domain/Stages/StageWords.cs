// What the steps of a stage are called, and which of them comes next by itself. Must not know who presses.
namespace Scoring.Domain.Stages;

/// <summary>The words for acts, as on a button and in a history.</summary>
public static class StageActNames
{
    public static string Of(StageAct act) => act switch
    {
        StageAct.Open => "开场",
        StageAct.Move => "调整顺序",
        StageAct.Call => "请上台",
        StageAct.StartClock => "开始计时",
        StageAct.PauseClock => "暂停计时",
        StageAct.ResumeClock => "继续计时",
        StageAct.StopClock => "停止计时",
        StageAct.OpenScoring => "开放评分",
        StageAct.CloseScoring => "关闭评分",
        StageAct.Reveal => "亮分",
        StageAct.NoShow => "记为缺席",
        StageAct.Withdraw => "登记退出",
        StageAct.Redo => "重来",
        StageAct.ShowWelcome => "大屏放欢迎页",
        StageAct.ShowDraw => "大屏放抽签",
        StageAct.ShowPause => "大屏放休息",
        StageAct.ShowStage => "大屏回到台上",
        StageAct.ShowMaterial => "大屏放材料",
        StageAct.TurnPage => "翻页",
        StageAct.PlayMaterial => "播放",
        StageAct.HoldMaterial => "暂停播放",
        StageAct.ShowBoard => "大屏放排行",
        StageAct.BeginFinal => "开始揭晓",
        StageAct.RevealPlace => "揭晓下一名",
        StageAct.Practise => "试评一次",
        StageAct.EndPractice => "结束试评",
        StageAct.End => "收场",
        StageAct.Undo => "撤销上一步",
        _ => act.ToString(),
    };
}

/// <summary>The step that comes next by itself: the console's biggest button.</summary>
/// <param name="Act">What.</param>
/// <param name="EntryId">About whom; null when about none.</param>
public sealed record NextStep(StageAct Act, int? EntryId = null)
{
    /// <summary>Acts that run a clock: the timekeeper's.</summary>
    public static IReadOnlySet<StageAct> ClockActs { get; } = new HashSet<StageAct> { StageAct.StartClock, StageAct.PauseClock, StageAct.ResumeClock, StageAct.StopClock };

    /// <summary>Acts that only change what the hall is shown of what is released already.</summary>
    public static IReadOnlySet<StageAct> ShowingActs { get; } =
        new HashSet<StageAct> { StageAct.ShowWelcome, StageAct.ShowBoard, StageAct.BeginFinal, StageAct.RevealPlace, StageAct.Reveal };

    /// <summary>The next step of a stage; null when it is over or the order has not been drawn.</summary>
    public static NextStep? Of(Show show)
    {
        if (!show.Opened)
            return new(StageAct.Open);
        if (show.Practising)
            return new(StageAct.EndPractice);
        if (show.Ended || show.Turns.Count == 0)
            return null;
        return show.Current switch
        {
            { State: TurnState.Called } => new(StageAct.StartClock),
            { State: TurnState.Talking } turn => new(turn.Clock.Running ? StageAct.StopClock : StageAct.ResumeClock),
            { State: TurnState.Talked } when !show.WaitsForOthers => new(StageAct.OpenScoring),
            { State: TurnState.Scoring } => new(StageAct.CloseScoring),
            { State: TurnState.Closed } turn when Unshown(show, turn) is { } first => new(StageAct.Reveal, first.EntryId),
            _ => show.Next is { } next ? new(StageAct.Call, next.EntryId) : Ending(show),
        };
    }

    /// <summary>Whose marks are shown next: the first in the order of those whose scoring was closed with the one on stage; more than one where the panel calibrates.</summary>
    private static Turn? Unshown(Show show, Turn turn) =>
        show.Turns.FirstOrDefault(t => t is { State: TurnState.Closed, Released: false } && t.ClosedSince == turn.ClosedSince);

    private static NextStep Ending(Show show) =>
        ShowRules.Allows(show, StageAct.RevealPlace) ? new(StageAct.RevealPlace)
        : show.Scene.Kind != SceneKind.Final && show.Turns.Any(t => t.State == TurnState.Closed) ? new(StageAct.BeginFinal)
        : new(StageAct.End);
}
