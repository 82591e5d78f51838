// Which days of a standing survey a cycle counts. Must not know who answered, or what the time is.
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;

namespace Scoring.Domain.Surveys;

/// <summary>
/// The days whose ballots a cycle counts, both included. The rule:
/// <list type="bullet">
/// <item>An estate's survey stands open: its notice-board code takes a ballot on any day, and a ballot keeps its local day and nothing finer.</item>
/// <item>A cycle counts the ballots of the local days from the one on which its survey phase starts to the last one that the phase touches.
/// A whole day counts or none of it: on the last day an evening ballot counts too, because its row cannot tell it from a morning's.</item>
/// <item>The phase trails (the scheme says over how many days), so two cycles may share days: a ballot is then part of both figures.</item>
/// <item>A household slip is printed for one cycle and is taken until that cycle's last day, so that no household holds two good slips.</item>
/// </list>
/// </summary>
/// <param name="First">The first local day.</param>
/// <param name="Last">The last local day, not before the first.</param>
public sealed record SurveyWindow(DateOnly First, DateOnly Last)
{
    /// <summary>How many days it has, at least 1.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The days of a cycle's survey phase, with any extension; null when the cycle asks no residents.</summary>
    public static SurveyWindow? Of(Cycle cycle)
    {
        if (cycle.PhaseOrNull(PhaseCode.Survey) is not { } phase)
            return null;
        var first = ChinaTime.DateOf(phase.StartsAt);
        // An end at midnight belongs to the day before it.
        var last = ChinaTime.DateOf(phase.Deadline.AddTicks(-1));
        return new(first, last < first ? first : last);
    }

    public bool Contains(DateOnly day) => day >= First && day <= Last;

    /// <summary>Days left to answer, today included; 0 when the window is over.</summary>
    public int DaysLeft(DateOnly today) => Math.Max(0, Last.DayNumber - Math.Max(today.DayNumber, First.DayNumber) + 1);
}
