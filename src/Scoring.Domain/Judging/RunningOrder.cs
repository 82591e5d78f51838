// When the running order may be drawn, and from whom. Must not know where the seed comes from: randomness is an argument.
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;

namespace Scoring.Domain.Judging;

/// <summary>抽签定出场顺序: once; again only by the supervisor, with a reason, before scoring begins.</summary>
public static class RunningOrder
{
    /// <summary>What a draw of the running order is called in its row.</summary>
    public const string Kind = "order";

    /// <summary>Draws the accepted entries and numbers them from 1; entries that do not take part lose their number.</summary>
    /// <param name="cycle">The cycle, tracked: time may move its state.</param>
    /// <param name="entries">All its entries, tracked.</param>
    /// <param name="judges">Judges on its panels now; judges are fixed before the draw.</param>
    /// <param name="previous">The draw that stands; null for the first.</param>
    /// <param name="by">Who draws, and whether as supervisor.</param>
    /// <param name="reason">Why it is drawn again; not asked for the first time.</param>
    /// <param name="seed">32 hex digits from a random source.</param>
    /// <param name="now">The time of the write.</param>
    /// <exception cref="Refused">Not now, not by this person, or something has to be done first.</exception>
    public static Draw Of(
        Cycle cycle, IReadOnlyCollection<Entry> entries, int judges, Draw? previous, (int Id, bool Supervisor) by, string? reason, string seed, DateTimeOffset now)
    {
        PhaseTable.Demand(cycle, Act.DrawOrder, now);
        if (previous is not null)
            DemandAgain(cycle, previous, by.Supervisor, reason);
        var pending = entries.Count(e => e.State is EntryState.Submitted or EntryState.Returned);
        if (pending > 0 && cycle.State == CycleState.Review)
            throw new Refused($"还有 {pending} 份申报没有审查完。请先审查完再抽签：抽签以后名单不再变动。");
        if (judges == 0)
            throw new Refused("还没有选派评委。先定评委、后抽签，请先把评委定下来。");
        var taking = entries.Where(e => e.State == EntryState.Accepted).ToDictionary(e => e.Code!);
        if (taking.Count == 0)
            throw new Refused("还没有通过审查的候选人，不能抽签。请先完成资格审查。");
        var order = Draw.Shuffle(seed, taking.Keys);
        foreach (var entry in entries)
            entry.RunningNumber = null;
        for (var place = 0; place < order.Count; place++)
            taking[order[place]].RunningNumber = place + 1;
        return new Draw { CycleId = cycle.Id, Kind = Kind, Seed = seed, Order = order, ById = by.Id, At = now };
    }

    private static void DemandAgain(Cycle cycle, Draw previous, bool supervisor, string? reason)
    {
        if (!supervisor)
            throw Refused.NotYours($"出场顺序已于 {ChinaTime.Words(previous.At)} 抽定，只抽一次。确需重抽的，由监督员说明理由后办理。");
        if (cycle.State == CycleState.Scoring)
            throw new Refused("现场评选已经开始，出场顺序不能再变。");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("请写明为什么要重抽，理由会记入经过。");
    }
}
