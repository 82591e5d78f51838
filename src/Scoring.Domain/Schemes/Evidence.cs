namespace Scoring.Domain.Schemes;

/// <summary>How a department enters what it found.</summary>
public enum EvidenceEntry
{
    /// <summary>Points per indicator, up to its maximum.</summary>
    Points,

    /// <summary>Deductions from the full mark.</summary>
    Deductions,
}

/// <summary>An evidence block of the rubric: which departments answer for it, how, and by which indicators.</summary>
/// <param name="Block">The block's code in the scoring part.</param>
/// <param name="Departments">The department codes; at least one.</param>
/// <param name="SelfReport">Whether the street reports first and the department checks.</param>
/// <param name="Entry">Points or deductions.</param>
/// <param name="Guidance">What to look at, for the one who enters.</param>
/// <param name="Indicators">The indicators; their maxima add up to the block's full mark.</param>
public sealed record EvidenceBlock(
    string Block, IReadOnlyList<string> Departments, bool SelfReport, EvidenceEntry Entry, string Guidance, IReadOnlyList<Indicator> Indicators)
{
    internal static EvidenceBlock Read(Node node)
    {
        node.Only("block", "departments", "selfReport", "entry", "guidance", "indicators");
        return new(
            node.Code("block"),
            Node.Distinct(node.Some("departments"), item => item.Code(), code => code),
            node.Flag("selfReport", otherwise: false),
            node.Find("entry")?.OneOf(("points", EvidenceEntry.Points), ("deductions", EvidenceEntry.Deductions)) ?? EvidenceEntry.Points,
            node.Text("guidance"),
            Node.Distinct(node.Some("indicators"), Indicator.Read, indicator => indicator.Code));
    }
}

/// <summary>指标: what is looked at and the most points it can bring.</summary>
public sealed record Indicator(string Code, string Name, string? Hint, decimal Maximum)
{
    internal static Indicator Read(Node node)
    {
        node.Only("code", "name", "hint", "maximum");
        return new(node.Code("code"), node.Text("name"), node.TextOrNull("hint"), node.Positive("maximum"));
    }
}

/// <summary>一票否决: a ground, the department that may enter it, and whether a document reference is demanded.</summary>
public sealed record VetoGround(string Code, string Name, string? Hint, string Department, bool NeedsDocument, string? Section)
{
    internal static VetoGround Read(Node node)
    {
        node.Only("code", "name", "hint", "department", "needsDocument", "section");
        return new(
            node.Code("code"),
            node.Text("name"),
            node.TextOrNull("hint"),
            node.Code("department"),
            node.Flag("needsDocument", otherwise: true),
            node.Find("section")?.Code());
    }
}
