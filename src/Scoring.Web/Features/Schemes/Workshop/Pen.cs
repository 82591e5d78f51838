using System.Text.Json.Nodes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>
/// Walks the form over a draft. The same walk shows and writes: each question, where something was sent for it, first puts the answer into the JSON and then
/// lays its row. A member changes only when its answer did, so a form that is saved as it was opened leaves the text as it was.
/// </summary>
public sealed partial class Pen(Desk desk, JsonObject here, string path, string key, List<Row> rows)
{
    public Desk Desk => desk;

    public JsonObject Here => here;

    public JsonObject Root => desk.Root;

    /// <summary>The place by position, as refusals write it.</summary>
    public string Path => path;

    /// <summary>The place by code, as notes write it.</summary>
    public string Key => key;

    public void Say(string sentence) => rows.Add(new Row(RowKind.Say, path, sentence));

    public string Text(string name, string label, string? hint = null, bool required = true, bool isLong = false)
    {
        if (Sent(name) is { } typed)
        {
            typed = typed.ReplaceLineEndings("\n").Trim();
            if (typed != here.Text(name).Trim())
                Put(name, typed.Length == 0 ? null : JsonValue.Create(typed));
        }

        var value = here.Text(name);
        rows.Add(new Row(isLong ? RowKind.Long : RowKind.Text, Of(name), label) { Value = value, Hint = hint, Required = required, Fault = required && string.IsNullOrWhiteSpace(value) ? $"“{label}”没有填。" : null });
        return value;
    }

    /// <summary>What is written where nothing was filled in.</summary>
    public void Otherwise(string name, string? usual)
    {
        if (desk.Writing && usual is not null && here.Text(name).Length == 0)
            here[name] = usual;
    }

    /// <summary>A number whose note is asked for elsewhere, or that needs none.</summary>
    public void Number(string name, string label, string? suffix = null, string? hint = null, bool required = true) => rows.Add(NumberRow(name, label, suffix, hint, required));

    /// <summary>A number with what stands behind it.</summary>
    public void Figure(string name, string label, string? suffix = null, string? hint = null, bool required = true)
    {
        var row = NumberRow(name, label, suffix, hint, required);
        rows.Add(row with { Note = Note($"{key}.{name}") });
    }

    private Row NumberRow(string name, string label, string? suffix, string? hint, bool required)
    {
        if (Sent(name) is { } typed && SchemeJson.Digits(typed) is var digits && digits != here.Text(name))
            Put(name, digits.Length == 0 ? null : SchemeJson.Number(digits));
        var value = here.Text(name);
        var fault = value.Length == 0 ? (required ? $"“{label}”没有填。" : null) : SchemeJson.IsNumber(here[name]) || SchemeJson.IsShare(value) ? null : $"“{label}”应当是数字，现在写的是“{value}”。";
        return new Row(RowKind.Number, Of(name), label) { Value = value, Suffix = suffix, Hint = hint, Required = required, Fault = fault };
    }

    public bool Flag(string name, string label, bool otherwise, string? hint = null)
    {
        var now = here[name] is JsonValue value && value.TryGetValue<bool>(out var set) ? set : otherwise;
        if (desk.Sent(Of(name)) is { } sent && sent.Contains("on") != now)
        {
            now = !now;
            here[name] = now;
        }

        rows.Add(new Row(RowKind.Flag, Of(name), label) { On = now, Hint = hint });
        return now;
    }

    /// <summary>One of several words; what is there but not offered is offered too.</summary>
    /// <param name="name">The member.</param>
    /// <param name="label">What it is called.</param>
    /// <param name="options">What can be chosen.</param>
    /// <param name="otherwise">What counts where the member is absent; null: it has to be chosen.</param>
    /// <param name="hint">What helps to choose.</param>
    /// <param name="required">Whether something must be chosen.</param>
    /// <param name="switches">Whether other rows depend on it.</param>
    public string Choice(string name, string label, IEnumerable<Option> options, string? otherwise = null, string? hint = null, bool required = true, bool switches = false)
    {
        var now = here.Text(name) is { Length: > 0 } there ? there : otherwise ?? string.Empty;
        if (Sent(name) is { } chosen && chosen != now)
        {
            Put(name, chosen.Length == 0 ? null : JsonValue.Create(chosen));
            now = chosen;
        }

        rows.Add(new Row(RowKind.Choice, Of(name), label)
        {
            Value = now, Options = Offered(options, [now], blank: now.Length == 0 || !required ? (required ? "请选择" : "不设") : null), Hint = hint, Required = required, Switches = switches,
            Fault = required && now.Length == 0 ? $"“{label}”没有选。" : null,
        });
        return now;
    }

