using System.ComponentModel;
using Scoring.Domain.Registers;
using Scoring.Web.Features.Shared.Spreadsheets;

namespace Scoring.Web.Features.Registers;

/// <summary>A register that can be taken out as a table and taken in again.</summary>
public enum RegisterKind
{
    Units,
    People,
    Pairings,
}

/// <summary>One column of a register's table, with what to put there.</summary>
public sealed record Column(string Name, string Note);

/// <summary>A table read against the register: what it would do, and the doing, which the caller's transaction holds together.</summary>
public sealed record Prepared(RegisterPlan Plan, Func<CancellationToken, Task> Write);

/// <summary>How one register lies in a table.</summary>
public abstract class Register
{
    /// <summary>The most rows of one table: the people of the largest district, and half as many again.</summary>
    public const int MostRows = 30_000;

    /// <summary>In a word: 单位.</summary>
    public abstract string Name { get; }

    /// <summary>What a row is: 个.</summary>
    public abstract string Counter { get; }

    /// <summary>By what a row that is there already is known, for those who fill in the table.</summary>
    public abstract string KnownBy { get; }

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The register as it is.</summary>
    public abstract Task<IReadOnlyList<IReadOnlyList<object?>>> Rows(CancellationToken cancellationToken);

    /// <summary>Reads the rows against the register; writes nothing yet.</summary>
    public abstract Task<Prepared> Prepare(IReadOnlyList<FilledRow> rows, CancellationToken cancellationToken);

    public abstract Task<int> Count(CancellationToken cancellationToken);

    /// <summary>The table with or without its rows.</summary>
    public FileTable Table(string name, IReadOnlyList<IReadOnlyList<object?>> rows) => new(name, [.. Columns.Select(c => c.Name)], rows) { FilledIn = true };

    /// <summary>The columns and what belongs there, as a second sheet of the template.</summary>
    public FileTable Notes() => new("填写说明", ["列", "怎样填"], [.. Columns.Select(c => new object?[] { c.Name, c.Note })]);
}

/// <summary>The registers by kind.</summary>
public sealed class RegisterShelf(UnitRegister units, PeopleRegister people, PairingRegister pairings)
{
    public Register this[RegisterKind kind] => kind switch
    {
        RegisterKind.Units => units,
        RegisterKind.People => people,
        RegisterKind.Pairings => pairings,
        _ => throw new InvalidEnumArgumentException(nameof(kind), (int)kind, typeof(RegisterKind)),
    };
}
