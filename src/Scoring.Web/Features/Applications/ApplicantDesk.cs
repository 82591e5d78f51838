using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Applications;

/// <summary>What lies on a unit's desk: its own cycles, those whose subjects are units of its kind that apply for themselves.</summary>
public sealed class ApplicantDesk(ScoringDb db, SchemeShelf shelf, Actor actor)
{
    public Task<Unit> Unit(CancellationToken cancellationToken)
    {
        var id = actor.UnitFor(Role.Applicant);
        return db.Units.AsNoTracking().SingleAsync(u => u.Id == id, cancellationToken);
    }

    /// <exception cref="Refused">No such cycle, or units of this kind do not apply in it.</exception>
    public async Task<(Cycle Cycle, Scheme Scheme, Unit Unit)> Cycle(int id, CancellationToken cancellationToken)
    {
        var cycle = await db.Cycles.Wanted(id, cancellationToken);
        var (scheme, unit) = (await shelf.Of(cycle, cancellationToken), await Unit(cancellationToken));
        return Takes(scheme, unit) ? (cycle, scheme, unit) : throw Refused.Missing("这项活动不由本单位自评申报。");
    }

    public static bool Takes(Scheme scheme, Unit unit) =>
        scheme.Subject.From == SubjectSource.Application && string.Equals(scheme.Subject.UnitKind, unit.Kind.ToString(), StringComparison.OrdinalIgnoreCase);
}
