using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Chains;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Notices;

/// <summary>One public notice. Until it is posted the page does not exist, for anyone.</summary>
public static class Read
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record View(string Title, string Days, string Posted, string Organiser, string Document, string Label, string Objection, bool OnHold, int? PublishedCycle, string SchemeCode, IReadOnlyList<PublicRow> Rows, string? ChainHead);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var notice = await db.Notices.AsNoTracking().Include(n => n.Rows).Where(n => n.CycleId == request.CycleId).OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancellationToken)
                ?? throw Refused.Missing("没有这份公示，或者还没有张贴。");
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == notice.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var published = await db.Publications.AnyAsync(p => p.CycleId == cycle.Id, cancellationToken);
            var rules = scheme.Publication.Objections;
            return new View(
                notice.Title, $"{ChinaTime.Words(notice.FirstDay)} 至 {ChinaTime.Words(notice.LastDay)}", ChinaTime.Words(notice.PostedAt),
                scheme.Authority.Organiser, scheme.Authority.Document, scheme.Label,
                $"对名单有异议的，请在公示期内以书面形式{(rules.RealName ? "实名" : string.Empty)}向{scheme.Authority.Organiser}提出，写明事实和依据；{rules.VerifyWorkingDays} 个工作日内核实答复。",
                cycle.State == CycleState.ObjectionHold, published ? cycle.Id : null, scheme.Code,
                [.. notice.Rows.OrderBy(r => r.Place)], await Head(cycle.Id, cancellationToken));
        }

        /// <summary>The chain's head as it was when the notice was posted, as printed: a number and twelve digits.</summary>
        private async Task<string?> Head(int cycleId, CancellationToken cancellationToken) =>
            await db.AuditEvents.AsNoTracking().Where(e => e.CycleId == cycleId && e.Act == "Notices.Post").OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken) is { } posted
                ? $"第 {posted.Id} 条 {EventChain.Brief(posted.Hash)}"
                : null;
    }
}
