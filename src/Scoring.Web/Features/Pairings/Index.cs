using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Pairings;

/// <summary>The register: who helps which estate, since when. A street sees its own.</summary>
public static class Index
{
    public const int PageSize = 30;

    public sealed record Query(string? Q, int? Street, bool Ended, int Page) : IRequest<View>;

    public sealed record View(Query Asked, IReadOnlyList<Row> Rows, int Found, int Lasting, int Units, IReadOnlyList<(int Id, string Name)> Streets, bool Keeps, bool Meets)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed record Row(int Id, string Unit, string Estate, string Street, string Cadre, string Days, bool Ended, int Help, int Confirmed);

    public sealed class Handler(ScoringDb db, PairingSeat seat, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var today = ChinaTime.DateOf(clock.Now);
            var own = actor.IsAny(PairingSeat.Readers) ? (int?)null : actor.UnitFor(Role.StreetCommittee);
            var pairings = db.Pairings.AsNoTracking().Where(p => own == null || p.Estate!.StreetId == own);
            var lasting = pairings.Where(p => p.Until == null || p.Until >= today);
            var shown = request.Ended ? pairings.Where(p => p.Until != null && p.Until < today) : lasting;
            if (request.Q?.Trim() is { Length: > 0 } words)
                shown = shown.Where(p => p.PairedUnit!.Name.Contains(words) || p.Estate!.Name.Contains(words) || p.LeadCadre.Contains(words));
            if (request.Street is { } street)
                shown = shown.Where(p => p.Estate!.StreetId == street);
            var found = await shown.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
            var rows = await shown.OrderBy(p => p.PairedUnit!.Code).ThenBy(p => p.Estate!.Code).Skip((page - 1) * PageSize).Take(PageSize).Select(p => new
            {
                p.Id, Unit = p.PairedUnit!.Name, Estate = p.Estate!.Name, Street = p.Estate.Street!.Name, p.LeadCadre, p.Since, p.Until,
                Help = db.HelpRecords.Count(h => h.PairingId == p.Id), Confirmed = db.HelpRecords.Count(h => h.PairingId == p.Id && h.Confirmed),
            }).ToListAsync(cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street && (own == null || u.Id == own)).OrderBy(u => u.Id).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
            return new View(
                request with { Page = page },
                [.. rows.Select(r => new Row(r.Id, r.Unit, r.Estate, r.Street, r.LeadCadre, r.Until is { } until ? $"{r.Since:yyyy-MM-dd} 至 {until:yyyy-MM-dd}" : $"{r.Since:yyyy-MM-dd} 起", r.Until < today, r.Help, r.Confirmed))],
                found, await lasting.CountAsync(cancellationToken), await lasting.Select(p => p.PairedUnitId).Distinct().CountAsync(cancellationToken),
                [.. streets.Select(s => (s.Id, s.Name))], seat.Keeps, actor.IsAny(Role.StreetCommittee, Role.Operator, Role.Supervisor));
        }
    }
}
