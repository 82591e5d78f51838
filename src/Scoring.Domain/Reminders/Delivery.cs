namespace Scoring.Domain.Reminders;

/// <summary>One message to one group, until it has arrived or it is given up. Written in the transaction of what it tells, sent afterwards.</summary>
public sealed class Delivery
{
    /// <summary>How often it is tried: the waits between are 1, 2, 4 … minutes, a little over two hours in all.</summary>
    public const int MostAttempts = 8;

    private const int LongestFault = 200;

    public long Id { get; init; }

    public int ChannelId { get; init; }

    public Channel? Channel { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>How often it has been tried. Two that try at once are told apart by it.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not before then; while one tries, a time by which it must have answered.</summary>
    public DateTimeOffset NextAt { get; private set; }

    public DateTimeOffset? ArrivedAt { get; private set; }

    public DateTimeOffset? GivenUpAt { get; private set; }

    /// <summary>What went wrong the last time; null when nothing did.</summary>
    public string? Fault { get; private set; }

    public static Delivery Of(int channelId, string title, string text, DateTimeOffset now) =>
        new() { ChannelId = channelId, At = now, Title = title, Text = text, NextAt = now };

    /// <summary>Whoever is about to send says so first: until the wait is over nobody else will.</summary>
    public void Begin(DateTimeOffset now)
    {
        Attempts++;
        NextAt = now + Wait(Attempts);
    }

    public void Arrived(DateTimeOffset now) => (ArrivedAt, Fault) = (now, null);

    /// <summary>It did not arrive: it is tried again when its wait is over, or given up.</summary>
    public void Failed(string fault, DateTimeOffset now)
    {
        Fault = fault.Length <= LongestFault ? fault : fault[..LongestFault];
        if (Attempts >= MostAttempts)
            GivenUpAt = now;
    }

    /// <summary>Somebody has mended the channel: from the beginning.</summary>
    /// <exception cref="Refused">It has arrived.</exception>
    public void Again(DateTimeOffset now)
    {
        if (ArrivedAt is not null)
            throw new Refused("这条消息已经送到，不用再发。");
        (Attempts, NextAt, GivenUpAt) = (0, now, null);
    }

    private static TimeSpan Wait(int attempts) => TimeSpan.FromMinutes(1 << (attempts - 1));
}
