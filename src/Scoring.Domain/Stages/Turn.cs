// The nouns of a stage as it stands: a candidate's turn and the scene on the big screen. Must not know marks.
namespace Scoring.Domain.Stages;

/// <summary>How far a candidate has come on the day.</summary>
public enum TurnState
{
    /// <summary>待上台.</summary>
    Waiting,

    /// <summary>已请上台，未计时.</summary>
    Called,

    /// <summary>计时中, running or paused.</summary>
    Talking,

    /// <summary>演示结束，未开放评分.</summary>
    Talked,

    /// <summary>评分中: sheets are taken.</summary>
    Scoring,

    /// <summary>评分已关闭.</summary>
    Closed,

    /// <summary>弃权: not there.</summary>
    NoShow,

    /// <summary>退出.</summary>
    Withdrawn,
}

/// <summary>What the big screen is asked to show.</summary>
public enum SceneKind
{
    Welcome,
    Draw,
    Stage,
    Material,
    Board,
    Final,
    Practice,
    Pause,
    Thanks,
}

/// <summary>The scene and what it needs.</summary>
/// <param name="Kind">Which.</param>
/// <param name="AttachmentId">The slides or the video, for a material.</param>
/// <param name="Page">Page of the slides, from 1.</param>
/// <param name="PlayingSince">When the video was told to play; null while it stands still.</param>
/// <param name="Second">Where in the video it was then, in whole seconds.</param>
/// <param name="Places">How many places of the final reveal are shown, from the last one up.</param>
/// <param name="EntryId">The entry just released, which need not be the one on stage; null: the one on stage.</param>
public sealed record Scene(SceneKind Kind, int? AttachmentId = null, int Page = 1, DateTimeOffset? PlayingSince = null, int Second = 0, int Places = 0, int? EntryId = null)
{
    /// <summary>Where in the video it is, in whole seconds.</summary>
    public int SecondAt(DateTimeOffset now) => PlayingSince is { } since && now > since ? Second + (int)(now - since).TotalSeconds : Second;
}

/// <summary>One candidate's turn.</summary>
/// <param name="EntryId">Whose.</param>
/// <param name="State">How far.</param>
/// <param name="Clock">The talk's stopwatch.</param>
/// <param name="Released">Whether the marks have been shown to the hall.</param>
/// <param name="Round">1; one more for each time it started afresh.</param>
/// <param name="ScoringSince">When the scoring of this round was opened; null before.</param>
/// <param name="TalkedSince">When the talk of this round ended; null before.</param>
/// <param name="ClosedSince">When the scoring of this round was closed; null before.</param>
/// <param name="RoundSince">When this round began, for a turn that started afresh: sheets from before it do not count. Null in the first round.</param>
public sealed record Turn(
    int EntryId, TurnState State, Stopwatch Clock, bool Released, int Round,
    DateTimeOffset? ScoringSince = null, DateTimeOffset? TalkedSince = null, DateTimeOffset? ClosedSince = null, DateTimeOffset? RoundSince = null)
{
    public static Turn Of(int entryId) => new(entryId, TurnState.Waiting, Stopwatch.Zero, false, 1);

    /// <summary>Whether the candidate takes no part after all: not there, or withdrawn. The tally leaves such an entry out.</summary>
    public bool Out => State is TurnState.NoShow or TurnState.Withdrawn;

    /// <summary>Whether nothing more is expected of this candidate on stage.</summary>
    public bool Over => State == TurnState.Closed || Out;
}

/// <summary>Whether a judge's sheet for one entry may come in, as the stage says.</summary>
public enum SheetWindow
{
    /// <summary>The stage was never opened: the phase alone decides.</summary>
    Free,

    /// <summary>Not on yet: a draft may be typed, nothing handed in.</summary>
    NotYet,

    /// <summary>评分中.</summary>
    Open,

    /// <summary>Closed, or the candidate takes no part: what arrives now is the supervisor's to decide on.</summary>
    Closed,
}

/// <summary>The words for turn states.</summary>
public static class TurnStateNames
{
    public static string Of(TurnState state) => state switch
    {
        TurnState.Waiting => "待上台",
        TurnState.Called => "已请上台",
        TurnState.Talking => "演示中",
        TurnState.Talked => "演示结束",
        TurnState.Scoring => "评分中",
        TurnState.Closed => "评分已关闭",
        TurnState.NoShow => "缺席",
        TurnState.Withdrawn => "退出",
        _ => state.ToString(),
    };
}
