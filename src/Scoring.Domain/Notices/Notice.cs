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

    /// <summary>递补: on this list, but not on the first one that was announced.</summary>
    public bool Substitute { get; init; }
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

    /// <summary>Whether two lists tell the public the same: the same people, places and figures, whoever has moved up.</summary>
    public static bool SameList(IEnumerable<PublicRow> one, IEnumerable<PublicRow> other)
    {
        static IEnumerable<string> Lines(IEnumerable<PublicRow> rows) =>
            rows.OrderBy(r => r.Place).Select(r => $"{r.EntryId} {r.Rank} {r.Award} {r.Total} {string.Join(' ', r.Parts.Select(p => p.Points))}");
        return Lines(one).SequenceEqual(Lines(other), StringComparer.Ordinal);
    }
}

/// <summary>The final list.</summary>
public sealed class Publication
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    public int TallyRunId { get; init; }

    public int NoticeId { get; init; }

    /// <summary>From 1 within the cycle; the highest counts. Every further one is a correction of the one before.</summary>
    public int Number { get; init; } = 1;

    /// <summary>The accepted correction that made it; null for the first.</summary>
    public int? CorrectionId { get; init; }

    public required string Title { get; init; }

    /// <summary>依据文号 as the scheme gives it.</summary>
    public required string AuthorityDocument { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>First twelve hex digits of the result's hash, in groups of four.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>From when the list is no longer shown to the public; null: it is shown for good.</summary>
    public DateTimeOffset? ShownUntil { get; init; }

    public List<PublishedRow> Rows { get; init; } = [];

    /// <summary>The final list as the notice showed it: publishing changes who may see, never a number.</summary>
    /// <param name="notice">The notice that has run its days.</param>
    /// <param name="cycle">Its cycle.</param>
    /// <param name="resultHash">The hash of the result it shows, 64 hex digits.</param>
    /// <param name="authorityDocument">依据文号.</param>
    /// <param name="now">The time of the write.</param>
    /// <param name="before">What it corrects, with the correction that was accepted; null for the first publication.</param>
    /// <param name="displayDays">Calendar days for which it is shown, the day of publication among them; null: for good.</param>
    public static Publication Of(Notice notice, Cycles.Cycle cycle, string resultHash, string authorityDocument, DateTimeOffset now, (Publication Publication, int CorrectionId)? before = null, int? displayDays = null) => new()
    {
        CycleId = cycle.Id,
        TallyRunId = notice.TallyRunId,
        NoticeId = notice.Id,
        Number = (before?.Publication.Number ?? 0) + 1,
        CorrectionId = before?.CorrectionId,
        Title = cycle.Title,
        AuthorityDocument = authorityDocument,
        PublishedAt = now,
        Fingerprint = FingerprintOf(resultHash),
        ShownUntil = displayDays is { } days ? Calendars.ChinaTime.At(Calendars.ChinaTime.DateOf(now).AddDays(days), TimeOnly.MinValue) : null,
        Rows = [.. notice.Rows.OrderBy(r => r.Place).Select(r => PublishedRow.Of(r))],
    };

    /// <summary>The same list with one word corrected; this one stays as it is.</summary>
    /// <param name="correction">A correction of words.</param>
    /// <param name="now">The time of the write.</param>
    public Publication Corrected(Correction correction, DateTimeOffset now) => new()
    {
        CycleId = CycleId,
        TallyRunId = TallyRunId,
        NoticeId = NoticeId,
        Number = Number + 1,
        CorrectionId = correction.Id,
        Title = Title,
        AuthorityDocument = AuthorityDocument,
        PublishedAt = now,
        Fingerprint = Fingerprint,
        ShownUntil = ShownUntil,
        Rows = [.. Rows.OrderBy(r => r.Place).Select(r => PublishedRow.Of(r, r.EntryId == correction.EntryId ? correction : null))],
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

    /// <summary>A line as it was, or with one word of it corrected.</summary>
    public static PublishedRow Of(PublicRow row, Correction? correction = null)
    {
        string Word(PublicField field) => correction?.Field == field ? correction.After : PublicFieldNames.Read(row, field);
        return new PublishedRow
        {
            Place = row.Place,
            Rank = row.Rank,
            EntryId = row.EntryId,
            PersonName = Word(PublicField.PersonName),
            BranchName = Word(PublicField.BranchName),
            EstateName = Word(PublicField.EstateName),
            StreetName = Word(PublicField.StreetName),
            StreetId = row.StreetId,
            Composition = Word(PublicField.Composition),
            Award = row.Award,
            Total = row.Total,
            Parts = row.Parts,
            Substitute = row.Substitute,
        };
    }
}