    /// <summary>A question whose answer is not a member by itself; what it means for the draft is the asker's affair.</summary>
    public string Ask(string name, string label, IEnumerable<Option> options, string now)
    {
        var way = $"{Of(name)} way";
        var chosen = desk.Sent(way) is [.., { Length: > 0 } last] ? last : now;
        rows.Add(new Row(RowKind.Choice, way, label) { Value = chosen, Options = Offered(options, [chosen], blank: chosen.Length == 0 ? "请选择" : null), Required = true, Switches = true, Fault = chosen.Length == 0 ? $"“{label}”没有选。" : null });
        return chosen;
    }

    /// <summary>Several of some words.</summary>
    public void Many(string name, string label, IEnumerable<Option> options, string? hint = null, bool required = true)
    {
        var now = here.Words(name);
        var offered = Offered(options, now, null);
        if (desk.Sent(Of(name)) is { } sent && !now.ToHashSet().SetEquals(sent.Where(word => word.Length > 0)))
        {
            now = [.. now.Where(sent.Contains), .. offered.Select(o => o.Value).Where(word => sent.Contains(word) && !now.Contains(word))];
            Put(name, now.Count == 0 && !required ? null : SchemeJson.ArrayOf(now));
        }

        rows.Add(new Row(RowKind.Many, Of(name), label)
        {
            Options = [.. offered.Select(o => o with { Chosen = now.Contains(o.Value) })], Hint = hint, Required = required, Fault = required && now.Count == 0 ? $"“{label}”至少选一项。" : null,
        });
    }

    /// <summary>Words in an order.</summary>
    public void Steps(string name, string label, IReadOnlyList<Option> options, string hint)
    {
        var now = here.Words(name);
        if (desk.Sent(Of(name)) is { } sent && sent.Where(word => word.Length > 0).Distinct().ToList() is var chosen && !chosen.SequenceEqual(now))
        {
            now = chosen;
            Put(name, SchemeJson.ArrayOf(now));
        }

        rows.Add(new Row(RowKind.Steps, Of(name), label)
        {
            Hint = hint,
            Rows = [.. Enumerable.Range(0, options.Count).Select(i => new Row(RowKind.Choice, $"{Of(name)}[{i}]", $"第 {i + 1} 步")
            {
                Value = now.ElementAtOrDefault(i) ?? string.Empty, Options = Offered(options, [now.ElementAtOrDefault(i) ?? string.Empty], "不再比"),
            })],
        });
    }

    public void Sum(string label, decimal sum, string wanted)
    {
        var right = decimal.TryParse(wanted, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var should) && should == sum;
        rows.Add(new Row(RowKind.Sum, path + ".sum", label) { Value = $"{sum:0.####}", Suffix = wanted.Length == 0 ? null : wanted, On = right, Fault = right || wanted.Length == 0 ? null : $"各项权重加起来是 {sum:0.####} 分，总分写的是 {wanted} 分，两处应当相等。" });
    }

    private static List<Option> Offered(IEnumerable<Option> options, IReadOnlyList<string> there, string? blank)
    {
        var offered = options.ToList();
        offered.AddRange(there.Where(word => word.Length > 0 && offered.TrueForAll(o => o.Value != word)).Select(word => new Option(word, word)));
        if (blank is not null)
            offered.Insert(0, new Option(string.Empty, blank));
        return offered.ConvertAll(o => o with { Chosen = there.Contains(o.Value) });
    }

    private string Of(string name) => $"{path}.{name}";

    private string? Sent(string name) => desk.Sent(Of(name)) is [.., var last] ? last : null;

    private void Put(string name, JsonNode? value)
    {
        if (value is null)
            here.Remove(name);
        else
            here[name] = value;
    }
}
