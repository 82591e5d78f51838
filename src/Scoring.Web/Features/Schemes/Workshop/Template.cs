using System.Text.Json.Nodes;
using Scoring.Domain.Cycles;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>What a programme starts from when it starts from nothing: the phases every programme has, plain dates, a notice of five working days.</summary>
public static class Template
{
    /// <summary>Figures that nobody decides because they follow from others, with what stands behind them.</summary>
    public static IReadOnlyDictionary<string, string> Following { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["$.scoring.version"] = "版本序号，每修改一次加 1，不参与计算。",
        ["$.scoring.sections[*].blocks[*].source.full"] = "等于各指标满分之和，按权重折算。",
        ["$.scoring.bonusCap"] = "与加分的上限相同。",
    };

    public static JsonObject Blank(string code, string name) => new()
    {
        ["format"] = "scoring-scheme/1",
        ["code"] = code,
        ["version"] = "第 1 版",
        ["name"] = name,
        ["cadence"] = "quarterly",
        ["subject"] = new JsonObject { ["name"] = "小区", ["unitKind"] = "estate", ["unitName"] = "住宅小区", ["from"] = "register" },
        ["authority"] = new JsonObject { ["document"] = "", ["organiser"] = "", ["approval"] = "pending", ["note"] = "正式启用前须填写依据文号、完成报批；结果只作通报交流，不作表彰。" },
        ["departments"] = new JsonArray(),
        ["fullMarks"] = 100,
        ["phases"] = new JsonArray(
            Phase(PhaseCode.Review, 1, 7), Phase(PhaseCode.Tally, 8, 9), Phase(PhaseCode.Approve, 10, 10),
            new JsonObject
            {
                ["code"] = PhaseCode.Notice, ["name"] = SchemeWords.Phases[PhaseCode.Notice],
                ["start"] = new JsonObject { ["rule"] = "after", ["phase"] = PhaseCode.Approve, ["workingDays"] = 1 }, ["end"] = new JsonObject { ["rule"] = "lasting", ["workingDays"] = 5 },
            },
            new JsonObject
            {
                ["code"] = PhaseCode.Publish, ["name"] = SchemeWords.Phases[PhaseCode.Publish], ["start"] = new JsonObject { ["rule"] = "after", ["phase"] = PhaseCode.Notice, ["workingDays"] = 1, ["at"] = "09:00" },
            }),
        ["evidence"] = new JsonArray(),
        ["vetoes"] = new JsonArray(),
        ["publication"] = new JsonObject
        {
            ["order"] = "rank", ["publicFields"] = SchemeJson.ArrayOf(["name", "street", "total", "rank"]), ["leafScoresToStreet"] = true, ["noticeDays"] = 5, ["substitutionNoticeDays"] = 3,
            ["objections"] = new JsonObject { ["workingDays"] = 5, ["realName"] = true, ["verifyWorkingDays"] = 10 },
        },
        ["scoring"] = new JsonObject
        {
            ["code"] = code, ["version"] = 1, ["decimals"] = 2, ["panels"] = new JsonArray(),
            ["sections"] = new JsonArray(new JsonObject { ["code"] = "MAIN", ["name"] = "总评", ["blocks"] = new JsonArray() }), ["ties"] = SchemeJson.ArrayOf(["exact", "lot"]),
        },
        ["sources"] = new JsonObject(),
        ["notes"] = new JsonObject
        {
            ["$.fullMarks"] = Assumed("百分制。"), ["$.scoring.version"] = Assumed(Following["$.scoring.version"]), ["$.scoring.decimals"] = Practised("各地多保留两位小数，四舍五入。"),
            ["$.publication.noticeDays"] = Practised("各地公示通常为 5 个工作日。"), ["$.publication.substitutionNoticeDays"] = Assumed("暂定，请主办单位核定。"),
            ["$.publication.objections.workingDays"] = Practised("公示期内都可提出异议。"), ["$.publication.objections.verifyWorkingDays"] = Assumed("暂定，请主办单位核定。"),
            ["$.phases[notice].end.workingDays"] = Practised("各地公示通常为 5 个工作日。"), ["$.phases[*].start"] = Assumed("日期暂定，请主办单位核定。"), ["$.phases[*].end"] = Assumed("日期暂定，请主办单位核定。"),
        },
    };

    /// <summary>A phase from one working day after the period to another.</summary>
    public static JsonObject Phase(string code, int first, int last) => new()
    {
        ["code"] = code, ["name"] = SchemeWords.Phases[code],
        ["start"] = new JsonObject { ["rule"] = "workingDayAfterPeriod", ["n"] = first }, ["end"] = new JsonObject { ["rule"] = "workingDayAfterPeriod", ["n"] = last },
    };

    private static JsonObject Assumed(string text) => new() { ["basis"] = "assumption", ["text"] = text };

    private static JsonObject Practised(string text) => new() { ["basis"] = "practice", ["text"] = text };
}
