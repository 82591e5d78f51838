using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>Where a block's value came from, in exact figures, so that a screen can open a score down to the single mark.</summary>
public abstract record SourceTrace;

/// <summary>How marks became a value: Σ ω·T / Σ ω over the groups that have marks.</summary>
public sealed record JudgesTrace(string Panel, IReadOnlyList<GroupTrace> Groups) : SourceTrace
{
    /// <summary>Σ ω over the groups with marks; 0 when there are none.</summary>
    public Exact WeightSum => Groups.Where(group => group.Mean is not null).Aggregate(Exact.Zero, (sum, group) => sum + group.Weight);

    /// <summary>Σ ω·T over the groups with marks.</summary>
    public Exact WeightedSum => Groups.Aggregate(Exact.Zero, (sum, group) => sum + (group.Weighted ?? Exact.Zero));
}

/// <summary>A group of the panel: its counting judges in the record's order, what was dropped, and the mean of the rest.</summary>
public sealed record GroupTrace
{
    public required string Code { get; init; }

    public string? Name { get; init; }

    /// <summary>ω.</summary>
    public required Exact Weight { get; init; }

    /// <summary>The judges that count for this entry.</summary>
    public required IReadOnlyList<JudgeTrace> Judges { get; init; }

    /// <summary>Judges of the group that handed in nothing and were not recused.</summary>
    public required IReadOnlyList<string> Absent { get; init; }

    /// <summary>Judges of the group that are recused for this entry.</summary>
    public required IReadOnlyList<string> Recused { get; init; }

    /// <summary>The row that said how many to leave out; null: none did.</summary>
    public DropRule? Drop { get; init; }

    /// <summary>T, the mean of what was kept, 0 to 100; null: no marks.</summary>
    public Exact? Mean { get; init; }

    /// <summary>ω·T; null: no marks.</summary>
    public Exact? Weighted => Weight * Mean;
}

/// <summary>One judge's sheet as far as this block goes: x = 100·Σmarks/Σmax.</summary>
public sealed record JudgeTrace(string Judge, IReadOnlyList<MarkTrace> Marks, Exact Sum, Exact SumOfMaxima, Exact X, Dropped Dropped);

/// <summary>A mark as a number, with the word it was given in, if any.</summary>
public sealed record MarkTrace(CriterionRule Criterion, Exact Mark, string? Word);

/// <summary>Whether a judge's x was left out of the mean.</summary>
public enum Dropped
{
    No,
    High,
    Low,
}

/// <summary>How answers became a value.</summary>
public sealed record ResidentsTrace : SourceTrace
{
    public required string Question { get; init; }

    /// <summary>Every answer of the scheme with its count, coefficient answers first.</summary>
    public required IReadOnlyList<AnswerTrace> Answers { get; init; }

    /// <summary>n, the answers that count.</summary>
    public required BigInteger Counted { get; init; }

    /// <summary>H; null without a sample.</summary>
    public BigInteger? Households { get; init; }

    /// <summary>Answers needed for a full sample; null without a sample.</summary>
    public BigInteger? Need { get; init; }

    /// <summary>Answers below which nothing is measured: min(absolute, H); null without a sample.</summary>
    public BigInteger? Least { get; init; }

    /// <summary>sat, 0 to 100; null when nobody answered.</summary>
    public Exact? Satisfaction { get; init; }

    /// <summary>μ, which a low sample is drawn to, 0 to 100; null unless the sample is low.</summary>
    public Exact? Mean { get; init; }

    /// <summary>How many other entries μ is the mean of; 0: none reached its need, and μ is sat.</summary>
    public int MeanOf { get; init; }

    public required SampleOutcome Outcome { get; init; }
}

/// <summary>An answer and how often it was given; no coefficient: it counts for nothing.</summary>
public sealed record AnswerTrace(string Answer, string? Name, Exact? Coefficient, BigInteger Count);

/// <summary>What a survey's sample allowed.</summary>
public enum SampleOutcome
{
    /// <summary>Enough answers: the value is sat.</summary>
    Full,

    /// <summary>Too few: the missing answers are taken to be min(sat, μ).</summary>
    Low,

    /// <summary>Far too few, or none: no value.</summary>
    NotMeasured,
}

/// <summary>How a department's row became a value; no row: <paramref name="Points"/> is null.</summary>
/// <param name="Full">F, the most points.</param>
/// <param name="Points">p, the points that count.</param>
/// <param name="Deductions">What was deducted from F, where the row gave deductions.</param>
public sealed record EvidenceTrace(Exact Full, Exact? Points, IReadOnlyList<Exact>? Deductions) : SourceTrace;

/// <summary>How a figure became a value; no row: <paramref name="Value"/> is null.</summary>
/// <param name="Zero">The figure worth 0.</param>
/// <param name="Full">The figure worth 100.</param>
/// <param name="Value">v.</param>
/// <param name="Unheld">100·(v − zero)/(full − zero) before it was held within 0..100.</param>
public sealed record MetricTrace(Exact Zero, Exact Full, Exact? Value, Exact? Unheld) : SourceTrace;

/// <summary>How sections became a total.</summary>
public sealed record TotalTrace
{
    /// <summary>ΣS; null: a section is missing.</summary>
    public Exact? Sections { get; init; }

    /// <summary>The same over the exact sections.</summary>
    public Exact? ExactSections { get; init; }

    /// <summary>The entry's adjustments, in the record's order.</summary>
    public required IReadOnlyList<RecordAdjustment> Adjustments { get; init; }

    /// <summary>Σ bonus amounts before the cap.</summary>
    public required Exact BonusGiven { get; init; }

    public Exact? BonusCap { get; init; }

    /// <summary>Σ deduction amounts before the cap.</summary>
    public required Exact DeductionGiven { get; init; }

    public Exact? DeductionCap { get; init; }

    /// <summary>The highest total possible: ΣW over all sections + B.</summary>
    public required Exact Limit { get; init; }

    /// <summary>ΣS + B − D before it was held within 0..limit and rounded; null: a section is missing.</summary>
    public Exact? Unheld { get; init; }
}

/// <summary>A tie step that met this entry in a group of equals.</summary>
/// <param name="Step">The step.</param>
/// <param name="Value">What the step compared; null: no lot is recorded.</param>
/// <param name="Before">How many were equal before it.</param>
/// <param name="After">How many still were after it; the step separated the entry from someone when this is fewer.</param>
public sealed record TieTrace(TieStep Step, Exact? Value, int Before, int After);
