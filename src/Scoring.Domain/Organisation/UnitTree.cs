// Which unit lies in which. Must not know what units are called or what happens in them.
namespace Scoring.Domain.Organisation;

/// <summary>The district's tree, for questions of who lies in what.</summary>
public sealed class UnitTree
{
    private readonly Dictionary<int, int?> parents;

    /// <param name="units">Every unit with the one above it.</param>
    public UnitTree(IEnumerable<(int Id, int? ParentId)> units) => parents = units.ToDictionary(u => u.Id, u => u.ParentId);

    /// <summary>The unit and everything above it, from the unit up; empty for an unknown one.</summary>
    public IEnumerable<int> Path(int unit)
    {
        for (int? at = unit; at is { } id && parents.TryGetValue(id, out var above); at = above)
            yield return id;
    }

    /// <summary>Whether a unit is another one or lies in it.</summary>
    public bool Lies(int unit, int within) => Path(unit).Contains(within);

    /// <summary>Gives every unit the street it lies in, after units have been moved: that of the unit above, or, for a street, its own.</summary>
    /// <param name="units">All units, with their ids and the ids above them.</param>
    public static void Settle(IReadOnlyCollection<Unit> units)
    {
        var byId = units.ToDictionary(u => u.Id);
        foreach (var unit in units)
        {
            Unit? at = unit;
            while (at is not null && at.Kind != UnitKind.Street)
                at = at.ParentId is { } above ? byId[above] : null;
            unit.StreetId = at?.Id;
        }
    }
}
