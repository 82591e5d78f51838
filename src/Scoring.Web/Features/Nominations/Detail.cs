using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>An own entry as the reviewer will see it, with what can be done now and what has happened.</summary>
public static class Detail
{
    public sealed record Query(int EntryId) : IRequest<View>;

    /// <param name="Lacks">What still keeps it from being submitted.</param>
    public sealed record View(
        PageHead Head, int EntryId, string PersonName, DossierSheet Sheet, bool Editable, bool CanSubmit, IReadOnlyList<string> Lacks, bool CanWithdraw, bool Draft,
        string? Reason, string? SubstituteHref, string? ReplacesName, int? ReplacesId, bool Applied, Timeline History, Guid Key, string KeepKey);

    /// <summary>What a street may read of its own entry's story: filing and eligibility. Evidence, sheets and adjustments carry marks, which nobody outside sees before the notice.</summary>
    private static readonly string[] Told = ["Reviews.Decide", "Reviews.Accept", "Reviews.Return", "Reviews.Reject"];

    public sealed class Handler(ScoringDb db, Clock clock, FilingDesk desk) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var entry = await desk.Entry(request.EntryId, cancellationToken);
            var (cycle, scheme, rules) = await desk.Cycle(entry.CycleId, cancellationToken);
            var now = clock.Now;
            cycle.Advance(now);
            var street = await db.Units.AsNoTracking().Where(u => u.Id == entry.StreetId).Select(u => u.Name).SingleAsync(cancellationToken);
            var replaced = entry.ReplacesId is { } id ? await db.Entries.AsNoTracking().Where(e => e.Id == id).Select(e => e.PersonName).SingleAsync(cancellationToken) : null;
            var slotTaken = await db.Entries.AnyAsync(e => e.CycleId == entry.CycleId && e.StreetId == entry.StreetId && e.Slot == entry.Slot && e.State != EntryState.Rejected && e.State != EntryState.Withdrawn, cancellationToken);
            var events = await db.AuditEvents.AsNoTracking().Where(a => a.EntryId == entry.Id && (a.Act.StartsWith("Nominations.") || Told.Contains(a.Act))).ToListAsync(cancellationToken);
            var mayEdit = entry.Editable && PhaseTable.Allows(cycle, FilingDesk.ActOn(entry), now);
            var open = PhaseTable.Allows(cycle, Act.Nominate, now);
            var lacks = entry.Editable ? DossierCheck.Lacks(rules, entry, entry.Attachments, scheme.Evidence) : [];
            var next = mayEdit ? (lacks.Count == 0 ? "看过无误就提交" : "补齐缺的内容") : entry.State switch
            {
                EntryState.Submitted => entry.Applied ? "等街道初审" : "等组织部审查",
                EntryState.Accepted => entry.Applied ? "等部门核查、评价和测评" : "等待现场评选",
                EntryState.Draft or EntryState.Returned => "期限已过，不再受理",
                _ when open && !slotTaken && !entry.Applied => "可以在这个名额另报一位",
                _ => null,
            };
            return new View(
                new PageHead(entry.PersonName)
                {
                    Crumbs = [entry.Applied ? ("自评申报", "/applications") : ("申报", "/nominations")], Sub = $"{cycle.Title}{(entry.Applied ? string.Empty : $" · 第 {entry.Slot} 个名额")}{(entry.Code is null ? string.Empty : $" · 编号 {entry.Code}")}",
                    State = EntryBadge.Of(entry.State), Next = next, Due = mayEdit ? CycleWords.Due(FilingDesk.Window(cycle, entry).Deadline, now) : null,
                },
                entry.Id, entry.PersonName, DossierSheet.Of(scheme, entry, street), mayEdit, mayEdit && lacks.Count == 0, mayEdit ? lacks : [],
                EntryMoves.Allows(entry.State, EntryState.Withdrawn) && (open || mayEdit), entry.State == EntryState.Draft, entry.Reason,
                !entry.Live && open && !slotTaken && !entry.Applied ? $"/nominations/{cycle.Id}/new?slot={entry.Slot}&replaces={entry.Id}" : null,
                replaced, entry.ReplacesId, entry.Applied, EntryBadge.History(events), Guid.NewGuid(), $"withdraw/{entry.Id}");
        }
    }
}
