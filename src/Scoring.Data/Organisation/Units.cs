using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Organisation;

/// <summary>The district's units as a tree.</summary>
public static class Units
{
    /// <summary>Every unit with the one above it: two columns of some thousand rows.</summary>
    public static async Task<UnitTree> Tree(ScoringDb db, CancellationToken cancellationToken = default) =>
        new((await db.Units.AsNoTracking().Select(u => new { u.Id, u.ParentId }).ToListAsync(cancellationToken)).Select(u => (u.Id, u.ParentId)));
}
