using System.Globalization;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;

namespace Scoring.Data.Seeding;

/// <summary>A programme whose units pledge and apply for levels: a finished year with its naming, and the present one as far as it has come.</summary>
internal sealed class DemoStars(DemoContext to, BallotRows rows)
{
    /// <summary>When the programme was set up: before its first pledges.</summary>
    public static DateTimeOffset SetUp { get; } = ChinaTime.At(new DateOnly(2024, 12, 20), new TimeOnly(9, 0));

    private const int FirstId = 5000;

    private int lastId = FirstId;

    /// <param name="finding">The document of the revocations, already in the file store.</param>
    public async Task Add(KeptFinding finding)
    {
        var today = ChinaTime.DateOf(DemoDistrict.Today);
        var period = Period.Of(to.Scheme.Cadence, today);
        var past = await Open(period.Previous, 1);
        var month = new DemoMonth(past);
        Pledge(past);
        Apply(month);
        Examine(month);
        Rate(month);
        new DemoSurvey(to, rows).Add(month, shortOf: -1, current: false);
        past.State = CycleState.Scoring;
        await Save();
        rows.Flush();
        await DemoEnding.Add(to, month);
        await Save();
        await new DemoRevocations(to, month, finding).Add();

        var running = await Open(period, 2);
        running.State = CycleState.Nominating;
        Pledge(running);
        Begin(running);
        await Save();
    }

    private async Task<Cycle> Open(Period period, int number)
    {
        var cycle = CycleDates.Open(to.Scheme, to.VersionId, to.Scheme.Phases.Resolve(period, to.Calendar), number);
        to.Db.Cycles.Add(cycle);
        await to.Db.SaveChangesAsync();
        var opens = cycle.OpensAt;
        to.Log.Job(number == 1 ? SetUp : opens.AddDays(-360), "创建期次", "Cycles.Create", cycle.Id, $"创建“{cycle.Title}”");
        to.Log.Job(opens.AddSeconds(2), "推进期次", "Cycles.Advance", cycle.Id, $"“{cycle.Title}”开始{cycle.Phase(PhaseCode.Pledge).Name}");
        return cycle;
    }

    private void Pledge(Cycle cycle)
    {
        var days = to.Calendar.Between(ChinaTime.DateOf(cycle.OpensAt), ChinaTime.DateOf(cycle.Phase(PhaseCode.Pledge).EndsAt)).ToList();
        foreach (var (unit, n) in to.District.Applicants.Select((u, n) => (u, n)).Where(u => u.n % 9 != 7))
        {
            var by = to.Accounts.Of(Role.Applicant, unit.Id);
            var level = 3 + (n % 3);
            var at = DemoMonth.At(days[to.Random.Number(0, days.Count - 1)], to.Random.Number(560, 1020));
            var (first, second) = (to.Scheme.Evidence[n % 5].Indicators[n % 6], to.Scheme.Evidence[(n + 2) % 5].Indicators[(n + 3) % 6]);
            to.Db.Pledges.Add(Domain.Entries.Pledge.Of(to.Scheme, cycle.Id, unit.Id, 1, level, $"今年重点做好{first.Name}和{second.Name}：{first.Hint}；{second.Hint}。年底前做到，请党员群众监督。", by.Id, at));
            to.Log.Note(at, by, unit.Name, "Applications.MakePledge", cycle.Id, null, $"{unit.Name}承诺目标：{to.Scheme.Scoring.Award!.NameOf($"LEVEL_{level}")}");
        }
    }

    /// <summary>Everybody who pledged applies, and the street accepts.</summary>
    private void Apply(DemoMonth month)
    {
        foreach (var unit in to.District.Applicants)
        {
            var entry = Entry(month.Cycle, unit, month.Cycle.Phase(PhaseCode.Nominate).StartsAt.AddDays(to.Random.Number(1, 16)));
            month.People[entry.Id] = to.District.People.First(p => p.UnitId == unit.Id);
            entry.State = EntryState.Accepted;
            month.Entries.Add(entry);
            to.Db.Entries.Add(entry);
        }

        foreach (var (entry, n) in month.Entries.Select((e, n) => (e, n + 1)))
        {
            entry.Code = $"E{n:D2}";
            entry.DecidedAt = entry.SubmittedAt!.Value.AddDays(3);
            Reviewed(month.Cycle, entry, $"{entry.PersonName}通过街道初审，编号 {entry.Code}");
        }
    }

