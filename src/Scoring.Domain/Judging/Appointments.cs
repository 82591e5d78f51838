// Who sends how many judges to which group of a panel, and who still owes one. Must not know accounts or signing in.
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Judging;

/// <summary>One unit's seats in one group of one panel.</summary>
/// <param name="Panel">The panel, as the scheme has it.</param>
/// <param name="Group">The group, as the scheme has it.</param>
/// <param name="Unit">The department or street that sends.</param>
/// <param name="Judges">Sent so far, by code.</param>
public sealed record Seats(PanelAppointments Panel, JudgeGroup Group, Unit Unit, IReadOnlyList<Judge> Judges)
{
    /// <summary>Judges still owed, at least 0.</summary>
    public int Owed => Math.Max(0, Group.Each - Judges.Count);

    /// <summary>Every sending unit of a scheme's panels, in the scheme's order; streets by code.</summary>
    /// <param name="rules">The scheme's rules of judging.</param>
    /// <param name="units">The district's departments and streets.</param>
    /// <param name="judges">The cycle's judges; removed ones are left out.</param>
    public static IReadOnlyList<Seats> Of(JudgingRules rules, IReadOnlyCollection<Unit> units, IEnumerable<Judge> judges)
    {
        var sitting = judges.Where(j => j.RemovedAt is null).OrderBy(j => j.Code, StringComparer.Ordinal).ToLookup(j => (j.Panel, j.Group, j.UnitId));
        return
        [
            .. from panel in rules.Panels
               from @group in panel.Groups
               from unit in Senders(@group, units)
               select new Seats(panel, @group, unit, [.. sitting[(panel.Panel, @group.Group, unit.Id)]]),
        ];
    }

    /// <summary>The seats a judge of this unit would take.</summary>
    /// <exception cref="Refused">The panel or group does not exist, the unit sends nobody to it, or has sent all it may.</exception>
    public static Seats Demand(JudgingRules rules, IReadOnlyCollection<Unit> units, IReadOnlyCollection<Judge> judges, string panel, string group, Unit unit)
    {
        var sits = rules.Panels.FirstOrDefault(p => p.Panel == panel)?.Groups.FirstOrDefault(g => g.Group == group)
            ?? throw Refused.Input("方案里没有这个评委组。请刷新页面，从名单里选。");
        var seats = Of(rules, units, judges).FirstOrDefault(s => s.Panel.Panel == panel && s.Group.Group == group && s.Unit.Id == unit.Id)
            ?? throw Refused.Input($"按方案，“{sits.Name}”不由{unit.Name}选派。请把这位评委放到对应的组里，或换一位。");
        return seats.Owed > 0
            ? seats
            : throw new Refused($"{unit.Name}在“{sits.Name}”应派 {sits.Each} 名，已经派齐。要换人，请先移除原来的评委。");
    }

    private static IEnumerable<Unit> Senders(JudgeGroup group, IReadOnlyCollection<Unit> units) => group.ByStreet
        ? units.Where(u => u.Kind == UnitKind.Street).OrderBy(u => u.Code, StringComparer.Ordinal)
        : group.Departments.Select(code => units.FirstOrDefault(u => u.Kind == UnitKind.Department && u.Code == code)).OfType<Unit>();
}
