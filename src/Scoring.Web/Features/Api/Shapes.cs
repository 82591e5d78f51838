using System.Globalization;
using Scoring.Data.Notices;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;

namespace Scoring.Web.Features.Api;

// What the interface answers, version 1. openapi.json describes the same and a test holds the two together: members are added, never renamed or taken away.

/// <summary>A programme that has published something.</summary>
/// <param name="Latest">Address of its newest result.</param>
public sealed record Programme(string Code, string Name, string Cadence, int Results, string Latest);

/// <summary>A published result without its lines.</summary>
/// <param name="Publication">1, and one more with each correction.</param>
/// <param name="Href">Of the result in this interface.</param>
/// <param name="Page">Of the page for people.</param>
/// <param name="Bundle">Of the evidence bundle.</param>
public sealed record Result(int Id, string Programme, string Period, string PeriodName, int Number, string Title, DateTimeOffset PublishedAt, int Publication, string Document, string Fingerprint, int Count, string Href, string Page, string Bundle);

/// <summary>A published result with everything that is public about it.</summary>
public sealed record WholeResult(Result Result, Days Notice, IReadOnlyList<Line> Rows, IReadOnlyList<PublicChange> Corrections);

/// <summary>The days of the public notice, the last included.</summary>
public sealed record Days(DateOnly First, DateOnly Last);

/// <summary>A line of the list; what the scheme does not make public is not there.</summary>
/// <param name="Total">As published, with its decimals.</param>
public sealed record Line(int Place, int? Rank, string? Name, string? Branch, string? Estate, string? Street, string? Composition, string? Award, string? Total, IReadOnlyList<Share>? Parts, bool Substitute)
{
    public static Line Of(PublicRow row) => new(
        row.Place, row.Rank > 0 ? row.Rank : null, Some(row.PersonName), Some(row.BranchName), Some(row.EstateName), Some(row.StreetName), Some(row.Composition), Some(row.Award), Some(row.Total),
        row.Parts.Count == 0 ? null : [.. row.Parts.Select(p => new Share(p.Name, p.Points, p.Full, p.Section, p.Won))], row.Substitute);

    private static string? Some(string text) => text.Length > 0 ? text : null;
}

/// <summary>A named part of a total.</summary>
public sealed record Share(string Name, string Points, string Full, string? Section, bool? Won);

/// <summary>An accepted correction. <paramref name="Done"/> is false while the corrected list is being worked out.</summary>
public sealed record PublicChange(int Number, DateTimeOffset At, string Reason, bool Done, IReadOnlyList<ChangedLine> Changes)
{
    public static PublicChange Of(PublicCorrection correction) =>
        new(correction.Number, correction.At, correction.Reason, correction.Done, [.. correction.Changes.Select(c => new ChangedLine(c.What, c.Before, c.After))]);
}

/// <summary>What said what before and after.</summary>
public sealed record ChangedLine(string What, string Before, string After);

/// <summary>Why there is no answer.</summary>
public sealed record Trouble(int Status, string Title);

/// <summary>The words of a cadence for programs.</summary>
internal static class CadenceWords
{
    public static string Of(string period) => Period.Parse(period).Cadence.ToString().ToLower(CultureInfo.InvariantCulture);
}
