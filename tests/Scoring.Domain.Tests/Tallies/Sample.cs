using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>A small valid record that uses everything, and a way to spoil one place of it.</summary>
internal static partial class Sample
{
    public const string Json = """
        {"format": "scoring-record/1",
         "scheme": {"code": "ALL", "version": 3, "decimals": 2,
           "panels": [{"code": "live", "groups": [{"code": "department", "weight": 0.6}, {"code": "street", "weight": 0.4}],
                       "drop": [{"from": 5, "high": 1, "low": 1}, {"from": 9, "high": 2, "low": 2}], "acknowledgeBelow": 3},
                      {"code": "idle", "groups": [{"code": "all", "weight": 1}]}],
           "sections": [
             {"code": "MAIN", "blocks": [
               {"code": "ORG", "weight": 10, "source": {"kind": "evidence", "full": 10}},
               {"code": "LIVE", "weight": 40, "source": {"kind": "judges", "panel": "live", "criteria": [
                 {"code": "work", "max": 12},
                 {"code": "help", "max": 100, "scale": {"good": 100, "fair": 85}}]}}]},
             {"code": "PEACE", "blocks": [
               {"code": "CASES", "weight": 30, "source": {"kind": "metric", "zero": 80, "full": 100}},
               {"code": "VOICE", "weight": 20, "source": {"kind": "residents",
                 "coefficients": {"satisfied": 1, "basically": 0.6, "dissatisfied": 0}, "excluded": ["dontKnow"],
                 "sample": {"share": 0.05, "floor": 20, "ceiling": 100, "absolute": 10}}},
               {"code": "TALK", "weight": 5, "source": {"kind": "judges", "panel": "live", "criteria": [{"code": "talk", "max": 5}]}}]}],
           "bonusCap": 3, "deductionCap": 2, "ties": ["exact", "lot"], "rollUp": true,
           "award": {"kind": "levels", "threshold": 30, "sumMinimum": 60, "required": "PEACE", "requiredCap": 1}},
         "entries": [{"code": "E1", "unit": "U1", "households": 60}, {"code": "E2", "households": 60, "notApplicable": ["TALK"]},
                     {"code": "E3", "withdrawn": true}],
         "judges": [{"code": "J1", "panel": "live", "group": "department"}, {"code": "J2", "panel": "live", "group": "street"},
                    {"code": "J3", "panel": "idle", "group": "all"}],
         "recusals": [{"judge": "J2", "entry": "E2"}],
         "sheets": [{"judge": "J1", "entry": "E1", "marks": {"work": 11.5, "help": "good", "talk": 4}},
                    {"judge": "J2", "entry": "E1", "marks": {"work": 10, "help": 85, "talk": 5}},
                    {"judge": "J1", "entry": "E2", "marks": {"work": 12, "help": "fair"}},
                    {"judge": "J3", "entry": "E1", "marks": {}}],
         "evidence": [{"entry": "E1", "block": "ORG", "points": 9.5}, {"entry": "E2", "block": "ORG", "deductions": [0.5, 1]}],
         "ballots": [{"entry": "E1", "counts": {"satisfied": 20, "dontKnow": 6}}, {"entry": "E2", "question": "overall", "counts": {"satisfied": 9, "basically": 11}}],
         "metrics": [{"entry": "E1", "block": "CASES", "value": 97.5}, {"entry": "E2", "block": "CASES", "value": 99}],
         "adjustments": [{"entry": "E1", "kind": "bonus", "amount": 1, "reason": "表彰"}],
         "vetoes": [{"entry": "E1", "section": "PEACE", "reason": "事故"}],
         "lots": {"E1": 1, "E2": 2}}
        """;

    /// <summary>The record with the value at a path replaced; null takes the member away.</summary>
    public static string With(string path, string? value)
    {
        var root = JsonNode.Parse(Json)!;
        var steps = Steps().Matches(path).Select(step => step.Value.Trim('.', '[', ']')).ToList();
        var parent = steps.SkipLast(1).Aggregate(root, (node, step) => node is JsonArray array ? array[int.Parse(step)]! : node[step]!);
        var replacement = value is null ? null : JsonNode.Parse(value);
        switch (parent)
        {
            case JsonArray array when int.Parse(steps[^1]) == array.Count:
                array.Add(replacement);
                break;
            case JsonArray array:
                array[int.Parse(steps[^1])] = replacement;
                break;
            case JsonObject members when value is null:
                members.Remove(steps[^1]);
                break;
            default:
                parent[steps[^1]] = replacement;
                break;
        }

        return root.ToJsonString();
    }

    public static JsonElement Tallied(string json)
    {
        using var document = JsonDocument.Parse(Tally.Run(TallyRecord.Parse(json)).Print());
        return document.RootElement.Clone();
    }

    [GeneratedRegex(@"\.\w+|\[\d+\]", RegexOptions.None, 1000)]
    private static partial Regex Steps();
}
