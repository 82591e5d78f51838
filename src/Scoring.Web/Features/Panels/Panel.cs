using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Panels;

/// <summary>One cycle's panels: who sends whom, who stands aside for whom, and the running order.</summary>
public static class Panel
{
    public sealed record Query(int CycleId) : IRequest<View>;

    /// <param name="Owing">Units that still owe a judge, in words.</param>
    /// <param name="NeedsReason">The order is drawn: a change of judges now needs a reason.</param>
    public sealed record View(
        int CycleId, PageHead Head, IReadOnlyList<GroupRow> Groups, int Appointed, int Wanted, IReadOnlyList<string> Owing, bool CanAppoint, bool NeedsReason,
        IReadOnlyList<Column> Judges, IReadOnlyList<EntryRow> Entries, DrawnOrder? Drawn, bool CanDraw, bool CanRedraw, int Undrawn, Guid Key);

    public sealed record GroupRow(string Panel, string PanelName, string Group, string GroupName, int Each, IReadOnlyList<SeatRow> Seats);

    public sealed record SeatRow(int UnitId, string UnitName, int Owed, IReadOnlyList<JudgeRow> Judges, IReadOnlyList<Choice> Choices);

    public sealed record JudgeRow(int Id, string Code, string Name, int Recusals, Guid Key);

    public sealed record Choice(int AccountId, string Name, Guid Key);

    public sealed record Column(string Code, string Name, string UnitName);

    public sealed record EntryRow(string Number, string PersonName, string StreetName, IReadOnlyList<Cell> Cells)
    {
        public IEnumerable<Cell> Recused => Cells.Where(c => c.Ground is not null);
    }

    /// <param name="Ground">Null: the judge scores this candidate.</param>
    public sealed record Cell(string JudgeName, RecusalGround? Ground, string? Note);

    public sealed record DrawnOrder(string At, string By, string Seed, int Times, IReadOnlyList<(string Number, string Code, string PersonName, string StreetName)> Order);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CycleId, cancellationToken) ?? throw Refused.Missing("没有这一期。请从“期次”进入。");
            cycle.Advance(now);
            var rules = (await shelf.Of(cycle, cancellationToken)).Judging ?? throw Refused.Missing("这个方案没有评委打分，不用选派评委。");
            var units = await db.Units.AsNoTracking().Where(u => u.RetiredOn == null && (u.Kind == UnitKind.Street || u.Kind == UnitKind.Department)).ToListAsync(cancellationToken);
            var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id && j.RemovedAt == null).OrderBy(j => j.Code).ToListAsync(cancellationToken);
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted).ToListAsync(cancellationToken);
            entries = [.. entries.OrderBy(e => e.RunningNumber ?? int.MaxValue).ThenBy(e => e.Code, StringComparer.Ordinal)];
            var ids = judges.Select(j => j.Id).ToList();
            var recusals = await db.Recusals.AsNoTracking().Where(r => ids.Contains(r.JudgeId)).ToDictionaryAsync(r => (r.JudgeId, r.EntryId), cancellationToken);
            var draws = await db.Draws.AsNoTracking().Where(d => d.CycleId == cycle.Id && d.Kind == RunningOrder.Kind).OrderBy(d => d.Id).ToListAsync(cancellationToken);
            var names = units.ToDictionary(u => u.Id, u => u.Name);
            var seats = Seats.Of(rules, units, judges);
            var canAppoint = actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.AppointJudge, now);
            var choices = canAppoint ? await Choices(cancellationToken) : Array.Empty<(int Unit, (int, string) Account)>().ToLookup(c => c.Unit, c => c.Account);
            var (next, due) = cycle.Next(now);
            return new View(
                cycle.Id,
                new PageHead("评委与抽签") { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = cycle.Title, State = cycle.Badge(), Next = next, Due = due },
                [.. seats.GroupBy(s => (s.Panel, s.Group)).Select(g => new GroupRow(g.Key.Panel.Panel, g.Key.Panel.Name, g.Key.Group.Group, g.Key.Group.Name, g.Key.Group.Each,
                    [.. g.Select(s => SeatOf(s, recusals.Values, choices, judges))]))],
                judges.Count, seats.Sum(s => s.Owed + s.Judges.Count),
                [.. seats.Where(s => s.Owed > 0).Select(s => s.Owed == 1 ? s.Unit.Name : $"{s.Unit.Name} {s.Owed} 名")],
                canAppoint, draws.Count > 0,
                [.. judges.Select(j => new Column(j.Code, j.Name, j.UnitName))],
                [.. entries.Select(e => new EntryRow(e.RunningNumber?.ToString("00") ?? e.Code!, e.PersonName, names.GetValueOrDefault(e.StreetId, string.Empty),
                    [.. judges.Select(j => recusals.TryGetValue((j.Id, e.Id), out var r) ? new Cell(j.Name, r.Ground, r.Note) : new Cell(j.Name, null, null))]))],
                draws.Count == 0 ? null : await Drawn(draws, entries, names, cancellationToken),
                draws.Count == 0 && actor.IsAny(Role.Operator, Role.Supervisor) && PhaseTable.Allows(cycle, Act.DrawOrder, now),
                draws.Count > 0 && actor.Is(Role.Supervisor) && cycle.State == CycleState.Review,
                entries.Count(e => e.RunningNumber is null), Guid.NewGuid());
        }

        private static SeatRow SeatOf(Seats seats, IReadOnlyCollection<Recusal> recusals, ILookup<int, (int Id, string Name)> choices, List<Judge> judges) => new(
            seats.Unit.Id, seats.Unit.Name, seats.Owed,
            [.. seats.Judges.Select(j => new JudgeRow(j.Id, j.Code, j.Name, recusals.Count(r => r.JudgeId == j.Id), Guid.NewGuid()))],
            seats.Owed == 0 ? [] : [.. choices[seats.Unit.Id].Where(c => !judges.Exists(j => j.AccountId == c.Id && j.Panel == seats.Panel.Panel)).Select(c => new Choice(c.Id, c.Name, Guid.NewGuid()))]);

        /// <summary>Accounts that may judge, by the unit they judge for.</summary>
        private async Task<ILookup<int, (int Id, string Name)>> Choices(CancellationToken cancellationToken)
        {
            var found = await db.Grants.AsNoTracking().Where(g => g.Role == Role.Judge)
                .Join(db.Users, g => g.AccountId, a => a.Id, (g, a) => new { g.UnitId, a.Id, a.FullName }).ToListAsync(cancellationToken);
            return found.OrderBy(f => f.Id).ToLookup(f => f.UnitId, f => (f.Id, f.FullName));
        }

        private async Task<DrawnOrder> Drawn(List<Draw> draws, List<Entry> entries, Dictionary<int, string> names, CancellationToken cancellationToken)
        {
            var draw = draws[^1];
            var by = await db.Users.Where(a => a.Id == draw.ById).Select(a => a.FullName).SingleAsync(cancellationToken);
            return new DrawnOrder(ChinaTime.Words(draw.At), by, draw.Seed, draws.Count,
            [
                .. draw.Order.Select((code, i) => (Place: i + 1, Code: code, Entry: entries.Find(e => e.Code == code)))
                    .Select(o => (o.Place.ToString("00"), o.Code, o.Entry?.PersonName ?? "已撤回", o.Entry is null ? string.Empty : names.GetValueOrDefault(o.Entry.StreetId, string.Empty))),
            ]);
        }
    }
}
