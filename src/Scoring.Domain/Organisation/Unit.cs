// Who exists in the district: units as a tree, people, and roles with a scope. Must not know what anyone is scored on.
namespace Scoring.Domain.Organisation;

/// <summary>Level of a unit: 区 → 部门、机关企事业单位; 街道 → 社区 → 小区 → 楼组; a 党支部 belongs to an estate or a community.</summary>
public enum UnitKind
{
    District,
    Department,
    Street,
    Community,
    Estate,
    Branch,

    /// <summary>机关企事业单位: helps an estate, is evaluated for it, takes no part in checking others.</summary>
    Institution,

    /// <summary>楼组.</summary>
    Building,
}

/// <summary>A node of the district's tree.</summary>
public sealed class Unit
{
    public int Id { get; init; }

    /// <summary>Short stable code, unique in the district; schemes refer to departments by it.</summary>
    public required string Code { get; init; }

    public required string Name
    {
        get;
        set => (field, Initials) = (value, Organisation.Initials.Of(value));
    }

    /// <summary>By which it is found without typing 汉字; follows the name.</summary>
    public string Initials { get; private set; } = string.Empty;

    public required UnitKind Kind { get; init; }

    public int? ParentId { get; set; }

    public Unit? Parent { get; set; }

    /// <summary>The street this unit lies in (itself for a street); null for the district and its departments.</summary>
    public int? StreetId { get; set; }

    public Unit? Street { get; set; }

    /// <summary>Households (户) of an estate, at least 1; null for other kinds.</summary>
    public int? Households { get; set; }

    /// <summary>The last local day on which it took part in anything; null while it does. What it took part in stays as it was.</summary>
    public DateOnly? RetiredOn { get; private set; }

    /// <summary>Why it was retired; null while it is not.</summary>
    public string? RetiredBecause { get; private set; }

    /// <summary>The unit that took its people and what lay below it; null where it was not merged.</summary>
    public int? MergedIntoId { get; private set; }

    public bool Retired => RetiredOn is not null;

    /// <summary>Takes it out of everything to come. Never undone: a unit that comes back is a new one.</summary>
    /// <param name="on">The last local day.</param>
    /// <param name="reason">For the register.</param>
    /// <param name="into">The unit that goes on in its place; null where there is none.</param>
    internal void Retire(DateOnly on, string reason, Unit? into = null) => (RetiredOn, RetiredBecause, MergedIntoId) = (on, reason, into?.Id);
}

/// <summary>A person on the roster; a branch secretary's unit is the branch.</summary>
public sealed class Person
{
    public int Id { get; init; }

    public required string Name
    {
        get;
        set => (field, Initials) = (value, Organisation.Initials.OfPerson(value));
    }

    /// <summary>By which the person is found without typing 汉字; follows the name.</summary>
    public string Initials { get; private set; } = string.Empty;

    public int UnitId { get; set; }

    public Unit? Unit { get; set; }

    /// <summary>What kind of secretary (the scheme's composition choice, e.g. a resident member or a community cadre).</summary>
    public required string Composition { get; set; }

    public string? Title { get; set; }

    public int? BirthYear { get; set; }

    /// <summary>Year of joining the party.</summary>
    public int? PartyYear { get; set; }

    /// <summary>Masked on every screen by default.</summary>
    public string? Phone { get; set; }
}
