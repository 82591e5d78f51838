using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>How a row of the form looks.</summary>
public enum RowKind
{
    Text,
    Long,
    Number,
    Flag,
    Choice,
    Many,

    /// <summary>The same choice several times over, in order.</summary>
    Steps,

    Group,
    List,
    Item,
    Note,

    /// <summary>A sum beside what it should be.</summary>
    Sum,

    /// <summary>A sentence.</summary>
    Say,
}

/// <summary>One answer that can be chosen.</summary>
public sealed record Option(string Value, string Text, bool Chosen = false);

/// <summary>
/// One row of the form as it is shown: a question with its answer, or rows that belong together. Its path is the member's place in the JSON, which is the
/// field's name too, and what a refusal of the scheme's reader names.
/// </summary>
public sealed record Row(RowKind Kind, string Path, string Label)
{
    public string Value { get; init; } = string.Empty;

    public string? Hint { get; init; }

    public string? Suffix { get; init; }

    /// <summary>What is wrong here, in a sentence.</summary>
    public string? Fault { get; init; }

    public bool Required { get; init; }

    /// <summary>Whether other rows depend on this answer.</summary>
    public bool Switches { get; init; }

    /// <summary>A flag that is set, or a group that is there.</summary>
    public bool On { get; init; }

    /// <summary>A group that can be left out.</summary>
    public bool Optional { get; init; }

    /// <summary>What one item of the list is called.</summary>
    public string Noun { get; init; } = string.Empty;

    /// <summary>Short items, one a line.</summary>
    public bool Tight { get; init; }

    public bool First { get; init; }

    public IReadOnlyList<Option> Options { get; init; } = [];

    public IReadOnlyList<Row> Rows { get; init; } = [];

    public NoteOfFigure? Note { get; init; }

    public string Id => IdOf(Path);

    /// <summary>A path as an id that addresses can carry.</summary>
    public static string IdOf(string path) => path.Replace("$.", "f-", StringComparison.Ordinal).Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal).Replace(' ', '-').Replace('$', 'f').Replace("*", "all", StringComparison.Ordinal);

    /// <summary>This row and all beneath it.</summary>
    public IEnumerable<Row> All => Rows.SelectMany(row => row.All).Prepend(this);
}

/// <summary>What stands behind a figure: a note of its own, or one that covers it with others.</summary>
/// <param name="Key">The figure's path as notes write it.</param>
/// <param name="Basis">Of its own note; empty without one.</param>
/// <param name="Source">The source its own note names.</param>
/// <param name="Text">Of its own note.</param>
/// <param name="Shared">The notes on others that cover it as well, in words; empty for none.</param>
/// <param name="CanWiden">Whether a note could hold for the same figure of every item.</param>
/// <param name="Sources">The sources that can be named.</param>
/// <param name="Idle">Whether there is no figure yet that would have to answer.</param>
public sealed record NoteOfFigure(string Key, string Basis, string Source, string Text, IReadOnlyList<FigureNote> Shared, bool CanWiden, IReadOnlyList<Option> Sources, bool Idle)
{
    public bool Missing => !Idle && Basis.Length == 0 && Shared.Count == 0;
}
