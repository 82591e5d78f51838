using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;

namespace Scoring.Domain.Reminders;

/// <summary>A deadline of which people are to be reminded now.</summary>
public sealed record DueReminder(CyclePhase Phase, ReminderKind Kind);

/// <summary>When people are reminded: at nine on the last working day before the day of a deadline, and once it has passed.</summary>
public static class ReminderTimes
{
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>What was missed longer ago is not brought up again: a program that was down for days does not wake everybody for what is past.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(3);

    /// <summary>The phases that people must do something in; the others follow by themselves.</summary>
    private static readonly string[] Reminded =
        [PhaseCode.Pledge, PhaseCode.Nominate, PhaseCode.Review, PhaseCode.Evidence, PhaseCode.Survey, PhaseCode.Live, PhaseCode.SumUp, PhaseCode.Report, PhaseCode.Tally, PhaseCode.Approve];

    /// <summary>The moment of the reminder before a deadline.</summary>
    public static DateTimeOffset Before(DateTimeOffset deadline, WorkingDays calendar) => ChinaTime.At(calendar.Previous(ChinaTime.DateOf(deadline)), Morning);

    /// <summary>The deadlines of a cycle of which it is time to remind; whether it has been done is not asked.</summary>
    public static IEnumerable<DueReminder> Due(Cycle cycle, WorkingDays calendar, DateTimeOffset now)
    {
        foreach (var phase in cycle.Phases.Where(p => Reminded.Contains(p.Code) && p.StartsAt < p.Deadline).OrderBy(p => p.Ordinal))
        {
            if (now < phase.Deadline && now >= Before(phase.Deadline, calendar))
                yield return new DueReminder(phase, ReminderKind.Before);
            else if (now >= phase.Deadline && now < phase.Deadline + Late)
                yield return new DueReminder(phase, ReminderKind.After);
        }
    }
}
