using System.Text.RegularExpressions;
using Scoring.Domain.Organisation;

namespace Scoring.Domain.Registers;

/// <summary>A unit as a row would make it or leave it.</summary>
/// <param name="Existing">Its id; null for a new one.</param>
/// <param name="Code">Unique in the district, upper case.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="ParentCode">The unit above.</param>
/// <param name="Households">户 of an estate; null for others.</param>
public sealed record UnitWrite(int? Existing, string Code, string Name, UnitKind Kind, string ParentCode, int? Households);

/// <summary>Reads a table of units against the register: known by code, in their place of the tree, one name under one parent.</summary>
public static partial class UnitRows
{
    public const string Code = "编号";
    public const string UnitName = "名称";
    public const string Kind = "类别";
    public const string ParentCode = "上级编号";
    public const string ParentName = "上级名称";
    public const string Households = "户数";

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>What the rows would do.</summary>
    /// <param name="rows">In any order: a unit may stand before the one above it.</param>
    /// <param name="units">The register.</param>
    /// <returns>The plan, and what to write where no row is refused.</returns>
    public static (RegisterPlan Plan, IReadOnlyList<UnitWrite> Writes) Plan(IReadOnlyList<FilledRow> rows, IReadOnlyCollection<Unit> units)
    {
        var standing = units.ToDictionary(u => u.Code, StringComparer.Ordinal);
        var codes = units.ToDictionary(u => u.Id, u => u.Code);
        var filled = rows.Where(r => r[Code].Length > 0).GroupBy(r => CodeOf(r[Code])).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var places = Places(units, codes, filled);
        var planned = new List<PlannedRow>();
        var writes = new List<UnitWrite>();
        foreach (var row in rows)
        {
            var faults = new List<string>();
            var changes = new List<string>();
            var (code, name) = (CodeOf(row[Code]), row[UnitName]);
            var existing = standing.GetValueOrDefault(code);
            if (!CodeShape().IsMatch(code))
                faults.Add(code.Length == 0 ? "没有填编号" : $"编号“{code}”只能用字母、数字和短横线，最多 40 位");
            else if (filled[code].Number != row.Number)
                faults.Add($"编号“{code}”和第 {filled[code].Number} 行重复");
            if (name.Length is 0 or > LongestName)
                faults.Add(name.Length == 0 ? "没有填名称" : $"名称超过 {LongestName} 个字");
            if (existing is { Retired: true })
                faults.Add($"名册里“{code}”（{existing.Name}）已经停用，不能再用这个编号");
            var kind = KindOf(row, existing, faults);
            var parent = CodeOf(row[ParentCode]);
            CheckParent(row, parent, kind, standing, filled, faults);
            if (name.Length > 0 && places.GetValueOrDefault((parent, name)) is { } others && others.Exists(o => o != code))
                faults.Add($"同一个上级下面有两个“{name}”，请写全名称以便区分");
            var households = HouseholdsOf(row, kind, faults);
            if (existing is not null && kind is not null)
            {
                RegisterPlan.Say(changes, UnitName, existing.Name, name);
                RegisterPlan.Say(changes, ParentCode, existing.ParentId is { } above ? codes[above] : string.Empty, parent);
                RegisterPlan.Say(changes, Households, $"{existing.Households}", $"{households}");
            }

            planned.Add(RegisterPlan.Planned(row.Number, name.Length > 0 ? name : code, faults, existing is null, changes));
            if (faults.Count == 0)
                writes.Add(new UnitWrite(existing?.Id, code, name, kind!.Value, parent, households));
        }

        return (new RegisterPlan(planned), writes);
    }

    /// <summary>A code as the register keeps it.</summary>
    public static string CodeOf(string text) => text.ToUpperInvariant();

    /// <summary>Who would lie under which parent by which name, once the rows are taken in.</summary>
    private static Dictionary<(string Parent, string Name), List<string>> Places(IReadOnlyCollection<Unit> units, Dictionary<int, string> codes, Dictionary<string, FilledRow> filled) =>
        units.Where(u => !u.Retired && !filled.ContainsKey(u.Code) && u.ParentId is not null).Select(u => (Parent: codes[u.ParentId!.Value], u.Name, u.Code))
            .Concat(filled.Select(f => (Parent: CodeOf(f.Value[ParentCode]), Name: f.Value[UnitName], Code: f.Key)))
            .GroupBy(u => (u.Parent, u.Name)).ToDictionary(g => g.Key, g => g.Select(u => u.Code).ToList());

    private static UnitKind? KindOf(FilledRow row, Unit? existing, List<string> faults)
    {
        var kind = UnitKinds.Of(row[Kind]);
        if (kind is null or UnitKind.District)
            faults.Add(row[Kind].Length == 0 ? "没有填类别" : $"类别“{row[Kind]}”不对，应是{string.Join("、", UnitKinds.Listed.Select(UnitKinds.Name))}中的一种");
        else if (existing is not null && existing.Kind != kind)
            faults.Add($"名册里“{existing.Code}”是{UnitKinds.Name(existing.Kind)}（{existing.Name}），类别不能改");
        return kind is UnitKind.District ? null : kind;
    }

    private static void CheckParent(FilledRow row, string parent, UnitKind? kind, Dictionary<string, Unit> standing, Dictionary<string, FilledRow> filled, List<string> faults)
    {
        var above = standing.GetValueOrDefault(parent);
        var filledAbove = filled.GetValueOrDefault(parent);
        if ((above?.Kind ?? (filledAbove is null ? null : UnitKinds.Of(filledAbove[Kind]))) is not { } parentKind)
        {
            faults.Add(parent.Length == 0 ? "没有填上级编号" : $"名册和表里都没有编号为“{parent}”的上级单位");
            return;
        }

        if (above is { Retired: true })
            faults.Add($"上级“{above.Name}”已经停用");
        if (kind is { } own && !UnitKinds.Below(parentKind).Contains(own))
            faults.Add($"{UnitKinds.Name(parentKind)}“{parent}”下面不能直接设{UnitKinds.Name(own)}");
        var name = filledAbove?[UnitName] ?? above!.Name;
        if (row[ParentName].Length > 0 && row[ParentName] != name && row[ParentName] != above?.Name)
            faults.Add($"上级编号“{parent}”是“{name}”，表里写的上级名称是“{row[ParentName]}”，请核对");
    }

    private static int? HouseholdsOf(FilledRow row, UnitKind? kind, List<string> faults)
    {
        var households = FilledRow.Whole(row[Households]);
        if (row[Households].Length > 0 && households is null)
            faults.Add($"户数“{row[Households]}”不是整数");
        else if (kind is { } known && UnitKinds.HouseholdsFault(known, households) is { } fault)
            faults.Add(fault);
        return households;
    }

    [GeneratedRegex(@"^[A-Z0-9-]{1,40}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeShape();
}
