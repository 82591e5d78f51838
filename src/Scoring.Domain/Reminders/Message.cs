// What the platform tells people and groups of its own accord, and when. Must not know who owes what, nor how anything is sent.
namespace Scoring.Domain.Reminders;

/// <summary>A line in somebody's inbox. Holds no mark and no answer: it says that something waits, and where.</summary>
public sealed class Message
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 120;

    public long Id { get; init; }

    public int AccountId { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>Where to do it: an address of our own.</summary>
    public required string Href { get; init; }

    /// <summary>When it was read; null while it has not been.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>Before a deadline or after it.</summary>
public enum ReminderKind
{
    Before,
    After,
}

/// <summary>That people were reminded of one deadline, once; a deadline that was put off is another.</summary>
public sealed class Reminder
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>One of <see cref="Cycles.PhaseCode"/>.</summary>
    public required string PhaseCode { get; init; }

    public ReminderKind Kind { get; init; }

    public DateTimeOffset Deadline { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>How many people were told.</summary>
    public int People { get; init; }

    /// <summary>What groups were told, as a sentence without names of people.</summary>
    public required string Words { get; init; }
}
