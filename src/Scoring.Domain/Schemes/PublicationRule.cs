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
public sealed record PublicationRule(
    PublicationOrder Order,
    IReadOnlyList<string> PublicFields,
    bool LeafScoresToStreet,
    int NoticeDays,
    int SubstitutionNoticeDays,
    Objections Objections)
{
    /// <summary>The fields that may be made public; nothing else ever is.</summary>
    public static IReadOnlyList<string> KnownFields { get; } = ["name", "street", "estate", "composition", "total", "rank", "award", "parts"];

    internal static PublicationRule Read(Node node)
    {
        node.Only("order", "publicFields", "leafScoresToStreet", "noticeDays", "substitutionNoticeDays", "objections");
        var notice = node.Whole("noticeDays", 1, 30);
        var publication = new PublicationRule(
            node.Get("order").OneOf(("rank", PublicationOrder.Rank), ("strokes", PublicationOrder.Strokes)),
            Node.Distinct(node.Some("publicFields"), ReadField, field => field),
            node.Flag("leafScoresToStreet", otherwise: true),
            notice,
            node.Whole("substitutionNoticeDays", 1, 30),
            Objections.Read(node.Get("objections")));
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

/// <summary>异议: open for the first so many working days of the notice, real-name or not, verified within so many working days.</summary>
public sealed record Objections(int WorkingDays, bool RealName, int VerifyWorkingDays)
{
    internal static Objections Read(Node node)
    {
        node.Only("workingDays", "realName", "verifyWorkingDays");
        return new(node.Whole("workingDays", 1, 30), node.Flag("realName", otherwise: true), node.Whole("verifyWorkingDays", 1, 60));
    }
}
