using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

/// <summary>Drafts of schemes that wait for the reader as second person, or that came back to be mended.</summary>
internal static class SchemeWork
{
    public static async Task<IReadOnlyList<TodoRow>> Rows(ScoringDb db, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsAny(Role.Approver, Role.Operator))
            return [];
        var last = await db.SchemeDraftSubmissions.AsNoTracking()
            .Where(s => !db.SchemeDraftSubmissions.Any(later => later.DraftId == s.DraftId && later.Id > s.Id))
            .Join(db.SchemeDrafts.Where(d => d.GivenUpAt == null), s => s.DraftId, d => d.Id, (s, d) => new
            {
                s.DraftId, d.Name, s.ById, s.Number, Decision = db.SchemeDraftDecisions.FirstOrDefault(w => w.SubmissionId == s.Id),
            }).ToListAsync(cancellationToken);
        return
        [
            .. last.Where(s => actor.Is(Role.Approver) && s.Decision is null && s.ById != actor.AccountId)
                .Select(s => new TodoRow("方案草案等您启用", $"{s.Name}　第 {s.Number} 稿", null, "去核对", $"/schemes/drafts/{s.DraftId}")),
            .. last.Where(s => s.ById == actor.AccountId && s.Decision is { SchemeVersionId: null })
                .Select(s => new TodoRow("方案草案被退回", $"{s.Name}　理由：{s.Decision!.Reason}", null, "去修改", $"/schemes/drafts/{s.DraftId}")),
        ];
    }
}
