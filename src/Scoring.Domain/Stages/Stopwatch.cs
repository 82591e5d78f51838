// How long a talk has lasted, from the moments at which its clock was started and stopped. Must not know what the time is: `now` is an argument.
namespace Scoring.Domain.Stages;

/// <summary>The shared stopwatch of one talk: what has run, and since when it runs on.</summary>
/// <param name="Ran">What had run when it last stood still.</param>
/// <param name="Since">Since when it runs; null while it stands still.</param>
public sealed record Stopwatch(TimeSpan Ran, DateTimeOffset? Since)
{
    public static Stopwatch Zero { get; } = new(TimeSpan.Zero, null);

    public bool Running => Since is not null;

    /// <summary>The talk's length so far; never less than what had run already.</summary>
    public TimeSpan Elapsed(DateTimeOffset now) => Since is { } since && now > since ? Ran + (now - since) : Ran;

    public Stopwatch Start(DateTimeOffset at) => Running ? this : this with { Since = at };

    public Stopwatch Stop(DateTimeOffset at) => new(Elapsed(at), null);
}
