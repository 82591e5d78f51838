using System.Globalization;
using System.Text.Json;
using Scoring.Domain.Notices;

namespace Scoring.Domain.Bundles;

/// <summary>
/// What came after the notice: objections and corrections. Each numbered without gaps, each the word of two people, and exactly those that the chain
/// tells of; a result that a recount was ordered for was computed after that order. A file that is not there tells of none.
/// </summary>
internal static class AftermathPart
{
    private static readonly string[] Outcomes = [.. Enum.GetValues<ObjectionOutcome>().Select(ObjectionNames.Code)];

    public static void Objections(string? json, IReadOnlyList<BundleEvent> events, string result, Action<string, string> say)
    {
        const string File = "objections.json";
        var rows = Rows(json, "objections");
        var filed = events.Where(e => e.Act == "Objections.File" && e.Fact("objection") is not null).ToList();
        if (filed.Count != rows.Count)
            say(File, string.Create(CultureInfo.InvariantCulture, $"$.objections 有 {rows.Count} 件，事件链里收到 {filed.Count} 件"));
        var ordered = 0L;
        foreach (var (row, i) in rows.Select((r, i) => (r, i)))
        {
            var (at, number) = (string.Create(CultureInfo.InvariantCulture, $"$.objections[{i}]"), Number(row));
            if (row.GetProperty("number").GetInt32() != i + 1)
                say(File, $"{at} 编号不连续");
            if (!TwoPeople(row, "answeredBy", "decidedBy"))
                say(File, $"{at} 不是由第二个人审定的");
            var outcome = row.GetProperty("outcome").GetString();
            if (!Outcomes.Contains(outcome))
                say(File, $"{at}.outcome 不是规范里的结论");
            var arrived = filed.FirstOrDefault(e => e.Fact("objection") == number && e.Fact("received") == row.GetProperty("received").GetString());
            var settled = events.FirstOrDefault(e => e.Act == "Objections.Decide" && e.Fact("objection") == number && e.Fact("outcome") == outcome);
            if (arrived is null || settled is null || settled.Number < arrived.Number)
                say(File, $"{at} 与事件链里的收到、审定不符");
            if (outcome == ObjectionNames.Code(ObjectionOutcome.Recount) && settled is not null)
                ordered = Math.Max(ordered, settled.Number);
        }

        if (ordered > 0 && !events.Any(e => e.Act == "Tallies.Run" && e.Number > ordered && e.Fact("result") == result))
            say(File, "有异议成立要求重算，之后没有核算出这个结果");
    }

    public static void Corrections(string? json, IReadOnlyList<BundleEvent> events, string result, Action<string, string> say)
    {
        const string File = "corrections.json";
        var rows = Rows(json, "corrections");
        var decided = events.Where(e => e.Act == "Corrections.Decide" && e.Fact("correction") is not null).ToList();
        if (decided.Count != rows.Count)
            say(File, string.Create(CultureInfo.InvariantCulture, $"$.corrections 有 {rows.Count} 次，事件链里审定 {decided.Count} 次"));
        string? last = null;
        foreach (var (row, i) in rows.Select((r, i) => (r, i)))
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"$.corrections[{i}]");
            if (row.GetProperty("number").GetInt32() != i + 1)
                say(File, $"{at} 编号不连续");
            if (!TwoPeople(row, "proposedBy", "decidedBy"))
                say(File, $"{at} 不是由第二个人审定的");
            var (before, after, kind) = (row.GetProperty("before").GetString(), row.GetProperty("after").GetString(), row.GetProperty("kind").GetString());
            if (kind is not ("words" or "result") || (kind == "words" && before != after) || (last is not null && last != before))
                say(File, $"{at} 更正前后的结果接不上");
            if (decided.All(e => e.Fact("correction") != Number(row)))
                say(File, $"{at} 与事件链里的审定不符");
            last = after;
        }

        if (last is not null && last != result)
            say(File, "最后一次更正之后的结果不是清单所写的结果");
    }

    private static IReadOnlyList<JsonElement> Rows(string? json, string name)
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty(name).EnumerateArray().Select(r => r.Clone())];
    }

    private static string Number(JsonElement row) => row.GetProperty("number").GetInt32().ToString(CultureInfo.InvariantCulture);

    private static bool TwoPeople(JsonElement row, string one, string other) =>
        row.GetProperty(one).GetString() is { Length: > 0 } first && row.GetProperty(other).GetString() is { Length: > 0 } second && first != second;
}
