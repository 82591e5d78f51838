using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>What the members and codes of a scheme are called on the form, so that no sentence speaks of JSON.</summary>
public static partial class SchemeWords
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["branch"] = "党支部", ["estate"] = "小区", ["community"] = "社区", ["building"] = "楼组", ["institution"] = "机关企事业单位", [Subject.Pairing] = "包联关系", [Subject.Member] = "党员", [Subject.Project] = "党支部的课题",
    };

    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["fullMarks"] = "总分", ["phases"] = "阶段", ["start"] = "开始", ["end"] = "截止", ["nomination"] = "申报", ["quotaPerStreet"] = "每个街道的名额", ["coolingOffMonths"] = "间隔月数",
        ["dossier"] = "材料", ["minimum"] = "最低", ["maximum"] = "满分（上限）", ["attachments"] = "附件", ["maximumMegabytes"] = "大小", ["maximumCount"] = "个数", ["evidence"] = "资料核查",
        ["indicators"] = "指标", ["judging"] = "评委选派", ["panels"] = "评委组", ["groups"] = "分组", ["each"] = "每个单位选派人数", ["talk"] = "展示", ["minutes"] = "分钟", ["survey"] = "居民测评",
        ["audience"] = "问谁", ["windowDays"] = "计入天数", ["comment"] = "留言", ["adjustments"] = "加减分", ["overtime"] = "超时", ["bonus"] = "加分", ["absence"] = "缺席", ["cap"] = "上限",
        ["publication"] = "公示和公开", ["publicFields"] = "公开什么", ["noticeDays"] = "公示天数", ["substitutionNoticeDays"] = "递补公示天数", ["objections"] = "异议", ["scoring"] = "计分", ["version"] = "版本序号",
        ["decimals"] = "小数位", ["drop"] = "去最高最低分", ["acknowledgeBelow"] = "评委太少", ["sections"] = "板块", ["blocks"] = "计分项", ["weight"] = "权重", ["source"] = "分数来源", ["full"] = "满分",
        ["criteria"] = "要素", ["max"] = "满分", ["step"] = "步长", ["scale"] = "各档分值", ["coefficients"] = "各种回答分值", ["sample"] = "份数", ["bonusCap"] = "加分上限", ["deductionCap"] = "扣分上限",
        ["award"] = "授予", ["places"] = "名额", ["bands"] = "等次", ["share"] = "比例", ["threshold"] = "得星线", ["sumMinimum"] = "总分线", ["requiredCap"] = "最多几星", ["questions"] = "题目", ["channels"] = "填写方式",
        ["answers"] = "回答", ["departments"] = "参加的部门", ["notes"] = "出处说明", ["sources"] = "原文", ["amount"] = "每次扣分", ["workingDays"] = "工作日", ["verifyWorkingDays"] = "核实天数", ["days"] = "天数",
        ["n"] = "第几个", ["day"] = "几日", ["guidance"] = "看什么", ["code"] = "代号", ["name"] = "名称", ["text"] = "文字", ["cadence"] = "多久一期", ["kind"] = "种类", ["optional"] = "可以不答", ["parts"] = "各部分得分", ["rank"] = "名次",
    };

    /// <summary>The phases that the engine knows, in the order of a cycle.</summary>
    public static IReadOnlyDictionary<string, string> Phases { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [PhaseCode.Pledge] = "承诺", [PhaseCode.Nominate] = "申报", [PhaseCode.Review] = "资格审查和资料核查", [PhaseCode.Evidence] = "部门核查", [PhaseCode.Survey] = "居民测评", [PhaseCode.Live] = "评委评分",
        [PhaseCode.SumUp] = "街道汇总签字", [PhaseCode.Report] = "报送签收", [PhaseCode.Tally] = "核算", [PhaseCode.Approve] = "审定", [PhaseCode.Notice] = "公示", [PhaseCode.Publish] = "发布", [PhaseCode.Decide] = "组织决定",
    };

    public static string Kind(string kind) => Kinds.GetValueOrDefault(kind, kind);

    /// <summary>What an item is called; its code where nothing is.</summary>
    public static string Name(JsonObject item) => item.Text("name") is { Length: > 0 } name ? name : $"（没有名称，{item.Text("code")}）";

    public static IReadOnlyList<Option> Departments(JsonObject root) => [.. root.Items("departments").Where(d => d.Item.Text("code").Length > 0).Select(d => new Option(d.Item.Text("code"), Name(d.Item)))];

    /// <summary>A path of a note in words.</summary>
    public static string Place(JsonObject root, string path)
    {
        var names = Names(root);
        return string.Join(" › ", NotePath.Parts(path).Skip(1).Where(part => part != "scoring").Select(part => part == NotePath.Every ? "每一个" : part.StartsWith('[') ? names.GetValueOrDefault(part[1..^1], part[1..^1]) : Members.GetValueOrDefault(part, part)));
    }

    /// <summary>A refusal of the scheme's reader in the form's words.</summary>
    public static string Plain(JsonObject root, string sentence)
    {
        var names = Names(root);
        var told = Quoted().Replace(sentence, match => match.Groups["word"].Value is var word && (names.GetValueOrDefault(word) ?? Phases.GetValueOrDefault(word) ?? Members.GetValueOrDefault(word)) is { } plain ? $"“{plain}”" : $"“{word}”");
        return Bare().Replace(told, match => Members.GetValueOrDefault(match.Groups["last"].Value) is { } plain ? plain : match.Value);
    }

    private static Dictionary<string, string> Names(JsonNode? node)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Gather(node);
        return names;

        void Gather(JsonNode? at)
        {
            if (at is JsonObject o)
            {
                foreach (var code in new[] { o.Text("code"), o.Text("panel"), o.Text("group") }.Where(c => c.Length > 0))
                {
                    if (o.Text("name") is { Length: > 0 } name || o.Text("text") is { Length: > 0 } && (name = o.Text("text")).Length > 0)
                        names.TryAdd(code, name);
                }

                foreach (var member in o)
                    Gather(member.Value);
            }
            else if (at is JsonArray a)
            {
                foreach (var item in a)
                    Gather(item);
            }
        }
    }

    [GeneratedRegex("「(?<word>[^」]+)」", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\w$.\[])([A-Za-z]+\.)*(?<last>[a-z][A-Za-z]+)(?![\w\]])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();
}
