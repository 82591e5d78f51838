// Answers taken at the door and by telephone: what is kept beside the ballot. Must not hold what was answered, nor the day.
namespace Scoring.Domain.Surveys;

/// <summary>
/// That a household was visited, for calling back on a sample of them. Its key comes from the worker's phone, so that a visit handed in
/// twice is one; it shares nothing with the ballot, which has its own random key, and it has no day.
/// </summary>
public sealed class DoorstepVisit
{
    public Guid Id { get; init; }

    public int CycleId { get; init; }

    public int EstateId { get; init; }

    /// <summary>Building and door, as the worker wrote it.</summary>
    public required string Place { get; init; }

    public int WorkerId { get; init; }

    /// <summary>Drawn by the server when it comes in; the lowest are called back. The worker cannot foresee it.</summary>
    public int Lot { get; init; }
}

/// <summary>What a call-back found.</summary>
public enum CallBackFinding
{
    /// <summary>The household was visited and gave its own answer.</summary>
    Confirmed,

    /// <summary>Nobody came, or the worker answered for them.</summary>
    Denied,

    /// <summary>Not reached after several attempts.</summary>
    Unreached,
}

/// <summary>A call-back on a visit, by somebody else than the worker (a check constraint). Once a visit, never edited.</summary>
public sealed class CallBack
{
    public Guid VisitId { get; init; }

    public int WorkerId { get; init; }

    public CallBackFinding Finding { get; init; }

    public required string Note { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>Whom to call back.</summary>
public static class CallBackSample
{
    /// <summary>One visit in so many.</summary>
    public const int OneIn = 10;

    /// <summary>At least so many of an estate, or all.</summary>
    public const int Least = 3;

    /// <summary>The visits of one estate and cycle to call back: a tenth, rounded up, at least three, the lowest lots.</summary>
    public static IReadOnlyList<DoorstepVisit> Of(IReadOnlyCollection<DoorstepVisit> visits) =>
        [.. visits.OrderBy(v => v.Lot).ThenBy(v => v.Id).Take(Math.Max(Least, (visits.Count + OneIn - 1) / OneIn))];
}

/// <summary>How a telephone attempt ended.</summary>
public enum PhoneOutcome
{
    Answered,
    NoReply,
    Refused,

    /// <summary>No resident of the estate, or not of age.</summary>
    NotEligible,
}

/// <summary>One attempt to ask by telephone. No number, no name and no answer: the attempts and refusals behind a figure.</summary>
public sealed class PhoneAttempt
{
    public Guid Id { get; init; }

    public int CycleId { get; init; }

    public int EstateId { get; init; }

    /// <summary>The how-manieth call to this household, 1–3.</summary>
    public int Attempt { get; init; }

    public PhoneOutcome Outcome { get; init; }

    public int CallerId { get; init; }
}

/// <summary>What a resident wrote to the estate's branch. It has the month and nothing finer, a random key, and no way to a ballot.</summary>
public sealed class ResidentComment
{
    public required byte[] Id { get; init; }

    public int EstateId { get; init; }

    /// <summary>The first day of its month.</summary>
    public DateOnly Month { get; init; }

    public required string Text { get; init; }
}

/// <summary>The street's word on a comment: passed on to the branch, or not, with the reason. Once a comment.</summary>
public sealed class CommentWord
{
    public required byte[] CommentId { get; init; }

    public bool PassedOn { get; init; }

    /// <summary>Empty when it is passed on.</summary>
    public required string Reason { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}
