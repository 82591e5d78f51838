using System.Text.Json.Nodes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>Rounding, ties, and what is awarded.</summary>
internal static class ResultPart
{
    private static readonly Option[] Ties =
    [
        new("exact", "比四舍五入之前的总分"), new("residents", "比居民评价的得分"), new("judges", "比评委打分的得分"), new("evidence", "比资料核查的得分"), new("metrics", "比统计指标的得分"), new("lot", "由监督员抽签"),
    ];

    public static void Fill(Pen pen) => pen.In("scoring", scoring =>
    {
        scoring.Figure("decimals", "保留几位小数", "位", "不填就是 2", required: false);
        scoring.Steps("ties", "总分相同怎么排", Ties, "按顺序比，比到分出先后为止；都不比就并列。");
        scoring.Flag("rollUp", "同一单位的几个对象合成单位的平均分", false);
        var now = scoring.Here.Object("award").Text("kind");
        var kind = scoring.Ask("award", "授予什么", [new("none", "只排名次，不评等次"), new("top", "前几名入选"), new("bands", "按分数分等次"), new("levels", "按板块评星级")], now.Length == 0 ? "none" : now);
        if (scoring.Desk.Writing && kind != (now.Length == 0 ? "none" : now))
        {
            if (kind == "none")
                scoring.Here.Remove("award");
            else
                scoring.Here["award"] = kind == "bands" ? new JsonObject { ["kind"] = kind, ["bands"] = new JsonArray() } : new JsonObject { ["kind"] = kind };
        }

        if (scoring.Here.Object("award") is { } award)
            Award(scoring.At(award, "$.scoring.award", "$.scoring.award"), kind);
    });

    private static void Award(Pen award, string kind)
    {
        switch (kind)
        {
            case "top":
                award.Figure("places", "取前几名", "名");
                award.Figure("minimum", "总分不低于", "分", required: false);
                break;
            case "bands":
                award.Choice("of", "给谁分等次", [new("entry", "每个对象"), new("unit", "合成以后的单位")], "entry");
                award.List("bands", "等次", "等次", band =>
                {
                    band.Text("name", "叫什么", required: false);
                    band.Figure("minimum", "多少分及以上", "分");
                    band.Figure("share", "最多占几成", hint: "0.2 就是不超过 20%，三分之一写 1/3；不填就不限", required: false);
                }, () => new JsonObject { ["code"] = award.Desk.FreshCode("L"), ["name"] = "" }, "从最好的写起，最后一档写 0 分。", least: 1);
                break;
            case "levels":
                award.Figure("threshold", "一个板块多少分得一星", "分");
                award.Figure("sumMinimum", "全部得星还要总分不低于", "分", "不足的少一星；不填就不看", required: false);
                award.Choice("required", "必须得星的板块", award.Root.Object("scoring").Items("sections").Select(s => new Option(s.Item.Text("code"), SchemeWords.Name(s.Item))), required: false);
                award.Figure("requiredCap", "这个板块没有得星的，最多", "星", required: false);
                var stars = award.Root.Object("scoring").Array("sections")?.Count ?? 0;
                award.Together("各级叫什么", pen => pen.In("names", names =>
                {
                    for (var level = stars; level >= 0; level--)
                        names.Text($"LEVEL_{level}", $"{level} 星", required: false);
                }));
                break;
        }
    }
}
