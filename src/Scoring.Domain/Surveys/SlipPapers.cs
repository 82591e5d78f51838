// The life of a batch of slips on paper: who took it, and that two people voided it. Must not know which slip went where.
namespace Scoring.Domain.Surveys;

/// <summary>That a batch was taken away to be handed out: who took it, when, and by whose hand it went. Once a batch, never edited.</summary>
public sealed class BatchHandover
{
    public int Id { get; init; }

    public int BatchId { get; init; }

    /// <summary>Name of who signed for it.</summary>
    public required string TakenBy { get; init; }

    /// <summary>The account that handed it over.</summary>
    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A batch that is to be voided: proposed with a reason by one person, done by another (a check constraint, and a trigger on the batch).</summary>
public sealed class BatchVoid
{
    public int Id { get; init; }

    /// <summary>One a batch.</summary>
    public int BatchId { get; init; }

    public required string Reason { get; init; }

    public int ProposedById { get; init; }

    public DateTimeOffset ProposedAt { get; init; }

    public int? ConfirmedById { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The second person's word.</summary>
    /// <exception cref="Refused">It was said already, or by the one who proposed.</exception>
    public void Confirm(int byId, DateTimeOffset now)
    {
        if (ConfirmedAt is not null)
            throw new Refused("这一批选票已经作废，不用再操作。");
        if (byId == ProposedById)
            throw new Refused("作废要两个人：提出的人不能自己确认。请换一位同志确认。");
        (ConfirmedById, ConfirmedAt) = (byId, now);
    }
}
