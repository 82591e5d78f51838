using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>A street's own candidates with every leaf score, winners or not, once the notice is posted. Nobody else's.</summary>
public static class Street
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record Candidate(string Name, string Branch, string Rank, string? Award, ScoreTrace Trace);

    public sealed record View(PageHead Head, IReadOnlyList<Candidate> Candidates);

    public sealed class Handler(ScoringDb db, Actor actor, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var street = actor.UnitFor(Role.StreetCommittee);
            var notice = await db.Notices.AsNoTracking().Where(n => n.CycleId == request.CycleId).OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancellationToken)
                ?? throw Refused.Missing("这一期还没有公示，得分明细公示后才能看。");
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == request.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (!scheme.Publication.LeafScoresToStreet)
                throw Refused.NotYours("按本方案，得分明细不对街道公开。");
            var run = await RunOfCycle.Read(db, await db.TallyRuns.AsNoTracking().SingleAsync(r => r.Id == notice.TallyRunId, cancellationToken), cancellationToken);
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.StreetId == street && e.Code != null).OrderBy(e => e.Slot).ToListAsync(cancellationToken);
            var results = run.Result.Entries.Where(e => e.Status != TallyStatus.Withdrawn).ToDictionary(e => e.Code);
            return new View(
                new PageHead("本街道得分明细") { Crumbs = [("申报", "/nominations")], Sub = cycle.Title, State = cycle.Badge() },
                [.. entries.Where(e => results.ContainsKey(e.Code!)).Select(e => (Entry: e, Result: results[e.Code!])).Select(p => new Candidate(
                    p.Entry.PersonName, p.Entry.BranchName,
                    p.Result.Rank is { } rank ? $"第 {rank} 名" : p.Result.Status == TallyStatus.Vetoed ? "一票否决，不排名" : "缺分，不排名",
                    AwardWords.Of(p.Result.Award, scheme.Scoring.Award), ScoreTrace.Of(p.Result, run.Result, run.Record, scheme)))]);
        }
    }
}
