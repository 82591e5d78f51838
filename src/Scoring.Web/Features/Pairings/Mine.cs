using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Pairings;

/// <summary>A unit's own estates, and how far the ledger of this quarter has come for each.</summary>
public static class Mine
{
    public sealed record Query : IRequest<View>;

    public sealed record View(string Unit, string Quarter, IReadOnlyList<Row> Rows);

    public sealed record Row(int Id, string Estate, string Street, string Cadre, int Quarter, int Confirmed, int Waiting, bool Ended);

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = actor.UnitFor(Role.PairedUnit);
            var today = ChinaTime.DateOf(clock.Now);
            var quarter = Period.Of(Cadence.Quarterly, today);
            var (first, last) = (quarter.FirstDay, quarter.LastDay);
            var rows = await db.Pairings.AsNoTracking().Where(p => p.PairedUnitId == unit).OrderBy(p => p.Until != null).ThenBy(p => p.Estate!.Code).Select(p => new Row(
                p.Id, p.Estate!.Name, p.Estate.Street!.Name, p.LeadCadre,
                db.HelpRecords.Count(h => h.PairingId == p.Id && h.Day >= first && h.Day <= last), db.HelpRecords.Count(h => h.PairingId == p.Id && h.Day >= first && h.Day <= last && h.Confirmed),
                db.HelpRecords.Count(h => h.PairingId == p.Id && h.AnsweredAt == null), p.Until != null && p.Until < today)).ToListAsync(cancellationToken);
            return new View(await db.Units.Where(u => u.Id == unit).Select(u => u.Name).SingleAsync(cancellationToken), quarter.Name, rows);
        }
    }
}
