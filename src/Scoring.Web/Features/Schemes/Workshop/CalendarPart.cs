using System.Text.Json.Nodes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>When each phase begins and ends, as rules over working days.</summary>
internal static class CalendarPart
{
    private const string Own = "own";

    private static readonly Option[] Rules =
    [
        new("workingDayAfterPeriod", "本期结束后第几个工作日"), new("dayOfMonth", "某月某日"), new("lastWorkingDayOnOrBefore", "某日以前最后一个工作日"),
        new("firstWorkingDayOnOrAfter", "某日以后第一个工作日"), new("workingDayOfThird", "上旬、中旬或下旬的第几个工作日"), new("after", "另一阶段以后若干工作日"),
        new("before", "另一阶段以前若干工作日"), new("sameDayAs", "与另一阶段同一天"),
    ];

    private static readonly Option[] Edges = [new("start", "开始"), new("end", "截止")];

    public static void Fill(Pen pen) => pen.List("phases", "阶段", "阶段", phase =>
    {
        var code = phase.Choice("code", "这是什么阶段", SchemeWords.Phases.Select(p => new Option(p.Key, p.Value)).Append(new Option(Own, "其他事项（只在日历上显示）")));
        if (code == Own)
            phase.Here["code"] = pen.Desk.FreshCode("day");
        phase.Text("name", "叫什么", "不填就用通常的叫法");
        phase.Otherwise("name", SchemeWords.Phases.GetValueOrDefault(code));
        phase.Group("start", "开始", edge => Edge(edge, end: false));
        if (phase.Here.Object("start").Text("rule") != "sameDayAs")
            phase.NoteOn("start", "开始日的依据");
        phase.Group("end", "截止", edge => Edge(edge, end: true), () => new JsonObject { ["rule"] = "lasting", ["workingDays"] = 5 });
        if (phase.Here.Object("end") is { } closing && closing.Text("rule") != "sameDayAs")
            phase.NoteOn("end", "截止日的依据");
    }, () => new JsonObject { ["name"] = "", ["start"] = new JsonObject { ["rule"] = "workingDayAfterPeriod", ["n"] = 1 } }, "核算、审定、公示、发布四个阶段必须有。没有截止的阶段是一个时刻，如发布。", least: 1);

    private static void Edge(Pen edge, bool end)
    {
        var before = edge.Here.Text("rule");
        var rule = edge.Choice("rule", "日期怎么定", Rules.Append(end ? new Option("lasting", "从本阶段开始满若干工作日") : new Option("trailing", "本阶段截止日往前若干天")), switches: true);
        if (rule != before && edge.Desk.Writing)
            ScorePart.Only(edge.Here, "rule", "at", "onRestDay");
        switch (rule)
        {
            case "dayOfMonth" or "lastWorkingDayOnOrBefore" or "firstWorkingDayOnOrAfter":
                Month(edge);
                edge.Number("day", "几日", "日");
                break;
            case "workingDayOfThird":
                Month(edge);
                edge.Choice("third", "哪一旬", [new("first", "上旬"), new("middle", "中旬"), new("last", "下旬")]);
                edge.Number("n", "第几个工作日");
                break;
            case "workingDayAfterPeriod":
                edge.Number("n", "第几个工作日");
                break;
            case "after" or "before":
                Other(edge, rule == "after" ? "end" : "start");
                edge.Number("workingDays", "隔几个工作日", "天");
                break;
            case "sameDayAs":
                Other(edge, "start");
                break;
            case "lasting":
                edge.Number("workingDays", "几个工作日", "天");
                break;
            case "trailing":
                edge.Number("days", "往前几天", "天", "含截止那天");
                break;
        }

        edge.Text("at", "几点", $"如 09:00；不填就是 {(end ? "18:00" : "00:00")}", required: false);
        edge.Choice("onRestDay", "逢休息日", [new("stay", "不动"), new("previous", "提前到前一个工作日"), new("next", "顺延到后一个工作日")], end ? "previous" : "stay");
    }

    private static void Month(Pen edge)
    {
        if (edge.Root.Text("cadence") != "monthly" || edge.Here["month"] is not null)
            edge.Number("month", "第几个月", hint: "本期第一个月是 1，可以到下一期，如年度方案的次年 1 月是 13；不填就是 1", required: false);
    }

    private static void Other(Pen edge, string otherwise)
    {
        edge.Choice("phase", "哪个阶段", edge.Root.Items("phases").Select(p => new Option(p.Item.Text("code"), SchemeWords.Name(p.Item))));
        edge.Choice("edge", "从它的", Edges, otherwise);
    }
}
