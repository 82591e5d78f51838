using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Scoring.Data.Notices;

/// <summary>
/// A word that changes whenever what is published changes: a publication, a word on a correction, a section lost since, or a version of a scheme.
/// All four are only ever appended, so how many there are says it; and so does how many of the lists that are shown for some days are still shown.
/// </summary>
public static class PublishedMark
{
    public static async Task<string> Read(ScoringDb db, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        int[] counts =
        [
            await db.Publications.CountAsync(cancellationToken), await db.CorrectionDecisions.CountAsync(cancellationToken),
            await db.LostSections.CountAsync(cancellationToken), await db.SchemeVersions.CountAsync(cancellationToken),
            await db.Publications.CountAsync(p => p.ShownUntil > now, cancellationToken),
        ];
        return string.Join('.', counts.Select(n => n.ToString(CultureInfo.InvariantCulture)));
    }
}
