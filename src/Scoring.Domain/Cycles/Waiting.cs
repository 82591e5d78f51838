using Scoring.Domain.Calendars;

namespace Scoring.Domain.Cycles;

/// <summary>Answers for whom a cycle waits when time alone can move it no further. A cycle that nobody tends does not break: it waits.</summary>
public static class Waiting
{
    /// <summary>A sentence naming who has to do what, and since when; null while time still runs, or when all is done.</summary>
    public static string? For(Cycle cycle, DateTimeOffset now)
    {
        var (what, since) = cycle.State switch
        {
            CycleState.Scoring when cycle.ScoringClosed(now) => ("等组织部经办核算", cycle.ScoringClosedAt ?? cycle.ScoringEndsAt),
            CycleState.Tallied => ("等组织部审定", cycle.PhaseOrNull(PhaseCode.Approve)?.StartsAt),
            CycleState.Approved when !cycle.GoesPublic => ("等组织部经办登记组织决定", cycle.PhaseOrNull(PhaseCode.Decide)?.StartsAt),
            CycleState.Approved => ("等组织部经办张贴公示", cycle.PhaseOrNull(PhaseCode.Notice)?.StartsAt),
            CycleState.PublicNotice when cycle.HeldBack(now) => ($"公示期满，等 {cycle.OpenObjections} 件异议办结", (DateTimeOffset?)null),
            CycleState.ObjectionHold => ("公示暂缓，等组织部审定恢复", (DateTimeOffset?)null),
            _ => (null, null),
        };
        if (what is null)
            return null;
        return since is { } from && now >= from ? $"“{cycle.Title}”{what}（{ChinaTime.Words(from)} 起）" : $"“{cycle.Title}”{what}";
    }
}
