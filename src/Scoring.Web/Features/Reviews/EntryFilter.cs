using Scoring.Domain.Entries;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Reviews;

/// <summary>Which of a cycle's entries a page of evidence shows: hundreds do not fit one page.</summary>
public sealed record EntryFilter
{
    private const int PerPage = 50;

    public int? Street { get; init; }

    /// <summary>A part of the name.</summary>
    public string? Search { get; init; }

    /// <summary>Only what still lacks something.</summary>
    public bool Open { get; init; }

    public int Page { get; init; } = 1;

    public bool Lets(Entry entry) => (Street is null || entry.StreetId == Street)
        && (string.IsNullOrWhiteSpace(Search) || new[] { entry.PersonName, entry.BranchName, entry.EstateName, entry.Code ?? string.Empty }.Any(t => t.Contains(Search.Trim(), StringComparison.OrdinalIgnoreCase)));

    /// <summary>What a form or a link carries on: "street=…&amp;search=…".</summary>
    public string Tail => $"street={Street}&search={Uri.EscapeDataString(Search ?? string.Empty)}&open={(Open ? "true" : "false")}";

    /// <summary>One page of rows, and the way to the others.</summary>
    public (IReadOnlyList<T> Rows, Pages Pages) Cut<T>(IReadOnlyList<T> rows, string address)
    {
        var count = Math.Max(1, (rows.Count + PerPage - 1) / PerPage);
        var page = Math.Clamp(Page, 1, count);
        return ([.. rows.Skip((page - 1) * PerPage).Take(PerPage)], new Pages(page, count, n => $"{address}&{Tail}&page={n}"));
    }
}
