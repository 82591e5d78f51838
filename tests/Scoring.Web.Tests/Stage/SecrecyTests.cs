using System.Text.Json;
using Scoring.Data.Stages;
using Scoring.Domain.Stages;

namespace Scoring.Web.Tests.Stage;

/// <summary>What consoles and phones follow says who handed in, and never a mark.</summary>
public sealed class SecrecyTests
{
    // Marks that occur nowhere else in a snapshot, and their sum.
    private static readonly string[] Marks = ["11.5", "9.5", "8.5", "7.5", "37"];

    [Fact]
    public async Task Neither_the_console_nor_the_phones_are_told_a_mark()
    {
        await using var hall = await Hall.Open();
        await hall.Score(hall.First);
        await hall.HandIn("judge-org", hall.First, "11.5", "9.5", "8.5", "7.5");
        await hall.HandIn("judge-civil", hall.First, "11.5", "9.5", "8.5", "7.5");
        var open = await hall.Console();
        open.Waiting.ShouldBe(new SheetCount(2, 4));
        Told(open).ShouldBeEmpty();
        Told(await hall.Judge()).ShouldBeEmpty();
        await hall.Press(StageAct.CloseScoring, reason: "两位评委离场");
        await hall.Press(StageAct.Reveal, hall.First);
        Told(await hall.Console()).ShouldBeEmpty();
        Told(await hall.Judge()).ShouldBeEmpty();
    }

    [Fact]
    public void A_mark_in_a_snapshot_would_be_noticed() => Told(new { Name = "评委", Mark = 9.5m, Sum = "37" }).ShouldBe(["9.5", "37"]);

    /// <summary>The marks among the values of a snapshot, whole values only: an id or a moment is not a mark.</summary>
    private static IEnumerable<string> Told(object snapshot)
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(snapshot, snapshot.GetType()));
        return [.. Values(json.RootElement).Where(Marks.Contains)];
    }

    private static IEnumerable<string> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Values(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values),
        JsonValueKind.String => [element.GetString()!],
        _ => [element.GetRawText()],
    };
}
