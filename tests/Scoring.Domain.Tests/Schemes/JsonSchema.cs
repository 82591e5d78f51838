using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>As much of JSON Schema 2020-12 as our schema uses; a keyword it does not know is an error, so that nothing is checked in appearance only.</summary>
internal sealed class JsonSchema(string text)
{
    private static readonly string[] Silent = ["$schema", "$defs", "title", "description"];

    private readonly JsonObject root = JsonNode.Parse(text)!.AsObject();

    public IReadOnlyList<string> Faults(JsonNode? value)
    {
        var faults = new List<string>();
        Check(root, value, "$", faults);
        return faults;
    }

    /// <summary>The members the schema declares for the object at a place of a valid file.</summary>
    public IReadOnlyList<string> MembersAt(JsonNode file, object[] path)
    {
        var (schema, value) = (Pick(root, file), file);
        foreach (var step in path)
        {
            value = step is int index ? value[index]! : value[(string)step]!;
            var next = step is int ? schema["items"]! : schema["properties"]?[(string)step] ?? schema["additionalProperties"]!;
            schema = Pick(next.AsObject(), value);
        }
        return [.. schema["properties"]!.AsObject().Select(member => member.Key)];
    }

    private JsonObject Pick(JsonObject schema, JsonNode value)
    {
        while (true)
        {
            if (schema["$ref"] is { } reference) schema = Resolve(reference);
            else if (schema["oneOf"] is JsonArray choices) schema = choices.Select(choice => choice!.AsObject()).Single(choice => Fits(choice, value));
            else return schema;
        }
    }

    private JsonObject Resolve(JsonNode reference) => root["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject();

    private bool Fits(JsonObject schema, JsonNode? value)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults);
        return faults.Count == 0;
    }

    private void Check(JsonObject schema, JsonNode? value, string path, List<string> faults)
    {
        foreach (var (keyword, rule) in schema)
        {
            if (Silent.Contains(keyword, StringComparer.Ordinal)) continue;
            var holds = keyword switch
            {
                "$ref" => Descend(Resolve(rule!), value, path, faults),
                "type" => TypeOf(value, rule!.GetValue<string>()),
                "enum" => rule!.AsArray().Any(word => JsonNode.DeepEquals(word, value)),
                "const" => JsonNode.DeepEquals(rule, value),
                "pattern" => value is not JsonValue || Regex.IsMatch(value.ToString(), rule!.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1)),
                "minimum" => !TypeOf(value, "number") || value!.GetValue<decimal>() >= rule!.GetValue<decimal>(),
                "exclusiveMinimum" => !TypeOf(value, "number") || value!.GetValue<decimal>() > rule!.GetValue<decimal>(),
                "minItems" => value is not JsonArray array || array.Count >= rule!.GetValue<int>(),
                "required" => value is not JsonObject || rule!.AsArray().All(name => value.AsObject().ContainsKey(name!.GetValue<string>())),
                "oneOf" => rule!.AsArray().Count(choice => Fits(choice!.AsObject(), value)) == 1,
                "items" => value is not JsonArray list || All(list.Select((item, index) => (rule!.AsObject(), item, $"{path}[{index}]")), faults),
                "properties" => value is not JsonObject members || All(
                    members.Where(member => rule!.AsObject().ContainsKey(member.Key)).Select(member => (rule![member.Key]!.AsObject(), member.Value, $"{path}.{member.Key}")), faults),
                "additionalProperties" => value is not JsonObject members || Additional(schema, rule!, members, path, faults),
                _ => throw new NotSupportedException($"keyword {keyword} at {path}"),
            };
            if (!holds) faults.Add($"{path}: {keyword}");
        }
    }

    private bool Descend(JsonObject schema, JsonNode? value, string path, List<string> faults)
    {
        Check(schema, value, path, faults);
        return true;
    }

    private bool All(IEnumerable<(JsonObject Schema, JsonNode? Value, string Path)> parts, List<string> faults)
    {
        foreach (var (schema, value, path) in parts) Check(schema, value, path, faults);
        return true;
    }

    private bool Additional(JsonObject schema, JsonNode rule, JsonObject members, string path, List<string> faults)
    {
        var others = members.Where(member => schema["properties"]?.AsObject().ContainsKey(member.Key) != true).ToArray();
        if (rule is JsonObject each) return All(others.Select(member => (each, member.Value, $"{path}.{member.Key}")), faults);
        return rule.GetValue<bool>() || others.Length == 0;
    }

    private static bool TypeOf(JsonNode? value, string type) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && decimal.IsInteger(value!.GetValue<decimal>())),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => false,
    };
}
