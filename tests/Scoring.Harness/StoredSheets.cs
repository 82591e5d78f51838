using Microsoft.EntityFrameworkCore;

namespace Scoring.Harness;

/// <summary>Compares what the devices were told with what lies in the file.</summary>
public static class StoredSheets
{
    /// <summary>Every acknowledged sheet is there exactly once, as typed, with all that belongs to it; nothing is there that was never handed in.</summary>
    public static IReadOnlyList<string> Faults(string file, IReadOnlyList<HeldSheet> held, IReadOnlyList<Device> devices)
    {
        using var db = LiveDay.Open(file);
        var rows = db.Sheets.AsNoTracking().ToList();
        var notes = db.AuditEvents.AsNoTracking().Where(a => a.EntryId != null).Select(a => new { a.AccountId, EntryId = a.EntryId!.Value }).ToList()
            .GroupBy(a => (a.AccountId!.Value, a.EntryId)).ToDictionary(g => g.Key, g => g.Count());
        var answers = db.RequestKeys.AsNoTracking().Select(k => k.Key).ToHashSet();
        var byKey = rows.GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.ToList());
        var faults = new List<string>();
        foreach (var sheet in held)
        {
            var receipt = devices[sheet.Judge - 1].Told.GetValueOrDefault(sheet.Key);
            var stored = byKey.GetValueOrDefault(sheet.Key) ?? [];
            if (stored.Count == 0 && receipt is null)
                continue;
            var name = $"judge {sheet.Judge}, candidate {sheet.Entry}";
            if (stored.Count != 1)
            {
                faults.Add($"{name}: acknowledged, and there {stored.Count} times");
                continue;
            }

            var row = stored[0];
            if (row.JudgeId != sheet.Judge || row.EntryId != sheet.Entry || row.Revision != 1 || !Same(row.Marks, sheet.Marks))
                faults.Add($"{name}: stored otherwise than typed");
            if (receipt is not null && (receipt.Fingerprint != row.Fingerprint || receipt.Revision != row.Revision))
                faults.Add($"{name}: the receipt says {receipt.Fingerprint}/{receipt.Revision}, the row {row.Fingerprint}/{row.Revision}");
            if (!answers.Contains(sheet.Key) || notes.GetValueOrDefault((sheet.Judge, sheet.Entry)) != 1)
                faults.Add($"{name}: half: the sheet without its answer kept or without exactly one note in the journal");
        }

        var known = held.Select(s => s.Key).ToHashSet();
        faults.AddRange(rows.Where(r => !known.Contains(r.Key)).Select(r => $"judge {r.JudgeId}, candidate {r.EntryId}: nobody handed this in"));
        return faults;
    }

    private static bool Same(IReadOnlyDictionary<string, string> stored, IReadOnlyDictionary<string, string> typed) =>
        stored.Count == typed.Count && typed.All(t => stored.GetValueOrDefault(t.Key) == t.Value);
}
