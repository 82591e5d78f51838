using System.Numerics;
using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>
/// A JSON value together with its place, read the way the tally's page says: unknown members are ignored, an optional member that is
/// null is absent, a number is the decimal that is written. A member that is read and stands there twice is refused, because
/// two readers could take different ones.
/// </summary>
internal readonly struct JsonNode(JsonElement element, JsonPath path)
{
    public JsonElement Element { get; } = element;

    public JsonPath Path { get; } = path;

    public bool IsNumber => Element.ValueKind == JsonValueKind.Number;

    public bool IsText => Element.ValueKind == JsonValueKind.String;

    /// <summary>The member, or null when it is absent or null.</summary>
    public JsonNode? Optional(string name)
    {
        Expect(JsonValueKind.Object, "应为对象");
        JsonElement? found = null;
        foreach (var member in Element.EnumerateObject())
        {
            if (!IsNamed(member, name)) continue;
            if (found is not null) throw Path.Member(name).Refuse("同一成员写了两次");
            found = member.Value;
        }

        return found is { ValueKind: not JsonValueKind.Null } value ? new JsonNode(value, Path.Member(name)) : null;
    }

    public JsonNode Required(string name) => Optional(name) ?? throw Path.Member(name).Refuse("缺少这一项");

    /// <summary>A text that only travels along: null when it is absent or anything but a text, never an error.</summary>
    public string? Display(string name) => TryGet(name) is { ValueKind: JsonValueKind.String } value ? TextOf(value) : null;

    /// <summary>A number that only travels along: null when it is absent or anything but a number, never an error.</summary>
    public Exact? DisplayNumber(string name)
    {
        if (TryGet(name) is not { ValueKind: JsonValueKind.Number } value) return null;
        try
        {
            return Exact.Parse(value.GetRawText());
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Texts by code that only travel along; what is not a text is left out.</summary>
    public IReadOnlyDictionary<string, string> DisplayMap(string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (TryGet(name) is not { ValueKind: JsonValueKind.Object } map) return texts;
        foreach (var member in map.EnumerateObject())
        {
            if (NameOf(member) is { } key && member.Value.ValueKind == JsonValueKind.String && TextOf(member.Value) is { } text) texts[key] = text;
        }

        return texts;
    }

    /// <summary>The items of an array member, read one by one; none when it is absent.</summary>
    public List<T> List<T>(string name, Func<JsonNode, T> read) => Optional(name) is { } node ? node.Items(read) : [];

    public List<T> Items<T>(Func<JsonNode, T> read)
    {
        Expect(JsonValueKind.Array, "应为数组");
        var items = new List<T>(Element.GetArrayLength());
        foreach (var item in Element.EnumerateArray()) items.Add(read(new JsonNode(item, Path.Item(items.Count))));
        return items;
    }

    /// <summary>The members of an object whose names are codes, in the order written; a null value counts as absent.</summary>
    public Dictionary<string, T> Map<T>(Func<JsonNode, T> read)
    {
        Expect(JsonValueKind.Object, "应为对象");
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        HashSet<string>? nulls = null;
        foreach (var member in Element.EnumerateObject())
        {
            var name = NameOf(member) ?? throw Path.Refuse("成员名不是有效的文字");
            var at = Path.Member(name);
            if (map.ContainsKey(name) || nulls?.Contains(name) == true) throw at.Refuse("同一成员写了两次");
            if (member.Value.ValueKind == JsonValueKind.Null) (nulls ??= new(StringComparer.Ordinal)).Add(name);
            else map.Add(name, read(new JsonNode(member.Value, at)));
        }

        return map;
    }

    public string Text()
    {
        Expect(JsonValueKind.String, "应为文字");
        return TextOf(Element) ?? throw Path.Refuse("不是有效的文字");
    }

    public Exact Number()
    {
        Expect(JsonValueKind.Number, "应为数字");
        try
        {
            return Exact.Parse(Element.GetRawText());
        }
        catch (OverflowException)
        {
            throw Path.Refuse("数字的指数过大");
        }
    }

    /// <summary>A whole number of any sign; <c>5.0</c> and <c>1e2</c> are whole.</summary>
    public BigInteger Whole()
    {
        var number = Number();
        return number.IsWhole ? number.Numerator : throw Path.Refuse("应为整数");
    }

    public bool Truth() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Path.Refuse("应为 true 或 false"),
    };

    private void Expect(JsonValueKind kind, string reason)
    {
        if (Element.ValueKind != kind) throw Path.Refuse(reason);
    }

    private JsonElement? TryGet(string name)
    {
        Expect(JsonValueKind.Object, "应为对象");
        JsonElement? found = null;
        foreach (var member in Element.EnumerateObject())
        {
            if (IsNamed(member, name)) found = member.Value;
        }

        return found;
    }

    private static bool IsNamed(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair is no text, so it is none of ours.
            return false;
        }
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
