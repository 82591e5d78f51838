// 更正: what is put right after publication. Must not change what was published: a corrected list is a further publication, and both stay.
namespace Scoring.Domain.Notices;

/// <summary>What a correction touches.</summary>
public enum CorrectionKind
{
    /// <summary>A word of a published line was written wrongly; ranks and totals stay.</summary>
    Words,

    /// <summary>The result itself: data are mended, then tallied, approved and shown on notice again.</summary>
    Result,
}

/// <summary>The fields of a published line whose words can be corrected.</summary>
public enum PublicField
{
    PersonName,
    BranchName,
    EstateName,
    StreetName,
    Composition,
}

/// <summary>A correction as it was proposed. Appended, never edited; public only once a second person has accepted it.</summary>
public sealed class Correction
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>The publication that is wrong.</summary>
    public int PublicationId { get; init; }

    public required CorrectionKind Kind { get; init; }

    /// <summary>The line, for a correction of words; null otherwise.</summary>
    public int? EntryId { get; init; }

    public PublicField? Field { get; init; }

    /// <summary>What was published; empty for a correction of the result, whose before and after are the two publications.</summary>
    public required string Before { get; init; }

    public required string After { get; init; }

    /// <summary>Public once accepted.</summary>
    public required string Reason { get; init; }

    public int ProposedById { get; init; }

    public DateTimeOffset ProposedAt { get; init; }
}

/// <summary>The second person's word on a correction. The database refuses one who is also the first.</summary>
public sealed class CorrectionDecision
{
    public int CorrectionId { get; init; }

    public int CycleId { get; init; }

    /// <summary>Copied from the correction and tied to it by a foreign key, so that the check constraint means something.</summary>
    public int ProposedById { get; init; }

    public int ById { get; init; }

    public bool Accepted { get; init; }

    /// <summary>更正第几号, from 1 within the cycle, without gaps; null when it was not accepted.</summary>
    public int? Number { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The words for the fields of a published line.</summary>
public static class PublicFieldNames
{
    public static string Of(PublicField field) => field switch
    {
        PublicField.PersonName => "姓名",
        PublicField.BranchName => "党支部",
        PublicField.EstateName => "小区",
        PublicField.StreetName => "街道",
        _ => "类别",
    };

    /// <summary>What a line says in a field.</summary>
    public static string Read(PublicRow row, PublicField field) => field switch
    {
        PublicField.PersonName => row.PersonName,
        PublicField.BranchName => row.BranchName,
        PublicField.EstateName => row.EstateName,
        PublicField.StreetName => row.StreetName,
        _ => row.Composition,
    };
}
