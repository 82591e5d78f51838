using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tallying;

/// <summary>The places of the final reveal, those who share one together: by the approved totals once there are any, by the live scores before.</summary>
/// <param name="Approved">By the approved totals.</param>
/// <param name="Places">From the first to the last that is awarded: the rank, and who holds it with which figure.</param>
public sealed record FinalOrder(bool Approved, IReadOnlyList<(int Rank, IReadOnlyList<(string Code, Exact Points)> Who)> Places)
{
    /// <summary>Of a cycle whose final reveal is on.</summary>
    public static async Task<FinalOrder> Read(ScoringDb db, Cycle cycle, Scheme scheme, Show show, CancellationToken cancellationToken = default)
    {
        if (await RunOfCycle.Latest(db, cycle.Id, cancellationToken) is { } run && await db.Approvals.AnyAsync(a => a.TallyRunId == run.Run.Id, cancellationToken))
        {
            return new(true, [.. run.Result.Entries.Where(e => scheme.Publication.Lists(e.Award) && e.Rank is not null).GroupBy(e => e.Rank!.Value).OrderBy(g => g.Key)
                .Select(g => (g.Key, (IReadOnlyList<(string, Exact)>)[.. g.Select(e => (e.Code, e.Total!.Value))]))]);
        }

        var closed = show.Turns.Where(t => t.State == TurnState.Closed).Select(t => t.EntryId).ToList();
        var codes = await db.Entries.AsNoTracking().Where(e => closed.Contains(e.Id)).Select(e => e.Code!).ToListAsync(cancellationToken);
        var record = await RecordOfCycle.Build(db, cycle, scheme, cancellationToken);
        var award = record.Scheme.Award is TopAward top ? (int)top.Places : int.MaxValue;
        var scores = Tally.Run(record).Entries.Where(e => codes.Contains(e.Code)).Select(LiveScore.Of).OfType<LiveScore>();
        return new(false, [.. LiveScore.Rank(scores).Where(g => g.Rank <= award).Select(g => (g.Rank, (IReadOnlyList<(string, Exact)>)[.. g.Scores.Select(s => (s.Code, s.Points))]))]);
    }
}