    private Entry Entry(Cycle cycle, Unit unit, DateTimeOffset submitted)
    {
        var (estate, by) = (to.District.EstateOf(unit), to.Accounts.Of(Role.Applicant, unit.Id));
        // In the order of the applicants, so that a street's places are numbered through.
        var slot = to.District.Applicants.Where(u => u.StreetId == unit.StreetId).TakeWhile(u => u.Id != unit.Id).Count() + 1;
        var entry = new Entry
        {
            Id = ++lastId, CycleId = cycle.Id, StreetId = unit.StreetId!.Value, Slot = slot, PersonName = unit.Name, Composition = string.Empty, BranchId = unit.Id, BranchName = unit.Name,
            EstateId = estate.Id, EstateName = estate.Name, Households = estate.Households!.Value, Applied = true, Dossier = Assess(unit), CreatedAt = submitted.AddHours(-5), SubmittedAt = submitted, Version = 3,
        };
        to.Log.Note(submitted, by, unit.Name, "Nominations.Submit", cycle.Id, entry.Id, $"提交{unit.Name}的申报");
        return entry;
    }

    /// <summary>Units think well of themselves.</summary>
    private Dossier Assess(Unit unit) => new(
        to.Scheme.Nomination!.Dossier.ToDictionary(s => s.Code, s => $"{unit.Name}对照年初承诺逐项落实：{string.Join('；', to.Scheme.Evidence.Select(e => $"{e.Indicators[unit.Id % 6].Name}做到{e.Indicators[unit.Id % 6].Hint}"))}。还有不足，明年接着改。", StringComparer.Ordinal), [])
    {
        SelfReport = to.Scheme.Evidence.SelectMany(e => e.Indicators.Select(i => (Key: $"{e.Block}.{i.Code}", i.Maximum)))
            .ToDictionary(i => i.Key, i => (i.Maximum - (to.Random.Number(0, 3) * 0.5m)).ToString("0.##", CultureInfo.InvariantCulture), StringComparer.Ordinal),
    };

    private void Reviewed(Cycle cycle, Entry entry, string text)
    {
        var street = to.District.Streets.First(s => s.Id == entry.StreetId);
        to.Log.Note(entry.DecidedAt!.Value, to.Accounts.Of(Role.StreetCommittee, street.Id), street.Name, "Reviews.Decide", cycle.Id, entry.Id, text);
    }

    /// <summary>Each lead department its own block, all at the same time.</summary>
    private void Examine(DemoMonth month)
    {
        var days = to.Calendar.Between(month.FirstDay(PhaseCode.Evidence), month.LastDay(PhaseCode.Evidence)).ToList();
        foreach (var rules in to.Scheme.Evidence)
        {
            var department = to.District.Department(rules.Departments[0]);
            var officer = to.Accounts.Of(Role.EvidenceDepartment, department.Id);
            var block = to.Scheme.Rubric.Blocks.First(b => b.Code == rules.Block);
            foreach (var entry in month.Entries)
            {
                var share = to.Ability(month.People[entry.Id].Id) - 0.02 + to.Noise(0.1);
                var items = rules.Indicators.ToDictionary(i => i.Code, i => Math.Clamp(Math.Round(i.Maximum * (decimal)(share + to.Noise(0.05)) * 2) / 2, 0, i.Maximum), StringComparer.Ordinal);
                var low = rules.Indicators.Where(i => items[i.Code] < 8).Select(i => i.Name).ToList();
                var mark = EvidenceMark.Of(entry.Id, rules, block.Full!.Value, items, low.Count == 0 ? "逐项看过台账和现场，符合要求。" : $"看过台账和现场，{string.Join('、', low)}还不到位。", 1, null, department.Id, officer.Id,
                    DemoMonth.At(days[to.Random.Number(0, days.Count - 2)], to.Random.Number(560, 1040)));
                to.Db.EvidenceMarks.Add(mark);
                to.Log.Note(mark.At, officer, department.Name, "Reviews.Enter", month.Cycle.Id, entry.Id, $"录入{entry.PersonName}“{block.Name}”{mark.Points:0.#} 分");
            }
        }
    }

