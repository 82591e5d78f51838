using System.Text.Json;
using System.Text.Json.Nodes;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>What lies on the desk while a form is walked: the draft, what was sent (null: it is only shown), and what the form may offer.</summary>
public sealed class Desk
{
    private readonly IReadOnlyDictionary<string, string[]>? sent;
    private readonly Lazy<IReadOnlyList<NotePlace>> figures;

    public Desk(JsonObject root, IReadOnlyList<Option> departments, IReadOnlyDictionary<string, string[]>? sent = null, string act = "")
    {
        (Root, Departments, this.sent, Act) = (root, departments, sent, act);
        figures = new(() => [.. NotePath.Places(SchemeJson.Element(root)).Where(place => place.Element.ValueKind == JsonValueKind.Number)]);
    }

    public JsonObject Root { get; }

    /// <summary>The departments of the roster.</summary>
    public IReadOnlyList<Option> Departments { get; }

    /// <summary>The button that was pressed: "add $.scoring.sections".</summary>
    public string Act { get; }

    public bool Writing => sent is not null;

    /// <summary>Every figure of the draft as it lay when it was shown.</summary>
    public IReadOnlyList<NotePlace> Figures => figures.Value;

    /// <summary>What was sent under a name; null when nothing was, so that nothing changes.</summary>
    public string[]? Sent(string name) => sent?.GetValueOrDefault(name);

    /// <summary>A code that nothing in the draft has.</summary>
    public string FreshCode(string prefix)
    {
        var taken = SchemeJson.Codes(Root).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, int.MaxValue).Select(n => $"{prefix}{n}").First(code => !taken.Contains(code));
    }

    /// <summary>The rows of a part, and with what was sent also written into the draft.</summary>
    public IReadOnlyList<Row> Walk(PartOfForm part)
    {
        var rows = new List<Row>();
        part.Fill(new Pen(this, Root, "$", "$", rows));
        return rows;
    }
}
