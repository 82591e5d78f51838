using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Features.Shared.Files;

namespace Scoring.Web.Features.Shared;

/// <summary>The console's part for the slides and films of whoever is on stage: what there is, and what is on the screen now.</summary>
/// <param name="Step">Number of the newest step, which a press must follow.</param>
/// <param name="On">The one on the screen; null when none is.</param>
public sealed record MaterialDesk(int CycleId, int Step, bool Drives, IReadOnlyList<MaterialDesk.Row> Rows, MaterialDesk.Row? On, Scene Scene)
{
    /// <param name="Type">pdf, video or picture; null for what the screen cannot show.</param>
    public sealed record Row(int Id, string Name, string Size, string? Type);

    public static async Task<MaterialDesk> Of(ScoringDb db, int cycleId, Show show, Scheme scheme, bool drives, CancellationToken cancellationToken)
    {
        var kinds = HallType.KindsOf(scheme);
        var current = show.CurrentId ?? 0;
        var files = await db.Attachments.AsNoTracking().Where(a => a.EntryId == current && a.RemovedAt == null && a.Kind != null && kinds.Contains(a.Kind)).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        List<Row> rows = [.. files.Select(f => new Row(f.Id, f.FileName, DossierSheet.SizeWords(f.Size), HallType.Of(f.ContentType)))];
        return new MaterialDesk(cycleId, show.Number, drives, rows, show.Scene.Kind == SceneKind.Material ? rows.Find(r => r.Id == show.Scene.AttachmentId) : null, show.Scene);
    }
}
