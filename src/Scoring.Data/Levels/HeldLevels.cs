using Microsoft.EntityFrameworkCore;
using Scoring.Data.Notices;
using Scoring.Domain.Levels;
using Scoring.Domain.Notices;

namespace Scoring.Data.Levels;

/// <summary>One section of a unit's level: won or not, and since lost or not.</summary>
public sealed record HeldSection(string Code, string Name, string Score, bool Won, LostSection? Lost)
{
    public bool Held => Won && Lost is null;
}

/// <summary>What one unit was named in one cycle, and what it holds of it now.</summary>
/// <param name="Award">As it was named.</param>
/// <param name="Now">As it stands after what was taken away; the same while nothing was.</param>
public sealed record HeldLevel(int EntryId, int UnitId, string UnitName, int StreetId, string StreetName, string Award, string Now, string Total, IReadOnlyList<HeldSection> Sections);

/// <summary>The register of levels: what publications gave, less what was taken away since. Both are appended; nothing is kept twice.</summary>
public static class HeldLevels
{
    /// <summary>Every unit named in a cycle, in the order of the published list.</summary>
    public static async Task<IReadOnlyList<HeldLevel>> Of(ScoringDb db, int cycleId, CancellationToken cancellationToken = default)
    {
        var rows = await db.Publications.Current().AsNoTracking().Where(p => p.CycleId == cycleId).SelectMany(p => p.Rows).OrderBy(r => r.Place).ToListAsync(cancellationToken);
        var lost = await db.LostSections.AsNoTracking().Where(l => l.CycleId == cycleId).OrderBy(l => l.At).ToListAsync(cancellationToken);
        var units = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycleId).Select(e => new { e.Id, e.BranchId }).ToDictionaryAsync(e => e.Id, e => e.BranchId, cancellationToken);
        return [.. rows.Select(r => Held(r, units[r.EntryId], lost.FindAll(l => l.EntryId == r.EntryId)))];
    }

    private static HeldLevel Held(PublishedRow row, int unitId, List<LostSection> lost) => new(
        row.EntryId, unitId, row.PersonName, row.StreetId, row.StreetName, row.Award, lost.LastOrDefault()?.After ?? row.Award, row.Total,
        [.. row.Parts.Where(p => p.Section is not null).Select(p => new HeldSection(p.Section!, p.Name, p.Points, p.Won == true, lost.Find(l => l.Section == p.Section)))]);
}
