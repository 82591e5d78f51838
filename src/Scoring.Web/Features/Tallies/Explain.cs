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

    public sealed record View(PageHead Head, string Name, string From, string Rank, ScoreTrace Trace);

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
                ScoreTrace.Of(result, run.Result, run.Record, await shelf.Of(cycle, cancellationToken)));
        }
    }
}
