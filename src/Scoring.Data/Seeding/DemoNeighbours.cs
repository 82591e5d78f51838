using System.Globalization;
using Bogus;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Entries;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Seeding;

/// <summary>One finished cycle each of a programme of projects and of one of buildings, and what was learnt from them since. Does nothing where no such scheme is loaded.</summary>
internal sealed class DemoNeighbours
{
    private const int FirstId = 7000;
    private const int FirstBuildingId = 9001;
    private const int Estates = 3;
    private const int Buildings = 4;

    private readonly Randomizer random;
    private readonly DemoContext to;
    private int lastId = FirstId;

    private DemoNeighbours(DemoContext to, Randomizer random) => (this.to, this.random) = (to, random);

    /// <summary>Everything of the months and quarters must be saved.</summary>
    public static async Task Add(DemoContext months, DemoFiles files)
    {
        var found = (await months.Db.SchemeVersions.AsNoTracking().OrderBy(v => v.Id).ToListAsync()).Select(v => (Version: v, Scheme: Scheme.Parse(v.Json))).ToList();
        months.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        // A stream of its own: what comes later must not move the months.
        var stream = new Randomizer(20260901);
        foreach (var (version, scheme) in found)
        {
            var one = new DemoNeighbours(months with { Scheme = scheme, VersionId = version.Id }, stream);
            if (scheme.Subject.UnitKind == Subject.Project)
                await one.Projects(files.Texts.Projects);
            else if (scheme is { Subject: { UnitKind: "building", From: SubjectSource.Register }, Cadence: Cadence.Quarterly })
                await one.Houses();
        }
    }

    /// <summary>Last year's projects, one a street.</summary>
    private async Task Projects(IReadOnlyList<ProjectText> texts)
    {
        var (db, scheme) = (to.Db, to.Scheme);
        var period = Period.Of(scheme.Cadence, ChinaTime.DateOf(DemoDistrict.Today)).Previous;
        var cycle = await Open(period);
        var entries = new List<Entry>();
        foreach (var (street, n) in to.District.Streets.Select((s, n) => (s, n)).Take(texts.Count))
        {
            var (text, branch) = (texts[n], to.District.Branches.Where(b => b.StreetId == street.Id).ElementAt(2));
            var (estate, at, by) = (to.District.EstateOf(branch), cycle.Phase(PhaseCode.Nominate).StartsAt.AddDays(3 + n).AddHours(10), to.Accounts.Of(Role.StreetCommittee, street.Id));
            entries.Add(new Entry
            {
                Id = ++lastId, CycleId = cycle.Id, StreetId = street.Id, Slot = 1, Code = $"E{n + 1:D2}", PersonName = text.Title, PersonTitle = to.District.People.First(p => p.UnitId == branch.Id).Name,
                Composition = scheme.Nomination!.Composition[n % scheme.Nomination.Composition.Count].Code, BranchId = branch.Id, BranchName = branch.Name, EstateId = estate.Id, EstateName = estate.Name,
                Households = estate.Households!.Value, State = EntryState.Accepted, Version = 3, CreatedAt = at.AddHours(-3), SubmittedAt = at, DecidedAt = at.AddDays(2), RunningNumber = n + 1,
                Dossier = new Dossier(scheme.Nomination.Dossier.Zip([text.Problem, text.Steps, text.Effect]).ToDictionary(p => p.First.Code, p => p.Second, StringComparer.Ordinal), []),
            });
            to.Log.Note(at, by, street.Name, "Nominations.Submit", cycle.Id, lastId, $"提交{text.Title}的申报");
        }

        db.Entries.AddRange(entries);
        Check(cycle, entries);
        Panel(cycle, entries);
        await End(cycle, entries);
        await DemoLearning.Add(to, cycle, entries, texts);
    }

    private void Check(Cycle cycle, List<Entry> entries)
    {
        foreach (var rules in to.Scheme.Evidence)
        {
            var (department, block) = (to.District.Department(rules.Departments[0]), to.Scheme.Rubric.Blocks.First(b => b.Code == rules.Block));
            var officer = to.Accounts.Of(Role.EvidenceDepartment, department.Id);
            foreach (var entry in entries)
            {
                var items = rules.Indicators.ToDictionary(i => i.Code, i => Half(i.Maximum, Quality(entry)), StringComparer.Ordinal);
                var at = cycle.Phase(PhaseCode.Review).StartsAt.AddDays(9).AddHours(9).AddMinutes(random.Number(0, 480));
                to.Db.EvidenceMarks.Add(EvidenceMark.Of(entry.Id, rules, block.Full!.Value, items, "到现场看过，问了三户居民。", 1, null, department.Id, officer.Id, at));
                to.Log.Note(at, officer, department.Name, "Reviews.Enter", cycle.Id, entry.Id, $"录入{entry.PersonName}“{block.Name}”");
            }
        }
    }

