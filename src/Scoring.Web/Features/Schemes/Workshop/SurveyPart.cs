using System.Text.Json.Nodes;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>Whom residents' answers come from, the questions, and the ways to answer.</summary>
internal static class SurveyPart
{
    private static readonly Dictionary<string, string> Ways = new(StringComparer.Ordinal) { ["slip"] = "入户选票", ["qr"] = "扫码填写", ["paper"] = "纸质问卷", ["doorstep"] = "网格员入户", ["phone"] = "电话访问" };

    public static void Fill(Pen pen) => pen.Group("survey", "居民测评", survey =>
    {
        survey.Text("audience", "问谁", "如：本小区年满 18 周岁的居民");
        survey.Figure("windowDays", "计入截止前几天的评价", "天", "测评阶段按“往前若干天”定开始的，两处要一致");
        survey.List("questions", "题目", "题", question =>
        {
            question.Text("text", "题目");
            question.Flag("optional", "可以不答（不计分的题才能设）", false);
            question.List("answers", "回答", "回答", NominationPart.Coded, () => NominationPart.Blank(pen, "a"), tight: true, least: 1);
        }, () => Question(pen), least: 1);
        survey.List("channels", "填写方式", "方式", channel =>
        {
            var code = channel.Choice("code", "方式", Channels.InOrder.Select(Channels.CodeOf).Select(way => new Option(way, Ways.GetValueOrDefault(way, way))));
            channel.Text("name", "叫什么", "不填就用通常的叫法");
            channel.Otherwise("name", Ways.GetValueOrDefault(code));
            channel.Text("hint", "说明", required: false);
            channel.Flag("counts", "计入满意度", true);
        }, () => [], tight: true, least: 1);
        survey.Group("comment", "最后请居民写一句话", comment =>
        {
            comment.Text("text", "怎么问");
            comment.Figure("maximum", "最多", "字");
        }, () => new JsonObject { ["text"] = "想对小区党支部说点什么？", ["maximum"] = 200 });
    }, () => new JsonObject
    {
        ["audience"] = "参评小区年满 18 周岁的居民", ["windowDays"] = 30, ["questions"] = new JsonArray(Question(pen)),
        ["channels"] = new JsonArray(new JsonObject { ["code"] = "qr", ["name"] = Ways["qr"] }),
    }, "不问居民的方案，这一页不用填。");

    private static JsonObject Question(Pen pen)
    {
        var questions = pen.Root.Object("survey").Items("questions").Select(q => q.Item.Text("code")).ToList();
        return new()
        {
            ["code"] = questions.Contains("overall") ? pen.Desk.FreshCode("q") : "overall", ["text"] = questions.Count == 0 ? "您满意吗？" : "",
            ["answers"] = new JsonArray(Answer("satisfied", "满意"), Answer("basically", "基本满意"), Answer("dissatisfied", "不满意"), Answer("dontKnow", "不了解")),
        };
    }

    private static JsonObject Answer(string code, string name) => new() { ["code"] = code, ["name"] = name };
}
