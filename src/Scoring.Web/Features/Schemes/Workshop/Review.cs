using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>A draft as a whole: what is still wrong, or what it says in words; and what can be done with it.</summary>
public static class Review
{
    public sealed record Query(int Id) : IRequest<View>;

    public sealed record View(
        int Id, string Code, string Name, int Number, DraftState State, string? Returned, int? Based, bool MaySend, bool MayDecide, string? WhyNotDecide, int SubmissionId, int? VersionInForce,
        IReadOnlyList<Fault> Faults, Scheme? Scheme, IReadOnlyList<Part> Parts, ScoreSheetTree? Sheet, IReadOnlyList<ViewScheme.Preview> Dates, string Fingerprint, IReadOnlyList<TimelineItem> History, PageHead Head, Guid Key);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var at = await DraftAtHand.Read(db, request.Id, cancellationToken);
            var today = ChinaTime.DateOf(clock.Now);
            var root = at.Root;
            var faults = Faults.Of(root, await DraftAtHand.Departments(db, cancellationToken), shelf.Calendar, today);
            var scheme = faults.Count == 0 ? Scheme.Parse(at.Last.Json) : null;
            var versions = await db.SchemeVersions.AsNoTracking().Where(v => v.Id == at.Draft.BasedOnId || (at.Decision != null && v.Id == at.Decision.SchemeVersionId)).ToDictionaryAsync(v => v.Id, v => v.Version, cancellationToken);
            var waiting = at.State == DraftState.Submitted;
            return new View(
                at.Draft.Id, at.Draft.Code, at.Draft.Name, at.Last.Number, at.State, at.Returned, at.Draft.BasedOnId is { } based ? versions[based] : null,
                at.State == DraftState.Editing && actor.Is(Role.Operator), waiting && actor.Is(Role.Approver) && at.Submission!.ById != actor.AccountId,
                waiting && at.Submission!.ById == actor.AccountId ? "这份草案是您送审的，由另一位同志启用或者退回。" : null, at.Submission?.Id ?? 0, at.Decision?.SchemeVersionId is { } kept ? versions[kept] : null,
                faults, scheme, scheme is null ? [] : new SchemeParts(scheme).All, scheme is null ? null : ScoreSheetTree.Of(scheme), Edit.Ahead(root, shelf.Calendar, today).Dates,
                scheme is null ? string.Empty : Publication.FingerprintOf(scheme.Hash), await History(at, cancellationToken),
                new PageHead($"{at.Draft.Name}：核对")
                {
                    Crumbs = [("方案", "/schemes"), ("草案", "/schemes/drafts"), (at.Draft.Name, $"/schemes/drafts/{at.Draft.Id}/basics")], Sub = $"第 {at.Last.Number} 稿",
                    State = new Badge(DraftAtHand.Name(at.State), at.State switch { DraftState.Submitted => Tone.Wait, DraftState.InForce => Tone.Ok, DraftState.Editing => Tone.Info, _ => Tone.Off }),
                    Next = at.State switch { DraftState.Submitted => "另一位同志启用，或者写明理由退回", DraftState.Editing => faults.Count > 0 ? $"填好下面 {faults.Count} 处" : "送审，由另一位同志启用", _ => null },
                }, Guid.NewGuid());
        }

        private async Task<IReadOnlyList<TimelineItem>> History(DraftAtHand at, CancellationToken cancellationToken)
        {
            var names = await db.Users.Names(cancellationToken);
            var saves = await db.SchemeDraftSaves.AsNoTracking().Where(s => s.DraftId == at.Draft.Id).OrderByDescending(s => s.Number).Take(8).Select(s => new { s.Number, s.ById, s.At }).ToListAsync(cancellationToken);
            var sent = await db.SchemeDraftSubmissions.AsNoTracking().Where(s => s.DraftId == at.Draft.Id).ToListAsync(cancellationToken);
            var ids = sent.ConvertAll(s => s.Id);
            var said = await db.SchemeDraftDecisions.AsNoTracking().Where(d => ids.Contains(d.SubmissionId)).ToListAsync(cancellationToken);
            return
            [
                .. saves.Select(s => (s.At, Item: new TimelineItem($"保存第 {s.Number} 稿", ChinaTime.Words(s.At), names.GetValueOrDefault(s.ById))))
                    .Concat(sent.Select(s => (s.At, Item: new TimelineItem($"送审第 {s.Number} 稿", ChinaTime.Words(s.At), names.GetValueOrDefault(s.ById), Tone: Tone.Wait))))
                    .Concat(said.Select(d => (d.At, Item: new TimelineItem(d.SchemeVersionId is null ? "退回" : "启用", ChinaTime.Words(d.At), names.GetValueOrDefault(d.ById), d.Reason, d.SchemeVersionId is null ? Tone.Refused : Tone.Ok))))
                    .OrderByDescending(i => i.At).Select(i => i.Item),
            ];
        }
    }
}
