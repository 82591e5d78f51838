// Sheets that arrived after scoring was closed, and what the supervisor decided. Must not know which way is right: a person says so, with a reason.
namespace Scoring.Domain.Judging;

/// <summary>A sheet that came after closing: kept as it came, counted by nobody until the supervisor takes it in. Appended, never edited; one for each revision and telling of the talk.</summary>
public sealed class LateSheet
{
    public int Id { get; init; }

    public int JudgeId { get; init; }

    public int EntryId { get; init; }

    /// <summary>The revision that it would have been.</summary>
    public int Revision { get; init; }

    /// <summary>Which telling of the talk it is for, from 1.</summary>
    public int Round { get; init; }

    /// <summary>Criterion code → mark, checked like any sheet's.</summary>
    public required IReadOnlyDictionary<string, string> Marks { get; init; }

    /// <summary>Chosen by the device; the sheet that it becomes carries the same.</summary>
    public Guid Key { get; init; }

    public DateTimeOffset ArrivedAt { get; init; }
}

/// <summary>The supervisor's word on a late sheet; one a sheet, final.</summary>
public sealed class LateDecision
{
    public int Id { get; init; }

    public int LateSheetId { get; init; }

    /// <summary>计入: it became the next revision. Otherwise 不计入.</summary>
    public bool TakenIn { get; init; }

    public required string Reason { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}