    /// <summary>Each street marks its own.</summary>
    private void Rate(DemoMonth month)
    {
        var panel = to.Scheme.Judging!.Panels[0];
        var day = month.LastDay(PhaseCode.Live);
        foreach (var (street, n) in to.District.Streets.Select((s, n) => (s, n)))
        {
            var account = to.Accounts.Of(Role.Judge, street.Id);
            var judge = new Judge
            {
                Id = FirstId + n + 1, CycleId = month.Cycle.Id, Code = $"J{11 + (n * 7)}", AccountId = account.Id, Name = account.FullName, UnitId = street.Id, UnitName = street.Name, StreetId = street.Id,
                Panel = panel.Panel, Group = panel.Groups[0].Group, ScopeUnitId = street.Id, AppointedAt = month.Cycle.Phase(PhaseCode.Live).StartsAt.AddMinutes(1),
            };
            to.Db.Judges.Add(judge);
            foreach (var (entry, place) in month.Entries.Where(e => e.StreetId == street.Id).Select((e, i) => (e, i)))
            {
                var share = to.Ability(month.People[entry.Id].Id);
                var marks = SheetForm.Of(to.Scheme, panel.Panel).Criteria.ToDictionary(
                    c => c.Code, c => Math.Clamp(Math.Round(c.Maximum * (decimal)(share + to.Noise(0.07)) * 2) / 2, 0, c.Maximum).ToString("0.###", CultureInfo.InvariantCulture), StringComparer.Ordinal);
                var at = DemoMonth.At(to.Calendar.Previous(day), 600 + (place * 9), n);
                to.Db.Sheets.Add(new ScoreSheet
                {
                    Id = to.NextSheetId(), JudgeId = judge.Id, EntryId = entry.Id, Revision = 1, Marks = marks, Key = to.Random.Guid(), HandedInAt = at,
                    Fingerprint = ScoreSheet.Print($"{month.Cycle.SchemeCode}/{month.Cycle.Period}", judge.Code, entry.Code!, 1, marks),
                });
                to.Log.Note(at, account, street.Name, "Judging.HandIn", month.Cycle.Id, entry.Id, $"交出{entry.PersonName}的评分表");
            }
        }
    }

    /// <summary>The running year: some have not begun, some wait for their street, some are through, one was sent back.</summary>
    private void Begin(Cycle cycle)
    {
        foreach (var (unit, n) in to.District.Applicants.Select((u, n) => (u, n)).Where(u => u.n % 5 != 0))
        {
            var entry = Entry(cycle, unit, DemoDistrict.Today.AddDays(-1 - (n % 7)).AddMinutes(-n * 7));
            entry.State = (n % 5) switch { 1 => EntryState.Submitted, 4 => EntryState.Returned, _ => EntryState.Accepted };
            to.Db.Entries.Add(entry);
            if (entry.State == EntryState.Submitted)
                continue;
            entry.DecidedAt = entry.SubmittedAt!.Value.AddHours(6);
            entry.Code = entry.State == EntryState.Accepted ? $"E{lastId - FirstId:D2}" : null;
            entry.Reason = entry.State == EntryState.Returned ? "有一项写了十家，佐证里只见到三家，请核实后重交。" : null;
            Reviewed(cycle, entry, entry.State == EntryState.Accepted ? $"{entry.PersonName}通过街道初审，编号 {entry.Code}" : $"退回{entry.PersonName}的申报，要求修改：{entry.Reason}");
        }
    }

    private async Task Save()
    {
        to.Db.ChangeTracker.DetectChanges();
        await to.Db.SaveChangesAsync();
    }
}

/// <summary>A document that lies in the file store already.</summary>
public sealed record KeptFinding(string Hash, long Size)
{
    /// <summary>Where there is no store: a row without a file behind it.</summary>
    public static KeptFinding None { get; } = new(new string('0', 64), 1);
}
