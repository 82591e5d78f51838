// Meetings to which the helping units were called, and who did not come. Must not know what an absence costs.
namespace Scoring.Domain.Pairings;

/// <summary>召集的会议: called by a street for the units that help its estates.</summary>
public sealed class Meeting
{
    public int Id { get; init; }

    public int StreetId { get; init; }

    /// <summary>The local day.</summary>
    public DateOnly Day { get; init; }

    public required string Topic { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>缺席: proposed by one person, confirmed by another (a check constraint); only what is confirmed costs anything.</summary>
public sealed class MeetingAbsence
{
    public int Id { get; init; }

    public int MeetingId { get; init; }

    public Meeting? Meeting { get; init; }

    /// <summary>The pairing that was not represented.</summary>
    public int PairingId { get; init; }

    public int ProposedById { get; init; }

    public DateTimeOffset ProposedAt { get; init; }

    public int? ConfirmedById { get; set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Found to have been excused, or noted by mistake.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>The deduction it became in the cycle of its period; null before there is one.</summary>
    public int? AdjustmentId { get; set; }

    public bool Open => ConfirmedAt is null && CancelledAt is null;

    /// <exception cref="Refused">It is settled already.</exception>
    public void Settle(bool confirm, int byId, DateTimeOffset now)
    {
        if (!Open)
            throw new Refused("这一条已经处理过，不用再处理。");
        if (confirm)
            (ConfirmedById, ConfirmedAt) = (byId, now);
        else
            CancelledAt = now;
    }
}
