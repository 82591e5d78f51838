using System.Text;
using System.Text.Json;

namespace Scoring.Domain.Schemes;

/// <summary>
/// A JSON text that remembers on which line each of its members stands, so that a refusal can name it. Knows nothing of schemes.
/// </summary>
internal sealed class SchemeText
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    private SchemeText(JsonElement root) => Root = root;

    /// <summary>The whole value, independent of any document's lifetime.</summary>
    public JsonElement Root { get; }

    /// <summary>Reads a text, refusing one that is not JSON or gives a member twice.</summary>
    public static SchemeText Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var text = new SchemeText(document.RootElement.Clone());
            text.Walk(Encoding.UTF8.GetBytes(json));
            return text;
        }
        catch (JsonException fault)
        {
            throw new SchemeInvalid((int)(fault.LineNumber ?? 0) + 1, "$", $"这里不是合法的 JSON，请检查引号、逗号和括号（{fault.Message}）。", fault);
        }
    }

    /// <summary>The line (from 1) of a path, or of the nearest place around it that exists.</summary>
    public int LineOf(string path)
    {
        while (true)
        {
            if (lines.TryGetValue(path, out var line)) return line;
            var cut = path.LastIndexOfAny(['.', '[']);
            if (cut <= 0) return 1;
            path = path[..cut];
        }
    }

    /// <summary>The refusal at a path.</summary>
    public SchemeInvalid Refuse(string path, string reason, Exception? inner = null) => new(LineOf(path), path, reason, inner);

    private void Walk(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        var (line, seen) = (1, 0);
        var open = new Stack<(string Path, int Index)>();   // Index < 0: an object
        var name = "$";
        while (reader.Read())
        {
            for (; seen < reader.TokenStartIndex; seen++)
            {
                if (bytes[seen] == '\n') line++;
            }
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = $"{open.Peek().Path}.{reader.GetString()}";
                if (!lines.TryAdd(name, line)) throw new SchemeInvalid(line, name, "这一项写了两次，请只留一处。");
                continue;
            }
            if (open.TryPeek(out var top) && top.Index >= 0)
            {
                open.Pop();
                open.Push((top.Path, top.Index + 1));
                name = $"{top.Path}[{top.Index}]";
            }
            lines.TryAdd(name, line);
            if (reader.TokenType == JsonTokenType.StartObject) open.Push((name, -1));
            if (reader.TokenType == JsonTokenType.StartArray) open.Push((name, 0));
        }
    }
}
