// 点名: who is there on the live day. Must not know marks.
namespace Scoring.Domain.Stages;

/// <summary>One word of the roll call about a judge or a candidate. Appended; the newest counts.</summary>
public sealed class Attendance
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>The judge it is about; null when it is about a candidate. One of the two is given (a check constraint).</summary>
    public int? JudgeId { get; init; }

    public int? EntryId { get; init; }

    public bool Present { get; init; }

    /// <summary>Whether the judge's own sign-in on the day said so, rather than somebody calling the roll.</summary>
    public bool BySignIn { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}
