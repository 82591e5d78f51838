using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>What a tally came to, with the way to every figure.</summary>
public sealed record TallyResult
{
    /// <summary>The format that <see cref="Print"/> writes.</summary>
    public const string Format = "scoring-result/1";

    /// <summary>The scheme's code.</summary>
    public required string Scheme { get; init; }

    /// <summary>The scheme's version.</summary>
    public required BigInteger Version { get; init; }

    /// <summary>Decimals of every rounded figure.</summary>
    public required int Decimals { get; init; }

    /// <summary>In the record's order.</summary>
    public required IReadOnlyList<EntryResult> Entries { get; init; }

    /// <summary>In the order of their first entry that is not withdrawn; null without roll-up.</summary>
    public IReadOnlyList<UnitResult>? Units { get; init; }

    /// <summary>The result as one line of JSON, members in the order of the contract, without the traces.</summary>
    public string Print() => JsonText.Write(writer => ResultPrinter.Write(writer, this));
}

/// <summary>Where an entry or a unit stands.</summary>
public enum TallyStatus
{
    /// <summary>It has a total and takes part in the ranking.</summary>
    Ranked,

    /// <summary>It has a total, but a veto keeps it out of the ranking.</summary>
    Vetoed,

    /// <summary>Something is missing, so it has no total.</summary>
    Blocked,

    /// <summary>It no longer takes part.</summary>
    Withdrawn,
}

/// <summary>An entry's result; a withdrawn entry has its code and status alone.</summary>
public sealed record EntryResult
{
    /// <summary>The flag of a tie that only a lot can settle.</summary>
    public const string LotNeeded = "LOT_NEEDED";

    public required string Code { get; init; }

    public string? Unit { get; init; }

    public required TallyStatus Status { get; init; }

    /// <summary>The published total, rounded; null: none.</summary>
    public Exact? Total { get; init; }

    /// <summary>The exact total, which splits ties; null: none.</summary>
    public Exact? ExactTotal { get; init; }

    /// <summary>1 is the best; null unless ranked.</summary>
    public int? Rank { get; init; }

    /// <summary>Whether others share the rank.</summary>
    public bool Tied { get; init; }

    /// <summary>WINNER, a band's code or LEVEL_n; null: none.</summary>
    public string? Award { get; init; }

    /// <summary>Points added, after the cap, not rounded.</summary>
    public Exact Bonus { get; init; }

    /// <summary>Points taken, after the cap, not rounded.</summary>
    public Exact Deduction { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];

    public IReadOnlyList<SectionResult> Sections { get; init; } = [];

    /// <summary>How the total came about; null when withdrawn.</summary>
    public TotalTrace? Trace { get; init; }

    /// <summary>The tie steps that met this entry among equals, in order; empty when its total was its own.</summary>
    public IReadOnlyList<TieTrace> Ties { get; init; } = [];

    /// <summary>The last step that separated this entry from one with an equal total; null: none did.</summary>
    public TieStep? SeparatedBy => Ties.LastOrDefault(tie => tie.After < tie.Before)?.Step;
}

/// <summary>A section's result.</summary>
public sealed record SectionResult
{
    public required string Code { get; init; }

    public string? Name { get; init; }

    /// <summary>S, rounded; null: missing.</summary>
    public Exact? Score { get; init; }

    /// <summary>The same without rounding; null: missing.</summary>
    public Exact? ExactScore { get; init; }

    /// <summary>Whether the section is won; null unless the award is levels.</summary>
    public bool? Won { get; init; }

    /// <summary>Whether a veto names this section.</summary>
    public bool Vetoed { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];

    public required IReadOnlyList<BlockResult> Blocks { get; init; }

    /// <summary>ΣW over all blocks.</summary>
    public required Exact Weight { get; init; }

    /// <summary>ΣW over the blocks that apply; when it is less than <see cref="Weight"/>, the score was scaled up.</summary>
    public required Exact ApplicableWeight { get; init; }
}

/// <summary>A block's result.</summary>
public sealed record BlockResult
{
    public required string Code { get; init; }

    public string? Name { get; init; }

    public required SourceKind Kind { get; init; }

    /// <summary>W.</summary>
    public required Exact Weight { get; init; }

    /// <summary>Whether the block applies to the entry.</summary>
    public required bool Applies { get; init; }

    /// <summary>0 to 100; null: missing or not applicable.</summary>
    public Exact? Value { get; init; }

    /// <summary>e = W·value/100; null: missing or not applicable.</summary>
    public Exact? ExactPoints { get; init; }

    /// <summary>P, e rounded; null: missing or not applicable.</summary>
    public Exact? Points { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>How the value came about; null when the block does not apply.</summary>
    public SourceTrace? Trace { get; init; }
}

/// <summary>A unit's result under roll-up.</summary>
public sealed record UnitResult
{
    public required string Code { get; init; }

    public required TallyStatus Status { get; init; }

    /// <summary>The mean of its entries' totals, rounded; null when blocked.</summary>
    public Exact? Total { get; init; }

    /// <summary>The mean of its entries' exact totals; null when blocked.</summary>
    public Exact? ExactTotal { get; init; }

    public int? Rank { get; init; }

    public bool Tied { get; init; }

    public string? Award { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>The codes of the entries that count, in the record's order.</summary>
    public required IReadOnlyList<string> Entries { get; init; }

    /// <summary>The tie steps that met this unit among equals.</summary>
    public IReadOnlyList<TieTrace> Ties { get; init; } = [];
}
