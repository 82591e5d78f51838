using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scoring.Domain.Schemes;

/// <summary>A place in a scheme text, read with the demands of its member; each refusal names line and path.</summary>
internal readonly partial record struct Node(SchemeText Source, JsonElement Element, string Path)
{
    public static Node Root(SchemeText source) => new(source, source.Root, "$");

    public SchemeInvalid Refuse(string reason) => Source.Refuse(Path, reason);

    /// <summary>Demands an object with no other members than these: a typing mistake must not pass for an absent member.</summary>
    public Node Only(params ReadOnlySpan<string> members)
    {
        if (Element.ValueKind != JsonValueKind.Object) throw Refuse("这里应为一组花括号 { }。");
        foreach (var member in Element.EnumerateObject())
        {
            if (!members.Contains(member.Name))
                throw Source.Refuse($"{Path}.{member.Name}", $"不认识「{member.Name}」；这里可以写：{string.Join('、', members.ToArray())}。");
        }
        return this;
    }

    /// <summary>The member, or null where it is absent or null.</summary>
    public Node? Find(string name) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new(Source, value, $"{Path}.{name}")
            : null;

    public Node Get(string name) => Find(name) ?? throw Refuse($"缺少「{name}」。");

    public IReadOnlyList<Node> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array) throw Refuse("这里应为一组方括号 [ ]。");
        var (source, path) = (Source, Path);
        return [.. Element.EnumerateArray().Select((item, index) => new Node(source, item, $"{path}[{index}]"))];
    }

    /// <summary>The items of a member; none where it is absent.</summary>
    public IReadOnlyList<Node> List(string name) => Find(name)?.Items() ?? [];

    /// <summary>The items of a member that must be there and not empty.</summary>
    public IReadOnlyList<Node> Some(string name)
    {
        var node = Get(name);
        var items = node.Items();
        return items.Count > 0 ? items : throw node.Refuse("至少要有一项。");
    }

    public string Text()
    {
        if (Element.ValueKind != JsonValueKind.String) throw Refuse("这里应为文字（写在引号里）。");
        var text = Element.GetString()!;
        return string.IsNullOrWhiteSpace(text) ? throw Refuse("文字不能为空。") : text;
    }

    public string Text(string name) => Get(name).Text();

    public string? TextOrNull(string name) => Find(name)?.Text();

    /// <summary>A code: a letter, then letters, digits, - and _.</summary>
    public string Code()
    {
        var text = Text();
        return CodeShape().IsMatch(text) ? text : throw Refuse($"代码「{text}」只能用英文字母、数字、- 和 _，并以字母开头。");
    }

    public string Code(string name) => Get(name).Code();

    public bool Flag(string name, bool otherwise) => Find(name) is not { } node ? otherwise : node.Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw node.Refuse("这里应为 true 或 false。"),
    };

    public int Whole(string name, int least = 0, int most = int.MaxValue)
    {
        var node = Get(name);
        if (node.Element.ValueKind != JsonValueKind.Number || !node.Element.TryGetInt32(out var value)) throw node.Refuse("这里应为整数。");
        if (value < least || value > most)
            throw node.Refuse(most == int.MaxValue ? $"不能小于 {least}，现在是 {value}。" : $"应在 {least} 到 {most} 之间，现在是 {value}。");
        return value;
    }

    public int Whole(string name, int least, int most, int otherwise) => Find(name) is null ? otherwise : Whole(name, least, most);

    /// <summary>A number not below <paramref name="least"/>, exact as written.</summary>
    public decimal Amount(string name, decimal least = 0)
    {
        var node = Get(name);
        if (node.Element.ValueKind != JsonValueKind.Number || !node.Element.TryGetDecimal(out var value)) throw node.Refuse("这里应为数字。");
        return value >= least ? value : throw node.Refuse($"不能小于 {least}，现在是 {value}。");
    }

    /// <summary>A number above 0, exact as written.</summary>
    public decimal Positive(string name)
    {
        var value = Amount(name);
        return value > 0 ? value : throw Get(name).Refuse("必须大于 0。");
    }

    /// <summary>One of the words, mapped to its value.</summary>
    public T OneOf<T>(params ReadOnlySpan<(string Word, T Value)> words)
    {
        var text = Text();
        foreach (var (word, value) in words)
        {
            if (word == text) return value;
        }
        var known = new List<string>();
        foreach (var (word, _) in words) known.Add(word);
        throw Refuse($"不认识「{text}」；可以写：{string.Join('、', known)}。");
    }

    /// <summary>Refuses items that give one key twice.</summary>
    public static IReadOnlyList<T> Distinct<T>(IReadOnlyList<Node> nodes, Func<Node, T> read, Func<T, string> key)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<T>(nodes.Count);
        foreach (var node in nodes)
        {
            var item = read(node);
            if (!seen.Add(key(item))) throw node.Refuse($"「{key(item)}」重复了。");
            items.Add(item);
        }
        return items;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeShape();
}
