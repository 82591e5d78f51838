using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Judging;
using Scoring.Data.Notices;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Insights;

/// <summary>One judge over all cycles of a programme: the figures, cycle by cycle, and every sheet beside the others'.</summary>
public static class Dossier
{
    public sealed record Query(string Scheme, int AccountId) : IRequest<View>;

    public sealed record Time(string Cycle, int Sheets, int Recused, Figures Figures);

    public sealed record Sheet(string Cycle, string Entry, string Block, string Own, string Others, string Difference, string? Dropped);

    public sealed record View(string Scheme, string Programme, string Name, string Unit, Figures Figures, IReadOnlyList<Time> Times, IReadOnlyList<Sheet> Sheets);

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var runs = await ApprovedRuns.Read(db, db.Cycles.Where(c => c.SchemeCode == request.Scheme && db.Judges.Any(j => j.CycleId == c.Id && j.AccountId == request.AccountId)), cancellationToken);
            var own = (await JudgedSheets.Read(db, runs, cancellationToken)).Where(s => s.Judge.AccountId == request.AccountId).ToList();
            if (own.Count == 0)
                throw Refused.Missing("这位评委在这个项目里还没有审定过的评分表。");
            var judges = own.Select(s => s.Judge.Id).Distinct().ToList();
            var recused = (await db.Recusals.Where(r => judges.Contains(r.JudgeId)).Select(r => r.JudgeId).ToListAsync(cancellationToken)).CountBy(id => id).ToDictionary(c => c.Key, c => c.Value);
            return new View(
                request.Scheme, (await ProgrammeNames.Read(db, cancellationToken))[request.Scheme], own[^1].Judge.Name, own[^1].Judge.UnitName, Figures.Of([.. own.Select(s => s.Seen)]),
                [.. own.GroupBy(s => (s.Judge.Id, s.CycleTitle)).Select(g => new Time(g.Key.CycleTitle, g.Count(), recused.GetValueOrDefault(g.Key.Id), Figures.Of([.. g.Select(s => s.Seen)])))],
                [.. own.AsEnumerable().Reverse().OrderByDescending(s => s.Judge.CycleId).ThenByDescending(s => Abs(s.Seen.Difference)).Select(s => new Sheet(
                    s.CycleTitle, s.Entry.PersonName, s.Block, s.Seen.Own.RoundHalfUp(2), s.Seen.Others.RoundHalfUp(2), s.Seen.Difference.RoundHalfUp(2),
                    s.Dropped switch { Dropped.High => "最高，去掉", Dropped.Low => "最低，去掉", _ => null }))]);
        }

        private static Exact Abs(Exact value) => value.Sign < 0 ? -value : value;
    }
}
