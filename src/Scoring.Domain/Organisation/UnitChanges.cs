// How units change their place, become one, or end. Must not know what is evaluated: what took part keeps the names it was copied with.
namespace Scoring.Domain.Organisation;

/// <summary>What hangs on a unit now.</summary>
/// <param name="Below">Units directly below it that are not retired.</param>
/// <param name="People">People registered with it.</param>
/// <param name="Grants">Roles that accounts hold for it.</param>
/// <param name="Pairings">Pairings that last, whichever side it is on.</param>
public sealed record UnitTies(int Below, int People, int Grants, int Pairings);

/// <summary>Moving, merging and retiring. Nothing is ever removed from the register, and nothing of the past is rewritten.</summary>
public static class UnitChanges
{
    /// <summary>Puts a unit, with everything in it, below another one.</summary>
    /// <exception cref="Refused">Either is retired, the kind does not belong there, or it lies there already.</exception>
    public static void Move(Unit unit, Unit parent)
    {
        DemandStanding(unit);
        DemandStanding(parent);
        if (unit.ParentId == parent.Id)
            throw Refused.Input($"“{unit.Name}”现在就在“{parent.Name}”下面。");
        if (!UnitKinds.Below(parent.Kind).Contains(unit.Kind))
            throw Refused.Input($"“{parent.Name}”是{UnitKinds.Name(parent.Kind)}，下面不能直接设{UnitKinds.Name(unit.Kind)}。请换一个上级单位。");
        unit.ParentId = parent.Id;
    }

    /// <summary>Lets one unit go on in another's place: households are added; what lies below, people and pairings are for the caller to move.</summary>
    /// <exception cref="Refused">They are not of one kind, one is retired or is the other, a role is held for it, or no reason is given.</exception>
    public static void Merge(Unit unit, Unit into, UnitTies ties, string? reason, DateOnly today)
    {
        DemandStanding(unit);
        DemandStanding(into);
        if (unit.Id == into.Id)
            throw Refused.Input("不能并入自己。请填另一个单位的编号。");
        if (unit.Kind != into.Kind || unit.Kind == UnitKind.District)
            throw Refused.Input($"只有同一级的单位才能合并：“{unit.Name}”是{UnitKinds.Name(unit.Kind)}，“{into.Name}”是{UnitKinds.Name(into.Kind)}。");
        DemandNoGrants(unit, ties);
        into.Households += unit.Households;
        unit.Retire(today, Reason(reason), into);
    }

    /// <summary>Takes a unit out of everything to come.</summary>
    /// <exception cref="Refused">Something still hangs on it, or no reason is given.</exception>
    public static void Retire(Unit unit, UnitTies ties, string? reason, DateOnly today)
    {
        DemandStanding(unit);
        if (unit.Kind == UnitKind.District)
            throw Refused.Input("区不能停用。");
        if (ties.Below > 0)
            throw new Refused($"“{unit.Name}”下面还有 {ties.Below} 个单位。请先把它们调到别的上级、逐个停用，或者改用合并。");
        if (ties.People > 0)
            throw new Refused($"“{unit.Name}”名下还有 {ties.People} 位人员。请先调到别的党支部，或者改用合并。");
        if (ties.Pairings > 0)
            throw new Refused($"“{unit.Name}”还有 {ties.Pairings} 条正在进行的包联关系。请先结束，或者改用合并。");
        DemandNoGrants(unit, ties);
        unit.Retire(today, Reason(reason));
    }

    /// <exception cref="Refused">It is retired.</exception>
    public static void DemandStanding(Unit unit)
    {
        if (unit.Retired)
            throw new Refused($"“{unit.Name}”已于 {unit.RetiredOn:yyyy-MM-dd} 停用，不能再改，也不能再往下面登记。");
    }

    private static void DemandNoGrants(Unit unit, UnitTies ties)
    {
        if (ties.Grants > 0)
            throw new Refused($"还有 {ties.Grants} 个身份是按“{unit.Name}”授予的。请系统管理员先在账号页收回，需要的改授给接着管的单位。");
    }

    private static string Reason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? throw Refused.Input("请写明原因和依据，会留在名册里。") : reason.Trim();
}
