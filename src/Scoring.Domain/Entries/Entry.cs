// What a street files: a candidate with a dossier, and the states it passes through. Must not know scores.
namespace Scoring.Domain.Entries;

/// <summary>Where a nomination stands.</summary>
public enum EntryState
{
    Draft,
    Submitted,
    Returned,
    Accepted,
    Rejected,
    Withdrawn,
}

/// <summary>The words for entry states.</summary>
public static class EntryStateNames
{
    public static string Of(EntryState state) => state switch
    {
        EntryState.Draft => "草稿",
        EntryState.Submitted => "待审查",
        EntryState.Returned => "退回修改",
        EntryState.Accepted => "审查通过",
        EntryState.Rejected => "未通过",
        EntryState.Withdrawn => "已撤回",
        _ => state.ToString(),
    };
}

/// <summary>The written part of a nomination: texts by the scheme's section code, and the standards ticked.</summary>
public sealed record Dossier(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<string> Standards)
{
    public static Dossier Empty { get; } = new(new Dictionary<string, string>(), []);

    /// <summary>What the street reports of itself, "BLOCK.INDICATOR" → points as written, for the blocks where the scheme asks for it.</summary>
    public IReadOnlyDictionary<string, string> SelfReport { get; init; } = new Dictionary<string, string>();

    public string Text(string section) => Texts.TryGetValue(section, out var text) ? text : string.Empty;
}

/// <summary>One nomination in one slot of a street's quota. How it moves from state to state is in EntryMoves.cs.</summary>
public sealed partial class Entry
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    public int StreetId { get; init; }

    /// <summary>1..quota; only one live entry a slot (a unique index settles races).</summary>
    public int Slot { get; init; }

    /// <summary>Public code within the cycle ("E07"), given on acceptance; null before.</summary>
    public string? Code { get; set; }

    /// <summary>From the roster; null when the person was entered by hand.</summary>
    public int? PersonId { get; set; }

    public required string PersonName { get; set; }

    /// <summary>The scheme's composition choice.</summary>
    public required string Composition { get; set; }

    public string? PersonTitle { get; set; }

    /// <summary>The unit that is evaluated, or that the person belongs to: mostly a branch.</summary>
    public int BranchId { get; set; }

    public required string BranchName { get; set; }

    /// <summary>The unit whose residents are asked: mostly an estate; for a larger unit the residents of all its estates.</summary>
    public int EstateId { get; set; }

    public required string EstateName { get; set; }

    /// <summary>The pairing that is evaluated; null unless the subject is one.</summary>
    public int? PairingId { get; init; }

    /// <summary>The unit whose figure this entry goes into; null without roll-up.</summary>
    public int? RollUpUnitId { get; init; }

    /// <summary>The name of the unit whose figure it goes into: a pairing is called "unit·estate", anything else by its own unit.</summary>
    public string UnitName => PairingId is null ? BranchName : PersonName[..^(BranchName.Length + 1)];

    /// <summary>Whether its unit may be there only once in the cycle; false where several people or pairings of one unit are.</summary>
    public bool OnePerUnit { get; init; } = true;

    /// <summary>Whether the unit applied for itself; otherwise its street filed it, or the register did.</summary>
    public bool Applied { get; init; }

    /// <summary>Households of the estate, copied when accepted; at least 1.</summary>
    public int Households { get; set; }

    public EntryState State { get; set; }

    public Dossier Dossier { get; set; } = Dossier.Empty;

    /// <summary>Why it was returned, rejected or withdrawn.</summary>
    public string? Reason { get; set; }

    /// <summary>The withdrawn entry this one stands in for.</summary>
    public int? ReplacesId { get; set; }

    /// <summary>Place in the drawn running order, from 1; null before the draw.</summary>
    public int? RunningNumber { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Counts every save; a form that carries an older number is refused.</summary>
    public int Version { get; set; }

    public List<Attachment> Attachments { get; init; } = [];

    /// <summary>Still holds its slot.</summary>
    public bool Live => State is not (EntryState.Rejected or EntryState.Withdrawn);
}

/// <summary>A file beside an entry, stored outside the web root under its content hash.</summary>
public sealed class Attachment
{
    public int Id { get; init; }

    public int EntryId { get; init; }

    /// <summary>"dossier" (filed by the street) or "evidence" (filed by a department).</summary>
    public required string Purpose { get; init; }

    /// <summary>The scheme's attachment code for a street's file; null for a department's.</summary>
    public string? Kind { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Hash { get; init; }

    public int AddedById { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>A street's word that its filing is complete; a reason when it is short of the quota.</summary>
public sealed class Filing
{
    public int CycleId { get; init; }

    public int StreetId { get; init; }

    public string? FewerReason { get; set; }

    public int ById { get; set; }

    public DateTimeOffset At { get; set; }
}
