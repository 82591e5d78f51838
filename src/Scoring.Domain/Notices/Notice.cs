// What the public may see, and from when. Public pages read these rows and nothing else, so nothing can leak by another way.
namespace Scoring.Domain.Notices;

/// <summary>One line of a list that the public may see.</summary>
public class PublicRow
{
    public int Id { get; init; }

    /// <summary>Place on the page, from 1.</summary>
    public int Place { get; init; }

    public int Rank { get; init; }

    public int EntryId { get; init; }

    public required string PersonName { get; init; }

    public required string BranchName { get; init; }

    public required string EstateName { get; init; }

    public required string StreetName { get; init; }

    public int StreetId { get; init; }

    public required string Composition { get; init; }

    /// <summary>等次 or 星级 in the scheme's own word; empty where every row has won the same.</summary>
    public string Award { get; init; } = string.Empty;

    /// <summary>As rounded by the tally ("89.68").</summary>
    public required string Total { get; init; }

    /// <summary>Share of the total by kind of source, for the composition bar: name → points as rounded.</summary>
    public IReadOnlyList<PublicPart> Parts { get; init; } = [];
}

/// <summary>A named share of a total, and how much it can be at most.</summary>
/// <param name="Section">The scheme's section, where the parts are its sections; null where they are kinds of source.</param>
/// <param name="Won">Whether the section was won; null where sections are not won.</param>
public sealed record PublicPart(string Name, string Points, string Full, string? Section = null, bool? Won = null);

/// <summary>公示: the winners shown for the days the scheme names before anything is final.</summary>
public sealed class Notice
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>From 1 within the cycle.</summary>
    public int Number { get; init; }

    public int TallyRunId { get; init; }

    public required string Title { get; init; }

    public DateTimeOffset PostedAt { get; init; }

    public int PostedById { get; init; }

    /// <summary>The working day after posting.</summary>
    public DateOnly FirstDay { get; init; }

    public DateOnly LastDay { get; init; }

    public List<NoticeRow> Rows { get; init; } = [];
}

public sealed class NoticeRow : PublicRow
{
    public int NoticeId { get; init; }
}

/// <summary>The final list.</summary>
public sealed class Publication
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    public int TallyRunId { get; init; }

    public int NoticeId { get; init; }

    public required string Title { get; init; }

    /// <summary>依据文号 as the scheme gives it.</summary>
    public required string AuthorityDocument { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>First twelve hex digits of the result's hash, in groups of four.</summary>
    public required string Fingerprint { get; init; }

    public List<PublishedRow> Rows { get; init; } = [];

    /// <summary>The final list as the notice showed it: publishing changes who may see, never a number.</summary>
    public static Publication Of(Notice notice, Cycles.Cycle cycle, string resultHash, string authorityDocument, DateTimeOffset now) => new()
    {
        CycleId = cycle.Id,
        TallyRunId = notice.TallyRunId,
        NoticeId = notice.Id,
        Title = cycle.Title,
        AuthorityDocument = authorityDocument,
        PublishedAt = now,
        Fingerprint = FingerprintOf(resultHash),
        Rows = [.. notice.Rows.OrderBy(r => r.Place).Select(r => new PublishedRow
        {
            Place = r.Place,
            Rank = r.Rank,
            EntryId = r.EntryId,
            PersonName = r.PersonName,
            BranchName = r.BranchName,
            EstateName = r.EstateName,
            StreetName = r.StreetName,
            StreetId = r.StreetId,
            Composition = r.Composition,
            Award = r.Award,
            Total = r.Total,
            Parts = r.Parts,
        })],
    };

    /// <summary>Twelve hex digits of a hash in groups of four: "7F3A 91C2 D05E".</summary>
    public static string FingerprintOf(string hash)
    {
        var head = hash[..12].ToUpperInvariant();
        return $"{head[..4]} {head[4..8]} {head[8..]}";
    }
}

public sealed class PublishedRow : PublicRow
{
    public int PublicationId { get; init; }
}
