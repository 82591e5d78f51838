using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tallying;

/// <summary>The approved result of one cycle, opened.</summary>
public sealed record ApprovedRun(Cycle Cycle, TallyRecord Record, TallyResult Result);

/// <summary>The approved results of a programme: what is looked at once the work is done. A run that nobody has approved yet is not among them.</summary>
public static class ApprovedRuns
{
    /// <summary>Of each cycle the newest run, where it is approved; the oldest cycle first.</summary>
    /// <param name="db">Read through.</param>
    /// <param name="cycles">Which cycles.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<IReadOnlyList<ApprovedRun>> Read(ScoringDb db, IQueryable<Cycle> cycles, CancellationToken cancellationToken = default)
    {
        var found = await cycles.AsNoTracking().Where(c => !c.Rehearsal)
            .Select(c => new { Cycle = c, Run = db.TallyRuns.Where(r => r.CycleId == c.Id).OrderByDescending(r => r.Number).FirstOrDefault() })
            .Where(c => c.Run != null && db.Approvals.Any(a => a.TallyRunId == c.Run.Id)).ToListAsync(cancellationToken);
        var read = new List<ApprovedRun>();
        foreach (var (cycle, run) in found.OrderBy(f => f.Cycle.Period, StringComparer.Ordinal).Select(f => (f.Cycle, f.Run!)))
        {
            var opened = await RunOfCycle.Read(db, run, cancellationToken);
            read.Add(new ApprovedRun(cycle, opened.Record, opened.Result));
        }

        return read;
    }
}
