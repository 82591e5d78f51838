using Scoring.Domain.Judging;
using Scoring.Domain.Stages;

namespace Scoring.Data.Stages;

/// <summary>The panel before the candidates being scored, or else before the one last on stage, and how many of its sheets are in.</summary>
public static class SheetsIn
{
    public static Task<IReadOnlyList<JudgeAtTurn>> Of(ScoringDb db, int cycleId, Show show, CancellationToken cancellationToken = default) =>
        JudgesAtTurn.Read(db, cycleId, show, [.. show.Taking.Select(t => t.EntryId).DefaultIfEmpty(show.CurrentId ?? 0)], cancellationToken);

    /// <returns>How many are in, and of how many; who is recused hands in nothing.</returns>
    public static (int In, int Of) Count(IReadOnlyList<JudgeAtTurn> panel)
    {
        var wanted = panel.Where(j => j.Standing != SheetStanding.Recused).ToList();
        return (wanted.Count(j => !j.Owes), wanted.Count);
    }
}
