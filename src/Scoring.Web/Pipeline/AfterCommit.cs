using Scoring.Web.Live;

namespace Scoring.Web.Pipeline;

/// <summary>Which stages a command touched: told to their followers once the command is committed, and never when it is not.</summary>
public sealed class AfterCommit(StagePush push)
{
    private readonly HashSet<int> cycles = [];

    /// <summary>Something that is shown live has changed in this cycle: a step, a sheet, an attendance, an adjustment.</summary>
    public void Touched(int cycleId) => cycles.Add(cycleId);

    /// <summary>Called by the pipeline alone, after the commit.</summary>
    public void Flush()
    {
        foreach (var cycle in cycles)
            push.Wake(cycle);
        cycles.Clear();
    }
}
