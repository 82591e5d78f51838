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
        foreach (var place in NotePath.Places(root.Element))
        {
            var covering = notes.Where(note => NotePath.Covers(note.Parts, place.Parts)).Select(note => note.Note).ToList();
            used.UnionWith(covering);
            if (place.Element.ValueKind != JsonValueKind.Number) continue;
            var nearest = NotePath.Nearest(covering.Select(note => note.Path))
                ?? throw root.Source.Refuse(place.Path, $"这个数字没有出处说明，请在 notes 里为 {place.Key} 写明来源或注明是假定。");
            read.byFigure[place.Key] = covering.First(note => note.Path == nearest);
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
        var parts = NotePath.Parts(member.Name);
        var whole = parts.Length < 2 || (parts.Length == 2 && root.Find(parts[1])?.Element.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        if (whole || parts[0] != "$") throw node.Refuse("路径要从 $ 写起，且具体到某一项，如 $.talk.minutes。");
        return (new(member.Name, basis, source, node.Text("text")), parts);
    }
}
