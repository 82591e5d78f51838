using System.Globalization;
using System.Text;

namespace Scoring.Domain.Tallies;

/// <summary>A place in a JSON document, kept as a chain and written out only when something is wrong there.</summary>
internal sealed class JsonPath
{
    private readonly JsonPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private JsonPath(JsonPath? parent, string? name, int index) => (_parent, _name, _index) = (parent, name, index);

    /// <summary>The path that further steps are appended to, as it is written.</summary>
    public static JsonPath Root(string written = "$") => new(null, written, -1);

    public JsonPath Member(string name) => new(this, name, -1);

    public JsonPath Item(int index) => new(this, null, index);

    public InvalidRecord Refuse(string reason) => new(ToString(), reason);

    public override string ToString()
    {
        var steps = new Stack<JsonPath>();
        for (var step = this; step is not null; step = step._parent) steps.Push(step);

        var written = new StringBuilder();
        foreach (var step in steps)
        {
            if (step._name is null) written.Append('[').Append(step._index.ToString(CultureInfo.InvariantCulture)).Append(']');
            else if (step._parent is null) written.Append(step._name);
            else if (IsPlain(step._name)) written.Append('.').Append(step._name);
            else Quote(written, step._name);
        }

        return written.ToString();
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static void Quote(StringBuilder written, string name)
    {
        written.Append("['");
        foreach (var c in name)
        {
            if (c is '\'' or '\\') written.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c)) written.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else written.Append(c);
        }

        written.Append("']");
    }
}
