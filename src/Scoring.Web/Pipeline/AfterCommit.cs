using Scoring.Data.Sqlite.Surveys;
using Scoring.Web.Live;

namespace Scoring.Web.Pipeline;

/// <summary>Which stages a command touched, and whether it put ballots in: told to their followers and to the writer of ballots once the command is committed, and never when it is not.</summary>
public sealed class AfterCommit(StagePush push, BallotWriter ballots, PublishedVersion published)
{
    private readonly HashSet<int> cycles = [];
    private readonly HashSet<int> counts = [];
    private bool taken;

    /// <summary>Something that is shown live has changed in this cycle: a step, a sheet, an attendance, an adjustment.</summary>
    public void Touched(int cycleId) => cycles.Add(cycleId);

    /// <summary>A sheet came in: whoever is shown how many are in has something new, and the judges' phones have not.</summary>
    public void SheetIn(int cycleId) => counts.Add(cycleId);

    /// <summary>Ballots were put in that somebody took down: the log that shows them beside a door or a call is to be emptied.</summary>
    public void BallotsIn() => taken = true;

    /// <summary>Called by the pipeline alone, after the commit.</summary>
    public void Flush()
    {
        published.Committed();
        foreach (var cycle in cycles)
            push.Wake(cycle);
        foreach (var cycle in counts.Where(c => !cycles.Contains(c)))
            push.WakeCounts(cycle);
        cycles.Clear();
        counts.Clear();
        if (taken)
            ballots.EmptyLogSoon();
        taken = false;
    }
}
