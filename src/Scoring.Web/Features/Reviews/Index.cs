using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>What the streets have filed in a cycle, street by street, with what waits for a decision first in sight.</summary>
public static class Index
{
    public sealed record Query(int? Cycle, EntryState? State, int? Street, int Page = 1) : IRequest<View>;

    public sealed record View(
        PageHead Head, int CycleId, IReadOnlyList<(int Id, string Title)> Cycles, EntryState? State, int? Street,
        IReadOnlyList<(EntryState State, string Name, int Count)> States, IReadOnlyList<(int Id, string Name)> Streets, IReadOnlyList<StreetRow> Rows, int Quota, bool Applied, Pages Pages);

    public sealed record StreetRow(string Name, int Filed, string? Complete, IReadOnlyList<EntryRow> Entries);

    public sealed record EntryRow(int Id, int Slot, string? Code, string Name, string Composition, string Place, Badge State, string? Submitted, bool Waits);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        private const int PerPage = 60;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            int? own = actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) ? null : actor.UnitFor(Role.StreetCommittee);
            var (cycle, scheme, others) = await CycleChoice.Load(db, shelf, request.Cycle, now, cancellationToken, own is null ? null : SubjectSource.Application);
            var rules = scheme.Nomination ?? throw Refused.Missing("这项活动不需要申报，也就没有资格审查。");
            var applied = scheme.Subject.From == SubjectSource.Application;
            if (own is not null && !applied)
                throw Refused.NotYours("这一期的资格审查由组织部负责。");
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street && (own == null || u.Id == own)).OrderBy(u => u.Code).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
            var filed = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.SubmittedAt != null && (own == null || e.StreetId == own)).OrderBy(e => e.Slot).ThenBy(e => e.Id).ToListAsync(cancellationToken);
            var filings = await db.Filings.AsNoTracking().Where(f => f.CycleId == cycle.Id).ToListAsync(cancellationToken);
            var found = filed.Where(e => (request.State is null || e.State == request.State) && (request.Street is null || e.StreetId == request.Street))
                .OrderBy(e => streets.FindIndex(s => s.Id == e.StreetId)).ThenByDescending(e => applied && e.State == EntryState.Submitted).ToList();
            // Streets file three each; units that apply for themselves are hundreds.
            var pages = applied ? Math.Max(1, (found.Count + PerPage - 1) / PerPage) : 1;
            var page = Math.Clamp(request.Page, 1, pages);
            var shown = applied ? [.. found.Skip((page - 1) * PerPage).Take(PerPage)] : found;
            var waiting = filed.Count(e => e.State == EntryState.Submitted);
            return new View(
                new PageHead(applied ? cycle.PhaseOrNull(PhaseCode.Review)?.Name ?? "初审" : "资格审查")
                {
                    Sub = cycle.Title, State = cycle.Badge(), Crumbs = own is null ? [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")] : [],
                    Next = waiting > 0 ? $"{waiting} 份申报等待{(applied && own is null ? "街道初审" : "审查")}" : "目前没有等待审查的申报",
                    Due = cycle.PhaseOrNull(PhaseCode.Review) is { } review && cycle.State is CycleState.Nominating or CycleState.Review ? CycleWords.Due(review.Deadline, now) : null,
                },
                cycle.Id, others, request.State, request.Street,
                [.. Enum.GetValues<EntryState>().Where(s => s != EntryState.Draft).Select(s => (s, EntryStateNames.Of(s), filed.Count(e => e.State == s)))],
                [.. streets.Select(s => (s.Id, s.Name))],
                [.. streets.Where(s => (request.Street is null || s.Id == request.Street) && (!applied || shown.Any(e => e.StreetId == s.Id))).Select(s => new StreetRow(
                    s.Name, filed.Count(e => e.StreetId == s.Id && e.Live), Complete(filings.Find(f => f.StreetId == s.Id)),
                    [.. shown.Where(e => e.StreetId == s.Id).Select(e => new EntryRow(
                        e.Id, e.Slot, e.Code, e.PersonName, rules.Composition.FirstOrDefault(c => c.Code == e.Composition)?.Name ?? string.Empty, applied ? e.EstateName : $"{e.BranchName} · {e.EstateName}",
                        EntryBadge.Of(e.State), e.SubmittedAt is { } at ? ChinaTime.Words(at) : null, e.State == EntryState.Submitted && ReviewRight.May(actor, scheme, e)))]))],
                rules.QuotaPerStreet, applied, new Pages(page, pages, n => $"/reviews?cycle={cycle.Id}&state={request.State}&street={request.Street}&page={n}"));
        }

        private static string? Complete(Filing? filing) =>
            filing is null ? null : filing.FewerReason is null ? "已确认申报完成" : $"已确认申报完成，不足名额：{filing.FewerReason}";
    }
}
