namespace Scoring.Domain.Schemes;

/// <summary>申报: how many, who may stand, and what is handed in.</summary>
/// <param name="QuotaPerStreet">Nominees per street and period, at least 1; 0 where units apply for themselves, as many as will.</param>
/// <param name="FewerNeedsReason">Whether a street that files fewer must say why.</param>
/// <param name="CoolingOffMonths">Months after an award in which a winner cannot stand again; 0: none.</param>
/// <param name="Composition">The kinds of nominee (居民党员, 社区年轻干部 …), of which one is chosen.</param>
/// <param name="Standards">The checklist of standards (四有); null when there is none.</param>
/// <param name="Gates">Conditions that the review confirms one by one; not scores.</param>
/// <param name="Dossier">The sections of the 事迹材料.</param>
/// <param name="Attachments">The kinds of file that may be added.</param>
public sealed record Nomination(
    int QuotaPerStreet,
    bool FewerNeedsReason,
    int CoolingOffMonths,
    IReadOnlyList<CodedText> Composition,
    Standards? Standards,
    IReadOnlyList<CodedText> Gates,
    IReadOnlyList<DossierSection> Dossier,
    IReadOnlyList<AttachmentKind> Attachments)
{
    internal static Nomination Read(Node node)
    {
        node.Only("quotaPerStreet", "fewerNeedsReason", "coolingOffMonths", "composition", "standards", "gates", "dossier", "attachments");
        return new(
            node.Find("quotaPerStreet") is null ? 0 : node.Whole("quotaPerStreet", 1, 100),
            node.Flag("fewerNeedsReason", otherwise: false),
            node.Whole("coolingOffMonths", 0, 120, otherwise: 0),
            ReadTexts(node.List("composition")),
            node.Find("standards") is { } standards ? Standards.Read(standards) : null,
            ReadTexts(node.List("gates")),
            Node.Distinct(node.List("dossier"), DossierSection.Read, section => section.Code),
            Node.Distinct(node.List("attachments"), AttachmentKind.Read, kind => kind.Code));
    }

    internal static IReadOnlyList<CodedText> ReadTexts(IReadOnlyList<Node> nodes) => Node.Distinct(nodes, ReadText, text => text.Code);

    private static CodedText ReadText(Node node)
    {
        node.Only("code", "name", "hint");
        return new(node.Code("code"), node.Text("name"), node.TextOrNull("hint"));
    }
}

/// <summary>A named checklist (四有), each item ticked or not.</summary>
public sealed record Standards(string Name, IReadOnlyList<CodedText> Items)
{
    internal static Standards Read(Node node)
    {
        node.Only("name", "items");
        return new(node.Text("name"), Nomination.ReadTexts(node.Some("items")));
    }
}

/// <summary>A section of the dossier; limits in characters, 0 for an optional one.</summary>
public sealed record DossierSection(string Code, string Name, string? Hint, int Minimum, int Maximum)
{
    internal static DossierSection Read(Node node)
    {
        node.Only("code", "name", "hint", "minimum", "maximum");
        var (least, most) = (node.Whole("minimum", 0, 20_000), node.Whole("maximum", 1, 20_000));
        if (least > most) throw node.Get("minimum").Refuse($"最少 {least} 字超过了最多 {most} 字。");
        return new(node.Code("code"), node.Text("name"), node.TextOrNull("hint"), least, most);
    }
}

/// <summary>A kind of attachment: file types without a dot, the largest size of one file in megabytes (2^20 bytes), how many.</summary>
/// <param name="Screen">Whether its files may be put on the big screen of the live day, where everybody in the hall sees them.</param>
/// <param name="Hint">What whoever uploads should know; null: nothing.</param>
public sealed record AttachmentKind(
    string Code, string Name, IReadOnlyList<string> Types, int MaximumMegabytes, int MaximumCount, bool Required, bool Screen = false, string? Hint = null)
{
    /// <summary>The types whose content the platform knows how to check.</summary>
    public static IReadOnlyList<string> KnownTypes { get; } = ["pdf", "pptx", "docx", "jpg", "png", "mp4"];

    /// <summary>The largest size of one file in bytes.</summary>
    public long MaximumBytes => MaximumMegabytes * 1_048_576L;

    internal static AttachmentKind Read(Node node)
    {
        node.Only("code", "name", "hint", "types", "maximumMegabytes", "maximumCount", "required", "screen");
        var types = Node.Distinct(node.Some("types"), ReadType, type => type);
        var (megabytes, count) = (node.Whole("maximumMegabytes", 1, 1024), node.Whole("maximumCount", 1, 50));
        return new(
            node.Code("code"), node.Text("name"), types, megabytes, count, node.Flag("required", otherwise: false), node.Flag("screen", otherwise: false), node.TextOrNull("hint"));
    }

    private static string ReadType(Node node)
    {
        var type = node.Text();
        return KnownTypes.Contains(type, StringComparer.Ordinal)
            ? type
            : throw node.Refuse($"不能核对「{type}」类文件的内容；可以写：{string.Join('、', KnownTypes)}。");
    }
}
