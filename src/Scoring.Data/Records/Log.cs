namespace Scoring.Data.Records;

/// <summary>
/// An act that matters: who, when, what, on which cycle and entry. Appended, never edited (a trigger), and chained: <see cref="Body"/> is public and
/// holds a commitment only, so that the words beside it can be erased without breaking the chain. The context fills the chained members in as it saves.
/// </summary>
public sealed class AuditEvent
{
    /// <summary>The number in the chain, from 1 without gaps.</summary>
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null when the clock did it, or once erased.</summary>
    public int? AccountId { get; init; }

    /// <summary>Name and role as they were then; empty once erased.</summary>
    public required string Who { get; init; }

    /// <summary>The request's name, e.g. "Nominations.Submit".</summary>
    public required string Act { get; init; }

    public int? CycleId { get; init; }

    public int? EntryId { get; init; }

    /// <summary>A Chinese sentence for people; empty once erased.</summary>
    public required string Text { get; init; }

    /// <summary>What anyone may know of it, for the chain's body: hashes and counts, never a name.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>32 hex digits that the commitment to account, who and text was made with; empty once erased.</summary>
    public string Salt { get; internal set; } = string.Empty;

    /// <summary>The hash of the event before.</summary>
    public string Previous { get; internal set; } = string.Empty;

    /// <summary>Canonical JSON, public-safe.</summary>
    public string Body { get; internal set; } = string.Empty;

    public string Hash { get; internal set; } = string.Empty;
}

/// <summary>One run of one job: what the clock's page shows.</summary>
public sealed class JobRun
{
    public long Id { get; init; }

    public required string Job { get; init; }

    /// <summary>By the application's clock (the demo can move it).</summary>
    public DateTimeOffset At { get; init; }

    public int Milliseconds { get; init; }

    public bool Failed { get; init; }

    /// <summary>What it did, or why it failed.</summary>
    public required string Text { get; init; }
}

/// <summary>The answer once given to a keyed request, so that a repeat is answered the same and done once.</summary>
public sealed class RequestKey
{
    public Guid Key { get; init; }

    public int AccountId { get; init; }

    public required string Act { get; init; }

    public required string AnswerJson { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A small fact of the installation itself (the demo clock's offset, the seed's mark).</summary>
public sealed class Setting
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}

/// <summary>A data-protection key, kept in the database so that a restart signs nobody out.</summary>
public sealed class DataKey
{
    public int Id { get; init; }

    public required string Name { get; init; }

    public required string Xml { get; init; }
}

/// <summary>One version of a scheme file; a cycle pins one by id and hash. Appended, never edited.</summary>
public sealed class SchemeVersion
{
    public int Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>From 1 within the code.</summary>
    public int Version { get; init; }

    /// <summary>SHA-256 of the canonical JSON, lower-case hex.</summary>
    public required string Hash { get; init; }

    public required string Json { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }
}
