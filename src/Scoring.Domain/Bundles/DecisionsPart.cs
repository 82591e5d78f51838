using System.Globalization;
using System.Text.Json;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Bundles;

/// <summary>Adjustments, vetoes and the approval: those of the record, each of them the word of two people where two are wanted.</summary>
internal static class DecisionsPart
{
    private const string File = "decisions.json";

    public static void Check(string json, TallyRecord record, Action<string, string> say)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var adjustments = root.GetProperty("adjustments").EnumerateArray().ToList();
        var kept = adjustments.Select(a => $"{Text(a, "entry")} {Text(a, "kind")} {Exact.Parse(Text(a, "amount")!)}").Order(StringComparer.Ordinal);
        var wanted = record.Adjustments.Select(a => $"{a.Entry} {(a.Kind == AdjustmentKind.Bonus ? "bonus" : "deduction")} {a.Amount}").Order(StringComparer.Ordinal);
        if (!kept.SequenceEqual(wanted)) say(File, "$.adjustments 与 record.json 里的不同");
        for (var i = 0; i < adjustments.Count; i++)
        {
            if (!TwoPeople(adjustments[i], "proposedBy", "confirmedBy")) say(File, string.Create(CultureInfo.InvariantCulture, $"$.adjustments[{i}] 不是由第二个人确认的"));
        }

        var vetoes = root.GetProperty("vetoes").EnumerateArray().Select(v => $"{Text(v, "entry")} {(v.TryGetProperty("section", out var s) ? s.GetString() : null)}").Order(StringComparer.Ordinal);
        if (!vetoes.SequenceEqual(record.Vetoes.Select(v => $"{v.Entry} {v.Section}").Order(StringComparer.Ordinal))) say(File, "$.vetoes 与 record.json 里的不同");
        if (!TwoPeople(root.GetProperty("approval"), "talliedBy", "approvedBy")) say(File, "$.approval 不是由第二个人审定的");
    }

    private static bool TwoPeople(JsonElement of, string one, string other) =>
        Text(of, one) is { Length: > 0 } first && Text(of, other) is { Length: > 0 } second && first != second;

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
