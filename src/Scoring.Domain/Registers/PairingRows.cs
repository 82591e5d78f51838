using System.Globalization;
using Scoring.Domain.Organisation;

namespace Scoring.Domain.Registers;

/// <summary>A pairing as a row would begin it, mend it or end it.</summary>
/// <param name="Existing">Its id; null for one that begins.</param>
/// <param name="UnitId">包联单位.</param>
/// <param name="EstateId">小区.</param>
/// <param name="Since">The first local day.</param>
/// <param name="LeadCadre">包保领导.</param>
/// <param name="Commitments">What was promised; null when nothing is written.</param>
/// <param name="Until">The last local day; null while it lasts.</param>
/// <param name="EndReason">Why it ended; null while it lasts.</param>
public sealed record PairingWrite(int? Existing, int UnitId, int EstateId, DateOnly Since, string LeadCadre, string? Commitments, DateOnly? Until, string? EndReason);

/// <summary>Reads a table of pairings against the register: known by unit, estate and first day. One that has ended stays as it ended.</summary>
public static class PairingRows
{
    public const string UnitCode = "包联单位编号";
    public const string UnitName = "包联单位";
    public const string EstateCode = "小区编号";
    public const string EstateName = "小区";
    public const string Since = "开始日期";
    public const string LeadCadre = "包保领导";
    public const string Commitments = "承诺事项";
    public const string Until = "结束日期";
    public const string EndReason = "结束原因";

    private const int LongestCadre = 60;
    private const int LongestCommitments = 2000;
    private const int LongestReason = 300;

    /// <summary>What the rows would do.</summary>
    /// <param name="rows">In any order.</param>
    /// <param name="pairings">The register, ended ones included.</param>
    /// <param name="units">Every unit by code.</param>
    /// <returns>The plan, and what to write where no row is refused.</returns>
    public static (RegisterPlan Plan, IReadOnlyList<PairingWrite> Writes) Plan(IReadOnlyList<FilledRow> rows, IReadOnlyCollection<PairingAssignment> pairings, IReadOnlyDictionary<string, Unit> units)
    {
        var known = pairings.ToLookup(p => (p.PairedUnitId, p.EstateId));
        var taken = new Dictionary<(int, int, DateOnly), int>();
        var lasting = new Dictionary<(int, int), int>();
        var planned = new List<PlannedRow>();
        var writes = new List<PairingWrite>();
        foreach (var row in rows)
        {
            var faults = new List<string>();
            var changes = new List<string>();
            var unit = UnitOf(row, UnitCode, UnitName, units, [UnitKind.Institution, UnitKind.Department], faults);
            var estate = UnitOf(row, EstateCode, EstateName, units, [UnitKind.Estate], faults);
            var since = DayOf(row, Since, faults);
            var until = row[Until].Length == 0 ? null : DayOf(row, Until, faults);
            if (row[LeadCadre].Length is 0 or > LongestCadre)
                faults.Add(row[LeadCadre].Length == 0 ? "没有填包保领导" : $"包保领导超过 {LongestCadre} 个字");
            if (row[Commitments].Length > LongestCommitments)
                faults.Add($"承诺事项超过 {LongestCommitments} 个字");
            if (until < since)
                faults.Add("结束日期早于开始日期");
            if (row[Until].Length > 0 != row[EndReason].Length > 0 || row[EndReason].Length > LongestReason)
                faults.Add($"结束日期和结束原因要一起填，原因不超过 {LongestReason} 个字");
            var before = unit is null || estate is null ? [] : known[(unit.Id, estate.Id)].ToList();
            var existing = before.Find(p => p.Since == since);
            if (unit is not null && estate is not null && since is { } day)
            {
                if (!taken.TryAdd((unit.Id, estate.Id, day), row.Number))
                    faults.Add($"和第 {taken[(unit.Id, estate.Id, day)]} 行是同一条包联关系");
                else if (until is null && !lasting.TryAdd((unit.Id, estate.Id), row.Number))
                    faults.Add($"和第 {lasting[(unit.Id, estate.Id)]} 行都还没有结束，同一个单位不能同时两次包联一个小区");
                if (until is null && (unit.Retired || estate.Retired))
                    faults.Add($"“{(unit.Retired ? unit : estate).Name}”已经停用");
                if (existing is null && until is null && before.Find(p => p.Until is null) is { } still)
                    faults.Add($"这个单位从 {still.Since:yyyy-MM-dd} 起正在包联这个小区，开始日期对不上；要重新开始的，请先在名册里结束那一条");
            }

            Compare(row, existing, until, faults, changes);
            planned.Add(RegisterPlan.Planned(row.Number, $"{unit?.Name ?? row[UnitCode]}—{estate?.Name ?? row[EstateCode]}", faults, existing is null, changes));
            if (faults.Count == 0)
                writes.Add(new PairingWrite(existing?.Id, unit!.Id, estate!.Id, since!.Value, row[LeadCadre], Filled(row[Commitments]), until, Filled(row[EndReason])));
        }

        return (new RegisterPlan(planned), writes);
    }

    private static void Compare(FilledRow row, PairingAssignment? existing, DateOnly? until, List<string> faults, List<string> changes)
    {
        if (existing is null)
            return;
        RegisterPlan.Say(changes, LeadCadre, existing.LeadCadre, row[LeadCadre]);
        RegisterPlan.Say(changes, Commitments, existing.Commitments ?? string.Empty, row[Commitments]);
        RegisterPlan.Say(changes, Until, Text(existing.Until), Text(until));
        RegisterPlan.Say(changes, EndReason, existing.EndReason ?? string.Empty, row[EndReason]);
        if (existing.Until is not null && changes.Count > 0)
            faults.Add($"这条包联关系已于 {Text(existing.Until)} 结束，不能再改；要重新包联的，请另填一行");
    }

    private static Unit? UnitOf(FilledRow row, string column, string nameColumn, IReadOnlyDictionary<string, Unit> units, UnitKind[] kinds, List<string> faults)
    {
        var code = UnitRows.CodeOf(row[column]);
        if (units.GetValueOrDefault(code) is not { } unit)
        {
            faults.Add(code.Length == 0 ? $"没有填{column}" : $"名册里没有{column}“{code}”");
            return null;
        }

        if (!kinds.Contains(unit.Kind))
            faults.Add($"{column}“{code}”是{UnitKinds.Name(unit.Kind)}“{unit.Name}”，应是{string.Join("或", kinds.Select(UnitKinds.Name))}");
        else if (row[nameColumn].Length > 0 && row[nameColumn] != unit.Name)
            faults.Add($"{column}“{code}”是“{unit.Name}”，表里写的是“{row[nameColumn]}”，请核对");
        return unit;
    }

    private static DateOnly? DayOf(FilledRow row, string column, List<string> faults)
    {
        var day = FilledRow.Day(row[column]);
        if (day is null)
            faults.Add(row[column].Length == 0 ? $"没有填{column}" : $"{column}“{row[column]}”不是日期，请写成 2026-10-01");
        return day;
    }

    private static string? Filled(string text) => text.Length == 0 ? null : text;

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;
}
