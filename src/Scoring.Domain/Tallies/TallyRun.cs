namespace Scoring.Domain.Tallies;

/// <summary>One run of the tally: the record that went in and the result that came out, with both hashes. Appended, never edited.</summary>
public sealed class TallyRun
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>From 1 within the cycle; the highest counts.</summary>
    public int Number { get; init; }

    public required string RecordJson { get; init; }

    public required string ResultJson { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public required string RecordHash { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public required string ResultHash { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The supervisor's word on one flag of one run, with a reason.</summary>
public sealed class FlagAcknowledgement
{
    public int Id { get; init; }

    public int TallyRunId { get; init; }

    /// <summary>"E03/LIVE/INSUFFICIENT_JUDGES:street".</summary>
    public required string Flag { get; init; }

    public required string Reason { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A number drawn by lot; the lower goes first.</summary>
public sealed class Lot
{
    public int CycleId { get; init; }

    public int EntryId { get; init; }

    public int Number { get; init; }

    public int DrawId { get; init; }
}

/// <summary>The second person's word. The database refuses one who is also the person who tallied.</summary>
public sealed class Approval
{
    public int TallyRunId { get; init; }

    /// <summary>Copied from the run and tied to it by a foreign key, so that the check constraint means something.</summary>
    public int TalliedById { get; init; }

    public int ApprovedById { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset At { get; init; }
}
