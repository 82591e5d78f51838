using Microsoft.EntityFrameworkCore;
using Scoring.Data.Tallying;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Judging;

/// <summary>One judge's sheet as far as one block goes, with whom it was for and whether it was left out of the mean.</summary>
public sealed record JudgedSheet(Judge Judge, Entry Entry, string CycleTitle, string Block, Dropped Dropped, Observation Seen);

/// <summary>The sheets that approved results were counted from, each beside the other judges' sheets for the same.</summary>
public static class JudgedSheets
{
    /// <summary>Of the given results; a sheet that nobody else's stands beside is left out.</summary>
    public static async Task<IReadOnlyList<JudgedSheet>> Read(ScoringDb db, IReadOnlyList<ApprovedRun> runs, CancellationToken cancellationToken = default)
    {
        var cycles = runs.Select(r => r.Cycle.Id).ToList();
        var judges = (await db.Judges.AsNoTracking().Where(j => cycles.Contains(j.CycleId)).ToListAsync(cancellationToken)).ToDictionary(j => (j.CycleId, j.Code));
        var entries = (await db.Entries.AsNoTracking().Where(e => cycles.Contains(e.CycleId) && e.Code != null).ToListAsync(cancellationToken)).ToDictionary(e => (e.CycleId, e.Code!));
        return
        [
            .. from run in runs
               from result in run.Result.Entries
               from block in result.Sections.SelectMany(s => s.Blocks)
               where block.Trace is JudgesTrace
               let marked = ((JudgesTrace)block.Trace!).Groups.SelectMany(g => g.Judges).ToList()
               where marked.Count > 1
               let sum = marked.Aggregate(Exact.Zero, (all, m) => all + m.X)
               from mark in marked
               let judge = judges[(run.Cycle.Id, mark.Judge)]
               let entry = entries[(run.Cycle.Id, result.Code)]
               select new JudgedSheet(judge, entry, run.Cycle.Title, block.Name ?? block.Code, mark.Dropped,
                   new Observation($"{run.Cycle.Id}/{block.Code}", mark.X, (sum - mark.X) / (marked.Count - 1), Own(judge, entry))),
        ];
    }

    private static bool Own(Judge judge, Entry entry) => judge.StreetId == entry.StreetId || judge.UnitId == entry.BranchId || judge.UnitId == entry.EstateId || judge.UnitId == entry.RollUpUnitId;
}
