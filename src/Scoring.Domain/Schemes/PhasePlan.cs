using Scoring.Domain.Calendars;

namespace Scoring.Domain.Schemes;

/// <summary>One edge of a phase: the date's rule, the local time of day, and what a rest day does to it.</summary>
public sealed record EdgeRule
{
    internal EdgeRule(CalendarRule rule, TimeOnly at, RestDay onRestDay, Node node) => (Rule, At, OnRestDay, Node) = (rule, at, onRestDay, node);

    /// <summary>The date's rule.</summary>
    public CalendarRule Rule { get; }

    /// <summary>The local time of day (Asia/Shanghai).</summary>
    public TimeOnly At { get; }

    /// <summary>What happens when the date is a rest day.</summary>
    public RestDay OnRestDay { get; }

    internal Node Node { get; }
}

/// <summary>One phase: code, name, and the rules of its opening and close (no close: a moment).</summary>
public sealed record PlannedPhase(string Code, string Name, EdgeRule Start, EdgeRule? End);

/// <summary>
/// Answers when the phases of a period open and close, from rules over the working days (上旬, 中旬第 3 个工作日, 公示 5 个工作日).
/// Knows neither the clock nor what is done in a phase. The dates are plans: what was approved late is counted anew by <see cref="NoticeDates.From"/>.
/// </summary>
public sealed class PhasePlan
{
    private readonly Dictionary<string, PlannedPhase> byCode;

    private PhasePlan(IReadOnlyList<PlannedPhase> phases)
    {
        Phases = phases;
        byCode = phases.ToDictionary(phase => phase.Code, StringComparer.Ordinal);
    }

    /// <summary>The phases in the order written.</summary>
    public IReadOnlyList<PlannedPhase> Phases { get; }

    /// <summary>Reads a JSON array of phases, as in a scheme's <c>phases</c>.</summary>
    /// <exception cref="SchemeInvalid">The text is not such an array, or its rules refer to nothing or to each other in a circle.</exception>
    public static PhasePlan Parse(string json) => Read(Node.Root(SchemeText.Read(json)));

    internal static PhasePlan Read(Node node)
    {
        var items = node.Items();
        if (items.Count == 0) throw node.Refuse("至少要有一个阶段。");
        var plan = new PhasePlan(Node.Distinct(items, ReadPhase, phase => phase.Code));
        plan.RefuseCircles();
        return plan;
    }

    /// <summary>The phase with this code, or null.</summary>
    public PlannedPhase? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The dates of a period.</summary>
    /// <exception cref="SchemeInvalid">In this period a phase would close before it opens.</exception>
    public PhaseSchedule Resolve(Period period, WorkingDays calendar)
    {
        var known = new Dictionary<(string, PhaseEdge), RuledDate>();
        RuleContext context = null!;
        context = new RuleContext(period, calendar, (code, edge) => Edge(code, edge).Date, code => byCode[code].Name);
        var dates = Phases.Select(Dates).ToArray();
        var counted = dates.Where(phase => byCode[phase.Code].Start.Rule is not CalendarRule.Trailing).Select(phase => phase.FirstDay);
        return new(period, dates, calendar.Warnings(counted.Append(period.FirstDay).Min(), dates.Max(phase => phase.LastDay)));

        RuledDate Edge(string code, PhaseEdge edge)
        {
            if (known.TryGetValue((code, edge), out var date)) return date;
            var phase = byCode[code];
            var rule = edge == PhaseEdge.End ? phase.End ?? phase.Start : phase.Start;
            return known[(code, edge)] = Moved(rule.Rule.Resolve(context), rule.OnRestDay, calendar);
        }

        PhaseDates Dates(PlannedPhase phase)
        {
            var (start, end) = (Edge(phase.Code, PhaseEdge.Start), Edge(phase.Code, PhaseEdge.End));
            var (opens, closes) = (ChinaTime.At(start.Date, phase.Start.At), ChinaTime.At(end.Date, (phase.End ?? phase.Start).At));
            if (closes < opens)
                throw phase.Start.Node.Refuse($"{period.Name}的「{phase.Name}」会在 {calendar.Describe(end.Date)} 截止，早于 {calendar.Describe(start.Date)} 开始，请改规则。");
            return new(phase.Code, phase.Name, opens, closes, start.Date, end.Date, Why(start, end));
        }
    }

    private static RuledDate Moved(RuledDate ruled, RestDay onRestDay, WorkingDays calendar)
    {
        if (onRestDay == RestDay.Stay || calendar.IsWorkingDay(ruled.Date)) return ruled;
        var date = onRestDay == RestDay.Previous ? calendar.Previous(ruled.Date) : calendar.Next(ruled.Date);
        var way = onRestDay == RestDay.Previous ? "提前到前" : "顺延到后";
        var holiday = calendar.HolidayOn(ruled.Date) is { } name ? $"逢{name}放假" : $"为{ChinaTime.Weekday(ruled.Date)}";
        return ruled with { Date = date, Remarks = [.. ruled.Remarks, $"{ChinaTime.MonthDay(ruled.Date)}{holiday}，{way}一个工作日"] };
    }

    private static string Why(RuledDate start, RuledDate end)
    {
        var oneDay = start.Date == end.Date;
        var says = oneDay ? start.Says : $"{start.Says}起，到{end.Says}止";
        return string.Join('；', [says, .. oneDay ? start.Remarks : start.Remarks.Union(end.Remarks, StringComparer.Ordinal)]);
    }

    private static PlannedPhase ReadPhase(Node node)
    {
        node.Only("code", "name", "start", "end");
        var code = node.Code("code");
        var end = node.Find("end") is { } edge ? CalendarRuleReading.Read(edge, code, PhaseEdge.End) : null;
        return new(code, node.Text("name"), CalendarRuleReading.Read(node.Get("start"), code, PhaseEdge.Start), end);
    }

    private void RefuseCircles()
    {
        var done = new HashSet<(string, PhaseEdge)>();
        var open = new HashSet<(string, PhaseEdge)>();
        foreach (var phase in Phases)
        {
            Visit(phase.Code, PhaseEdge.Start, phase.Start);
            if (phase.End is { } end) Visit(phase.Code, PhaseEdge.End, end);
        }

        void Visit(string code, PhaseEdge edge, EdgeRule rule)
        {
            if (done.Contains((code, edge))) return;
            if (!open.Add((code, edge))) throw rule.Node.Refuse("各阶段的日期互相推算，成了一个圈，请让其中一个不依赖别的阶段。");
            foreach (var (needed, neededEdge) in rule.Rule.Needs)
            {
                if (Find(needed) is not { } phase) throw rule.Node.Refuse($"没有阶段「{needed}」。");
                var (actual, next) = neededEdge == PhaseEdge.End && phase.End is { } end ? (PhaseEdge.End, end) : (PhaseEdge.Start, phase.Start);
                Visit(needed, actual, next);
            }
            open.Remove((code, edge));
            done.Add((code, edge));
        }
    }
}
