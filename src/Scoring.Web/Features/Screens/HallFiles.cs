using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared.Files;

namespace Scoring.Web.Features.Screens;

/// <summary>Which of the candidates' files the hall may have: of a kind that the scheme allows on the screen, and shown now or the candidate's who is on stage.</summary>
internal static class HallFiles
{
    /// <summary>Files that the screen may fetch now.</summary>
    public static async Task<List<Attachment>> Now(ScoringDb db, int cycleId, Show show, Scheme scheme, CancellationToken cancellationToken)
    {
        var kinds = HallType.KindsOf(scheme);
        var current = show.CurrentId is { } id && show.Current is { Over: false } ? id : 0;
        var shown = show.Scene.AttachmentId ?? 0;
        var files = await db.Attachments.AsNoTracking()
            .Where(a => a.RemovedAt == null && (a.Id == shown || a.EntryId == current) && db.Entries.Any(e => e.Id == a.EntryId && e.CycleId == cycleId))
            .OrderBy(a => a.Id).ToListAsync(cancellationToken);
        return [.. files.Where(f => f.Kind is { } kind && kinds.Contains(kind) && HallType.Of(f.ContentType) is not null)];
    }

    /// <summary>The film of the practice that is on; null when there is none.</summary>
    public static async Task<PracticeClip?> Clip(ScoringDb db, int cycleId, Show show, CancellationToken cancellationToken) =>
        show.Practising ? await db.PracticeClips.AsNoTracking().SingleOrDefaultAsync(c => c.CycleId == cycleId, cancellationToken) : null;

    public static HallFile Part(PracticeClip clip) => new(0, HallType.Of(clip.ContentType)!, clip.FileName);

    public static HallFile Part(Attachment file) => new(file.Id, HallType.Of(file.ContentType)!, file.FileName);
}
