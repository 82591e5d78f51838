// What opens and closes when, of cycles that are and of those that will be. Must not know what is done about it.
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Cycles;

/// <summary>What a moment on the calendar is to a phase.</summary>
public enum AgendaKind
{
    Opens,
    Closes,

    /// <summary>A phase that is a moment: a publication.</summary>
    Falls,
}

/// <summary>One thing on the calendar.</summary>
/// <param name="At">The moment (UTC).</param>
/// <param name="SchemeCode">Its programme.</param>
/// <param name="Title">The cycle's title.</param>
/// <param name="CycleId">Null for a cycle that has not been made yet.</param>
/// <param name="PhaseCode">One of <see cref="PhaseCode"/>, or a code of the scheme's own.</param>
/// <param name="What">The phase with 开始 or 截止; a moment by its name alone.</param>
/// <param name="Kind">Whether the phase begins, ends, or is this moment.</param>
/// <param name="Why">The rule and any holiday that moved the date, or the reason of an extension.</param>
/// <param name="Extended">Whether the end has been put off.</param>
public sealed record AgendaItem(DateTimeOffset At, string SchemeCode, string Title, int? CycleId, string PhaseCode, string What, AgendaKind Kind, string Why, bool Extended);

/// <summary>Lays cycles out on a calendar.</summary>
public static class Agenda
{
    /// <summary>Everything of a cycle, in order.</summary>
    public static IEnumerable<AgendaItem> Of(Cycle cycle) => cycle.Phases.OrderBy(p => p.Ordinal)
        .SelectMany(p => Items(cycle.SchemeCode, cycle.Title, cycle.Id, p.Code, p.Name, p.StartsAt, p.Deadline, p.Why, p.ExtendedTo is null ? null : p.ExtensionReason));

    /// <summary>
    /// What a programme will have in the cycles that are still to be made, by the version that is newest now: those of its periods that reach into the days asked about, and no period
    /// that has a cycle already or whose first date is past.
    /// </summary>
    /// <param name="scheme">The newest version.</param>
    /// <param name="calendar">The working days.</param>
    /// <param name="made">The periods that have a cycle.</param>
    /// <param name="from">The first local day asked about.</param>
    /// <param name="until">The last one.</param>
    /// <param name="now">The time of the question.</param>
    public static IEnumerable<AgendaItem> Expected(Scheme scheme, WorkingDays calendar, IReadOnlySet<string> made, DateOnly from, DateOnly until, DateTimeOffset now)
    {
        // A period's dates may lie in the periods beside it: a survey before it begins, a notice after it has ended.
        var last = Period.Of(scheme.Cadence, until).Next;
        for (var period = Period.Of(scheme.Cadence, from).Previous; period.FirstDay <= last.FirstDay; period = period.Next)
        {
            if (made.Contains(period.ToString()))
                continue;
            var dates = scheme.Phases.Resolve(period, calendar);
            if (CycleDates.Missed(dates, now))
                continue;
            foreach (var item in dates.Phases.SelectMany(p => Items(scheme.Code, $"{period.Name}{scheme.Name}", null, p.Code, p.Name, p.StartsAt, p.EndsAt, p.Why, null)))
                yield return item;
        }
    }

    private static IEnumerable<AgendaItem> Items(string scheme, string title, int? cycle, string code, string name, DateTimeOffset starts, DateTimeOffset ends, string why, string? extended)
    {
        if (starts == ends)
            return [new AgendaItem(starts, scheme, title, cycle, code, name, AgendaKind.Falls, why, Extended: false)];
        return
        [
            new AgendaItem(starts, scheme, title, cycle, code, $"{name}开始", AgendaKind.Opens, why, Extended: false),
            new AgendaItem(ends, scheme, title, cycle, code, $"{name}截止", AgendaKind.Closes, extended is null ? why : $"期限已延长：{extended}", extended is not null),
        ];
    }
}
