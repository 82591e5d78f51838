namespace Scoring.Domain.Tallies;

/// <summary>
/// Something about a result that a person must look at before it may be approved: acknowledged with a reason by the supervisor, or,
/// where a tie crosses the cut, resolved by lot.
/// </summary>
/// <param name="Entry">The entry's code.</param>
/// <param name="Block">The block's code; null for a flag of the entry itself.</param>
/// <param name="Flag">As the tally prints it.</param>
public sealed record OpenFlag(string Entry, string? Block, string Flag)
{
    /// <summary>"E03/LIVE/INSUFFICIENT_JUDGES:street", "E07//LOT_NEEDED".</summary>
    public string Key => $"{Entry}/{Block}/{Flag}";

    /// <summary>Only a lot settles it; words do not.</summary>
    public bool NeedsLot => Flag == EntryResult.LotNeeded;

    /// <summary>The flags of a result in its own order. A missing block is said once: as what was not measured, or as missing.</summary>
    public static IReadOnlyList<OpenFlag> Of(TallyResult result) =>
    [
        .. result.Entries.SelectMany(e => e.Flags.Select(f => new OpenFlag(e.Code, null, f))
            .Concat(e.Sections.SelectMany(s => s.Blocks).SelectMany(b => OfBlock(e.Code, b)))),
    ];

    private static IEnumerable<OpenFlag> OfBlock(string entry, BlockResult block) =>
        block.Flags.Where(f => f != "NOT_APPLICABLE" && !(f == "MISSING" && block.Flags.Count > 1)).Select(f => new OpenFlag(entry, block.Code, f));
}
