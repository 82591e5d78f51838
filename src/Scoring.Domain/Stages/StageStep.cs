// What happened on the stage of a live day, step by step. Rows are appended and numbered; everything else about the stage is read off them.
namespace Scoring.Domain.Stages;

/// <summary>What the host, the timekeeper or the supervisor did.</summary>
public enum StageAct
{
    /// <summary>开场: the panel is fixed from here on and the stage decides when sheets are taken.</summary>
    Open,

    /// <summary>候选人 who is not there is moved to the end, or behind another (<see cref="StageStep.Value"/>: the new place, from 1), with a reason.</summary>
    Move,

    /// <summary>请上台.</summary>
    Call,

    /// <summary>开始计时.</summary>
    StartClock,

    /// <summary>暂停计时, with a reason.</summary>
    PauseClock,

    /// <summary>继续计时.</summary>
    ResumeClock,

    /// <summary>停止计时: the talk is over.</summary>
    StopClock,

    /// <summary>开放评分: sheets are taken for the candidate on stage, or, where the scheme calibrates, for the first ones together.</summary>
    OpenScoring,

    /// <summary>关闭评分: later sheets are quarantined. <see cref="StageStep.Value"/>: how many were missing; with a reason when any was.</summary>
    CloseScoring,

    /// <summary>亮分: the marks of the entry are released to the hall.</summary>
    Reveal,

    /// <summary>缺席按弃权: called and not there, with a reason.</summary>
    NoShow,

    /// <summary>退出评选, with a reason.</summary>
    Withdraw,

    /// <summary>重来: the talk and its sheets start afresh, with a reason.</summary>
    Redo,

    /// <summary>The screen shows the welcome.</summary>
    ShowWelcome,

    /// <summary>The screen plays the recorded draw of the running order.</summary>
    ShowDraw,

    /// <summary>休息: the screen says that it goes on later.</summary>
    ShowPause,

    /// <summary>The screen goes back to the candidate on stage.</summary>
    ShowStage,

    /// <summary>The screen shows a candidate's slides or video (<see cref="StageStep.AttachmentId"/>).</summary>
    ShowMaterial,

    /// <summary>Page of the slides (<see cref="StageStep.Value"/>, from 1).</summary>
    TurnPage,

    /// <summary>The video plays from <see cref="StageStep.Value"/> (whole seconds), or goes on from where it is.</summary>
    PlayMaterial,

    /// <summary>The video stands still at <see cref="StageStep.Value"/> (whole seconds), or where it has come to.</summary>
    HoldMaterial,

    /// <summary>The screen shows the leaderboard of what has been released.</summary>
    ShowBoard,

    /// <summary>The final reveal begins: nothing of it is shown yet.</summary>
    BeginFinal,

    /// <summary>One more place of the final reveal, from the last to the first.</summary>
    RevealPlace,

    /// <summary>试评: the practice that calibrates the panel begins; its sheets are taken, and none of them counts.</summary>
    Practise,

    /// <summary>结束试评: practice sheets are no longer taken, and the judges see how far apart they were, where the scheme lets them.</summary>
    EndPractice,

    /// <summary>收场: the event is over.</summary>
    End,

    /// <summary>撤销: the step before this one never was (<see cref="StageStep.Value"/>: its number).</summary>
    Undo,
}

/// <summary>One step. Appended, never edited; the number is unique within its cycle, so that of two consoles that press at once one is refused.</summary>
public sealed class StageStep
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; init; }

    public StageAct Act { get; init; }

    /// <summary>The entry it is about; null when about none.</summary>
    public int? EntryId { get; init; }

    public int? AttachmentId { get; init; }

    /// <summary>A whole number whose meaning the act says.</summary>
    public int? Value { get; init; }

    public string? Reason { get; init; }

    public int ById { get; init; }

    /// <summary>Name and role as they were then.</summary>
    public required string Who { get; init; }

    public DateTimeOffset At { get; init; }
}