    private void Panel(Cycle cycle, List<Entry> entries)
    {
        var panel = to.Scheme.Judging!.Panels[0];
        foreach (var (unit, n) in panel.Groups[0].Departments.Select((code, n) => (to.District.Department(code), n)))
        {
            var account = to.Accounts.Of(Role.Judge, unit.Id);
            var judge = new Judge
            {
                Id = ++lastId, CycleId = cycle.Id, Code = $"J{13 + (n * 11)}", AccountId = account.Id, Name = account.FullName, UnitId = unit.Id, UnitName = unit.Name, Panel = panel.Panel, Group = panel.Groups[0].Group,
                AppointedAt = cycle.Phase(PhaseCode.Review).StartsAt.AddDays(5),
            };
            to.Db.Judges.Add(judge);
            foreach (var (entry, place) in entries.Select((e, i) => (e, i)))
                HandIn(cycle, judge, account, entry, cycle.Phase(PhaseCode.Live).StartsAt.AddMinutes(20 + (place * 12)).AddSeconds(n * 7), c => Half(c.Maximum, Quality(entry)).ToString("0.###", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Last quarter's buildings, in estates whose branch and community rate already.</summary>
    private async Task Houses()
    {
        var (db, scheme) = (to.Db, to.Scheme);
        var paired = await db.Pairings.AsNoTracking().Where(p => p.Until == null).OrderBy(p => p.Id).Select(p => p.EstateId).Take(Estates).ToListAsync();
        if (paired.Count == 0)
            return;
        foreach (var (estate, n) in paired.SelectMany(id => Enumerable.Range(1, Buildings).Select(n => (to.District.Estates.First(e => e.Id == id), n))))
        {
            var building = new Unit { Id = FirstBuildingId + to.Others.Count(o => o.Kind == UnitKind.Building), Code = $"{estate.Code}-L{n}", Name = $"{estate.Name}{n}号楼", Kind = UnitKind.Building, ParentId = estate.Id, StreetId = estate.StreetId };
            db.Units.Add(building);
            to.Others.Add(building);
            for (var neighbour = 1; neighbour <= 2; neighbour++)
                db.Users.Add(to.Accounts.Later($"rater-{building.Code.ToLowerInvariant()}-{neighbour}", Role.Judge, building));
        }

        await db.SaveChangesAsync();
        var cycle = await Open(Period.Of(scheme.Cadence, ChinaTime.DateOf(DemoDistrict.Today)).Previous);
        var opens = cycle.OpensAt.AddSeconds(2);
        await Enrolment.Subjects(db, cycle, scheme, opens);
        await Enrolment.Raters(db, cycle, scheme, opens);
        var entries = await db.Entries.Where(e => e.CycleId == cycle.Id).OrderBy(e => e.Code).ToListAsync();
        var tree = await Organisation.Units.Tree(db);
        foreach (var judge in await db.Judges.Where(j => j.CycleId == cycle.Id).OrderBy(j => j.Id).ToListAsync())
        {
            var account = to.Accounts.All.First(a => a.Id == judge.AccountId);
            foreach (var (entry, place) in entries.Where(e => judge.Marks(e, tree)).Select((e, i) => (e, i)))
                HandIn(cycle, judge, account, entry, cycle.Phase(PhaseCode.Live).StartsAt.AddDays(1).AddHours(9).AddMinutes((place * 11) + (judge.Id % 50)), c => Word(c, Quality(entry) + random.Double(-0.06, 0.06)));
        }

        await End(cycle, entries);
    }

    private async Task<Cycle> Open(Period period)
    {
        var cycle = CycleDates.Open(to.Scheme, to.VersionId, to.Scheme.Phases.Resolve(period, to.Calendar), 1);
        to.Db.Cycles.Add(cycle);
        cycle.State = CycleState.Scoring;
        await to.Db.SaveChangesAsync();
        to.Log.Job(cycle.OpensAt.AddDays(-1), "创建期次", "Cycles.Create", cycle.Id, $"创建“{cycle.Title}”");
        to.Log.Job(cycle.ScoringStartsAt.AddSeconds(2), "推进期次", "Cycles.Advance", cycle.Id, $"“{cycle.Title}”进入“{StateNames.Of(cycle)}”");
        return cycle;
    }

    private async Task End(Cycle cycle, List<Entry> entries)
    {
        await to.Db.SaveChangesAsync();
        var ending = new DemoEnding(to, cycle, entries);
        var approve = cycle.Phase(PhaseCode.Approve).StartsAt;
        var run = await ending.Tally(1, cycle.Phase(PhaseCode.Tally).StartsAt.AddMinutes(20), approve.AddMinutes(70));
        await ending.Publish(run, await ending.Post(run, null, approve.AddHours(5)));
        await to.Db.SaveChangesAsync();
    }

    private void HandIn(Cycle cycle, Judge judge, Account account, Entry entry, DateTimeOffset at, Func<RubricCriterion, string> mark)
    {
        var marks = SheetForm.Of(to.Scheme, judge.Panel).Criteria.ToDictionary(c => c.Code, mark, StringComparer.Ordinal);
        to.Db.Sheets.Add(new ScoreSheet
        {
            Id = to.NextSheetId(), JudgeId = judge.Id, EntryId = entry.Id, Revision = 1, Marks = marks, Key = random.Guid(), HandedInAt = at,
            Fingerprint = ScoreSheet.Print($"{cycle.SchemeCode}/{cycle.Period}", judge.Code, entry.Code!, 1, marks),
        });
        to.Log.Note(at, account, judge.UnitName, "Judging.HandIn", cycle.Id, entry.Id, $"交出{entry.PersonName}的评分表");
    }

    /// <summary>How good an entry is, between 0.58 and 0.96.</summary>
    private static double Quality(Entry entry) => 0.96 - (entry.Id * 7 % 13 * 0.032);

    private decimal Half(decimal maximum, double share) => Math.Clamp(Math.Round(maximum * (decimal)(share + random.Double(-0.04, 0.04)) * 2, MidpointRounding.AwayFromZero) / 2, 0, maximum);

    /// <summary>The best word whose value the quality nearly reaches.</summary>
    private static string Word(RubricCriterion criterion, double quality) =>
        criterion.Scale.OrderByDescending(w => w.Value).FirstOrDefault(w => (double)w.Value / (double)criterion.Maximum <= quality + 0.07)?.Code ?? criterion.Scale.MinBy(w => w.Value)!.Code;
}
