using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Papers;

namespace Scoring.Data.Papers;

/// <summary>Papers with their readings, for every room that has papers read in.</summary>
public static class OnePaper
{
    /// <summary>The paper of that id; null when there is none.</summary>
    public static async Task<DoubleEntry?> Of(ScoringDb db, int formId, CancellationToken cancellationToken = default) =>
        (await Read(db, db.PaperForms.Where(f => f.Id == formId), cancellationToken)).SingleOrDefault();

    /// <summary>All score sheets on paper of a cycle.</summary>
    public static Task<IReadOnlyList<DoubleEntry>> Sheets(ScoringDb db, int cycleId, CancellationToken cancellationToken = default) =>
        Read(db, db.PaperForms.Where(f => f.CycleId == cycleId && db.PaperSheets.Any(s => s.FormId == f.Id)), cancellationToken);

    /// <summary>Adds what is new in a paper after a reading or a decision; the form must have its id.</summary>
    public static void Store(ScoringDb db, DoubleEntry before, DoubleEntry after)
    {
        db.FormReadings.AddRange(after.Readings.Skip(before.Readings.Count));
        if (before.Settlement is null && after.Settlement is { } settlement)
            db.PaperSettlements.Add(settlement);
    }

    private static async Task<IReadOnlyList<DoubleEntry>> Read(ScoringDb db, IQueryable<PaperForm> wanted, CancellationToken cancellationToken)
    {
        var forms = await wanted.AsNoTracking().ToListAsync(cancellationToken);
        var readings = (await db.FormReadings.AsNoTracking().Where(r => wanted.Any(f => f.Id == r.FormId)).OrderBy(r => r.Ordinal).ToListAsync(cancellationToken)).ToLookup(r => r.FormId);
        var settled = await db.PaperSettlements.AsNoTracking().Where(s => wanted.Any(f => f.Id == s.FormId)).ToDictionaryAsync(s => s.FormId, cancellationToken);
        return [.. forms.Select(f => new DoubleEntry(f, [.. readings[f.Id]], settled.GetValueOrDefault(f.Id)))];
    }
}
