using System.Globalization;
using Scoring.Domain.Organisation;

namespace Scoring.Domain.Registers;

/// <summary>A person as a row would make them or leave them.</summary>
/// <param name="Existing">The id; null for a new person.</param>
/// <param name="Name">The full name.</param>
/// <param name="UnitId">The branch.</param>
/// <param name="Composition">The scheme's code.</param>
/// <param name="Title">Position; null when none is given.</param>
/// <param name="BirthYear">Null when not known.</param>
/// <param name="PartyYear">Null when not known.</param>
/// <param name="Phone">Null keeps the number there is.</param>
public sealed record PersonWrite(int? Existing, string Name, int UnitId, string Composition, string? Title, int? BirthYear, int? PartyYear, string? Phone);

/// <summary>
/// Reads a table of people against the register. A person is known by the register's number; without one, by name and branch, so that the same
/// table taken in twice makes nobody twice.
/// </summary>
public static class PersonRows
{
    public const string Number = "编号";
    public const string PersonName = "姓名";
    public const string BranchCode = "党支部编号";
    public const string BranchName = "党支部名称";
    public const string Composition = "类别";
    public const string Title = "职务";
    public const string BirthYear = "出生年份";
    public const string PartyYear = "入党年份";
    public const string Phone = "电话";

    /// <summary>What the rows would do.</summary>
    /// <param name="rows">In any order.</param>
    /// <param name="people">The register.</param>
    /// <param name="units">Every unit by code.</param>
    /// <param name="compositions">The schemes' codes by their names.</param>
    /// <param name="thisYear">The local year.</param>
    /// <returns>The plan, and what to write where no row is refused.</returns>
    public static (RegisterPlan Plan, IReadOnlyList<PersonWrite> Writes) Plan(
        IReadOnlyList<FilledRow> rows, IReadOnlyCollection<Person> people, IReadOnlyDictionary<string, Unit> units, IReadOnlyDictionary<string, string> compositions, int thisYear)
    {
        var byId = people.ToDictionary(p => p.Id);
        var byName = people.ToLookup(p => (p.Name, p.UnitId));
        var branches = units.Values.ToDictionary(u => u.Id, u => u.Name);
        var words = compositions.ToLookup(c => c.Value, c => c.Key);
        var taken = new Dictionary<int, int>();
        var made = new Dictionary<(string, int), int>();
        var planned = new List<PlannedRow>();
        var writes = new List<PersonWrite>();
        foreach (var row in rows)
        {
            var faults = new List<string>();
            var changes = new List<string>();
            var name = row[PersonName];
            if (name.Length is 0 or > PersonRules.LongestName)
                faults.Add(name.Length == 0 ? "没有填姓名" : $"姓名超过 {PersonRules.LongestName} 个字");
            var branch = BranchOf(row, units, faults);
            var existing = Known(row, branch, byId, byName, faults);
            if (existing is not null && !taken.TryAdd(existing.Id, row.Number))
                faults.Add($"和第 {taken[existing.Id]} 行是同一个人");
            if (existing is null && branch is not null && row[Number].Length == 0 && !made.TryAdd((name, branch.Id), row.Number))
                faults.Add($"和第 {made[(name, branch.Id)]} 行是同一个党支部的同名同志；确是两个人的，请先在页面上添加一位，再用导出的编号");
            var composition = compositions.GetValueOrDefault(row[Composition]);
            if (composition is null)
                faults.Add(row[Composition].Length == 0 ? "没有填类别" : $"类别“{row[Composition]}”不对，应是{string.Join("、", compositions.Keys)}中的一种");
            if (row[Title].Length > PersonRules.LongestTitle)
                faults.Add($"职务超过 {PersonRules.LongestTitle} 个字");
            var (birth, party) = (YearOf(row, BirthYear, faults), YearOf(row, PartyYear, faults));
            if (PersonRules.YearFault(birth, party, thisYear) is { } fault)
                faults.Add(fault.TrimEnd('。'));
            var phone = PhoneOf(row[Phone], existing, faults);
            if (existing is not null && branch is not null && composition is not null)
            {
                RegisterPlan.Say(changes, PersonName, existing.Name, name);
                RegisterPlan.Say(changes, "党支部", branches.GetValueOrDefault(existing.UnitId) ?? string.Empty, existing.UnitId == branch.Id ? branches.GetValueOrDefault(existing.UnitId) ?? string.Empty : $"{branch.Name}（{branch.Code}）");
                RegisterPlan.Say(changes, Composition, words[existing.Composition].FirstOrDefault() ?? existing.Composition, row[Composition]);
                RegisterPlan.Say(changes, Title, existing.Title ?? string.Empty, row[Title]);
                RegisterPlan.Say(changes, BirthYear, Text(existing.BirthYear), Text(birth));
                RegisterPlan.Say(changes, PartyYear, Text(existing.PartyYear), Text(party));
                if (phone is not null && phone != existing.Phone)
                    changes.Add("电话有变");
            }

            planned.Add(RegisterPlan.Planned(row.Number, name, faults, existing is null, changes));
            if (faults.Count == 0)
                writes.Add(new PersonWrite(existing?.Id, name, branch!.Id, composition!, row[Title].Length == 0 ? null : row[Title], birth, party, phone));
        }

        return (new RegisterPlan(planned), writes);
    }

