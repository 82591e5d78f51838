using System.Text.Json.Nodes;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>The schema that editors use, the shipped files, and what <see cref="Scheme.Parse"/> accepts must be one thing.</summary>
public sealed class SchemaTests
{
    private static readonly JsonSchema Schema = new(Seeds.Text("schemes/scheme.schema.json"));

    [Fact]
    public void Every_shipped_scheme_loads_and_agrees_with_the_schema()
    {
        var files = Seeds.SchemeFiles().ToArray();
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            Scheme.Parse(File.ReadAllText(file)).Hash.Length.ShouldBe(64);
            Schema.Faults(JsonNode.Parse(File.ReadAllText(file))).ShouldBeEmpty(file);
        }
    }

    [Theory]
    [InlineData("\"talk\": { \"minutes\": 5,", "\"talk\": { \"minuts\": 5,")]
    [InlineData("\"organiser\": \"区委组织部\",", "")]
    [InlineData("\"cadence\": \"monthly\"", "\"cadence\": \"weekly\"")]
    [InlineData("\"quotaPerStreet\": 3", "\"quotaPerStreet\": \"3\"")]
    [InlineData("\"rule\": \"trailing\", \"days\": 30", "\"rule\": \"trailing\", \"workingDays\": 30")]
    [InlineData("\"appointedBy\": \"street\"", "\"appointedBy\": \"ORG\"")]
    [InlineData("\"kind\": \"evidence\", \"full\": 6", "\"kind\": \"evidence\", \"ful\": 6")]
    [InlineData("\"acknowledgeBelow\": 3", "\"acknowledgeBelw\": 3")]
    public void The_schema_also_refuses_a_planted_fault(string good, string bad)
    {
        Seeds.Contest.ShouldContain(good, Case.Sensitive);
        Schema.Faults(JsonNode.Parse(Seeds.Contest.Replace(good, bad, StringComparison.Ordinal))).ShouldNotBeEmpty();
    }

    [Fact]
    public void Wherever_the_parser_lists_the_members_it_knows_the_schema_declares_the_same()
    {
        var checkedPlaces = 0;
        foreach (var path in Places(JsonNode.Parse(Seeds.Contest)!, []).ToArray())
        {
            var spoilt = JsonNode.Parse(Seeds.Contest)!;
            var place = path.Aggregate(spoilt, (node, step) => step is int index ? node[index]! : node[(string)step]!);
            place.AsObject().Add("zzz", true);
            var refusal = Should.Throw<SchemeInvalid>(() => Scheme.Parse(spoilt.ToJsonString()), string.Join('/', path));
            if (path is ["sources"] or ["notes"] || path is [.., "coefficients"]) continue;   // free maps: any name is a member
            refusal.Reason.ShouldStartWith("不认识「zzz」；这里可以写：");
            var known = refusal.Reason["不认识「zzz」；这里可以写：".Length..^1].Split('、');
            Schema.MembersAt(JsonNode.Parse(Seeds.Contest)!, path).Order(StringComparer.Ordinal)
                .ShouldBe(known.Order(StringComparer.Ordinal), string.Join('/', path));
            checkedPlaces++;
        }
        checkedPlaces.ShouldBeGreaterThan(60);
    }

    private static IEnumerable<object[]> Places(JsonNode node, object[] path)
    {
        if (node is JsonObject members)
        {
            yield return path;
            foreach (var (name, value) in members)
            {
                foreach (var place in value is null ? [] : Places(value, [.. path, name])) yield return place;
            }
        }
        if (node is not JsonArray items) yield break;
        for (var index = 0; index < items.Count; index++)
        {
            foreach (var place in Places(items[index]!, [.. path, index])) yield return place;
        }
    }
}
