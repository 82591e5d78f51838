using System.Text.Json;
using System.Text.Json.Nodes;
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>One thing that keeps a draft from being a scheme: where it is put right, and a sentence.</summary>
public sealed record Fault(string Part, string PartTitle, string Id, string Place, string Sentence);

/// <summary>
/// Everything that is wrong with a draft. What the form itself can see is told all at once; only then the scheme's own reader is asked, which
/// stops at the first thing it does not take.
/// </summary>
public static class Faults
{
    public static IReadOnlyList<Fault> Of(JsonObject root, IReadOnlyList<Option> departments, WorkingDays calendar, DateOnly today)
    {
        var desk = new Desk(root, departments);
        var pages = Form.Parts.Select(part => (Part: part, Rows: desk.Walk(part))).ToList();
        var seen = pages.SelectMany(page => Seen(page.Part, page.Rows, string.Empty)).ToList();
        if (seen.Count > 0)
            return seen;
        try
        {
            var scheme = Scheme.Parse(SchemeJson.Write(root));
            // A year of real holidays: dates that cross would otherwise stop the job that creates cycles.
            var period = Period.Of(scheme.Cadence, today);
            for (var n = 0; n < 12; n++, period = period.Next)
                scheme.Phases.Resolve(period, calendar);
            return [];
        }
        catch (SchemeInvalid fault)
        {
            return [Told(pages, root, fault.Path, fault.Reason)];
        }
        catch (JsonException fault)
        {
            return [Told(pages, root, "$", fault.Message)];
        }
    }

    /// <summary>The refusal at the row that is nearest to where it was found.</summary>
    private static Fault Told(List<(PartOfForm Part, IReadOnlyList<Row> Rows)> pages, JsonObject root, string path, string reason)
    {
        var sentence = SchemeWords.Plain(root, reason);
        var rows = pages.SelectMany(page => page.Rows.SelectMany(row => row.All).Select(row => (page.Part, Row: row))).ToList();
        var noted = path.StartsWith("$.notes.", StringComparison.Ordinal) ? path["$.notes.".Length..] : null;
        var (part, row) = noted is null
            ? rows.Where(r => path == r.Row.Path || path.StartsWith(r.Row.Path + ".", StringComparison.Ordinal) || path.StartsWith(r.Row.Path + "[", StringComparison.Ordinal)).MaxBy(r => r.Row.Path.Length)
            : rows.Find(r => r.Row.Note is { } note && (noted == note.Key || noted.StartsWith(note.Key + ".", StringComparison.Ordinal)));
        return part is null ? new Fault(Form.Parts[0].Code, "整份方案", string.Empty, string.Empty, sentence) : new Fault(part.Code, part.Title, row.Id, row.Label, sentence);
    }

    private static IEnumerable<Fault> Seen(PartOfForm part, IEnumerable<Row> rows, string within)
    {
        foreach (var row in rows)
        {
            var here = row.Kind == RowKind.Item ? row.Value.Length > 0 ? row.Value : row.Label : within;
            if (row.Fault is { } fault)
                yield return new Fault(part.Code, part.Title, row.Id, here, fault);
            if (row.Note is { Missing: true } || row.Note is { Basis.Length: > 0, Text.Length: 0 })
                yield return new Fault(part.Code, part.Title, row.Id, here, $"“{row.Label}”这个数字没有写出处：选来源、做法或假定，写一句话。");
            if (row.Note is { Basis: "source", Source.Length: 0 })
                yield return new Fault(part.Code, part.Title, row.Id, here, $"“{row.Label}”出自原文的，要选是哪一份原文；原文先在“出处”里写上名称。");
            foreach (var inner in Seen(part, row.Rows, here))
                yield return inner;
        }
    }
}
