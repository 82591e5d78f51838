using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>An alarm with what was decided on it at the figure it has now; null while nobody has.</summary>
public sealed record HeldAlarm(int EstateId, string EstateName, int StreetId, int Households, Alarm Alarm, AlarmVerdict? Verdict)
{
    /// <summary>Whether the tally waits for it.</summary>
    public bool Open => Verdict is not { InForce: true };

    /// <summary>Whether it waits for the second person only.</summary>
    public bool Half => Verdict is { InForce: false };
}

/// <summary>The alarms of the estates that take part in a cycle, from counts by day and channel.</summary>
public static class AlarmsOfCycle
{
    /// <returns>Open ones first, then by estate and kind; empty when the cycle asks no residents.</returns>
    public static async Task<IReadOnlyList<HeldAlarm>> Read(ScoringDb db, Cycle cycle, Scheme scheme, CancellationToken cancellationToken = default)
    {
        if (SurveyWindow.Of(cycle) is not { } window || scheme.Survey is not { } survey)
            return [];
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && (e.State == EntryState.Accepted || e.State == EntryState.Submitted || e.State == EntryState.Returned))
            .Select(e => new { e.EstateId, e.EstateName, e.StreetId, e.Households, Now = db.Units.Where(u => u.Id == e.EstateId).Select(u => u.Households).FirstOrDefault() }).ToListAsync(cancellationToken);
        var estates = entries.GroupBy(e => e.EstateId).Select(g => g.First()).ToList();
        var ids = estates.ConvertAll(e => e.EstateId);
        // Every ballot answers the first question, so its answers count the ballots.
        var first = survey.Questions[0].Code;
        var days = (await BallotsOfCycle.ByDay(db, cycle, ids, cancellationToken)).Where(c => c.Question == first)
            .GroupBy(c => (c.EstateId, c.Day, c.Channel)).ToLookup(g => g.Key.EstateId, g => new DayFigure(g.Key.Day, g.Key.Channel, g.Sum(c => c.Count)));
        var (from, to) = (window.First, window.Last);
        var repeats = (await db.RepeatCounts.AsNoTracking().Where(r => r.Day >= from && r.Day <= to && ids.Contains(r.EstateId)).ToListAsync(cancellationToken)).ToLookup(r => r.EstateId);
        var denied = (await db.CallBacks.AsNoTracking().Where(c => c.Finding == CallBackFinding.Denied)
            .Join(db.DoorstepVisits.Where(v => v.CycleId == cycle.Id), c => c.VisitId, v => v.Id, (c, v) => v.EstateId).ToListAsync(cancellationToken)).CountBy(e => e).ToDictionary();
        var verdicts = (await db.AlarmVerdicts.AsNoTracking().Where(v => v.CycleId == cycle.Id).ToListAsync(cancellationToken)).ToDictionary(v => (v.EstateId, v.Alarm, v.Figure));
        return
        [
            .. estates.SelectMany(e =>
            {
                var households = Math.Max(1, e.Households > 0 ? e.Households : e.Now ?? 1);
                return AlarmRules.Of(households, [.. days[e.EstateId]], [.. repeats[e.EstateId]], denied.GetValueOrDefault(e.EstateId))
                    .Select(a => new HeldAlarm(e.EstateId, e.EstateName, e.StreetId, households, a, verdicts.GetValueOrDefault((e.EstateId, a.Key, a.Figure))));
            }).OrderByDescending(a => a.Open).ThenBy(a => a.EstateName, StringComparer.Ordinal).ThenBy(a => a.Alarm.Kind),
        ];
    }
}
