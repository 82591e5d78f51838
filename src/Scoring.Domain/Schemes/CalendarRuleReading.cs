using Scoring.Domain.Calendars;

namespace Scoring.Domain.Schemes;

/// <summary>Reads one edge of a phase: <c>{"rule": "...", ..., "at": "18:00", "onRestDay": "previous"}</c>.</summary>
internal static class CalendarRuleReading
{
    public static EdgeRule Read(Node node, string own, PhaseEdge edge)
    {
        var (rule, members) = node.Get("rule").OneOf<(Func<CalendarRule> Read, string[] Members)>(
            ("dayOfMonth", (() => new CalendarRule.DayOfMonth(Month(node), node.Whole("day", 1, 31)), ["month", "day"])),
            ("lastWorkingDayOnOrBefore", (() => new CalendarRule.LastWorkingDayOnOrBefore(Month(node), node.Whole("day", 1, 31)), ["month", "day"])),
            ("firstWorkingDayOnOrAfter", (() => new CalendarRule.FirstWorkingDayOnOrAfter(Month(node), node.Whole("day", 1, 31)), ["month", "day"])),
            ("workingDayOfThird", (() => new CalendarRule.WorkingDayOfThird(Month(node), Third(node), node.Whole("n", 1, 10)), ["month", "third", "n"])),
            ("workingDayAfterPeriod", (() => new CalendarRule.WorkingDayAfterPeriod(node.Whole("n", 1, 60)), ["n"])),
            ("after", (() => new CalendarRule.FromPhase(node.Code("phase"), Edge(node, PhaseEdge.End), node.Whole("workingDays", 1, 60)), ["phase", "edge", "workingDays"])),
            ("before", (() => new CalendarRule.FromPhase(node.Code("phase"), Edge(node, PhaseEdge.Start), -node.Whole("workingDays", 1, 60)), ["phase", "edge", "workingDays"])),
            ("sameDayAs", (() => new CalendarRule.SameDayAs(node.Code("phase"), Edge(node, PhaseEdge.Start)), ["phase", "edge"])),
            ("lasting", (() => new CalendarRule.Lasting(own, node.Whole("workingDays", 1, 60)), ["workingDays"])),
            ("trailing", (() => new CalendarRule.Trailing(own, node.Whole("days", 1, 366)), ["days"])));
        node.Only(["rule", "at", "onRestDay", .. members]);
        var read = rule();
        if (read is CalendarRule.Lasting && edge == PhaseEdge.Start) throw node.Get("rule").Refuse("lasting 只能用来定截止（从本阶段开始日数起）。");
        if (read is CalendarRule.Trailing && edge == PhaseEdge.End) throw node.Get("rule").Refuse("trailing 只能用来定开始（从本阶段截止日往前数）。");
        var at = node.Find("at") is { } time ? Time(time) : new TimeOnly(edge == PhaseEdge.Start ? 0 : 18, 0);
        var rest = node.Find("onRestDay")?.OneOf(("stay", RestDay.Stay), ("previous", RestDay.Previous), ("next", RestDay.Next));
        return new(read, at, rest ?? (edge == PhaseEdge.Start ? RestDay.Stay : RestDay.Previous), node);
    }

    private static int Month(Node node) => node.Whole("month", 1, 24, otherwise: 1);

    private static MonthThird Third(Node node) =>
        node.Get("third").OneOf(("first", MonthThird.First), ("middle", MonthThird.Middle), ("last", MonthThird.Last));

    private static PhaseEdge Edge(Node node, PhaseEdge otherwise) =>
        node.Find("edge")?.OneOf(("start", PhaseEdge.Start), ("end", PhaseEdge.End)) ?? otherwise;

    private static TimeOnly Time(Node node) => TimeOnly.TryParseExact(node.Text(), "HH:mm", out var time)
        ? time
        : throw node.Refuse($"「{node.Text()}」不是时刻，应写成 09:00。");
}
