using Microsoft.EntityFrameworkCore;

namespace Scoring.Data.Stages;

/// <summary>Who is there, by the newest word about each.</summary>
public sealed record Attending(IReadOnlySet<int> Judges, IReadOnlySet<int> Entries, IReadOnlySet<int> Called)
{
    /// <param name="db">Read through.</param>
    /// <param name="cycleId">The cycle whose live day it is.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<Attending> Of(ScoringDb db, int cycleId, CancellationToken cancellationToken = default)
    {
        var rows = await db.Attendances.AsNoTracking().Where(a => a.CycleId == cycleId).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        var judges = rows.Where(r => r.JudgeId is not null).GroupBy(r => r.JudgeId!.Value).Where(g => g.Last().Present).Select(g => g.Key).ToHashSet();
        var entries = rows.Where(r => r.EntryId is not null).GroupBy(r => r.EntryId!.Value).ToList();
        return new(judges, entries.Where(g => g.Last().Present).Select(g => g.Key).ToHashSet(), entries.Select(g => g.Key).ToHashSet());
    }
}
