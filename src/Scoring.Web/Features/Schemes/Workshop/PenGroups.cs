using System.Text.Json.Nodes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>Questions that belong together, and lists of them.</summary>
public sealed partial class Pen
{
    /// <summary>Goes on at another place of the draft, in the same rows.</summary>
    public Pen At(JsonObject other, string itsPath, string itsKey) => new(desk, other, itsPath, itsKey, rows);

    /// <summary>Questions about a member that is an object; one that is absent comes to be with its first answer.</summary>
    public void In(string name, Action<Pen> fill)
    {
        var inner = here.Object(name);
        var fresh = inner ?? [];
        fill(new Pen(desk, fresh, Of(name), $"{key}.{name}", rows));
        if (inner is null && fresh.Count > 0 && desk.Writing)
            here[name] = fresh;
    }

    /// <summary>An object with a heading of its own; an optional one is put in and left out by a button.</summary>
    public void Group(string name, string label, Action<Pen> fill, Func<JsonObject>? blank = null, string? hint = null)
    {
        var place = Of(name);
        var inner = new List<Row>();
        if (here.Object(name) is { } there)
            fill(new Pen(desk, there, place, $"{key}.{name}", inner));
        if (desk.Act == $"off {place}")
            here.Remove(name);
        if (desk.Act == $"on {place}" && here.Object(name) is null)
            here[name] = blank?.Invoke() ?? [];
        rows.Add(new Row(RowKind.Group, place, label) { Rows = inner, On = here.Object(name) is not null, Optional = blank is not null, Hint = hint });
    }

    /// <summary>Rows with a heading and no place of their own in the draft.</summary>
    public void Together(string label, Action<Pen> fill)
    {
        var inner = new List<Row>();
        fill(new Pen(desk, here, path, key, inner));
        rows.Add(new Row(RowKind.Group, $"{path}.{rows.Count}", label) { Rows = inner, On = true });
    }

    /// <summary>A list of objects that can be added to, moved in and taken from.</summary>
    /// <param name="name">The member.</param>
    /// <param name="label">What the list is called.</param>
    /// <param name="noun">What one item is called.</param>
    /// <param name="fill">The questions about one item.</param>
    /// <param name="blank">A new item.</param>
    /// <param name="hint">What helps to fill it in.</param>
    /// <param name="tight">Whether an item is one line.</param>
    /// <param name="least">How many there must be.</param>
    public void List(string name, string label, string noun, Action<Pen> fill, Func<JsonObject> blank, string? hint = null, bool tight = false, int least = 0)
    {
        var place = Of(name);
        var inner = new List<Row>();
        foreach (var (item, index) in here.Items(name).ToList())
        {
            var laid = new List<Row>();
            fill(new Pen(desk, item, $"{place}[{index}]", $"{key}.{name}[{Scoring.Domain.Schemes.NotePath.KeyOf(SchemeJson.Element(item)) ?? $"{index}"}]", laid));
            var called = item.Text("name") is { Length: > 0 } itsName ? itsName : item.Text("text");
            inner.Add(new Row(RowKind.Item, $"{place}[{index}]", $"{noun} {index + 1}") { Rows = laid, Value = called, Suffix = item.Text("weight") is { Length: > 0 } weight ? $"{weight} 分" : null, Noun = noun, Tight = tight, First = index == 0 });
        }

        Change(name, place, blank);
        var count = here.Array(name)?.Count ?? 0;
        rows.Add(new Row(RowKind.List, place, label) { Rows = inner, Noun = noun, Hint = hint, Tight = tight, Required = least > 0, Fault = count < least ? $"“{label}”至少要有{(least == 1 ? "一项" : $" {least} 项")}。" : null });
    }

    /// <summary>A map of words to values, e.g. the words of a scale: one line a word.</summary>
    public void Words(string name, string label, string noun, Func<string, string> nameOf, Action<Pen, string> fill, Action<Pen, string>? drop = null, string? hint = null)
    {
        var place = Of(name);
        var inner = new List<Row>();
        foreach (var word in here.Object(name)?.Select(member => member.Key).ToList() ?? [])
        {
            var laid = new List<Row>();
            fill(new Pen(desk, here, path, key, laid), word);
            inner.Add(new Row(RowKind.Item, $"{place}.{word}", noun) { Rows = laid, Value = nameOf(word), Noun = noun, Tight = true, First = true });
            if (drop is not null && desk.Act == $"drop {place}.{word}")
                drop(this, word);
        }

        rows.Add(new Row(RowKind.List, place, label) { Rows = inner, Noun = drop is null ? string.Empty : noun, Hint = hint, Tight = true });
    }

    private void Change(string name, string place, Func<JsonObject> blank)
    {
        if (!desk.Writing)
            return;
        if (desk.Act == $"add {place}")
        {
            if (here.Array(name) is null)
                here[name] = new JsonArray();
            here.Array(name)!.Add(blank());
        }

        foreach (var (item, index) in here.Items(name).ToList())
        {
            var array = here.Array(name)!;
            if (desk.Act == $"drop {place}[{index}]")
                array.Remove(item);
            if (desk.Act == $"up {place}[{index}]" && index > 0)
            {
                array.RemoveAt(index);
                array.Insert(index - 1, item);
            }
        }
    }
}
