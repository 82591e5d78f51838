using Scoring.Domain.Calendars;

namespace Scoring.Domain.Schemes;

/// <summary>Which edge of a phase is meant.</summary>
public enum PhaseEdge
{
    /// <summary>The opening.</summary>
    Start,

    /// <summary>The close.</summary>
    End,
}

/// <summary>What happens to a date of a rule that falls on a rest day.</summary>
public enum RestDay
{
    /// <summary>It stays where it is.</summary>
    Stay,

    /// <summary>It moves to the previous working day (the default of deadlines: keeps them inside their third of the month).</summary>
    Previous,

    /// <summary>It moves to the next working day.</summary>
    Next,
}

/// <summary>A date that a rule arrived at, how it says itself, and remarks on the calendar.</summary>
internal sealed record RuledDate(DateOnly Date, string Says, IReadOnlyList<string> Remarks);

/// <summary>What a rule may look at: the period, the calendar, and the edges of other phases as far as they are needed.</summary>
internal sealed record RuleContext(Period Period, WorkingDays Calendar, Func<string, PhaseEdge, DateOnly> Edge, Func<string, string> NameOf);

/// <summary>
/// One calendar rule of a scheme: answers on which date an edge of a phase falls in a period. The kinds are those of <c>scheme.schema.json</c>.
/// Months are counted from the period's first, which is 1, and may reach beyond the period (a yearly notice in January is month 13).
/// </summary>
public abstract record CalendarRule
{
    /// <summary>The edges of phases that must be known first.</summary>
    internal virtual IEnumerable<(string Phase, PhaseEdge Edge)> Needs => [];

    internal abstract RuledDate Resolve(RuleContext context);

    private protected static RuledDate Plain(DateOnly date, string says) => new(date, says, []);

    private protected static string MonthName(RuleContext context, int month) =>
        context.Period.Cadence == Cadence.Monthly && month == 1 ? "" : $"{context.Period.Month(month).Month}月";

    /// <summary>The n-th day of a month; a day the month does not have means its last.</summary>
    public sealed record DayOfMonth(int Month, int Day) : CalendarRule
    {
        internal override RuledDate Resolve(RuleContext context) =>
            Plain(On(context.Period.Month(Month), Day), $"{MonthName(context, Month)}{Day}日");
    }

    /// <summary>The last working day on or before a day of a month.</summary>
    public sealed record LastWorkingDayOnOrBefore(int Month, int Day) : CalendarRule
    {
        internal override RuledDate Resolve(RuleContext context)
        {
            var limit = On(context.Period.Month(Month), Day);
            var date = context.Calendar.OnOrBefore(limit);
            var says = $"不晚于{MonthName(context, Month)}{Day}日的最后一个工作日";
            return new(date, says, DaysInWords.Remarks(context.Calendar, date, limit));
        }
    }

    /// <summary>The first working day on or after a day of a month.</summary>
    public sealed record FirstWorkingDayOnOrAfter(int Month, int Day) : CalendarRule
    {
        internal override RuledDate Resolve(RuleContext context)
        {
            var limit = On(context.Period.Month(Month), Day);
            var date = context.Calendar.OnOrAfter(limit);
            return new(date, $"{MonthName(context, Month)}{Day}日及以后的第一个工作日", DaysInWords.Remarks(context.Calendar, limit, date));
        }
    }

    /// <summary>The n-th working day of 上旬, 中旬 or 下旬; its last one when a holiday leaves fewer.</summary>
    public sealed record WorkingDayOfThird(int Month, MonthThird Third, int N) : CalendarRule
    {
        internal override RuledDate Resolve(RuleContext context)
        {
            var month = context.Period.Month(Month);
            var (first, last) = MonthThirds.Days(month.Year, month.Month, Third);
            var says = $"{MonthName(context, Month)}{Third.Name()}第 {N} 个工作日";
            if (context.Calendar.NthWorkingDay(month.Year, month.Month, Third, N) is { } date)
                return new(date, says, DaysInWords.Remarks(context.Calendar, first, date));
            date = context.Calendar.OnOrBefore(last);
            var few = $"{Third.Name()}不足 {N} 个工作日，取到期前最后一个工作日";
            return new(date, says, [few, .. DaysInWords.Remarks(context.Calendar, first, last)]);
        }
    }

    /// <summary>The n-th working day after the period's last day.</summary>
    public sealed record WorkingDayAfterPeriod(int N) : CalendarRule
    {
        internal override RuledDate Resolve(RuleContext context)
        {
            var date = context.Calendar.NthWorkingDayAfter(context.Period, N);
            var remarks = DaysInWords.Remarks(context.Calendar, context.Period.LastDay.AddDays(1), date);
            return new(date, $"{context.Period.Name}结束后第 {N} 个工作日", remarks);
        }
    }

    /// <summary>So many working days after (positive) or before (negative) an edge of a phase.</summary>
    public sealed record FromPhase(string Phase, PhaseEdge Edge, int WorkingDays) : CalendarRule
    {
        internal override IEnumerable<(string Phase, PhaseEdge Edge)> Needs => [(Phase, Edge)];

        internal override RuledDate Resolve(RuleContext context)
        {
            var from = context.Edge(Phase, Edge);
            var date = context.Calendar.AddWorkingDays(from, WorkingDays);
            var (first, last) = WorkingDays > 0 ? (from.AddDays(1), date) : (date, from.AddDays(-1));
            var name = $"{context.NameOf(Phase)}{(Edge == PhaseEdge.Start ? "开始" : "结束")}";
            var says = WorkingDays > 0 ? $"{name}后第 {WorkingDays} 个工作日" : $"{name}前第 {-WorkingDays} 个工作日";
            return new(date, says, DaysInWords.Remarks(context.Calendar, first, last));
        }
    }

    /// <summary>The day of an edge of a phase.</summary>
    public sealed record SameDayAs(string Phase, PhaseEdge Edge) : CalendarRule
    {
        internal override IEnumerable<(string Phase, PhaseEdge Edge)> Needs => [(Phase, Edge)];

        internal override RuledDate Resolve(RuleContext context) => Plain(
            context.Edge(Phase, Edge), $"{context.NameOf(Phase)}{(Edge == PhaseEdge.Start ? "开始" : "结束")}当天");
    }

    /// <summary>So many working days from the phase's own start, its first working day being day 1. Only for an end.</summary>
    public sealed record Lasting(string Own, int WorkingDays) : CalendarRule
    {
        internal override IEnumerable<(string Phase, PhaseEdge Edge)> Needs => [(Own, PhaseEdge.Start)];

        internal override RuledDate Resolve(RuleContext context)
        {
            var start = context.Edge(Own, PhaseEdge.Start);
            var date = context.Calendar.AddWorkingDays(start.AddDays(-1), WorkingDays);
            return new(date, $"满 {WorkingDays} 个工作日", DaysInWords.Remarks(context.Calendar, start, date));
        }
    }

    /// <summary>So many calendar days up to and including the phase's own last day. Only for a start.</summary>
    public sealed record Trailing(string Own, int Days) : CalendarRule
    {
        internal override IEnumerable<(string Phase, PhaseEdge Edge)> Needs => [(Own, PhaseEdge.End)];

        internal override RuledDate Resolve(RuleContext context) =>
            Plain(context.Edge(Own, PhaseEdge.End).AddDays(1 - Days), $"截止日往前 {Days} 天");
    }

    private static DateOnly On(DateOnly month, int day) =>
        new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));
}
