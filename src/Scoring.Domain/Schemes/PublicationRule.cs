namespace Scoring.Domain.Schemes;

/// <summary>In which order winners are published.</summary>
public enum PublicationOrder
{
    /// <summary>By rank.</summary>
    Rank,

    /// <summary>按姓氏笔画: the rank is not shown.</summary>
    Strokes,
}

/// <summary>What becomes public, when, and how one objects.</summary>
/// <param name="Order">By rank or by strokes.</param>
/// <param name="PublicFields">What the public sees of a winner: name, street, estate, composition, total, rank, award, parts.</param>
/// <param name="LeafScoresToStreet">Whether a street sees the single scores of its own candidates.</param>
/// <param name="NoticeDays">公示 in working days.</param>
/// <param name="SubstitutionNoticeDays">公示 of somebody who moved up, in working days.</param>
/// <param name="Objections">How objections are taken.</param>
/// <param name="DecidedBy">Who decides on the result, where it is an input to a decision and nothing is ever made public; null where it is published.</param>
/// <param name="Listed">The awards that are made public; empty: all of them.</param>
/// <param name="Adverse">The awards that are made public only on a document, a notice and a time to answer; null: none.</param>
/// <param name="DisplayDays">Calendar days for which a publication is shown, 1–366; null: for good.</param>
public sealed record PublicationRule(
    PublicationOrder Order,
    IReadOnlyList<string> PublicFields,
    bool LeafScoresToStreet,
    int NoticeDays,
    int SubstitutionNoticeDays,
    Objections Objections,
    string? DecidedBy = null,
    IReadOnlyList<string>? Listed = null,
    AdverseRule? Adverse = null,
    int? DisplayDays = null)
{
    /// <summary>Whether there is ever a notice and a publication.</summary>
    public bool Public => DecidedBy is null;

    /// <summary>Whether who has won this award is named, as far as the award decides.</summary>
    public bool Lists(string? award) => award is not null && (Listed is not { Count: > 0 } || Listed.Contains(award, StringComparer.Ordinal));

    /// <summary>Whether this award is listed only after its subject could answer.</summary>
    public bool IsAdverse(string? award) => award is not null && Adverse?.Awards.Contains(award, StringComparer.Ordinal) == true;

    /// <summary>The fields that may be made public; nothing else ever is.</summary>
    public static IReadOnlyList<string> KnownFields { get; } = ["name", "street", "estate", "composition", "total", "rank", "award", "parts"];

    internal static PublicationRule Read(Node node)
    {
        if (node.Find("kind")?.OneOf(("public", false), ("none", true)) == true)
        {
            node.Only("kind", "decidedBy");
            return new(PublicationOrder.Rank, [], false, 0, 0, new(0, false, 0), node.Text("decidedBy"));
        }

        node.Only("kind", "order", "publicFields", "leafScoresToStreet", "noticeDays", "substitutionNoticeDays", "objections", "listed", "adverse", "displayDays");
        var notice = node.Whole("noticeDays", 1, 30);
        var publication = new PublicationRule(
            node.Get("order").OneOf(("rank", PublicationOrder.Rank), ("strokes", PublicationOrder.Strokes)),
            Node.Distinct(node.Some("publicFields"), ReadField, field => field),
            node.Flag("leafScoresToStreet", otherwise: true),
            notice,
            node.Whole("substitutionNoticeDays", 1, 30),
            Objections.Read(node.Get("objections")),
            null,
            Node.Distinct(node.List("listed"), award => award.Code(), code => code),
            node.Find("adverse") is { } adverse ? AdverseRule.Read(adverse) : null,
            node.Find("displayDays") is null ? null : node.Whole("displayDays", 1, 366));
        if (publication.Objections.WorkingDays > notice)
            throw node.Get("objections").Get("workingDays").Refuse($"受理异议的天数不能超过公示的 {notice} 个工作日。");
        if (publication.Order == PublicationOrder.Strokes && publication.PublicFields.Contains("rank", StringComparer.Ordinal))
            throw node.Get("publicFields").Refuse("按姓氏笔画发布时不能公开名次，请去掉 rank。");
        return publication;
    }

    private static string ReadField(Node node)
    {
        var field = node.Text();
        return KnownFields.Contains(field, StringComparer.Ordinal)
            ? field
            : throw node.Refuse($"「{field}」不能公开；可以写：{string.Join('、', KnownFields)}。");
    }
}

/// <summary>What speaks against its subject: made public only on a document, after the street that answers for the subject was told and could reply, and on the word of a second person.</summary>
/// <param name="Awards">The awards, at least one.</param>
/// <param name="ReplyWorkingDays">Working days to reply, 1–30.</param>
public sealed record AdverseRule(IReadOnlyList<string> Awards, int ReplyWorkingDays)
{
    internal static AdverseRule Read(Node node)
    {
        node.Only("awards", "replyWorkingDays");
        return new(Node.Distinct(node.Some("awards"), award => award.Code(), code => code), node.Whole("replyWorkingDays", 1, 30));
    }
}

/// <summary>异议: open for the first so many working days of the notice, real-name or not, verified within so many working days.</summary>
public sealed record Objections(int WorkingDays, bool RealName, int VerifyWorkingDays)
{
    internal static Objections Read(Node node)
    {
        node.Only("workingDays", "realName", "verifyWorkingDays");
        return new(node.Whole("workingDays", 1, 30), node.Flag("realName", otherwise: true), node.Whole("verifyWorkingDays", 1, 60));
    }
}
