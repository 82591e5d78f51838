namespace Scoring.Domain.Calendars;

/// <summary>
/// Answers when a public notice runs and when publication may follow, from the day it was really posted: day 1 is the working day after posting,
/// the last day closes at 18:00, publication is the next working day. Late approval moves all of it; nothing is ever shortened.
/// </summary>
/// <param name="PostedOn">The local day it was posted.</param>
/// <param name="Days">The working days of the notice, in order.</param>
/// <param name="EndsAt">When the notice ends (UTC).</param>
/// <param name="PublishesAt">The earliest publication (UTC).</param>
/// <param name="Why">The reason in a Chinese sentence.</param>
/// <param name="Warnings">Sentences about years without a calendar.</param>
public sealed record NoticeDates(
    DateOnly PostedOn, IReadOnlyList<DateOnly> Days, DateTimeOffset EndsAt, DateTimeOffset PublishesAt, string Why, IReadOnlyList<string> Warnings)
{
    /// <summary>Day 1.</summary>
    public DateOnly FirstDay => Days[0];

    /// <summary>The last day of the notice.</summary>
    public DateOnly LastDay => Days[^1];

    /// <summary>The local day of publication.</summary>
    public DateOnly PublishesOn => ChinaTime.DateOf(PublishesAt);

    /// <summary>Counts a notice of <paramref name="workingDays"/> (≥ 1) days posted on a local date.</summary>
    /// <param name="postedOn">The local day of posting; may be a rest day.</param>
    /// <param name="workingDays">Length in working days, at least 1.</param>
    /// <param name="calendar">The working days.</param>
    /// <param name="closes">Local time at which the last day ends; 18:00 when absent.</param>
    /// <param name="publishes">Local time of publication; 09:00 when absent.</param>
    public static NoticeDates From(DateOnly postedOn, int workingDays, WorkingDays calendar, TimeOnly? closes = null, TimeOnly? publishes = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 1);
        var days = Enumerable.Range(1, workingDays).Select(n => calendar.AddWorkingDays(postedOn, n)).ToArray();
        var publication = calendar.Next(days[^1]);
        var said = $"{ChinaTime.MonthDay(postedOn)}张贴，次一工作日起算，公示 {workingDays} 个工作日，期满后第 1 个工作日发布";
        var remarks = DaysInWords.Remarks(calendar, postedOn.AddDays(1), publication);
        return new(
            postedOn,
            days,
            ChinaTime.At(days[^1], closes ?? new(18, 0)),
            ChinaTime.At(publication, publishes ?? new(9, 0)),
            string.Join('；', [said, .. remarks]),
            calendar.Warnings(postedOn, publication));
    }

    /// <summary>
    /// Counts a further notice after a recount. A list that says what was announced before keeps the days of that notice; a changed one runs the shorter
    /// days of a substitution, and never ends before the notice it replaces: nothing is shortened.
    /// </summary>
    /// <param name="postedOn">The local day of posting.</param>
    /// <param name="before">First and last day of the notice it replaces.</param>
    /// <param name="changed">Whether the list says anything else than before.</param>
    /// <param name="workingDays">The days of a substitution, at least 1.</param>
    /// <param name="calendar">The working days.</param>
    public static NoticeDates Again(DateOnly postedOn, (DateOnly First, DateOnly Last) before, bool changed, int workingDays, WorkingDays calendar)
    {
        var fresh = From(postedOn, workingDays, calendar);
        if (changed && fresh.LastDay >= before.Last)
            return fresh with { Why = $"复核后名单有变，{fresh.Why}" };
        var days = calendar.Between(changed ? fresh.FirstDay : before.First, before.Last).ToArray();
        var publication = calendar.Next(before.Last);
        return fresh with
        {
            Days = days,
            EndsAt = ChinaTime.At(before.Last, new(18, 0)),
            PublishesAt = ChinaTime.At(publication, new(9, 0)),
            Why = changed ? $"复核后名单有变，公示到原定的 {ChinaTime.MonthDay(before.Last)} 为止（不少于 {workingDays} 个工作日）" : $"复核后名单没有变，按原定公示期到 {ChinaTime.MonthDay(before.Last)} 为止",
        };
    }
}