    private static Unit? BranchOf(FilledRow row, IReadOnlyDictionary<string, Unit> units, List<string> faults)
    {
        var code = UnitRows.CodeOf(row[BranchCode]);
        if (units.GetValueOrDefault(code) is not { } branch)
        {
            faults.Add(code.Length == 0 ? "没有填党支部编号" : $"名册里没有编号为“{code}”的党支部");
            return null;
        }

        if (branch.Retired)
            faults.Add($"党支部“{branch.Name}”已经停用");
        if (branch.Kind != UnitKind.Branch)
            faults.Add($"编号“{code}”是{UnitKinds.Name(branch.Kind)}“{branch.Name}”，人员要登记在党支部名下");
        else if (row[BranchName].Length > 0 && row[BranchName] != branch.Name)
            faults.Add($"编号“{code}”是“{branch.Name}”，表里写的党支部名称是“{row[BranchName]}”，请核对");
        return branch;
    }

    private static Person? Known(FilledRow row, Unit? branch, Dictionary<int, Person> byId, ILookup<(string, int), Person> byName, List<string> faults)
    {
        if (row[Number].Length > 0)
        {
            if (FilledRow.Whole(row[Number]) is { } id && byId.GetValueOrDefault(id) is { } person)
                return person;
            faults.Add($"名册里没有编号为“{row[Number]}”的人员；新增的人员请把编号留空");
            return null;
        }

        var namesakes = branch is null ? [] : byName[(row[PersonName], branch.Id)].ToList();
        if (namesakes.Count > 1)
            faults.Add("这个党支部有两位同名的同志，请用导出的编号说明是哪一位");
        return namesakes.Count == 1 ? namesakes[0] : null;
    }

    private static int? YearOf(FilledRow row, string column, List<string> faults)
    {
        var year = FilledRow.Whole(row[column]);
        if (row[column].Length > 0 && year is null)
            faults.Add($"{column}“{row[column]}”不是年份，请填四位数字");
        return year;
    }

    /// <summary>An empty cell keeps the number there is, and so does the masked one that an export carries.</summary>
    private static string? PhoneOf(string text, Person? existing, List<string> faults)
    {
        if (text.Length == 0 || (existing is not null && text == Masked.Phone(existing.Phone)))
            return null;
        if (!PersonRules.IsPhone(text))
            faults.Add(text.Contains('*', StringComparison.Ordinal) ? "电话带有星号，和名册里的不是同一个；不改请留空，要改请填完整的号码" : $"电话“{text}”不对，请填 11 位手机号，或带区号的座机号");
        return text;
    }

    private static string Text(int? year) => year?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
