using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Data.Entries;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>One filed entry under review: the dossier as the street saw it, the gates, what is known of the person, what happened.</summary>
public static class Detail
{
    public sealed record Query(int EntryId, Decide.Command? Typed = null) : IRequest<View>;

    /// <param name="CanDecide">The viewer is the operator and the entry waits.</param>
    /// <param name="Barred">Why the person could not stand now; null when nothing speaks against it.</param>
    public sealed record View(
        PageHead Head, int EntryId, int Version, string PersonName, DossierSheet Sheet, IReadOnlyList<CodedText> Gates, bool CanDecide, string? Closed,
        string? Reason, string? Barred, IReadOnlyList<PastRow> Past, IReadOnlyList<EvidenceRow> Evidence, IReadOnlyList<string> Vetoes, Timeline History, Guid Key, Decide.Command Typed);

    public sealed record PastRow(string Cycle, string State, string? Result);

    public sealed record EvidenceRow(string Block, string Href, string Points);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var entry = await EntryReading.Demand(db, actor, request.EntryId, cancellationToken);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            cycle.Advance(clock.Now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var rules = scheme.Nomination ?? throw Refused.Missing("这项活动没有资格审查。");
            var street = await db.Units.AsNoTracking().Where(u => u.Id == entry.StreetId).Select(u => u.Name).SingleAsync(cancellationToken);
            var wins = (await PastWins.Load(db, scheme.Code, cancellationToken)).Of(entry.PersonId, entry.PersonName, entry.BranchId);
            var events = await db.AuditEvents.AsNoTracking().Where(a => a.EntryId == entry.Id).ToListAsync(cancellationToken);
            var marks = await db.EvidenceMarks.AsNoTracking().Where(m => m.EntryId == entry.Id).ToListAsync(cancellationToken);
            var vetoes = await db.Vetoes.AsNoTracking().Where(v => v.EntryId == entry.Id && v.LiftedAt == null).ToListAsync(cancellationToken);
            var waits = entry.State == EntryState.Submitted;
            var allowed = PhaseTable.Allows(cycle, Act.ReviewEntry, clock.Now);
            return new View(
                new PageHead(entry.PersonName)
                {
                    Crumbs = [("资格审查", $"/reviews?cycle={cycle.Id}")], State = EntryBadge.Of(entry.State),
                    Sub = $"{cycle.Title} · {street} · 第 {entry.Slot} 个名额{(entry.Code is null ? string.Empty : $" · 编号 {entry.Code}")}",
                    Next = waits ? "看材料，逐项核对资格条件，作出结论" : null,
                    Due = waits && cycle.PhaseOrNull(PhaseCode.Review) is { } review ? CycleWords.Due(review.Deadline, clock.Now) : null,
                },
                entry.Id, entry.Version, entry.PersonName, DossierSheet.Of(scheme, entry, street), rules.Gates, waits && allowed && actor.Is(Role.Operator),
                waits && !allowed ? $"“{cycle.Title}”现在处于“{StateNames.Of(cycle.State)}”，不能再审查。" : null,
                entry.Reason, waits ? CoolingOff.Bar(entry.PersonName, wins, rules.CoolingOffMonths, clock.Now) : null,
                await Past(entry, scheme.Code, cancellationToken),
                [.. scheme.Evidence.Select(e => (Rules: e, Block: scheme.Rubric.Blocks.First(b => b.Code == e.Block))).Select(e => new EvidenceRow(
                    e.Block.Name, $"/reviews/evidence/{entry.Id}/{e.Rules.Block}",
                    marks.Where(m => m.Block == e.Rules.Block).MaxBy(m => m.Revision) is { } mark ? $"{Figures.Words(mark.PointsOf(e.Block.Full ?? 0))} / {Figures.Words(e.Block.Full ?? 0)}" : "还没录"))],
                [.. vetoes.Select(v => $"{scheme.Vetoes.FirstOrDefault(g => g.Code == v.Ground)?.Name ?? v.Ground}（{v.Document}）：{v.Reason}")],
                EntryBadge.History(events), Guid.NewGuid(), request.Typed ?? new Decide.Command());
        }

        private async Task<IReadOnlyList<PastRow>> Past(Entry entry, string schemeCode, CancellationToken cancellationToken)
        {
            var earlier = await (
                from e in db.Entries.AsNoTracking()
                join c in db.Cycles on e.CycleId equals c.Id
                where c.SchemeCode == schemeCode && e.Id != entry.Id && e.SubmittedAt != null
                    && ((entry.PersonId != null && e.PersonId == entry.PersonId) || (e.PersonName == entry.PersonName && e.BranchId == entry.BranchId))
                orderby c.Id descending
                select new { e.Id, c.Title, e.State }).ToListAsync(cancellationToken);
            var ids = earlier.ConvertAll(e => e.Id);
            var results = await db.Publications.Current().AsNoTracking().SelectMany(p => p.Rows.Where(r => ids.Contains(r.EntryId)), (p, r) => new { r.EntryId, r.Rank, r.Total, p.PublishedAt }).ToListAsync(cancellationToken);
            return [.. earlier.Select(e => new PastRow(e.Title, EntryStateNames.Of(e.State), results.Find(r => r.EntryId == e.Id) is { } won
                ? $"当选，第 {won.Rank} 名，{won.Total} 分（{ChinaTime.Words(ChinaTime.DateOf(won.PublishedAt))}发布）" : null))];
        }
    }
}
