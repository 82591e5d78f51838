using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Outings;

/// <summary>Which events one may see: the organisation department and the supervisor all, a street those to which it is invited.</summary>
public sealed class OutingSeat(ScoringDb db, Actor actor)
{
    /// <exception cref="Refused">There is none, or the street is not invited.</exception>
    public async Task<Outing> Find(int id, CancellationToken cancellationToken)
    {
        var found = await db.Outings.SingleOrDefaultAsync(o => o.Id == id, cancellationToken) ?? throw Refused.Missing("没有这一场。");
        return actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor) || found.Guests.Exists(g => g.StreetId == actor.UnitFor(Role.StreetCommittee))
            ? found : throw Refused.NotYours("这一场没有邀请本街道。");
    }

    public static Badge State(Outing one, DateOnly today) =>
        one.Cancelled ? new("已取消", Tone.Off) : one.Notes is not null ? new("已记录", Tone.Ok) : one.Day < today ? new("等登记", Tone.Wait) : one.Day == today ? new("今天", Tone.Now) : new("已安排", Tone.Info);
}
