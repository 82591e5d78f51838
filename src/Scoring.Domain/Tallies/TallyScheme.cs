using System.Numerics;
using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>
/// How a cycle is scored: panels, sections with their blocks, caps, ties and award. This is the <c>scheme</c> of a scoring record
/// and the <c>scoring</c> of a scheme file. It knows no entry, no mark and no date.
/// </summary>
public sealed record TallyScheme
{
    /// <summary>The scheme's code, repeated in the result.</summary>
    public required string Code { get; init; }

    /// <summary>The scheme's version, a whole number, repeated in the result.</summary>
    public required BigInteger Version { get; init; }

    /// <summary>Decimals of every rounded figure, 0 to 1000.</summary>
    public int Decimals { get; init; } = 2;

    public IReadOnlyList<PanelRule> Panels { get; init; } = [];

    /// <summary>At least one.</summary>
    public required IReadOnlyList<SectionRule> Sections { get; init; }

    /// <summary>The most that bonuses can add, in points; null: no cap.</summary>
    public Exact? BonusCap { get; init; }

    /// <summary>The most that deductions can take, in points; null: no cap.</summary>
    public Exact? DeductionCap { get; init; }

    /// <summary>The steps that split equal totals, in order.</summary>
    public IReadOnlyList<TieStep> Ties { get; init; } = [];

    /// <summary>Whether entries are rolled up to their units.</summary>
    public bool RollUp { get; init; }

    /// <summary>What is awarded; null: nothing.</summary>
    public AwardRule? Award { get; init; }

    /// <summary>Every block in the order written, whichever section holds it.</summary>
    public IEnumerable<BlockRule> Blocks => Sections.SelectMany(section => section.Blocks);

    /// <summary>Reads and checks a <c>scheme</c> object that stands alone.</summary>
    /// <param name="scheme">The object.</param>
    /// <param name="path">Where it stands in its file, for messages: <c>$.scoring</c>.</param>
    /// <exception cref="InvalidRecord">The object is not a valid scheme.</exception>
    public static TallyScheme Read(JsonElement scheme, string path = "$") => SchemeReader.Read(new JsonNode(scheme, JsonPath.Root(path)));

    /// <summary>Checks a scheme that was put together in code.</summary>
    /// <exception cref="InvalidRecord">The scheme breaks a rule of the tally; the path starts at <paramref name="path"/>.</exception>
    public void Check(string path = "$") => SchemeCheck.Check(this, JsonPath.Root(path));

    /// <summary>The scheme as canonical JSON on one line.</summary>
    public string Print() => JsonText.Write(writer => SchemePrinter.Write(writer, this));
}

/// <summary>A panel of judges in weighted groups.</summary>
public sealed record PanelRule
{
    public required string Code { get; init; }

    public string? Name { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<GroupRule> Groups { get; init; }

    public IReadOnlyList<DropRule> Drop { get; init; } = [];

    /// <summary>A group with fewer counting judges than this is flagged; 0: never.</summary>
    public BigInteger AcknowledgeBelow { get; init; }

    /// <summary>The row that holds for <paramref name="judges"/> counting judges: the largest <c>from</c> not above; null: plain mean.</summary>
    public DropRule? DropFor(int judges) => Drop.Where(row => row.From <= judges).MaxBy(row => row.From);
}

/// <summary>A group of a panel with its weight ω, above 0.</summary>
public sealed record GroupRule(string Code, Exact Weight, string? Name = null);

/// <summary>From how many counting judges on how many highest and lowest are left out; <c>From</c> is above <c>High + Low</c>.</summary>
public sealed record DropRule(BigInteger From, BigInteger High, BigInteger Low);

/// <summary>A section of the score sheet.</summary>
public sealed record SectionRule(string Code, IReadOnlyList<BlockRule> Blocks, string? Name = null);

/// <summary>A block: weight W in points, above 0, and where its value comes from.</summary>
public sealed record BlockRule(string Code, Exact Weight, SourceRule Source, string? Name = null);

/// <summary>Where a block's value, 0 to 100, comes from.</summary>
public abstract record SourceRule
{
    /// <summary>The kind as the record names it.</summary>
    public abstract SourceKind Kind { get; }
}

/// <summary>The four kinds of source.</summary>
public enum SourceKind
{
    Evidence,
    Judges,
    Residents,
    Metric,
}

/// <summary>Points of at most <paramref name="Full"/> (above 0), given directly or as deductions.</summary>
public sealed record EvidenceRule(Exact Full) : SourceRule
{
    public override SourceKind Kind => SourceKind.Evidence;
}

/// <summary>Marks of a panel for criteria.</summary>
public sealed record JudgesRule(string Panel, IReadOnlyList<CriterionRule> Criteria) : SourceRule
{
    public override SourceKind Kind => SourceKind.Judges;
}

/// <summary>What a judge marks.</summary>
public sealed record CriterionRule
{
    public required string Code { get; init; }

