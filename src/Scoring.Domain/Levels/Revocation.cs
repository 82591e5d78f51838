// 摘星: how one section that was won is taken away within the year. Must not know scores: a revocation changes no figure.
namespace Scoring.Domain.Levels;

/// <summary>A proposal to take one section from a unit that holds it, on a document. The unit is told by it and may answer until <see cref="ReplyUntil"/>. Appended, never edited.</summary>
public sealed class Revocation
{
    /// <summary>Working days that the unit has to answer.</summary>
    public const int ReplyDays = 3;

    public int Id { get; init; }

    /// <summary>The cycle in which the section was won.</summary>
    public int CycleId { get; init; }

    public int EntryId { get; init; }

    /// <summary>The scheme's section code.</summary>
    public required string Section { get; init; }

    /// <summary>From 1: what was proposed and not decided so may be proposed again on another document.</summary>
    public int Number { get; init; }

    /// <summary>文号 of the document that establishes the ground.</summary>
    public required string Document { get; init; }

    /// <summary>What happened, as the unit reads it.</summary>
    public required string Reason { get; init; }

    /// <summary>The document itself.</summary>
    public int AttachmentId { get; init; }

    /// <summary>The department that proposes.</summary>
    public int UnitId { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset ReplyUntil { get; init; }

    /// <exception cref="Refused">No document is named, or nothing is said.</exception>
    public static Revocation Of(
        (int CycleId, int EntryId, string Section, int Number) what, string? document, string? reason, int attachmentId, int unitId, int byId, DateTimeOffset at, DateTimeOffset replyUntil)
    {
        if (string.IsNullOrWhiteSpace(document))
            throw Refused.Input("摘星必须有依据。请填写认定文件的文号。");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("请写明事实：什么时间、什么事、怎样认定。单位会看到这段话。");
        return new Revocation
        {
            CycleId = what.CycleId, EntryId = what.EntryId, Section = what.Section, Number = what.Number, Document = document.Trim(), Reason = reason.Trim(), AttachmentId = attachmentId,
            UnitId = unitId, ById = byId, At = at, ReplyUntil = replyUntil,
        };
    }

    /// <summary>The unit's one answer, in time.</summary>
    /// <exception cref="Refused">It is too late, or it has answered, or nothing is said.</exception>
    public RevocationReply Reply(RevocationReply? given, string? text, int byId, DateTimeOffset now)
    {
        if (given is not null)
            throw new Refused("本单位已经答复过，答复不能再改。");
        if (now >= ReplyUntil)
            throw new Refused($"答复期已于 {Calendars.ChinaTime.Words(ReplyUntil)} 结束，不再接收答复。");
        return string.IsNullOrWhiteSpace(text)
            ? throw Refused.Input("请写明答复意见。")
            : new RevocationReply { RevocationId = Id, Text = text.Trim(), ById = byId, At = now };
    }

    /// <summary>One of the two opinions that decide. Both must be for it, or the section stays.</summary>
    /// <param name="reply">What the unit answered; null while it has not.</param>
    /// <param name="given">The opinions so far.</param>
    /// <param name="revoke">Whether to take the section away.</param>
    /// <param name="reason">Why; demanded.</param>
    /// <param name="byId">Who says so.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refused">The unit may still answer, or the same person has spoken, or it is decided.</exception>
    public RevocationOpinion Opine(RevocationReply? reply, IReadOnlyCollection<RevocationOpinion> given, bool revoke, string? reason, int byId, DateTimeOffset now)
    {
        if (reply is null && now < ReplyUntil)
            throw new Refused($"单位还在答复期内（{Calendars.ChinaTime.Words(ReplyUntil)} 止），收到答复或期满以后再决定。");
        if (Outcome(given) is not null)
            throw new Refused("这一条已经有结论，不用再表态。");
        if (given.Any(o => o.ById == byId))
            throw new Refused("决定要由两个人作出，您已经表过态，请另一位同志决定。");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("请写明理由。");
        return new RevocationOpinion { RevocationId = Id, Number = given.Count + 1, Revoke = revoke, Reason = reason.Trim(), ById = byId, At = now };
    }

    /// <summary>Whether the section is taken away; null while a second opinion is awaited.</summary>
    public static bool? Outcome(IReadOnlyCollection<RevocationOpinion> opinions) => opinions.Count < 2 ? null : opinions.All(o => o.Revoke);
}

/// <summary>What the unit answered. One a revocation (its key).</summary>
public sealed class RevocationReply
{
    public int RevocationId { get; init; }

    public required string Text { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>One of the two opinions on a revocation; that they are of two people is a unique index.</summary>
public sealed class RevocationOpinion
{
    public int Id { get; init; }

    public int RevocationId { get; init; }

    /// <summary>1 or 2.</summary>
    public int Number { get; init; }

    public bool Revoke { get; init; }

    public required string Reason { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>更正: a section that was taken away, as the public sees it beside the list that gave it. One a section and entry (its key); a trigger asks for both opinions.</summary>
public sealed class LostSection
{
    public int EntryId { get; init; }

    public required string Section { get; init; }

    public int RevocationId { get; init; }

    public int CycleId { get; init; }

    public required string UnitName { get; init; }

    public required string SectionName { get; init; }

    /// <summary>The scheme's word for the level before and after.</summary>
    public required string Before { get; init; }

    public required string After { get; init; }

    public required string Document { get; init; }

    public DateTimeOffset At { get; init; }
}
