using System.Text.Json;

namespace Scoring.Domain.Schemes;

/// <summary>A place in a scheme: its path as notes write it, list items named by code, and as refusals write it, list items by index from 0.</summary>
/// <param name="Parts">The path as notes write it, part by part; the first is <c>$</c>, those of list items stand in brackets.</param>
/// <param name="Path">The path as refusals write it.</param>
/// <param name="Element">What stands there.</param>
public sealed record NotePlace(IReadOnlyList<string> Parts, string Path, JsonElement Element)
{
    /// <summary>The path as notes write it.</summary>
    public string Key => NotePath.Join(Parts);
}

/// <summary>
/// Answers which notes of a scheme cover which of its places: a note covers everything beneath its path, the longest path wins, and of equals the one with
/// fewer stars. Works on texts that are not yet a scheme; whether a note says enough it does not know.
/// </summary>
public static class NotePath
{
    /// <summary>The part of a path that stands for every item of a list.</summary>
    public const string Every = "[*]";

    private static readonly string[] Keys = ["code", "block", "panel", "group"];
    private static readonly string[] Apart = ["$schema", "notes", "sources"];

    /// <summary>A path in its parts: <c>$.talk.minutes</c>, <c>$.phases[live].start</c>.</summary>
    public static string[] Parts(string path) => path.Replace("[", ".[", StringComparison.Ordinal).Split('.');

    /// <summary>Parts as a path again.</summary>
    public static string Join(IEnumerable<string> parts) => string.Join('.', parts).Replace(".[", "[", StringComparison.Ordinal);

    /// <summary>The path with every item of every list on the way.</summary>
    public static string Widened(string path) => Join(Parts(path).Select(part => part.StartsWith('[') ? Every : part));

    /// <summary>Whether a note at one path covers a place.</summary>
    public static bool Covers(IReadOnlyList<string> note, IReadOnlyList<string> place) => note.Count <= place.Count
        && note.Zip(place).All(pair => pair.First == pair.Second || (pair.First == Every && pair.Second.StartsWith('[')));

    /// <summary>The one of several paths whose note holds for a place they all cover; null for none.</summary>
    public static string? Nearest(IEnumerable<string> covering) =>
        covering.Select(path => (Path: path, Parts: Parts(path))).OrderByDescending(path => path.Parts.Length)
            .ThenBy(path => path.Parts.Count(part => part == Every)).Select(path => path.Path).FirstOrDefault();

    /// <summary>What names an item of a list in paths of notes; null where only its index does.</summary>
    public static string? KeyOf(JsonElement item) => item.ValueKind != JsonValueKind.Object ? null : Keys
        .Select(key => item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        .FirstOrDefault(key => key is not null);

    /// <summary>Every place of a scheme in the order of the text, but for the notes themselves and the names of sources.</summary>
    public static IEnumerable<NotePlace> Places(JsonElement root) => Places(root, ["$"], "$");

    private static IEnumerable<NotePlace> Places(JsonElement element, string[] parts, string path)
    {
        yield return new(parts, path, element);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject().Where(member => parts.Length > 1 || !Apart.Contains(member.Name, StringComparer.Ordinal)))
            {
                foreach (var place in Places(member.Value, [.. parts, member.Name], $"{path}.{member.Name}")) yield return place;
            }
        }
        if (element.ValueKind != JsonValueKind.Array) yield break;
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            foreach (var place in Places(item, [.. parts, $"[{KeyOf(item) ?? $"{index}"}]"], $"{path}[{index}]")) yield return place;
            index++;
        }
    }
}
