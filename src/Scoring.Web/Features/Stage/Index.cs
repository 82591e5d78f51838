using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Stages;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>The live days: the one that is on, those that come, and rehearsals.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    public sealed record View(PageHead Head, IReadOnlyList<Row> Days, IReadOnlyList<Row> Rehearsals);

    /// <param name="When">Of a live day: its date; of a rehearsal: when it was made.</param>
    public sealed record Row(int CycleId, string Title, string When, Badge State, string Far, string Href, bool Rehearsable, Guid Key);

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        private const int Shown = 6;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycles = (await db.Cycles.AsNoTracking().Where(c => c.State != CycleState.Void && c.State != CycleState.Draft).OrderByDescending(c => c.Id).Take(60).ToListAsync(cancellationToken))
                .Where(c => c.PhaseOrNull(PhaseCode.Live) is not null).ToList();
            var days = new List<Row>();
            foreach (var cycle in cycles.Where(c => !c.Rehearsal).OrderByDescending(c => c.Period, StringComparer.Ordinal).Take(Shown).Concat(cycles.Where(c => c.Rehearsal).Take(Shown)))
                days.Add(await RowOf(cycle, now, cancellationToken));
            var rehearsals = cycles.Where(c => c.Rehearsal).Select(c => c.Id).ToHashSet();
            return new View(
                new PageHead("现场") { Sub = "现场评选的主持、计时和演练" }, [.. days.Where(d => !rehearsals.Contains(d.CycleId))], [.. days.Where(d => rehearsals.Contains(d.CycleId))]);
        }

        private async Task<Row> RowOf(Cycle cycle, DateTimeOffset now, CancellationToken cancellationToken)
        {
            cycle.Advance(now);
            var show = await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken);
            var live = cycle.Phase(PhaseCode.Live);
            var (done, all) = (show.Turns.Count(t => t.Over), show.Turns.Count);
            return new Row(
                cycle.Id, cycle.Title, CycleWords.When(live), StateOf(cycle, show, now), show.Opened ? $"{done} / {all} 位" : all > 0 ? $"候选人 {all} 位" : "还没有抽签",
                actor.IsAny(Role.Operator, Role.Supervisor) ? $"/stage/{cycle.Id}" : $"/stage/{cycle.Id}/clock", actor.Is(Role.Operator) && !cycle.Rehearsal && cycle.State is CycleState.Review or CycleState.Scoring && !show.Opened,
                Guid.NewGuid());
        }

        private static Badge StateOf(Cycle cycle, Show show, DateTimeOffset now) =>
            show.Ended ? new Badge("已收场", Tone.Ok)
            : show.Opened ? new Badge("进行中", Tone.Now)
            : PhaseTable.Allows(cycle, Act.RunStage, now) ? new Badge(cycle.ScoringClosed(now) ? "没有用现场控制台" : "等待开场", Tone.Wait)
            : cycle.State < CycleState.Scoring ? new Badge("还没到", Tone.Off) : new Badge("已结束");
    }
}
