using Scoring.Domain.Notices;

namespace Scoring.Web.Features.Shared;

/// <summary>What <c>_PublicTable</c> shows: the lines, each with what it came from and a page of its own where there are such.</summary>
/// <param name="Rows">In their order on the page.</param>
public sealed record PublicTable(IReadOnlyList<PublicRow> Rows)
{
    /// <summary>By place; empty: no column.</summary>
    public IReadOnlyDictionary<int, Movement> Moves { get; init; } = new Dictionary<int, Movement>();

    /// <summary>Of the pages of the lines, without the place; null: none.</summary>
    public string? RowPath { get; init; }

    public static string Words(Movement move) => move switch
    {
        { Before: null } => "新上榜",
        { Up: > 0 } => $"上升 {move.Up}",
        { Up: < 0 } => $"下降 {-move.Up}",
        _ => "持平",
    };
}
