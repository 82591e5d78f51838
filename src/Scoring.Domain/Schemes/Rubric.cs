namespace Scoring.Domain.Schemes;

/// <summary>How a block gets its value; the words of the tally page.</summary>
public enum BlockKind
{
    /// <summary>Departments enter points or deductions.</summary>
    Evidence,

    /// <summary>A panel marks criteria.</summary>
    Judges,

    /// <summary>Residents answer a question.</summary>
    Residents,

    /// <summary>A measured figure.</summary>
    Metric,
}

/// <summary>
/// The scoring part as people read it: names, weights, maxima, steps. It computes nothing; the tally reads the same text in its own way.
/// </summary>
public sealed record Rubric(IReadOnlyList<RubricSection> Sections)
{
    /// <summary>All blocks in order.</summary>
    public IEnumerable<RubricBlock> Blocks => Sections.SelectMany(section => section.Blocks);

    /// <summary>The sum of all weights, in points.</summary>
    public decimal Total => Blocks.Sum(block => block.Weight);

    internal static Rubric Read(Node scoring)
    {
        ScoringMembers.Demand(scoring);
        return new(Node.Distinct(scoring.Some("sections"), RubricSection.Read, section => section.Code));
    }
}

/// <summary>A section with its blocks.</summary>
public sealed record RubricSection(string Code, string Name, IReadOnlyList<RubricBlock> Blocks)
{
    internal static RubricSection Read(Node node) =>
        new(node.Code("code"), node.Text("name"), Node.Distinct(node.Some("blocks"), RubricBlock.Read, block => block.Code));
}

/// <summary>A block: its weight in points and how it is valued. What does not belong to its kind is null or empty.</summary>
public sealed record RubricBlock(
    string Code,
    string Name,
    string? Note,
    decimal Weight,
    BlockKind Kind,
    decimal? Full,
    string? Panel,
    IReadOnlyList<RubricCriterion> Criteria,
    string? Question,
    IReadOnlyList<string> Answers)
{
    internal static RubricBlock Read(Node node)
    {
        var source = node.Get("source");
        var kind = source.Get("kind").OneOf(
            ("evidence", BlockKind.Evidence), ("judges", BlockKind.Judges), ("residents", BlockKind.Residents), ("metric", BlockKind.Metric));
        return new(
            node.Code("code"),
            node.Text("name"),
            node.TextOrNull("note"),
            node.Positive("weight"),
            kind,
            kind == BlockKind.Evidence ? source.Positive("full") : null,
            kind == BlockKind.Judges ? source.Code("panel") : null,
            kind == BlockKind.Judges ? Node.Distinct(source.Some("criteria"), RubricCriterion.Read, criterion => criterion.Code) : [],
            kind == BlockKind.Residents ? source.TextOrNull("question") ?? "overall" : null,
            kind == BlockKind.Residents ? ReadAnswers(source) : []);
    }

    private static List<string> ReadAnswers(Node source) =>
    [
        .. source.Get("coefficients").Element.EnumerateObject().Select(member => member.Name),
        .. source.List("excluded").Select(answer => answer.Text()),
    ];
}

/// <summary>What a judge marks: maximum and step in points; where there is a scale, its words with their values instead of a step.</summary>
public sealed record RubricCriterion(string Code, string Name, string? Note, decimal Maximum, decimal? Step, IReadOnlyList<ScaleWord> Scale)
{
    /// <summary>Whether a mark is one the judge may give: 0 to the maximum, on the step.</summary>
    public bool Allows(decimal mark) => mark >= 0 && mark <= Maximum && (Step is not { } step || mark % step == 0);

    internal static RubricCriterion Read(Node node)
    {
        var maximum = node.Positive("max");
        var scale = node.Find("scale") is { } found ? ReadScale(node, found) : [];
        decimal? step = scale.Count > 0 && node.Find("step") is null ? null : node.Positive("step");
        if (step is { } size && maximum % size != 0) throw node.Get("step").Refuse($"满分 {maximum} 不是步长 {size} 的整数倍。");
        return new(node.Code("code"), node.Text("name"), node.TextOrNull("note"), maximum, step, scale);
    }

    private static List<ScaleWord> ReadScale(Node node, Node scale)
    {
        var names = node.Get("names");
        return [.. scale.Element.EnumerateObject().Select(word => new ScaleWord(word.Name, names.Text(word.Name), scale.Amount(word.Name)))];
    }
}

/// <summary>A word of a scale (好) with its value in points.</summary>
public sealed record ScaleWord(string Code, string Name, decimal Value);
