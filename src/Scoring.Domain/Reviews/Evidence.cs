// What departments and the operator enter about an entry besides judges' marks. Appended by revision, never edited.
namespace Scoring.Domain.Reviews;

/// <summary>Points (or deductions from full) one department gives one entry in one block; the highest revision counts.</summary>
public sealed partial class EvidenceMark
{
    public int Id { get; init; }

    public int EntryId { get; init; }

    public required string Block { get; init; }

    /// <summary>From 1.</summary>
    public int Revision { get; init; }

    /// <summary>0..full; null when deductions are given instead.</summary>
    public decimal? Points { get; init; }

    /// <summary>Each at least 0; null when points are given instead.</summary>
    public IReadOnlyList<decimal>? Deductions { get; init; }

    /// <summary>Indicator code → the points given or taken off for it; sums to <see cref="Points"/> or to <see cref="Deductions"/>.</summary>
    public IReadOnlyDictionary<string, decimal> Items { get; init; } = new Dictionary<string, decimal>();

    public required string Note { get; init; }

    public int? AttachmentId { get; init; }

    public int DepartmentId { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A measured figure (办结率, say) of one entry in one metric block; the highest revision counts. Appended, never edited.</summary>
public sealed class MetricFigure
{
    public int Id { get; init; }

    public int EntryId { get; init; }

    public required string Block { get; init; }

    /// <summary>From 1.</summary>
    public int Revision { get; init; }

    /// <summary>As measured, in the metric's own unit.</summary>
    public decimal Value { get; init; }

    /// <summary>Where the figure is from.</summary>
    public required string Note { get; init; }

    public int DepartmentId { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>不适用: a block that is left out for one entry, proposed by one person and approved by another (a check constraint).</summary>
public sealed class NotApplicable
{
    public int Id { get; init; }

    public int EntryId { get; init; }

    public required string Block { get; init; }

    public required string Reason { get; init; }

    public int ProposedById { get; init; }

    public DateTimeOffset ProposedAt { get; init; }

    public int? ApprovedById { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>Withdrawn or not approved.</summary>
    public DateTimeOffset? CancelledAt { get; set; }
}

/// <summary>"bonus" or "deduction" on an entry's total, proposed by one person and confirmed by another (a check constraint).</summary>
public sealed partial class Adjustment
{
    public int Id { get; init; }

    public int EntryId { get; init; }

    public required string Kind { get; init; }

    /// <summary>The scheme's adjustment code, e.g. overtime.</summary>
    public required string Code { get; init; }

    /// <summary>Not negative.</summary>
    public decimal Amount { get; init; }

    public required string Reason { get; init; }

    public int ProposedById { get; init; }

    public DateTimeOffset ProposedAt { get; init; }

    public int? ConfirmedById { get; set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    public int? CancelledById { get; set; }

    /// <summary>Why it was set aside; null where nobody was asked for a reason.</summary>
    public string? CancelReason { get; set; }
}

/// <summary>A veto with its document; the whole entry, or one section of it.</summary>
public sealed partial class Veto
{
    public int Id { get; init; }

    public int EntryId { get; init; }

    public string? Section { get; init; }

    /// <summary>The scheme's ground code.</summary>
    public required string Ground { get; init; }

    /// <summary>文号 of the document that establishes the ground.</summary>
    public required string Document { get; init; }

    public required string Reason { get; init; }

    public int DepartmentId { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? LiftedAt { get; set; }

    public string? LiftReason { get; set; }
}
