namespace Scoring.Domain.Organisation;

/// <summary>The words for levels of the tree, and what may stand below what.</summary>
public static class UnitKinds
{
    public static string Name(UnitKind kind) => kind switch
    {
        UnitKind.District => "区",
        UnitKind.Department => "部门",
        UnitKind.Street => "街道",
        UnitKind.Community => "社区",
        UnitKind.Estate => "小区",
        UnitKind.Branch => "党支部",
        UnitKind.Institution => "机关企事业单位",
        UnitKind.Building => "楼组",
        _ => kind.ToString(),
    };

    /// <summary>Every kind but the district itself, from the top down: the order in which they can be made.</summary>
    public static IReadOnlyList<UnitKind> Listed { get; } =
        [UnitKind.Street, UnitKind.Department, UnitKind.Institution, UnitKind.Community, UnitKind.Estate, UnitKind.Branch, UnitKind.Building];

    /// <summary>The kind that a word names; null when it names none.</summary>
    public static UnitKind? Of(string name) => Enum.GetValues<UnitKind>().Where(k => Name(k) == name).Select(k => (UnitKind?)k).FirstOrDefault();

    /// <summary>The kinds that a unit of this kind may have directly below it; empty for the lowest.</summary>
    public static IReadOnlyList<UnitKind> Below(UnitKind kind) => kind switch
    {
        UnitKind.District => [UnitKind.Street, UnitKind.Department, UnitKind.Institution],
        UnitKind.Street => [UnitKind.Community],
        UnitKind.Community => [UnitKind.Estate, UnitKind.Branch],
        UnitKind.Estate => [UnitKind.Branch, UnitKind.Building],
        _ => [],
    };

    /// <summary>A new unit in its place in the tree, with the street it lies in (which a new street sets to itself once it has an id).</summary>
    /// <param name="parent">The unit above.</param>
    /// <param name="kind">One of <see cref="Below"/> of the parent's kind.</param>
    /// <param name="code">Unique in the district; the database settles that.</param>
    /// <param name="name">As people call it.</param>
    /// <param name="households">户, at least 1: needed for an estate, refused for anything else.</param>
    /// <exception cref="Refused">The kind does not belong below this parent, or the households do not fit the kind.</exception>
    public static Unit Add(Unit parent, UnitKind kind, string code, string name, int? households)
    {
        if (!Below(parent.Kind).Contains(kind))
            throw Refused.Input($"“{parent.Name}”是{Name(parent.Kind)}，下面不能直接设{Name(kind)}。请从正确的上级单位里添加。");
        DemandHouseholds(kind, households);
        return new Unit { Code = code, Name = name, Kind = kind, ParentId = parent.Id, StreetId = parent.StreetId, Households = households };
    }

    /// <exception cref="Refused">An estate without households, or another kind with them.</exception>
    public static void DemandHouseholds(UnitKind kind, int? households)
    {
        if (HouseholdsFault(kind, households) is { } fault)
            throw Refused.Input($"{fault}。");
    }

    /// <summary>What is wrong with the households of a unit, without a full stop; null when nothing is.</summary>
    public static string? HouseholdsFault(UnitKind kind, int? households) => kind switch
    {
        UnitKind.Estate when households is null or < 1 => "请填写小区户数（至少 1 户），满意度的应测户数要用它",
        not UnitKind.Estate when households is not null => "只有小区填写户数，请把户数留空",
        _ => null,
    };
}
