using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Stages;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>A judge's cycles, and in each the candidates in running order with how far I am.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    /// <param name="OnStage">The cycle whose stage is to be followed; null when there is none.</param>
    public sealed record View(PageHead Head, IReadOnlyList<PanelRow> Panels, int AccountId, int? OnStage);

    /// <param name="Guided">The stage says who is marked next, or nobody is any more.</param>
    /// <param name="AtHome">Rates what lies in the own unit, outside any hall.</param>
    /// <param name="Panel">Named in links only where I sit on several panels of one cycle.</param>
    public sealed record PanelRow(string Title, string Line, Badge State, string Next, Due? Due, bool Current, string? Panel, IReadOnlyList<Candidate> Candidates, bool Rehearsal, bool Guided, bool AtHome)
    {
        public int Done => Candidates.Count(c => c.Standing == SheetStanding.HandedIn);

        public int Wanted => Candidates.Count(c => !c.Out && c.Standing != SheetStanding.Recused);

        public int Recused => Candidates.Count(c => c.Standing == SheetStanding.Recused);

        public Candidate? First => Candidates.FirstOrDefault(c => c.Waits);
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        private const int Shown = 8;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var judges = await db.Judges.AsNoTracking().Where(j => j.AccountId == actor.Id && j.RemovedAt == null)
                .OrderByDescending(j => j.CycleId).ThenBy(j => j.Code).Take(Shown).ToListAsync(cancellationToken);
            var ids = judges.Select(j => j.CycleId).ToList();
            var cycles = await db.Cycles.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
            var shows = new Dictionary<int, Show>();
            foreach (var cycle in cycles.Values)
            {
                cycle.Advance(now);
                if (cycle.State == CycleState.Scoring)
                    shows[cycle.Id] = await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken);
            }

            var panels = new List<PanelRow>();
            foreach (var judge in judges)
            {
                var cycle = cycles[judge.CycleId];
                var current = cycle.State <= CycleState.Scoring;
                panels.Add(new PanelRow(
                    cycle.Title, judge.ScopeUnitId is null ? $"评委编号 {judge.Code}，由{judge.UnitName}选派" : $"{judge.UnitName}，评价人编号 {judge.Code}", cycle.Badge(), Words(cycle, judge.ScopeUnitId is not null, now),
                    current ? CycleWords.Due(cycle.State == CycleState.Scoring ? cycle.ScoringEndsAt : cycle.ScoringStartsAt, now) : null,
                    current, ids.Count(i => i == cycle.Id) > 1 ? judge.Panel : null, await Candidate.Of(db, judge, cancellationToken), cycle.Rehearsal,
                    cycle.ScoringClosed(now) || shows.GetValueOrDefault(cycle.Id)?.Opened == true, judge.ScopeUnitId is not null));
            }

            var open = panels.Find(p => p.Current);
            // The day itself once it is on, before any rehearsal that nobody ended.
            var onStage = cycles.Values.Where(c => shows.TryGetValue(c.Id, out var show) && show.Followed(c))
                .OrderByDescending(c => shows[c.Id].Opened).ThenBy(c => c.Rehearsal).ThenByDescending(c => c.Id).Select(c => (int?)c.Id).FirstOrDefault();
            return new View(new PageHead(panels.Count > 0 && panels.TrueForAll(p => p.AtHome) ? "评价" : "评分") { Next = open?.Next, Due = open?.Due }, panels, actor.Id, onStage);
        }

        private static string Words(Cycle cycle, bool atHome, DateTimeOffset now) => cycle.State switch
        {
            < CycleState.Scoring when atHome => $"等{cycle.PhaseOrNull(PhaseCode.Live)?.Name ?? "评价"}开始；需要回避的可以现在提出",
            CycleState.Scoring when atHome && cycle.ScoringClosed(now) => "评价已经结束",
            CycleState.Scoring when atHome => "看一个，评一个，交一个",
            < CycleState.Scoring => "等现场评选开始后打分；需要回避的可以现在提出",
            CycleState.Scoring when cycle.ScoringClosed(now) => "评分已经结束",
            CycleState.Scoring => "听完一位，打一位，交一位",
            _ => "评分已经结束，可以查看自己的回执",
        };
    }
}
