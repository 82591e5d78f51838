namespace Scoring.Web.Features.Shared.Spreadsheets;

/// <summary>The two links of <c>_Download</c>: one table, as Excel and as CSV.</summary>
/// <param name="Name">Of the table, for those who hear the link.</param>
/// <param name="Path">Of the route, without its kind: /surveys/seen/days.</param>
/// <param name="Query">With its question mark, or nothing.</param>
public sealed record Download(string Name, string Path, string Query = "");
