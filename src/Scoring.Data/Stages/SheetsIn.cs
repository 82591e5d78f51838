using Scoring.Domain.Judging;
using Scoring.Domain.Stages;

namespace Scoring.Data.Stages;

/// <summary>Sheets handed in, of those that are owed; never whose.</summary>
public sealed record SheetCount(int In, int Of);

/// <summary>The panel before the candidates being scored, or else before the one last on stage, and how many of its sheets are in.</summary>
public static class SheetsIn
{
    public static Task<IReadOnlyList<JudgeAtTurn>> Of(ScoringDb db, int cycleId, Show show, CancellationToken cancellationToken = default) =>
        JudgesAtTurn.Read(db, cycleId, show, [.. show.Taking.Select(t => t.EntryId).DefaultIfEmpty(show.CurrentId ?? 0)], cancellationToken);

    /// <summary>Who is recused hands in nothing.</summary>
    public static SheetCount Count(IReadOnlyList<JudgeAtTurn> panel)
    {
        var wanted = panel.Where(j => j.Standing != SheetStanding.Recused).ToList();
        return new(wanted.Count(j => !j.Owes), wanted.Count);
    }
}
