using System.Text.Json.Nodes;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>The worked sums of the contract, each result compared whole and in its order of members.</summary>
public class GoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Tallies", "golden");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.expected.json").Select(file => Path.GetFileName(file)[..^".expected.json".Length]).Order()];

    [Theory, MemberData(nameof(Names))]
    public void A_worked_sum_comes_out_to_the_digit(string name)
    {
        var result = Tally.Run(TallyRecord.Parse(Text(name))).Print();

        // Written out again by one writer, both sides differ only where a member, its order or its value does.
        result.ShouldBe(JsonNode.Parse(Text(name + ".expected"))!.ToJsonString());
        result.ShouldNotContain("\n");
    }

    [Theory, MemberData(nameof(Names))]
    public void Printing_a_record_loses_nothing_that_was_written(string name)
    {
        var printed = JsonNode.Parse(TallyRecord.Parse(Text(name)).Print());
        Contains(printed, JsonNode.Parse(Text(name)), "$");
    }

    [Fact]
    public void All_thirteen_are_here() => ((IEnumerable<object[]>)Names).Count().ShouldBe(13);

    internal static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    private static void Contains(JsonNode? actual, JsonNode? wanted, string path)
    {
        switch (wanted)
        {
            case JsonObject members:
                foreach (var (name, value) in members) Contains(actual!.AsObject()[name], value, $"{path}.{name}");
                break;
            case JsonArray items:
                actual!.AsArray().Count.ShouldBe(items.Count, path);
                for (var i = 0; i < items.Count; i++) Contains(actual[i], items[i], $"{path}[{i}]");
                break;
            default:
                JsonNode.DeepEquals(actual, wanted).ShouldBeTrue($"{path}: {actual} instead of {wanted}");
                break;
        }
    }
}