    public string? Name { get; init; }

    /// <summary>The highest mark, above 0.</summary>
    public required Exact Max { get; init; }

    /// <summary>The step a screen offers; the tally takes any mark within 0..max.</summary>
    public Exact? Step { get; init; }

    /// <summary>Words with their marks, in the order written; null: numbers only.</summary>
    public IReadOnlyDictionary<string, Exact>? Scale { get; init; }

    /// <summary>Texts for the words of the scale, where any travel along.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Answers of residents to a question.</summary>
public sealed record ResidentsRule : SourceRule
{
    /// <summary>The question where none is named.</summary>
    public const string Overall = "overall";

    public override SourceKind Kind => SourceKind.Residents;

    public string Question { get; init; } = Overall;

    /// <summary>What each answer is worth, 0 to 1, in the order written; the highest is 1 and the lowest 0.</summary>
    public required IReadOnlyDictionary<string, Exact> Coefficients { get; init; }

    /// <summary>Answers that count for nothing.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>How many answers are needed; null: one.</summary>
    public SampleRule? Sample { get; init; }

    /// <summary>Texts for the answers, where any travel along.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>The sample a survey needs: a share of the households within floor and ceiling; below <c>Absolute</c> nothing is measured.</summary>
public sealed record SampleRule(Exact Share, BigInteger Floor, BigInteger Ceiling, BigInteger Absolute)
{
    /// <summary>Answers needed for a full sample: min(H, max(floor, min(ceiling, ⌈share·H⌉))).</summary>
    /// <param name="households">H, at least 1.</param>
    public BigInteger Need(BigInteger households) =>
        BigInteger.Min(households, BigInteger.Max(Floor, BigInteger.Min(Ceiling, (Share * households).Ceiling())));
}

/// <summary>A measured figure on a line from <paramref name="Zero"/> (value 0) to <paramref name="Full"/> (value 100).</summary>
public sealed record MetricRule(Exact Zero, Exact Full) : SourceRule
{
    public override SourceKind Kind => SourceKind.Metric;
}

/// <summary>A step that splits entries with equal totals.</summary>
public enum TieStep
{
    Exact,
    Residents,
    Judges,
    Evidence,
    Metrics,
    Lot,
}

/// <summary>What is awarded.</summary>
public abstract record AwardRule
{
    /// <summary>The scheme's own word for an award text, or one made from the text; null where nothing was awarded.</summary>
    public string? NameOf(string? award) => (award, this) switch
    {
        (null, _) => null,
        (_, TopAward) => "入选",
        (_, LevelsAward levels) => levels.Names.GetValueOrDefault(award) ?? $"{award[LevelsAward.Prefix.Length..]} 星",
        (_, BandsAward bands) => bands.Bands.FirstOrDefault(band => band.Code == award)?.Name ?? award,
        _ => award,
    };
}

/// <summary>The first <paramref name="Places"/> with at least <paramref name="Minimum"/> points.</summary>
public sealed record TopAward(BigInteger Places, Exact Minimum) : AwardRule;

/// <summary>Grades, the best first, of entries or of units.</summary>
public sealed record BandsAward(bool OfUnits, IReadOnlyList<BandRule> Bands) : AwardRule;

/// <summary>A grade: from how many points, and for what share of the ranked items at most (null: no limit).</summary>
public sealed record BandRule(string Code, Exact Minimum, Exact? Share = null, string? Name = null);

/// <summary>As many levels as sections are won.</summary>
public sealed record LevelsAward(Exact Threshold, Exact? SumMinimum = null, RequiredSection? Required = null) : AwardRule
{
    /// <summary>What an award text begins with; the level follows.</summary>
    public const string Prefix = "LEVEL_";

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Texts for the levels (<c>LEVEL_5</c>), where any travel along.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = None;

    /// <summary>The level that sections won make: their number; one less when all are won but their sum is short; at most the cap without the required one.</summary>
    /// <param name="won">Codes of the sections won.</param>
    /// <param name="sections">How many there are.</param>
    /// <param name="sum">The sum of all section scores; asked for only when all are won.</param>
    public BigInteger LevelOf(IReadOnlyCollection<string> won, int sections, Exact? sum)
    {
        BigInteger level = won.Count == sections && SumMinimum is { } minimum && sum is { } reached && reached < minimum ? won.Count - 1 : won.Count;
        return Required is { } required && !won.Contains(required.Section) ? BigInteger.Min(level, required.Cap) : level;
    }

    /// <summary>The level in an award text, from 0; null when nothing was awarded.</summary>
    public static int? LevelIn(string? award) => award is null ? null : int.Parse(award.AsSpan(Prefix.Length), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A section without which the level is at most <paramref name="Cap"/>.</summary>
public sealed record RequiredSection(string Section, BigInteger Cap);
