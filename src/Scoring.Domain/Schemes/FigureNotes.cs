using System.Text.Json;

namespace Scoring.Domain.Schemes;

/// <summary>What a figure rests on.</summary>
public enum FigureBasis
{
    /// <summary>Said by a source text, which the note names.</summary>
    Source,

    /// <summary>Found in practice elsewhere.</summary>
    Practice,

    /// <summary>An assumption, to be confirmed by the organiser.</summary>
    Assumption,
}

/// <summary>Where a figure comes from. <paramref name="Source"/> is a code of the scheme's sources when the basis is one.</summary>
public sealed record FigureNote(string Path, FigureBasis Basis, string? Source, string Text);

/// <summary>
/// Says of every number in a scheme whether a source, practice or an assumption stands behind it. A path names the items of a list by their code
/// (<c>$.scoring.sections[MAIN].blocks[ORG].weight</c>) or, without one, by index; <c>[*]</c> means all of them. A note covers everything beneath its
/// path, and the longest path wins, the one with fewer stars among equals.
/// </summary>
public sealed class FigureNotes
{
    private static readonly string[] Keys = ["code", "block", "panel", "group"];
    private static readonly string[] Apart = ["$schema", "notes", "sources"];

    private readonly Dictionary<string, FigureNote> byFigure = new(StringComparer.Ordinal);

    internal static FigureNotes None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    private FigureNotes(IReadOnlyDictionary<string, string> sources) => Sources = sources;

    /// <summary>The source texts by code.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>Every figure's path with its note, in the order of the file.</summary>
    public IReadOnlyDictionary<string, FigureNote> Figures => byFigure;

    /// <summary>The note on a figure, by its full path with codes; null for no figure.</summary>
    public FigureNote? For(string path) => byFigure.GetValueOrDefault(path);

    internal static FigureNotes Read(Node root)
    {
        var sources = root.Find("sources") is { } named
            ? named.Element.EnumerateObject().ToDictionary(member => member.Name, member => named.Text(member.Name), StringComparer.Ordinal)
            : [];
        var node = root.Get("notes");
        if (node.Element.ValueKind != JsonValueKind.Object) throw node.Refuse("notes 应为「路径: 说明」的一组花括号。");
        var notes = node.Element.EnumerateObject().Select(member => ReadNote(root, member, sources)).ToList();
        var read = new FigureNotes(sources);
        var used = new HashSet<FigureNote>();
        foreach (var place in Places(root, ["$"]))
        {
            var covering = notes.Where(note => Covers(note.Parts, place.Parts)).ToList();
            used.UnionWith(covering.Select(note => note.Note));
            if (place.Node.Element.ValueKind != JsonValueKind.Number) continue;
            var path = Join(place.Parts);
            var best = covering.OrderByDescending(note => note.Parts.Length).ThenBy(note => note.Parts.Count(part => part == "[*]")).FirstOrDefault();
            read.byFigure[path] = best.Note ?? throw place.Node.Refuse($"这个数字没有出处说明，请在 notes 里为 {path} 写明来源或注明是假定。");
        }
        foreach (var (note, _) in notes)
        {
            if (!used.Contains(note)) throw root.Source.Refuse($"$.notes.{note.Path}", $"方案里没有 {note.Path}，这条说明没有着落。");
        }
        return read;
    }

    private static (FigureNote Note, string[] Parts) ReadNote(Node root, JsonProperty member, Dictionary<string, string> sources)
    {
        var node = new Node(root.Source, member.Value, $"$.notes.{member.Name}");
        node.Only("basis", "source", "text");
        var basis = node.Get("basis").OneOf(
            ("source", FigureBasis.Source), ("practice", FigureBasis.Practice), ("assumption", FigureBasis.Assumption));
        var source = node.TextOrNull("source");
        if (basis == FigureBasis.Source && source is null) throw node.Refuse("注明「出自原文」时要写 source（哪一份原文）。");
        if (source is not null && !sources.ContainsKey(source)) throw node.Get("source").Refuse($"sources 里没有「{source}」。");
        var parts = member.Name.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var whole = parts.Length < 2 || (parts.Length == 2 && root.Find(parts[1])?.Element.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        if (whole || parts[0] != "$") throw node.Refuse("路径要从 $ 写起，且具体到某一项，如 $.talk.minutes。");
        return (new(member.Name, basis, source, node.Text("text")), parts);
    }

    private static IEnumerable<(Node Node, string[] Parts)> Places(Node node, string[] parts)
    {
        yield return (node, parts);
        if (node.Element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.Element.EnumerateObject().Where(member => parts.Length > 1 || !Apart.Contains(member.Name, StringComparer.Ordinal)))
            {
                foreach (var place in Places(new(node.Source, member.Value, $"{node.Path}.{member.Name}"), [.. parts, member.Name])) yield return place;
            }
        }
        if (node.Element.ValueKind != JsonValueKind.Array) yield break;
        var items = node.Items();
        for (var index = 0; index < items.Count; index++)
        {
            foreach (var place in Places(items[index], [.. parts, $"[{Key(items[index]) ?? $"{index}"}]"])) yield return place;
        }
    }

    private static string? Key(Node item) => item.Element.ValueKind != JsonValueKind.Object ? null : Keys
        .Select(key => item.Element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        .FirstOrDefault(key => key is not null);

    private static bool Covers(string[] note, string[] place) => note.Length <= place.Length
        && note.Zip(place).All(pair => pair.First == pair.Second || (pair.First == "[*]" && pair.Second.StartsWith('[')));

    private static string Join(string[] parts) => string.Join('.', parts).Replace(".[", "[", StringComparison.Ordinal);
}
