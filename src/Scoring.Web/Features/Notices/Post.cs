using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Notices;

/// <summary>Shows what the notice will say and for which days; then posts it, from which moment the public can read it.</summary>
public static class Post
{
    public sealed record Query(int CycleId) : IRequest<View>;

    /// <param name="Posted">Null while it is only a preview.</param>
    public sealed record View(
        int CycleId, PageHead Head, IReadOnlyList<PublicRow> Rows, string Days, string Publishes, string Why, IReadOnlyList<string> Warnings,
        string? Posted, bool Ready, bool CanPost, bool CanHold, bool OnHold, string? HoldReason, Guid Key);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            cycle.Advance(now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var (next, due) = cycle.Next(now);
            var head = new PageHead("公示") { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = cycle.Title, State = cycle.Badge(), Next = next, Due = due };
            var notice = await db.Notices.AsNoTracking().Include(n => n.Rows).Where(n => n.CycleId == cycle.Id).OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancellationToken);
            var dates = NoticeDates.From(ChinaTime.DateOf(now), scheme.Publication.NoticeDays, shelf.Calendar);
            var ready = cycle.State == CycleState.Approved;
            IReadOnlyList<PublicRow> rows = notice is not null ? [.. notice.Rows.OrderBy(r => r.Place)]
                : ready ? await RowsOf(db, cycle, scheme, cancellationToken) : [];
            return new View(
                cycle.Id, head, rows,
                notice is null ? Days(dates.FirstDay, dates.LastDay) : Days(notice.FirstDay, notice.LastDay),
                notice is null ? ChinaTime.Words(dates.PublishesAt) : ChinaTime.Words(cycle.Phase(PhaseCode.Publish).StartsAt),
                notice is null ? dates.Why : cycle.Phase(PhaseCode.Notice).Why,
                dates.Warnings,
                notice is null ? null : ChinaTime.Words(notice.PostedAt),
                ready,
                PhaseTable.Allows(cycle, Act.PostNotice, now) && actor.Is(Role.Operator),
                PhaseTable.Allows(cycle, Act.Hold, now) && actor.Is(Role.Approver),
                cycle.State == CycleState.ObjectionHold, cycle.HoldReason, Guid.NewGuid());
        }

        private static string Days(DateOnly first, DateOnly last) => $"{ChinaTime.Words(first)} 至 {ChinaTime.Words(last)}";
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var now = clock.Now;
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.PostNotice, now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var dates = NoticeDates.From(ChinaTime.DateOf(now), scheme.Publication.NoticeDays, shelf.Calendar);
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
            var number = await db.Notices.CountAsync(n => n.CycleId == cycle.Id, cancellationToken) + 1;
            db.Notices.Add(new Notice
            {
                CycleId = cycle.Id,
                Number = number,
                TallyRunId = run.Run.Id,
                Title = cycle.Title,
                PostedAt = now,
                PostedById = actor.Id,
                FirstDay = dates.FirstDay,
                LastDay = dates.LastDay,
                Rows = await RowsOf(db, cycle, scheme, cancellationToken),
            });
            CycleDates.Post(cycle, dates, now);
            journal.Note(cycle.Id, null, $"张贴公示，{ChinaTime.Words(dates.FirstDay)} 至 {ChinaTime.Words(dates.LastDay)}，指纹 {Publication.FingerprintOf(run.Run.ResultHash)}", RunOfCycle.Facts(run.Run.ResultHash));
            return $"公示已张贴，{ChinaTime.Words(dates.PublishesAt)} 自动发布。";
        }
    }

    private static async Task<List<NoticeRow>> RowsOf(ScoringDb db, Cycle cycle, Domain.Schemes.Scheme scheme, CancellationToken cancellationToken)
    {
        var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).ToDictionaryAsync(e => e.Code!, cancellationToken);
        var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
        return PublicRows.Of(run.Result, scheme, entries, streets);
    }
}
