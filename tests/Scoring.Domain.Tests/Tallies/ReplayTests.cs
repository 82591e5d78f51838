using System.Text.Json;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>A past record under other rules, worked by hand.</summary>
public sealed class ReplayTests
{
    private const string Scheme = """
        {"code": "X", "version": 1, "panels": [{"code": "p", "groups": [{"code": "g", "weight": 1}]}],
         "sections": [{"code": "M", "blocks": [
           {"code": "CHECK", "name": "核查", "weight": 60, "source": {"kind": "evidence", "full": 10}},
           {"code": "TALK", "name": "展示", "weight": 40, "source": {"kind": "judges", "panel": "p", "criteria": [{"code": "c", "max": 20}]}}]}],
         "award": {"kind": "top", "places": 1}}
        """;

    private static readonly TallyRecord Past = TallyRecord.Parse("""
        {"format": "scoring-record/1", "scheme": SCHEME,
         "entries": [{"code": "E1"}, {"code": "E2"}],
         "judges": [{"code": "J1", "panel": "p", "group": "g"}],
         "sheets": [{"judge": "J1", "entry": "E1", "marks": {"c": 10}}, {"judge": "J1", "entry": "E2", "marks": {"c": 20}}],
         "evidence": [{"entry": "E1", "block": "CHECK", "points": 9}, {"entry": "E2", "block": "CHECK", "deductions": [4]}]}
        """.Replace("SCHEME", Scheme, StringComparison.Ordinal));

    [Fact]
    public void Under_its_own_rules_a_record_comes_out_as_it_did() => Replay.Under(Past, Past.Scheme).ShouldSatisfyAllConditions(
        replay => replay.Remarks.ShouldBeEmpty(), replay => Tally.Run(replay.Record).Print().ShouldBe(Tally.Run(Past).Print()));

    [Fact]
    public void Other_weights_move_who_leads()
    {
        // E1: 54 + 20 = 74, E2: 36 + 40 = 76. With 80 : 20 it is 72 + 10 = 82 against 48 + 20 = 68.
        Ranks(Past).ShouldBe(["E2 76.00", "E1 74.00"]);
        Ranks(Under(Scheme.Replace("\"weight\": 60", "\"weight\": 80", StringComparison.Ordinal).Replace("\"weight\": 40", "\"weight\": 20", StringComparison.Ordinal)).Record).ShouldBe(["E1 82.00", "E2 68.00"]);
    }

    [Fact]
    public void Full_marks_that_changed_are_converted_in_proportion()
    {
        var replay = Under(Scheme.Replace("\"full\": 10", "\"full\": 30", StringComparison.Ordinal).Replace("\"max\": 20", "\"max\": 40", StringComparison.Ordinal));
        Ranks(replay.Record).ShouldBe(["E2 76.00", "E1 74.00"]);
        replay.Record.Evidence.Select(row => $"{row.Points?.ToDecimalText()} {row.Deductions?[0].ToDecimalText()}").ShouldBe(["27 ", " 12"]);
        replay.Remarks.ShouldBe(["“核查”的满分改了，当时的得分按比例折算（乘以 3.0000）。"]);
    }

    [Fact]
    public void What_the_past_cannot_answer_is_left_out_and_said()
    {
        var replay = Under(Scheme.Replace("\"code\": \"CHECK\", \"name\": \"核查\"", "\"code\": \"NEW\", \"name\": \"新项\"", StringComparison.Ordinal).Replace("{\"code\": \"c\", \"max\": 20}", "{\"code\": \"c\", \"max\": 20}, {\"code\": \"d\", \"max\": 5}", StringComparison.Ordinal));
        replay.Remarks.ShouldBe(["“核查”不再计分，当时的得分不用。", "“新项”是新加的，当时没有数据，这一项会缺分。", "有 2 张评分表缺少新的评分要素，当时没有打过分，不用。"]);
        (replay.Record.Evidence.Count, replay.Record.Sheets.Count).ShouldBe((0, 0));
        Tally.Run(replay.Record).Entries.ShouldAllBe(entry => entry.Status == TallyStatus.Blocked);
    }

    private static Replay Under(string scheme)
    {
        using var document = JsonDocument.Parse(scheme);
        return Replay.Under(Past, TallyScheme.Read(document.RootElement));
    }

    private static IEnumerable<string> Ranks(TallyRecord record) => Tally.Run(record).Entries.OrderBy(entry => entry.Rank).Select(entry => $"{entry.Code} {entry.Total!.Value.RoundHalfUp(2)}");
}
