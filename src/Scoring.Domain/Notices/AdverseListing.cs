// 告知: what must come before a list says something against a unit: a document, the street's chance to answer, and the word of a second person. Must not know scores.
using Scoring.Domain.Calendars;

namespace Scoring.Domain.Notices;

/// <summary>The street is told that a unit of its may be listed to its disadvantage, and on which document. Appended; one an entry.</summary>
public sealed class AdverseFinding
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    public int EntryId { get; init; }

    /// <summary>文号 of the document that establishes it.</summary>
    public required string Document { get; init; }

    /// <summary>What was found, as the street reads it.</summary>
    public required string Reason { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The street may answer before this moment.</summary>
    public DateTimeOffset ReplyUntil { get; init; }

    /// <exception cref="Refused">No document is named, or nothing is said.</exception>
    public static AdverseFinding Of(int cycleId, int entryId, string? document, string? reason, int byId, DateTimeOffset now, DateTimeOffset replyUntil)
    {
        if (string.IsNullOrWhiteSpace(document))
            throw Refused.Input("没有文件依据的，不能公开。请填写认定文件的文号。");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("请写明事实：哪里差、怎样认定。街道会看到这段话。");
        return new AdverseFinding { CycleId = cycleId, EntryId = entryId, Document = document.Trim(), Reason = reason.Trim(), ById = byId, At = now, ReplyUntil = replyUntil };
    }

    /// <summary>The street's one answer, in time.</summary>
    /// <exception cref="Refused">It is too late, or it has answered, or nothing is said.</exception>
    public AdverseReply Reply(AdverseReply? given, string? text, int byId, DateTimeOffset now)
    {
        if (given is not null)
            throw new Refused("已经答复过，答复不能再改。");
        if (now >= ReplyUntil)
            throw new Refused($"答复期已于 {ChinaTime.Words(ReplyUntil)} 结束，不再接收答复。");
        return string.IsNullOrWhiteSpace(text)
            ? throw Refused.Input("请写明答复意见。")
            : new AdverseReply { FindingId = Id, Text = text.Trim(), ById = byId, At = now };
    }

    /// <summary>Whether it is listed, on the word of another person than who told the street.</summary>
    /// <exception cref="Refused">The street may still answer, it is decided, the same person speaks, or no reason is given.</exception>
    public AdverseDecision Decide(AdverseReply? reply, AdverseDecision? given, bool listed, string? reason, int byId, DateTimeOffset now)
    {
        if (given is not null)
            throw new Refused("这一条已经决定，不用再决定。");
        if (reply is null && now < ReplyUntil)
            throw new Refused($"街道还在答复期内（{ChinaTime.Words(ReplyUntil)} 止），收到答复或期满以后再决定。");
        if (byId == ById)
            throw new Refused("决定人不能是告知人本人。请另一位同志决定。");
        return string.IsNullOrWhiteSpace(reason)
            ? throw Refused.Input("请写明理由。")
            : new AdverseDecision { FindingId = Id, Listed = listed, Reason = reason.Trim(), ProposedById = ById, ById = byId, At = now };
    }
}

/// <summary>What the street answered. One a finding (its key).</summary>
public sealed class AdverseReply
{
    public int FindingId { get; init; }

    public required string Text { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>Whether the unit is listed. One a finding (its key); that two people stand for it is a check constraint.</summary>
public sealed class AdverseDecision
{
    public int FindingId { get; init; }

    public bool Listed { get; init; }

    public required string Reason { get; init; }

    public int ProposedById { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>组织决定: what was decided with a result that is never made public. One a cycle (its key); the result itself stays as it is.</summary>
public sealed class OrganisationDecision
{
    public int CycleId { get; init; }

    public int TallyRunId { get; init; }

    /// <summary>文号 or meeting.</summary>
    public required string Document { get; init; }

    public DateOnly DecidedOn { get; init; }

    public required string Text { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}
