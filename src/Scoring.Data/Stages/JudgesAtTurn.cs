using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;

namespace Scoring.Data.Stages;

/// <summary>How one judge stands towards one entry, without any mark: marks are not even read.</summary>
/// <param name="HandedInAt">When the newest sheet came in; null before the first.</param>
public sealed record JudgeAtTurn(Judge Judge, int EntryId, SheetStanding Standing, DateTimeOffset? HandedInAt)
{
    /// <summary>Whether a sheet is still waited for.</summary>
    public bool Owes => Standing is SheetStanding.Waiting or SheetStanding.Reopened or SheetStanding.TakenBack;
}

/// <summary>The panel before the candidates on stage: who is in, who is missing.</summary>
public static class JudgesAtTurn
{
    /// <summary>Every judge on the panels (who marks only what lies in their own unit does so outside the hall) × these entries, by the judge's code.</summary>
    public static async Task<IReadOnlyList<JudgeAtTurn>> Read(ScoringDb db, int cycleId, Show show, IReadOnlyCollection<int> entryIds, CancellationToken cancellationToken = default)
    {
        var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycleId && j.RemovedAt == null && j.ScopeUnitId == null).OrderBy(j => j.Code).ToListAsync(cancellationToken);
        var here = judges.ConvertAll(j => j.Id);
        var sheets = await db.Sheets.AsNoTracking().Where(s => entryIds.Contains(s.EntryId) && here.Contains(s.JudgeId))
            .Select(s => new { s.JudgeId, s.EntryId, s.Revision, s.HandedInAt, Reopened = db.Reopenings.Any(r => r.SheetId == s.Id && !r.TakenBack), TakenBack = db.Reopenings.Any(r => r.SheetId == s.Id && r.TakenBack) }).ToListAsync(cancellationToken);
        var recusals = (await db.Recusals.AsNoTracking().Where(r => entryIds.Contains(r.EntryId)).Select(r => new { r.JudgeId, r.EntryId }).ToListAsync(cancellationToken))
            .Select(r => (r.JudgeId, r.EntryId)).ToHashSet();
        var latest = sheets.GroupBy(s => (s.JudgeId, s.EntryId)).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Revision)!);
        var rounds = show.Rounds;
        return [.. entryIds.SelectMany(e => judges.Select(j => At(j, e)))];

        JudgeAtTurn At(Judge judge, int entry)
        {
            var sheet = latest.GetValueOrDefault((judge.Id, entry));
            var standing = recusals.Contains((judge.Id, entry)) ? SheetStanding.Recused
                : sheet is null ? SheetStanding.Waiting
                : sheet.Reopened || sheet.HandedInAt < rounds.GetValueOrDefault(entry) ? SheetStanding.Reopened
                : sheet.TakenBack ? SheetStanding.TakenBack
                : SheetStanding.HandedIn;
            return new JudgeAtTurn(judge, entry, standing, sheet?.HandedInAt);
        }
    }
}
