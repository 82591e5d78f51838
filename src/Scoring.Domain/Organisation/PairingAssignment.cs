// Which unit helps which estate, since when and until when. Must not know how it is evaluated.
namespace Scoring.Domain.Organisation;

/// <summary>包联关系: one unit and the estate it has adopted. A row ends and another begins; what was is never overwritten.</summary>
public sealed class PairingAssignment
{
    public int Id { get; init; }

    /// <summary>包联单位.</summary>
    public int PairedUnitId { get; init; }

    public Unit? PairedUnit { get; init; }

    public int EstateId { get; init; }

    public Unit? Estate { get; init; }

    /// <summary>The first local day.</summary>
    public DateOnly Since { get; init; }

    /// <summary>The last local day; null while it lasts.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Why it ended; null while it lasts.</summary>
    public string? EndReason { get; set; }

    /// <summary>包保领导.</summary>
    public required string LeadCadre { get; set; }

    /// <summary>What the unit has promised to do, in its own words.</summary>
    public string? Commitments { get; set; }

    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(DateOnly day) => day >= Since && (Until is null || day <= Until);
}
