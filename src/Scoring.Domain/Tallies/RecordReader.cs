using System.Numerics;
using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>Turns JSON into a <see cref="TallyRecord"/>; it judges types, the checks judge sense.</summary>
internal static class RecordReader
{
    public static TallyRecord Read(JsonNode node)
    {
        var format = node.Required("format");
        if (format.Text() != TallyRecord.Format) throw format.Path.Refuse($"应为 {TallyRecord.Format}");
        var scheme = SchemeReader.Read(node.Required("scheme"));
        var asked = scheme.Blocks.Select(block => block.Source).OfType<ResidentsRule>().Select(rule => rule.Question).ToHashSet(StringComparer.Ordinal);
        return new TallyRecord(
            scheme,
            node.Required("entries").Items(Entry),
            node.List("judges", judge => new RecordJudge(judge.Required("code").Text(), judge.Required("panel").Text(), judge.Required("group").Text())),
            node.List("recusals", recusal => new RecordRecusal(recusal.Required("judge").Text(), recusal.Required("entry").Text())),
            node.List("sheets", sheet => new RecordSheet(sheet.Required("judge").Text(), sheet.Required("entry").Text(), sheet.Required("marks").Map(Mark))),
            node.List("evidence", Evidence),
            node.List("ballots", ballot => Ballot(ballot, asked)),
            node.List("metrics", metric => new RecordMetric(metric.Required("entry").Text(), metric.Required("block").Text(), metric.Required("value").Number())),
            node.List("adjustments", Adjustment),
            node.List("vetoes", veto => new RecordVeto(veto.Required("entry").Text(), veto.Optional("section")?.Text(), veto.Display("reason"))),
            node.Optional("lots")?.Map(lot => lot.Number()));
    }

    private static RecordEntry Entry(JsonNode node) => new()
    {
        Code = node.Required("code").Text(),
        Unit = node.Optional("unit")?.Text(),
        Households = node.Optional("households")?.Whole(),
        NotApplicable = node.List("notApplicable", block => block.Text()),
        Withdrawn = node.Optional("withdrawn")?.Truth() ?? false,
    };

    private static Mark Mark(JsonNode node) => node.Element.ValueKind switch
    {
        JsonValueKind.Number => node.Number(),
        JsonValueKind.String => node.Text(),
        _ => throw node.Path.Refuse("评分应为数字或等级"),
    };

    private static RecordEvidence Evidence(JsonNode node) => new(
        node.Required("entry").Text(),
        node.Required("block").Text(),
        node.Optional("points")?.Number(),
        node.Optional("deductions")?.Items(deduction => deduction.Number()));

    // A ballot for a question that nobody asks is ignored, whatever it counts; its entry is a reference all the same.
    private static RecordBallot Ballot(JsonNode node, HashSet<string> asked)
    {
        var entry = node.Required("entry").Text();
        var question = node.Optional("question")?.Text() ?? ResidentsRule.Overall;
        return new RecordBallot(entry, question, asked.Contains(question)
            ? node.Required("counts").Map(count => count.Whole())
            : new Dictionary<string, BigInteger>(StringComparer.Ordinal));
    }

    private static RecordAdjustment Adjustment(JsonNode node)
    {
        var kind = node.Required("kind");
        return new RecordAdjustment(
            node.Required("entry").Text(),
            kind.Text() switch
            {
                "bonus" => AdjustmentKind.Bonus,
                "deduction" => AdjustmentKind.Deduction,
                _ => throw kind.Path.Refuse("应为 bonus 或 deduction"),
            },
            node.Required("amount").Number(),
            node.Display("reason"));
    }
}
