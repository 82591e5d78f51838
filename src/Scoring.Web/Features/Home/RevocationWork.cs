using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

/// <summary>What open revocations ask of the signed-in person: the unit's answer, then two opinions.</summary>
internal static class RevocationWork
{
    public static async Task<IReadOnlyList<TodoRow>> Rows(ScoringDb db, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!actor.IsAny(Role.Applicant, Role.Operator, Role.Approver))
            return [];
        var open = await db.Revocations.AsNoTracking().Where(r => db.RevocationOpinions.Count(o => o.RevocationId == r.Id) < 2).Join(db.Entries, r => r.EntryId, e => e.Id, (r, e) => new
        {
            r.Id, r.ReplyUntil, e.PersonName, e.BranchId, Replied = db.RevocationReplies.Any(a => a.RevocationId == r.Id), Opinions = db.RevocationOpinions.Count(o => o.RevocationId == r.Id),
        }).ToListAsync(cancellationToken);
        var rows = new List<TodoRow>();
        foreach (var one in open)
        {
            var href = $"/stars/revocations/{one.Id}";
            var ready = one.Replied || now >= one.ReplyUntil;
            if (!ready && actor.Grants.Any(g => g.Role == Role.Applicant && g.UnitId == one.BranchId))
                rows.Add(new("本单位被提出摘星，等您答复", $"{one.PersonName}　看过认定的事实和文件，在期限内答复一次", CycleWords.Due(one.ReplyUntil, now), "去答复", href));
            if (ready && actor.Is(one.Opinions == 0 ? Role.Operator : Role.Approver))
                rows.Add(new(one.Opinions == 0 ? "一条摘星等您提出意见" : "一条摘星等您决定", $"{one.PersonName}　{(one.Replied ? "单位已经答复" : "单位没有在期限内答复")}", null, one.Opinions == 0 ? "去提意见" : "去决定", href));
        }

        return rows;
    }
}
