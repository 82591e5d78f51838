namespace Scoring.Data.Records;

/// <summary>A scheme that is being written. What it says lies in its saves; this row only says which draft it is and whether it was given up.</summary>
public sealed class SchemeDraft
{
    public int Id { get; init; }

    /// <summary>The programme's code, which does not change any more.</summary>
    public required string Code { get; init; }

    /// <summary>The programme's name as last saved.</summary>
    public required string Name { get; set; }

    /// <summary>The version it started from; null for one that started from nothing or from a file.</summary>
    public int? BasedOnId { get; init; }

    public int CreatedById { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? GivenUpAt { get; set; }
}

/// <summary>A draft as it was saved once. Appended, never edited; the number is unique in its draft, so that of two who saved at once the second is refused.</summary>
public sealed class SchemeDraftSave
{
    public int DraftId { get; init; }

    /// <summary>From 1 within the draft.</summary>
    public int Number { get; init; }

    /// <summary>A JSON object; not yet a scheme, maybe.</summary>
    public required string Json { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A save that was handed to the second person. Appended, never edited.</summary>
public sealed class SchemeDraftSubmission
{
    public int Id { get; init; }

    public int DraftId { get; init; }

    public int Number { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The second person's word on a submission: in force as a new version, or back with a reason. The database refuses one who is also the first.</summary>
public sealed class SchemeDraftDecision
{
    public int SubmissionId { get; init; }

    public int SubmittedById { get; init; }

    public int ById { get; init; }

    /// <summary>The version that came of it; null when it was sent back.</summary>
    public int? SchemeVersionId { get; init; }

    /// <summary>Why it was sent back; null when it was put in force.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset At { get; init; }
}
