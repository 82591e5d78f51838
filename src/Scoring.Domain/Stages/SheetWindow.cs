// Whether the stage takes a sheet for a candidate now. Must not know the calendar: deadlines are the phase table's.
namespace Scoring.Domain.Stages;

/// <summary>What the stage says about sheets for one candidate.</summary>
public enum SheetWindow
{
    /// <summary>The stage was never opened: the calendar alone decides.</summary>
    Free,

    /// <summary>Scoring is not open yet for this candidate: marks may be typed, not handed in.</summary>
    NotYet,

    /// <summary>评分中.</summary>
    Open,

    /// <summary>Scoring is closed: what arrives now is put before the supervisor.</summary>
    Closed,

    /// <summary>弃权或退出: nothing is to be marked.</summary>
    Out,
}
