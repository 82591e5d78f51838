using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Notices;
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
        string? Posted, int Notices, bool Ready, bool CanPost, bool CanHold, bool CanRecount, bool OnHold, bool HeldBack, string? HoldReason, int Objections, int Open, Guid Key);

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
            if (!cycle.GoesPublic)
                throw Refused.Missing("本期结果按方案不公示、不发布，只作组织决定的依据。");
            var scheme = await shelf.Of(cycle, cancellationToken);
            var (next, due) = cycle.Next(now);
            var head = new PageHead("公示") { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = cycle.Title, State = cycle.Badge(), Next = next, Due = due };
            var notice = await Latest(db, cycle.Id, cancellationToken);
            var ready = cycle.State == CycleState.Approved;
            var fresh = ready ? await RowsOf(db, cycle, scheme, notice, cancellationToken) : [];
            var dates = Dates(notice, fresh, scheme, ChinaTime.DateOf(now));
            var shown = ready ? null : notice;
            return new View(
                cycle.Id, head, shown is not null ? [.. shown.Rows.OrderBy(r => r.Place)] : fresh,
                shown is null ? Days(dates.FirstDay, dates.LastDay) : Days(shown.FirstDay, shown.LastDay),
                shown is null ? ChinaTime.Words(dates.PublishesAt) : ChinaTime.Words(cycle.Phase(PhaseCode.Publish).StartsAt),
                shown is null ? dates.Why : cycle.Phase(PhaseCode.Notice).Why,
                dates.Warnings,
                shown is null ? null : ChinaTime.Words(shown.PostedAt),
                notice?.Number ?? 0,
                ready,
                PhaseTable.Allows(cycle, Act.PostNotice, now) && actor.Is(Role.Operator),
                PhaseTable.Allows(cycle, Act.Hold, now) && actor.Is(Role.Approver),
                PhaseTable.Allows(cycle, Act.OrderRecount, now) && actor.Is(Role.Approver),
                cycle.State == CycleState.ObjectionHold, cycle.HeldBack(now), cycle.HoldReason ?? (cycle.HeldBack(now) ? $"公示期已满，还有 {cycle.OpenObjections} 件异议没有办结，办结后自动发布。" : null),
                await db.Objections.CountAsync(o => o.CycleId == cycle.Id, cancellationToken), cycle.OpenObjections, Guid.NewGuid());
        }

        private NoticeDates Dates(Notice? notice, List<NoticeRow> fresh, Domain.Schemes.Scheme scheme, DateOnly today) => Post.Dates(notice, fresh, scheme, today, shelf.Calendar);

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
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
            if ((await AdverseOfCycle.Read(db, cycle.Id, scheme, run.Result, cancellationToken)).Count(c => c.Open) is > 0 and var open)
                throw new Refused($"有 {open} 个已经告知街道、还没有决定公开不公开。答复期满、审定人决定以后再张贴公示。");
            var before = await Latest(db, cycle.Id, cancellationToken);
            var rows = await RowsOf(db, cycle, scheme, before, cancellationToken);
            var dates = Dates(before, rows, scheme, ChinaTime.DateOf(now), shelf.Calendar);
            db.Notices.Add(new Notice
            {
                CycleId = cycle.Id,
                Number = (before?.Number ?? 0) + 1,
                TallyRunId = run.Run.Id,
                Title = cycle.Title,
                PostedAt = now,
                PostedById = actor.Id,
                FirstDay = dates.FirstDay,
                LastDay = dates.LastDay,
                Rows = rows,
            });
            CycleDates.Post(cycle, dates, now);
            var moved = rows.Count(r => r.Substitute);
            journal.Note(cycle.Id, null, $"张贴公示{(before is null ? string.Empty : $"（第 {before.Number + 1} 次{(moved > 0 ? $"，递补 {moved} 名" : string.Empty)}）")}，{ChinaTime.Words(dates.FirstDay)} 至 {ChinaTime.Words(dates.LastDay)}，指纹 {Publication.FingerprintOf(run.Run.ResultHash)}", RunOfCycle.Facts(run.Run.ResultHash));
            return $"公示已张贴，{ChinaTime.Words(dates.PublishesAt)} 自动发布。";
        }
    }

    /// <summary>The notice that stands; null before the first.</summary>
    private static Task<Notice?> Latest(ScoringDb db, int cycleId, CancellationToken cancellationToken) =>
        db.Notices.AsNoTracking().Include(n => n.Rows).Where(n => n.CycleId == cycleId).OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The days of a first notice, or those of a further one after a recount.</summary>
    private static NoticeDates Dates(Notice? before, List<NoticeRow> rows, Domain.Schemes.Scheme scheme, DateOnly today, WorkingDays calendar) => before is null
        ? NoticeDates.From(today, scheme.Publication.NoticeDays, calendar)
        : NoticeDates.Again(today, (before.FirstDay, before.LastDay), !NoticeRow.SameList(before.Rows, rows), scheme.Publication.SubstitutionNoticeDays, calendar);

    /// <summary>What the newest result shows the public; who was not on the notice before is marked as having moved up.</summary>
    private static async Task<List<NoticeRow>> RowsOf(ScoringDb db, Cycle cycle, Domain.Schemes.Scheme scheme, Notice? before, CancellationToken cancellationToken)
    {
        var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).ToDictionaryAsync(e => e.Code!, cancellationToken);
        var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
        var upheld = (await AdverseOfCycle.Read(db, cycle.Id, scheme, run.Result, cancellationToken)).Where(c => c.Decision is { Listed: true }).Select(c => c.Entry.Id).ToHashSet();
        return PublicRows.Of(run.Result, scheme, entries, streets, before?.Rows, upheld);
    }
}
