using System.Text.Json.Nodes;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Tests.Tallies;

/// <summary>Puts a whole scheme around the scoring part of a record of the contract: the same sums, with everything that the platform asks for besides.</summary>
internal static class GoldenScheme
{
    private const string Frame = """
        {
          "format": "scoring-scheme/1", "version": "1", "name": "算例", "cadence": "quarterly",
          "subject": {"name": "对象", "unitKind": "estate", "unitName": "小区"},
          "authority": {"document": "某文号", "organiser": "区委组织部", "approval": "notRequired", "note": "算例"},
          "departments": [{"code": "ORG", "name": "区委组织部"}],
          "phases": [
            {"code": "survey", "name": "测评", "start": {"rule": "workingDayAfterPeriod", "n": 1}, "end": {"rule": "workingDayAfterPeriod", "n": 7}},
            {"code": "tally", "name": "核算", "start": {"rule": "workingDayAfterPeriod", "n": 8}, "end": {"rule": "workingDayAfterPeriod", "n": 9}},
            {"code": "approve", "name": "审定", "start": {"rule": "workingDayAfterPeriod", "n": 10}, "end": {"rule": "sameDayAs", "phase": "approve"}},
            {"code": "notice", "name": "公示", "start": {"rule": "workingDayAfterPeriod", "n": 11}, "end": {"rule": "lasting", "workingDays": 3}},
            {"code": "publish", "name": "发布", "start": {"rule": "workingDayAfterPeriod", "n": 14}}
          ],
          "publication": {"order": "rank", "publicFields": ["name", "total", "parts"], "noticeDays": 3, "substitutionNoticeDays": 3,
                          "objections": {"workingDays": 3, "verifyWorkingDays": 3}}
        }
        """;

    public static Scheme Around(JsonNode tallied)
    {
        var scheme = JsonNode.Parse(Frame)!.AsObject();
        var scoring = tallied.DeepClone().AsObject();
        var blocks = Items(scoring["sections"]).SelectMany(s => Items(s!["blocks"])).Select(b => b!.AsObject()).ToList();
        Name(scoring);
        foreach (var criterion in blocks.SelectMany(b => Items(b["source"]!["criteria"])))
        {
            if (criterion!["scale"] is JsonObject scale)
                criterion["names"] = new JsonObject(scale.Select(w => KeyValuePair.Create(w.Key, (JsonNode?)w.Key)));
            else
                criterion["step"] = criterion["max"]!.DeepClone();
        }

        scheme["code"] = scoring["code"]!.DeepClone();
        scheme["scoring"] = scoring;
        scheme["evidence"] = new JsonArray([.. Of("evidence").Select(b => new JsonObject
        {
            ["block"] = b["code"]!.DeepClone(), ["departments"] = new JsonArray("ORG"), ["guidance"] = "看台账",
            ["indicators"] = new JsonArray(new JsonObject { ["code"] = "ALL", ["name"] = "全部", ["maximum"] = b["source"]!["full"]!.DeepClone() }),
        })]);
        if (Items(scoring["panels"]).Any())
            scheme["judging"] = Judging(scoring);
        if (Of("residents").Any())
            scheme["survey"] = Survey(Of("residents"));
        scheme["notes"] = Notes(scheme);
        return Scheme.Parse(scheme.ToJsonString());

        IEnumerable<JsonObject> Of(string kind) => blocks.Where(b => (string)b["source"]!["kind"]! == kind);
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? list) => list as JsonArray ?? [];

    /// <summary>Everything with a code gets it for a name.</summary>
    private static void Name(JsonNode? node)
    {
        if (node is JsonArray items)
            items.ToList().ForEach(Name);
        if (node is not JsonObject members)
            return;
        members.Select(m => m.Value).ToList().ForEach(Name);
        if (members["code"] is { } code)
            members["name"] = code.DeepClone();
    }

    private static JsonObject Judging(JsonObject scoring) => new()
    {
        ["panels"] = new JsonArray([.. Items(scoring["panels"]).Select(p => new JsonObject
        {
            ["panel"] = p!["code"]!.DeepClone(), ["name"] = "评价人",
            ["groups"] = new JsonArray([.. Items(p["groups"]).Select(g => new JsonObject { ["group"] = g!["code"]!.DeepClone(), ["name"] = "组", ["appointedBy"] = "street", ["each"] = 1 })]),
        })]),
        ["recusal"] = new JsonObject(),
    };

    private static JsonObject Survey(IEnumerable<JsonObject> blocks) => new()
    {
        ["audience"] = "居民", ["windowDays"] = 30, ["channels"] = new JsonArray(new JsonObject { ["code"] = "qr", ["name"] = "扫码" }),
        ["questions"] = new JsonArray([.. blocks.Select(b => b["source"]!.AsObject()).DistinctBy(s => (string?)s["question"] ?? "overall").Select(s => new JsonObject
        {
            ["code"] = (string?)s["question"] ?? "overall", ["text"] = "满意吗？",
            ["answers"] = new JsonArray([.. s["coefficients"]!.AsObject().Select(c => c.Key).Concat(Items(s["excluded"]).Select(a => (string)a!)).Select(a => new JsonObject { ["code"] = a, ["name"] = a })]),
        })]),
    };

    private static JsonObject Notes(JsonObject scheme)
    {
        var paths = scheme.SelectMany(m => m.Value switch
        {
            JsonObject members => members.Select(inner => $"$.{m.Key}.{inner.Key}"),
            JsonArray { Count: > 0 } => [$"$.{m.Key}[*]"],
            _ => Array.Empty<string>(),
        });
        return new(paths.Select(p => KeyValuePair.Create(p, (JsonNode?)new JsonObject { ["basis"] = "assumption", ["text"] = "算例" })));
    }
}
