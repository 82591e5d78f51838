using System.Text.Json.Nodes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>Panels and their groups: their shares, who appoints them, what is dropped, who stands aside. Two places of the JSON, one question each.</summary>
internal static class PanelsPart
{
    private static readonly Option[] Appointers = [new("departments", "部门选派"), new("street", "各街道选派，评所有对象"), new("unit", "对象所在的单位选派，只评自己的")];
    private static readonly Option[] Units = [new("branch", "党支部"), new("estate", "小区"), new("community", "社区"), new("street", "街道"), new("building", "楼组")];

    public static void Fill(Pen pen)
    {
        pen.In("scoring", scoring => scoring.List("panels", "评委组", "评委组", Panel, () => new JsonObject
        {
            ["code"] = pen.Desk.FreshCode("P"), ["name"] = "", ["groups"] = new JsonArray(new JsonObject { ["code"] = pen.Desk.FreshCode("G"), ["name"] = "", ["weight"] = 1 }),
        }, "没有评委打分的方案，这里空着。"));
        if (pen.Root.Object("judging") is not { } judging)
            return;
        var rules = pen.At(judging, "$.judging", "$.judging");
        rules.In("recusal", recusal => recusal.Together("哪些情况要回避", r =>
        {
            r.Flag("sameStreet", "不评本街道的", true);
            r.Flag("sameUnit", "不评本单位的", true);
            r.Flag("declared", "可以自己申请回避", true);
        }));
        rules.Group("calibration", "评分前统一尺度", calibration =>
        {
            calibration.Figure("together", "前几位一起评分", "位", "和下一条二选一", required: false);
            calibration.Text("practice", "试评说明", "开评以前先试评一次的，写给评委看的话", required: false, isLong: true);
            if (calibration.Here.Text("practice").Length > 0)
                calibration.Flag("spread", "试评以后评委看得到最低、平均、最高分", true);
        }, () => []);
    }

    private static void Panel(Pen panel)
    {
        panel.Text("name", "评委组名称", required: false);
        var appointed = panel.Root.Object("judging").Items("panels").FirstOrDefault(p => p.Item.Text("panel") == panel.Here.Text("code"));
        panel.List("groups", "分组", "组", group =>
        {
            group.Text("name", "组名", required: false);
            group.Figure("weight", "占的比重", hint: "各组的比重按比例折算，如 0.6 和 0.4");
            var code = group.Here.Text("code");
            foreach (var (rule, index) in appointed.Item.Items("groups").Where(g => g.Item.Text("group") == code))
            {
                var pen = group.At(rule, $"$.judging.panels[{appointed.Index}].groups[{index}]", $"$.judging.panels[{panel.Here.Text("code")}].groups[{code}]");
                AppointedBy(pen);
                pen.Figure("each", "每个单位选派", "名");
            }
        }, () => new JsonObject { ["code"] = panel.Desk.FreshCode("G"), ["name"] = "" }, least: 1);
        panel.List("drop", "去最高最低分", "规定", row =>
        {
            row.Number("from", "一组满几名评委时", "名");
            row.Number("high", "去掉最高分", "个");
            row.Number("low", "去掉最低分", "个");
        }, () => new JsonObject { ["from"] = 5, ["high"] = 1, ["low"] = 1 }, "不写就取全部评委的平均分。", tight: true);
        panel.NoteOn("drop", "去分办法的依据");
        panel.Figure("acknowledgeBelow", "一组少于几名评委时要监督员确认", "名", required: false);
    }

    /// <summary>Three ways in one member: a word, a list, an object.</summary>
    private static void AppointedBy(Pen pen)
    {
        var now = pen.Here["appointedBy"] switch { JsonArray => "departments", JsonObject => "unit", null => "", _ => "street" };
        var way = pen.Ask("appointedBy", "谁来选派", Appointers, now);
        if (pen.Desk.Writing && way != now)
        {
            pen.Here["appointedBy"] = way switch { "departments" => new JsonArray(), "unit" => new JsonObject { ["unit"] = "estate" }, _ => JsonValue.Create("street") };
        }

        if (way == "departments")
            pen.Many("appointedBy", "选派的部门", SchemeWords.Departments(pen.Root));
        if (way == "unit")
            pen.In("appointedBy", unit => unit.Choice("unit", "哪一级单位", Units));
    }
}
