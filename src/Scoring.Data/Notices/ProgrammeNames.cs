using Microsoft.EntityFrameworkCore;

namespace Scoring.Data.Notices;

/// <summary>What each programme is called, by its newest scheme.</summary>
public static class ProgrammeNames
{
    /// <summary>By the scheme's code.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Read(ScoringDb db, CancellationToken cancellationToken = default) =>
        (await db.SchemeVersions.AsNoTracking().OrderBy(v => v.Version).Select(v => new { v.Code, v.Name }).ToListAsync(cancellationToken)).GroupBy(v => v.Code).ToDictionary(g => g.Key, g => g.Last().Name, StringComparer.Ordinal);
}
