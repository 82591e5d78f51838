namespace Scoring.Domain;

/// <summary>Why an act was refused, as far as the answer's shape depends on it.</summary>
public enum RefusalKind
{
    /// <summary>The state of things forbids it now (too late, already done, quota used up).</summary>
    State,

    /// <summary>It belongs to somebody else.</summary>
    NotYours,

    /// <summary>It does not exist, or not for this person.</summary>
    Missing,

    /// <summary>What was sent cannot be used as it is.</summary>
    Input,
}

/// <summary>An act that the rules do not allow. The message is a Chinese sentence that says why and what to do.</summary>
public sealed class Refused(string reason, RefusalKind kind = RefusalKind.State) : Exception(reason)
{
    public RefusalKind Kind { get; } = kind;

    public static Refused NotYours(string reason) => new(reason, RefusalKind.NotYours);

    public static Refused Missing(string reason) => new(reason, RefusalKind.Missing);

    public static Refused Input(string reason) => new(reason, RefusalKind.Input);
}
