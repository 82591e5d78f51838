using System.Text.Json.Nodes;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>What stands behind figures: every figure has a note of its own or shares one.</summary>
public sealed partial class Pen
{
    private static readonly string[] Bases = ["source", "practice", "assumption"];

    private JsonObject? Notes => Root.Object("notes");

    /// <summary>One note for all figures of a member (a date, a scale): asked for once.</summary>
    public void NoteOn(string name, string label)
    {
        var note = Note($"{key}.{name}");
        if (here[name] is not (null or JsonArray { Count: 0 }))
            rows.Add(new Row(RowKind.Note, $"{Of(name)} note", label) { Note = note });
    }

    /// <summary>A note that covers figures in several places.</summary>
    public void SharedNote(string its, string label) => rows.Add(new Row(RowKind.Note, $"$.notes.{its}", label) { Note = Note(its) });

    private NoteOfFigure Note(string its)
    {
        if (desk.Writing)
            Write(its);
        var own = Notes.Object(its);
        var covered = desk.Writing ? [] : desk.Figures.Where(place => Beneath(its, place.Key)).ToList();
        var shared = new List<FigureNote>();
        foreach (var place in covered)
        {
            var nearest = NotePath.Nearest((Notes ?? []).Select(member => member.Key).Where(path => path != its && NotePath.Covers(NotePath.Parts(path), place.Parts)));
            if (nearest is null)
            {
                shared.Clear();
                break;
            }

            var note = Notes.Object(nearest);
            var basis = note.Text("basis") switch { "source" => FigureBasis.Source, "practice" => FigureBasis.Practice, _ => FigureBasis.Assumption };
            if (shared.TrueForAll(other => other.Path != nearest))
                shared.Add(new FigureNote(nearest, basis, null, note.Text("text")));
        }

        var sources = (Root.Object("sources") ?? []).Select(member => new Option(member.Key, $"{member.Key} {Root.Object("sources").Text(member.Key)}", member.Key == own.Text("source"))).ToList();
        return new NoteOfFigure(its, own.Text("basis"), own.Text("source"), own.Text("text"), shared, its.Contains('[', StringComparison.Ordinal) && NotePath.Widened(its) != its, sources, covered.Count == 0);
    }

    private void Write(string its)
    {
        if (desk.Sent($"note {its} basis") is not [var basis, ..])
            return;
        var text = Last(desk.Sent($"note {its} text")).ReplaceLineEndings("\n").Trim();
        var source = Last(desk.Sent($"note {its} source"));
        var own = Notes.Object(its);
        if (basis.Length == 0 && (own is not null || text.Length == 0))
        {
            if (own is not null)
                Notes!.Remove(its);
            return;
        }

        var kept = own ?? [];
        if (basis.Length == 0)
            basis = "assumption";
        if (kept.Text("basis") != basis && Bases.Contains(basis, StringComparer.Ordinal))
            kept["basis"] = basis;
        if (basis == "source" && source.Length == 0 && Root.Object("sources") is { Count: 1 } only)
            source = only.First().Key;
        Follow(kept, "source", basis == "source" ? source : kept.Text("source") == source ? source : string.Empty);
        Follow(kept, "text", text);
        var widened = desk.Sent($"note {its} wide") is [.., "on"] ? NotePath.Widened(its) : its;
        if (widened != its)
            Notes?.Remove(its);
        if (widened == its && own is not null)
            return;
        if (Notes is null)
            Root["notes"] = new JsonObject();
        Notes!.Remove(widened);
        Notes![widened] = kept;
    }

    private static void Follow(JsonObject note, string name, string value)
    {
        if (value == note.Text(name).Trim())
            return;
        if (value.Length == 0)
            note.Remove(name);
        else
            note[name] = value;
    }

    private static bool Beneath(string note, string place) => NotePath.Covers(NotePath.Parts(note), NotePath.Parts(place));

    private static string Last(string[]? sent) => sent is [.., var last] ? last : string.Empty;
}
