using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;

namespace Scoring.Data.Seeding;

/// <summary>A draft of the scheme's next version to look at: ten points go from what judges mark to what residents say. Draws on no chance.</summary>
internal static class DemoDraft
{
    private const int Moved = 10;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Add(DemoContext to)
    {
        var at = ChinaTime.At(new DateOnly(2026, 11, 10), new TimeOnly(16, 20));
        var root = (JsonObject)JsonNode.Parse(to.Scheme.Text)!;
        var draft = new SchemeDraft { Id = 1, Code = to.Scheme.Code, Name = to.Scheme.Name, BasedOnId = to.VersionId, CreatedById = to.Accounts.Operator.Id, CreatedAt = at };
        to.Db.SchemeDrafts.Add(draft);
        to.Db.SchemeDraftSaves.Add(Save(1, root, at));
        foreach (var (kind, change) in new[] { ("judges", -Moved), ("residents", Moved) })
        {
            var block = root["scoring"]!["sections"]!.AsArray().SelectMany(section => section!["blocks"]!.AsArray()).First(block => (string)block!["source"]!["kind"]! == kind)!;
            block["weight"] = (int)block["weight"]! + change;
        }

        to.Db.SchemeDraftSaves.Add(Save(2, root, at.AddMinutes(12)));
        to.Log.Note(at, to.Accounts.Operator, to.District.Department(to.Scheme.Departments[0].Code).Name, "Workshop.Start", null, null, $"新建方案草案“{draft.Name}”");

        SchemeDraftSave Save(int number, JsonObject text, DateTimeOffset when) =>
            new() { DraftId = draft.Id, Number = number, Json = text.ToJsonString(Indented) + "\n", ById = to.Accounts.Operator.Id, At = when };
    }
}
