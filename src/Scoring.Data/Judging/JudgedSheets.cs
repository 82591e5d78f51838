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
        var marks = (from run in runs
                     from result in run.Result.Entries
                     from block in result.Sections.SelectMany(s => s.Blocks)
                     where block.Trace is JudgesTrace
                     let marked = ((JudgesTrace)block.Trace!).Groups.SelectMany(g => g.Judges).ToList()
                     where marked.Count > 1
                     let sum = marked.Aggregate(Exact.Zero, (all, m) => all + m.X)
                     from mark in marked
                     select (Field: $"{run.Cycle.Id}/{block.Code}", run.Cycle, Block: block.Name ?? block.Code, result.Code, Mark: mark, Others: (sum - mark.X) / (marked.Count - 1))).ToList();
        // How far apart each judge's own values lie within a field.
        var spreads = marks.GroupBy(m => m.Field, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.GroupBy(m => m.Mark.Judge, StringComparer.Ordinal).Where(j => j.Count() > 2)
            .ToDictionary(j => j.Key, j => JudgeProfile.Squares([.. j.Select(m => m.Mark.X.Rounded(6))]) / (j.Count() - 1), StringComparer.Ordinal), StringComparer.Ordinal);
        var usual = marks.Select(m => (m.Field, m.Mark.Judge)).Distinct().ToDictionary(k => k, k =>
        {
            var others = spreads[k.Field].Where(s => s.Key != k.Judge).Select(s => s.Value).ToList();
            return others.Count == 0 ? Exact.Zero : others.Aggregate(Exact.Zero, (sum, v) => sum + v) / others.Count;
        });
        return [.. marks.Select(m =>
        {
            var (judge, entry) = (judges[(m.Cycle.Id, m.Mark.Judge)], entries[(m.Cycle.Id, m.Code)]);
            return new JudgedSheet(judge, entry, m.Cycle.Title, m.Block, m.Mark.Dropped, new Observation(m.Field, m.Mark.X, m.Others, usual[(m.Field, m.Mark.Judge)], Own(judge, entry)));
        })];
    }

    private static bool Own(Judge judge, Entry entry) => judge.StreetId == entry.StreetId || judge.UnitId == entry.BranchId || judge.UnitId == entry.EstateId || judge.UnitId == entry.RollUpUnitId;
}
