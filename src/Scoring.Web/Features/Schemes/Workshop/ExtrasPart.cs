using System.Text.Json.Nodes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>What changes a total beside the score sheet, and what puts an entry out.</summary>
internal static class ExtrasPart
{
    public static void Fill(Pen pen)
    {
        pen.Group("talk", "现场展示", talk =>
        {
            talk.Figure("minutes", "每人几分钟", "分钟");
            talk.Text("form", "形式", "如：自我介绍＋视频演示");
            talk.Figure("warnSeconds", "剩几秒时提醒", "秒", "不填就是 30", required: false);
        }, () => new JsonObject { ["minutes"] = 5, ["form"] = "" });
        pen.In("adjustments", adjustments =>
        {
            adjustments.Group("overtime", "超时扣分", overtime =>
            {
                overtime.Figure("graceSeconds", "几秒以内不扣", "秒");
                overtime.Figure("blockSeconds", "再超的，几秒算一次", "秒");
                overtime.Figure("amount", "每次扣", "分");
                overtime.Figure("cap", "最多扣", "分");
            }, () => new JsonObject { ["graceSeconds"] = 10, ["blockSeconds"] = 30, ["amount"] = JsonNode.Parse("0.5"), ["cap"] = 2 });
            adjustments.Group("bonus", "加分", bonus => bonus.Figure("cap", "最多加", "分"), () => new JsonObject { ["cap"] = 3 });
            adjustments.Group("absence", "会议缺席扣分", absence =>
            {
                absence.Figure("amount", "每次扣", "分");
                absence.Figure("cap", "最多扣", "分");
            }, () => new JsonObject { ["amount"] = 5, ["cap"] = 10 });
        });
        pen.In("scoring", scoring => scoring.Figure("deductionCap", "扣分合计不超过", "分", "有超时或缺席扣分的要写", required: false));
        pen.List("vetoes", "一票否决", "情形", veto =>
        {
            veto.Text("name", "什么情形");
            veto.Text("hint", "说明", required: false);
            veto.Choice("department", "由哪个部门提出", SchemeWords.Departments(pen.Root));
            veto.Flag("needsDocument", "必须有文件依据", true);
            veto.Choice("section", "只否决一个板块", pen.Root.Object("scoring").Items("sections").Select(s => new Option(s.Item.Text("code"), SchemeWords.Name(s.Item))), required: false);
        }, () => NominationPart.Blank(pen, "V"));
        pen.Many("notApplicable", "哪些计分项可以认定不适用", SchemeJson.Blocks(pen.Root).Select(b => new Option(b.Block.Text("code"), SchemeWords.Name(b.Block))), "本来就不需要的，两个人同意以后不计分，其余各项折算。", required: false);
        pen.Group("reporting", "街道汇总报送", reporting => reporting.Many("to", "报送给", SchemeWords.Departments(pen.Root), "街道汇总、另一位同志签字以后报送，各部门都签收才能核算。"), () => new JsonObject { ["to"] = new JsonArray() });
    }
}
