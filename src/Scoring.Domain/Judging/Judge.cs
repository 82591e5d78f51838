// Judges, whom they may not score, and the sheets they hand in. Must not know totals.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;

namespace Scoring.Domain.Judging;

/// <summary>A person appointed to a panel of one cycle.</summary>
public sealed class Judge
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>Pseudonym within the cycle ("J03").</summary>
    public required string Code { get; init; }

    public int AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>The department or street that sent the judge.</summary>
    public int UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The street of that unit; null for a department.</summary>
    public int? StreetId { get; init; }

    public required string Panel { get; init; }

    public required string Group { get; init; }

    /// <summary>Marks only subjects that lie in this unit; null: everybody.</summary>
    public int? ScopeUnitId { get; init; }

    /// <summary>What such a person is called: whoever rates what lies in their own unit sits on no panel.</summary>
    public string Called => ScopeUnitId is null ? "评委" : "评价人";

    public DateTimeOffset AppointedAt { get; init; }

    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Whether the judge is asked about an entry at all, recusals aside.</summary>
    /// <param name="entry">Of the same cycle.</param>
    /// <param name="tree">The units; not asked for where the judge marks everybody.</param>
    public bool Marks(Entry entry, UnitTree? tree) =>
        ScopeUnitId is not { } scope || (tree is not null && (tree.Lies(entry.BranchId, scope) || tree.Lies(entry.EstateId, scope)));
}

/// <summary>Why a judge may not score an entry.</summary>
public enum RecusalGround
{
    SameStreet,
    SameUnit,
    Declared,
}

/// <summary>One judge kept from one entry.</summary>
public sealed class Recusal
{
    public int JudgeId { get; init; }

    public int EntryId { get; init; }

    public RecusalGround Ground { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The ground the rules impose by themselves, or null. 街镇 both nominate and send judges, so it must be automatic.</summary>
    /// <param name="judgeUnitId">The unit that sent the judge.</param>
    /// <param name="judgeStreetId">That unit's street, null for a department.</param>
    /// <param name="entryStreetId">The nominating street.</param>
    /// <param name="entryUnitIds">The candidate's own branch, estate and community.</param>
    public static RecusalGround? Automatic(int judgeUnitId, int? judgeStreetId, int entryStreetId, IReadOnlyCollection<int> entryUnitIds) =>
        judgeStreetId == entryStreetId ? RecusalGround.SameStreet
        : entryUnitIds.Contains(judgeUnitId) ? RecusalGround.SameUnit
        : null;
}

/// <summary>What a judge has typed and not handed in; as typed, so possibly unfinished.</summary>
public sealed class SheetDraft
{
    public int JudgeId { get; init; }

    public int EntryId { get; init; }

    /// <summary>Criterion code → text as typed.</summary>
    public IReadOnlyDictionary<string, string> Marks { get; set; } = new Dictionary<string, string>();

    public DateTimeOffset SavedAt { get; set; }
}

/// <summary>A sheet handed in. Locked; appended, never edited; the highest revision counts.</summary>
public sealed class ScoreSheet
{
    public int Id { get; init; }

    public int JudgeId { get; init; }

    public int EntryId { get; init; }

    /// <summary>From 1; a reopening leads to the next.</summary>
    public int Revision { get; init; }

    /// <summary>Criterion code → a decimal as written ("11.5"), or a word of the criterion's scale.</summary>
    public required IReadOnlyDictionary<string, string> Marks { get; init; }

    /// <summary>Twelve hex digits by which a judge recognises the sheet in any later listing.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Chosen by the device; a repeated hand-in carries the same and is answered the same.</summary>
    public Guid Key { get; init; }

    public DateTimeOffset HandedInAt { get; init; }

    /// <summary>First 48 bits of SHA-256 over "cycle|judge|entry|revision|criterion=mark|…", criteria in ordinal order, as "7F3A 91C2 D05E".</summary>
    public static string Print(string cycle, string judge, string entry, int revision, IReadOnlyDictionary<string, string> marks)
    {
        var text = string.Join('|', new[] { cycle, judge, entry, revision.ToString(CultureInfo.InvariantCulture) }
            .Concat(marks.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}={m.Value}")));
        return Notices.Publication.FingerprintOf(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}

/// <summary>The supervisor's leave to hand in again, with a reason, or the judge's own taking back; at most one a sheet.</summary>
public sealed class SheetReopening
{
    public int Id { get; init; }

    public int SheetId { get; init; }

    public int ById { get; init; }

    public required string Reason { get; init; }

    /// <summary>取回: by the judge, while sheets were still taken. Such a sheet has no leave beyond the deadline.</summary>
    public bool TakenBack { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A recorded draw: of the running order, or of lots among a tie. Reproducible from its seed.</summary>
public sealed class Draw
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>"order" or "lot".</summary>
    public required string Kind { get; init; }

    /// <summary>32 hex digits, from the system's random source at the moment of the draw.</summary>
    public required string Seed { get; init; }

    /// <summary>Entry codes in the order drawn.</summary>
    public required IReadOnlyList<string> Order { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>What the chain says openly of it: the seed, so that no draw can be left out or made anew afterwards.</summary>
    public IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string> { ["seed"] = Seed };

    /// <summary>Orders codes by SHA-256(seed ‖ ":" ‖ code), so that anyone with the seed gets the same order.</summary>
    public static IReadOnlyList<string> Shuffle(string seed, IEnumerable<string> codes) =>
        [.. codes.OrderBy(c => LotOf(seed, c), StringComparer.Ordinal)];

    /// <summary>The lot that a code draws: SHA-256(seed ‖ ":" ‖ code) as hex. The lowest goes first.</summary>
    public static string LotOf(string seed, string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{code}")));
}
