using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>A draft's text and its members. Numbers stay as they are written, members keep their order, what the form does not know stays as it is.</summary>
public static partial class SchemeJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] CodeMembers = ["code", "block", "panel", "group"];

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonObject? Read(string json) => JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;

    public static string Write(JsonNode node) => node.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    public static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    /// <summary>A member as text: a word as it is, anything else as JSON writes it; empty where there is none.</summary>
    public static string Text(this JsonObject? node, string name) => node?[name] switch
    {
        null => string.Empty,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };

    public static JsonObject? Object(this JsonObject? node, string name) => node?[name] as JsonObject;

    public static JsonArray? Array(this JsonObject? node, string name) => node?[name] as JsonArray;

    /// <summary>The objects of a list with their positions.</summary>
    public static IEnumerable<(JsonObject Item, int Index)> Items(this JsonObject? node, string name) =>
        node.Array(name) is { } array ? array.Select((item, index) => (item as JsonObject, index)).Where(i => i.Item1 is not null).Select(i => (i.Item1!, i.index)) : [];

    /// <summary>The words of a list.</summary>
    public static IReadOnlyList<string> Words(this JsonObject? node, string name) =>
        [.. (node.Array(name) ?? []).Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : item?.ToJsonString() ?? string.Empty)];

    public static JsonArray ArrayOf(IEnumerable<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);

    /// <summary>A number as it was typed; what is none is kept as a word, so that nothing typed is lost and the reader says what is wrong.</summary>
    public static JsonNode Number(string typed) => Figure().IsMatch(typed) ? JsonNode.Parse(typed)! : JsonValue.Create(typed);

    /// <summary>Full-width digits as half-width ones, and a missing zero before the point.</summary>
    public static string Digits(string typed)
    {
        var text = string.Concat(typed.Trim().Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c is '．' or '。' ? '.' : c));
        return text.StartsWith('.') ? "0" + text : text;
    }

    public static bool IsNumber(JsonNode? node) => node is JsonValue && node.GetValueKind() == JsonValueKind.Number;

    /// <summary>A share that no decimal says: 1/3.</summary>
    public static bool IsShare(string text) => Share().IsMatch(text);

    /// <summary>The sum of what is a number.</summary>
    public static decimal Sum(IEnumerable<JsonNode?> nodes) =>
        nodes.Sum(node => IsNumber(node) && decimal.TryParse(node!.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0);

    /// <summary>Every block of the scoring part with its path by position and its path by code.</summary>
    public static IEnumerable<(JsonObject Block, string Path, string Key)> Blocks(JsonObject root)
    {
        foreach (var (section, s) in root.Object("scoring").Items("sections"))
        {
            foreach (var (block, b) in section.Items("blocks"))
                yield return (block, $"$.scoring.sections[{s}].blocks[{b}]", $"$.scoring.sections[{section.Text("code")}].blocks[{block.Text("code")}]");
        }
    }

    /// <summary>Every code in use, wherever.</summary>
    public static IEnumerable<string> Codes(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(member => Codes(member.Value).Append(CodeMembers.Contains(member.Key, StringComparer.Ordinal) ? o.Text(member.Key) : member.Key)),
        JsonArray a => a.SelectMany(Codes),
        _ => [],
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figure();

    [GeneratedRegex(@"^[1-9][0-9]{0,2}/[1-9][0-9]{0,2}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Share();
}
