using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain;

namespace Scoring.Web.Features.Shared.Spreadsheets;

/// <summary>
/// A table that leaves as a file, in the kind that the address asks for. A cell is a string, an int, long or decimal, a <see cref="Percent"/>, a date, an instant
/// (written in China's time), true or false (是, 否), or null for an empty cell; a number stays a number.
/// </summary>
/// <param name="Name">Of the file and of its sheet.</param>
/// <param name="Head">Column names, one a column.</param>
/// <param name="Rows">A cell for every column.</param>
public sealed record FileTable(string Name, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Somebody will go on filling it in: in Excel its empty cells are text, so that a code keeps its noughts.</summary>
    public bool FilledIn { get; init; }

    /// <summary>The answer to a request for this table.</summary>
    /// <param name="kind">csv or xlsx, as the route <c>…/{part}.{kind}</c> has it.</param>
    /// <exception cref="Refused">Another kind.</exception>
    public FileContentResult As(string? kind) => kind switch
    {
        "csv" => new(Csv.Of(Head, Rows), "text/csv; charset=utf-8") { FileDownloadName = $"{Name}.csv" },
        "xlsx" => Xlsx.Answer(Name, this),
        _ => throw Refused.Missing("没有这种文件。"),
    };
}

/// <summary>A share of a hundred: 75.3 is 75.3%. A spreadsheet gets a number shown as a percentage, a CSV the text.</summary>
public readonly record struct Percent(decimal OfHundred)
{
    /// <summary>From tenths of a percent, as <see cref="Domain.Surveys.Interval"/> gives them: 753 → 75.3%.</summary>
    public static Percent FromTenths(int tenths) => new(tenths / 10m);

    /// <summary>With one decimal: 75.3%.</summary>
    public override string ToString() => OfHundred.ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
