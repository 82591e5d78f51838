using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>One entry's score of the newest run, opened down to the single mark.</summary>
public static class Explain
{
    public sealed record Query(int CycleId, string Code) : IRequest<View>;

    /// <param name="Value">Of the full points, in percent.</param>
    /// <param name="Average">Of all entries, likewise.</param>
    public sealed record Part(string Name, string Value, string Average);

    public sealed record View(PageHead Head, string Name, string From, string Rank, ScoreTrace Trace, IReadOnlyList<Part> Parts);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw Refused.Missing("本期还没有核算。");
            var result = run.Result.Entries.FirstOrDefault(e => e.Code == request.Code && e.Status != TallyStatus.Withdrawn) ?? throw Refused.Missing("核算里没有这位候选人。");
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.CycleId == cycle.Id && e.Code == request.Code, cancellationToken);
            var street = await db.Units.AsNoTracking().Where(u => u.Id == entry.StreetId).Select(u => u.Name).SingleAsync(cancellationToken);
            return new View(
                new PageHead(entry.PersonName) { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}"), ("核算与审定", $"/tallies/{cycle.Id}")], Sub = $"{street} · {entry.BranchName}" },
                entry.PersonName, $"{street} · {entry.BranchName}",
                result.Rank is { } rank ? $"第 {rank} 名{(result.Tied ? "（并列）" : string.Empty)}" : result.Status == TallyStatus.Vetoed ? "一票否决，不排名" : "缺分，不排名",
                ScoreTrace.Of(result, run.Result, run.Record, await shelf.Of(cycle, cancellationToken)),
                [.. result.Sections.SelectMany(s => s.Blocks).Where(b => b.Value is not null).Select(b => new Part(b.Name ?? b.Code, b.Value!.Value.RoundHalfUp(1), Average(run.Result, b.Code)))]);
        }

        private static string Average(TallyResult result, string block)
        {
            var values = result.Entries.SelectMany(e => e.Sections).SelectMany(s => s.Blocks).Where(b => b.Code == block).Select(b => b.Value).OfType<Exact>().ToList();
            return (values.Aggregate(Exact.Zero, (sum, v) => sum + v) / values.Count).RoundHalfUp(1);
        }
    }
}
