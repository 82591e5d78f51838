using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Notices;

namespace Scoring.Data.Notices;

/// <summary>One accepted correction as the public reads it: its number, when, why, and what said what before and after.</summary>
/// <param name="Changes">Line by line; empty while a corrected result is still being worked out, or when it came out the same.</param>
/// <param name="Done">Whether the corrected list is published.</param>
public sealed record PublicCorrection(int Number, DateTimeOffset At, string Reason, IReadOnlyList<(string What, string Before, string After)> Changes, bool Done);

/// <summary>The accepted corrections of one cycle. What was proposed and not accepted is not among them.</summary>
public static class CorrectionsOfCycle
{
    /// <summary>In the order of their numbers.</summary>
    public static async Task<IReadOnlyList<PublicCorrection>> Read(ScoringDb db, int cycleId, CancellationToken cancellationToken = default)
    {
        var accepted = await db.CorrectionDecisions.AsNoTracking().Where(d => d.CycleId == cycleId && d.Accepted)
            .Join(db.Corrections, d => d.CorrectionId, c => c.Id, (d, c) => new { Word = d, Correction = c }).OrderBy(p => p.Word.Number).ToListAsync(cancellationToken);
        if (accepted.Count == 0)
            return [];
        var publications = await db.Publications.AsNoTracking().Include(p => p.Rows).Where(p => p.CycleId == cycleId).ToDictionaryAsync(p => p.Number, cancellationToken);
        return [.. accepted.Select(p =>
        {
            var after = publications.GetValueOrDefault(p.Word.Number!.Value + 1);
            return new PublicCorrection(p.Word.Number.Value, after?.PublishedAt ?? p.Word.At, p.Correction.Reason, p.Correction.Kind == CorrectionKind.Words
                ? [(PublicFieldNames.Of(p.Correction.Field!.Value), p.Correction.Before, p.Correction.After)]
                : after is null ? [] : Differences(publications[p.Word.Number.Value].Rows, after.Rows), after is not null);
        })];
    }

    /// <summary>Every person whose line is not what it was, in the order of the corrected list; who is no longer on it comes last.</summary>
    private static List<(string, string, string)> Differences(IReadOnlyList<PublishedRow> before, IReadOnlyList<PublishedRow> after)
    {
        var (old, fresh) = (before.ToDictionary(r => r.EntryId), after.ToDictionary(r => r.EntryId));
        return [.. after.OrderBy(r => r.Place).Concat(before.OrderBy(r => r.Place).Where(r => !fresh.ContainsKey(r.EntryId)))
            .Select(r => (r.PersonName, Line(old.GetValueOrDefault(r.EntryId)), Line(fresh.GetValueOrDefault(r.EntryId)))).Where(d => d.Item2 != d.Item3)];
    }

    private static string Line(PublishedRow? row) => row is null ? "不在名单"
        : string.Join("，", new[] { row.Rank > 0 ? $"第 {row.Rank} 名" : "在名单", row.Award, row.Total.Length > 0 ? $"总分 {row.Total}" : string.Empty }.Where(t => t.Length > 0));
}
