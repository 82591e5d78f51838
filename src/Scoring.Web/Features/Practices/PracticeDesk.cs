using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Practices;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Practices;

/// <summary>Who may read, write and release what of the library.</summary>
public sealed class PracticeDesk(ScoringDb db, Actor actor, Clock clock, SchemeShelf shelf)
{
    /// <summary>Writes: the organisation department of any winner, a street of its own.</summary>
    public bool Writes(int streetId) => actor.Is(Role.Operator) || actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == streetId);

    public bool Releases => actor.IsAny(Role.Operator, Role.Approver);

    /// <summary>The winners that this person may write about, the newest first.</summary>
    public Task<IReadOnlyList<Winner>> Winners(CancellationToken cancellationToken) =>
        PublishedWinners.Read(db, clock.Now, actor.Is(Role.Operator) ? null : actor.UnitFor(Role.StreetCommittee), id => shelf.Of(id, cancellationToken), cancellationToken);

    /// <summary>A template that this person may read: a released one, or one they write or release.</summary>
    /// <exception cref="Refused">There is none, or it is not released yet.</exception>
    public async Task<PracticeTemplate> Read(int id, CancellationToken cancellationToken)
    {
        var found = await db.Practices.Include(p => p.Files).SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        return found is not null && (found.Released || (actor.SignedIn && (Releases || Writes(found.StreetId)))) ? found : throw Refused.Missing("没有这篇经验，或者还没有发布。");
    }

    public static Badge State(PracticeTemplate template) => template.Released ? new("已发布", Tone.Ok) : template.Waiting ? new("等审核", Tone.Wait) : new("退回修改", Tone.Refused);
}
