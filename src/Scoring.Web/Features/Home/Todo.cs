using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Home;

/// <summary>What waits for me, until when, one click to do it. The first page of every role.</summary>
public static class Todo
{
    public sealed record Query : IRequest<View>;

    public sealed record CycleCard(int Id, string Title, string Sub, Badge State, PhaseTrack Track, string Next, Due? Due, bool Linked);

    public sealed record Side(string Title, IReadOnlyList<Figure> Figures);

    /// <param name="Part">For the bar; null without one.</param>
    public sealed record Figure(string Name, string Text, int? Part = null, int? Whole = null);

    public sealed record View(string Today, IReadOnlyList<CycleCard> Cycles, IReadOnlyList<TodoRow> Rows, IReadOnlyList<Side> Sides, string WhenIdle);

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycles = (await db.Cycles.AsNoTracking().Unfinished().OrderBy(c => c.Period).ToListAsync(cancellationToken))
                .Where(c =>
                {
                    c.Advance(now);
                    return c.State != CycleState.Draft;
                }).ToList();
            var rows = new List<TodoRow>();
            var cards = new List<CycleCard>();
            var sides = new List<Side>();
            var staff = actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor);
            foreach (var cycle in cycles)
            {
                var scheme = await shelf.Of(cycle, cancellationToken);
                var figures = await CycleFigures.Load(db, cycle, scheme, cancellationToken);
                var run = staff ? await RunOfCycle.Latest(db, cycle.Id, cancellationToken) : null;
                var (next, due) = cycle.Next(now);
                cards.Add(new CycleCard(cycle.Id, cycle.Title, $"第 {cycle.Number} 期", cycle.Badge(), cycle.Track(now), next, due, staff));
                var work = new TodoWork(db, actor, cycle, scheme, figures, run, now);
                rows.AddRange(await work.Rows(cancellationToken));
                rows.AddRange(await new ObjectionWork(db, actor, cycle, scheme, shelf, now).Rows(cancellationToken));
                rows.AddRange(await ListingWork.Rows(db, actor, cycle, scheme, now, cancellationToken));
                if (staff)
                    sides.Add(SideOf(cycle, figures));
            }

            rows.AddRange(await RevocationWork.Rows(db, actor, now, cancellationToken));
            rows.AddRange(await PairingWork.Rows(db, actor, cancellationToken));
            rows.AddRange(await LearningWork.Rows(db, actor, now, cancellationToken));
            if (actor.Is(Role.Approver))
                rows.AddRange(await Corrections(cancellationToken));
            rows.AddRange(await SchemeWork.Rows(db, actor, cancellationToken));
            return new View(
                ChinaTime.Words(ChinaTime.DateOf(now)), cards,
                [.. rows.OrderBy(r => r.Due?.At ?? DateTimeOffset.MaxValue).Select((r, i) => r with { Primary = i == 0 })],
                sides,
                await Idle(now, cancellationToken));
        }

        /// <summary>Corrections of published results that wait for the reader as second person: their cycles are over, so no cycle's own work names them.</summary>
        private async Task<IEnumerable<TodoRow>> Corrections(CancellationToken cancellationToken)
        {
            var waiting = await db.Corrections.AsNoTracking().Where(c => c.ProposedById != actor.Id && !db.CorrectionDecisions.Any(d => d.CorrectionId == c.Id))
                .Join(db.Cycles, c => c.CycleId, c => c.Id, (c, cycle) => new { cycle.Id, cycle.Title, c.Reason }).ToListAsync(cancellationToken);
            return waiting.Select(w => new TodoRow("更正等您审定", $"{w.Title}　{w.Reason}", null, "去审定", $"/corrections/{w.Id}"));
        }

        private static Side SideOf(Cycle cycle, CycleFigures f) => new($"{cycle.Title}进度",
        [
            .. f.Slots > 0 ? [new Figure("申报", $"{f.Filed} / {f.Slots}", f.Filed, f.Slots), new Figure("审查通过", $"{f.Count(EntryState.Accepted)}")] : new[] { new Figure("列入", $"{f.Count(EntryState.Accepted)}") },
            .. f.EvidenceWanted > 0 ? [new Figure("佐证", $"{f.EvidenceGiven} / {f.EvidenceWanted}", f.EvidenceGiven, f.EvidenceWanted)] : Array.Empty<Figure>(),
            .. f.JudgesWanted > 0 ? [new Figure("评委到位", $"{f.JudgesAppointed} / {f.JudgesWanted}", f.JudgesAppointed, f.JudgesWanted)] : Array.Empty<Figure>(),
            .. f.SheetsWanted > 0 ? [new Figure("评分表", $"{f.SheetsIn} / {f.SheetsWanted}", f.SheetsIn, f.SheetsWanted)] : Array.Empty<Figure>(),
        ]);

        /// <summary>What comes next when nothing waits.</summary>
        private async Task<string> Idle(DateTimeOffset now, CancellationToken cancellationToken)
        {
            var coming = (await db.Contests.AsNoTracking().Where(c => c.State == CycleState.Draft).OrderBy(c => c.Period).ToListAsync(cancellationToken))
                .FirstOrDefault(c => c.OpensAt > now);
            return coming is null ? "有新的事情会出现在这里。" : $"下一期“{coming.Title}”{ChinaTime.Words(coming.OpensAt)} {(coming.PhaseOrNull(PhaseCode.Nominate) is null ? "开始" : coming.PhaseOrNull(PhaseCode.Pledge) is { } pledge ? $"开始{pledge.Name}" : "开始申报")}。";
        }
    }
}
