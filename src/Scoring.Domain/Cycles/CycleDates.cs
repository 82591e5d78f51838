// From a scheme's resolved dates to a cycle's own phases. The dates are copied: editing a scheme never moves a running cycle.
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Cycles;

/// <summary>Makes a cycle from a scheme and the dates of one period.</summary>
public static class CycleDates
{
    /// <summary>A cycle in draft with the dates of its period.</summary>
    /// <param name="scheme">The version that counts.</param>
    /// <param name="versionId">Its row.</param>
    /// <param name="dates">Its phases, resolved for the period.</param>
    /// <param name="number">第几期, from 1.</param>
    public static Cycle Open(Scheme scheme, int versionId, PhaseSchedule dates, int number)
    {
        var cycle = new Cycle
        {
            SchemeCode = scheme.Code,
            SchemeHash = scheme.Hash,
            SchemeVersionId = versionId,
            Period = dates.Period.ToString(),
            Title = $"{dates.Period.Name}{scheme.Name}",
            Number = number,
            State = CycleState.Draft,
        };
        cycle.Phases.AddRange(Phases(dates));
        return cycle;
    }

    /// <summary>A rehearsal of a cycle's live day: the same scheme, open from now on for a day.</summary>
    /// <param name="real">The cycle that is rehearsed.</param>
    /// <param name="now">The moment of the write.</param>
    /// <exception cref="Refused">The cycle has no live day.</exception>
    public static Cycle Rehearsal(Cycle real, DateTimeOffset now)
    {
        var live = real.PhaseOrNull(PhaseCode.Live) ?? throw new Refused("这个方案没有现场评选，不用演练。");
        var cycle = new Cycle
        {
            SchemeCode = real.SchemeCode, SchemeHash = real.SchemeHash, SchemeVersionId = real.SchemeVersionId, Period = real.Period, Number = real.Number,
            Title = $"{real.Title}（演练）", State = CycleState.Scoring, Rehearsal = true,
        };
        cycle.Phases.Add(new CyclePhase { Code = PhaseCode.Live, Name = live.Name, StartsAt = now, EndsAt = now.AddDays(1), Why = "演练，当天有效" });
        return cycle;
    }

    /// <summary>Whether the first thing of a period is over already: a programme that is loaded then begins with the next one, not half way.</summary>
    public static bool Missed(PhaseSchedule dates, DateTimeOffset now)
    {
        var first = dates.Find(PhaseCode.Pledge) ?? dates.Find(PhaseCode.Nominate) ?? dates.Phases.Where(p => p.Code != PhaseCode.Survey).MinBy(p => p.StartsAt);
        return first is not null && first.EndsAt <= now;
    }

    /// <summary>Gives a cycle that has not opened another version and its dates.</summary>
    /// <exception cref="Refused">The cycle has opened: what it opened with counts to the end.</exception>
    public static void Repin(Cycle cycle, Scheme scheme, int versionId, PhaseSchedule dates)
    {
        if (cycle.State != CycleState.Draft)
            throw new Refused($"“{cycle.Title}”已经开始，方案不能再换。新方案从下一期起使用。");
        cycle.SchemeVersionId = versionId;
        cycle.SchemeHash = scheme.Hash;
        cycle.Title = $"{dates.Period.Name}{scheme.Name}";
        foreach (var fresh in Phases(dates))
        {
            if (cycle.PhaseOrNull(fresh.Code) is { } phase)
                (phase.Name, phase.Ordinal, phase.StartsAt, phase.EndsAt, phase.Why) = (fresh.Name, fresh.Ordinal, fresh.StartsAt, fresh.EndsAt, fresh.Why);
            else
                cycle.Phases.Add(fresh);
        }

        cycle.Phases.RemoveAll(p => dates.Find(p.Code) is null);
    }

    /// <summary>Sets the notice's and the publication's dates from the day the notice was really posted.</summary>
    public static void Post(Cycle cycle, NoticeDates dates, DateTimeOffset now)
    {
        var notice = cycle.Phase(PhaseCode.Notice);
        (notice.StartsAt, notice.EndsAt, notice.Why) = (now, dates.EndsAt, dates.Why);
        var publish = cycle.Phase(PhaseCode.Publish);
        (publish.StartsAt, publish.EndsAt, publish.Why) = (dates.PublishesAt, dates.PublishesAt, dates.Why);
        (cycle.State, cycle.HoldReason) = (CycleState.PublicNotice, null);
    }

    private static IEnumerable<CyclePhase> Phases(PhaseSchedule dates) => dates.Phases.Select((p, i) => new CyclePhase
    {
        Code = p.Code,
        Name = p.Name,
        Ordinal = i,
        StartsAt = p.StartsAt,
        EndsAt = p.EndsAt,
        Why = p.Why,
    });
}
