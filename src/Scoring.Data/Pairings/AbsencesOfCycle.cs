using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Pairings;

/// <summary>Turns the confirmed absences of a cycle's period into deductions, each once: when the cycle opens, and again whenever one is confirmed later.</summary>
public static class AbsencesOfCycle
{
    /// <returns>How many became deductions now.</returns>
    public static async Task<int> Deduct(ScoringDb db, Cycle cycle, Scheme scheme, CancellationToken cancellationToken = default)
    {
        if (scheme.Adjustments.Absence is not { } rule || cycle.State is not (CycleState.Review or CycleState.Scoring))
            return 0;
        var period = Period.Parse(cycle.Period);
        var (first, last) = (period.FirstDay, period.LastDay);
        var absences = await db.MeetingAbsences.Include(a => a.Meeting)
            .Where(a => a.ConfirmedAt != null && a.CancelledAt == null && a.AdjustmentId == null && a.Meeting!.Day >= first && a.Meeting.Day <= last).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        if (absences.Count == 0)
            return 0;
        var pairings = absences.Select(a => a.PairingId).ToList();
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted && e.PairingId != null && pairings.Contains(e.PairingId.Value))
            .ToDictionaryAsync(e => e.PairingId!.Value, e => e.Id, cancellationToken);
        var made = 0;
        foreach (var absence in absences.Where(a => entries.ContainsKey(a.PairingId)))
        {
            var adjustment = new Adjustment
            {
                EntryId = entries[absence.PairingId], Kind = "deduction", Code = Adjustment.Absence, Amount = rule.Amount,
                Reason = $"{ChinaTime.MonthDay(absence.Meeting!.Day)}“{absence.Meeting.Topic}”会议缺席",
                ProposedById = absence.ProposedById, ProposedAt = absence.ProposedAt, ConfirmedById = absence.ConfirmedById, ConfirmedAt = absence.ConfirmedAt,
            };
            db.Adjustments.Add(adjustment);
            await db.SaveChangesAsync(cancellationToken);
            absence.AdjustmentId = adjustment.Id;
            made++;
        }

        await db.SaveChangesAsync(cancellationToken);
        return made;
    }
}
