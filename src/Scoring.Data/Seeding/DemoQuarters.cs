using Bogus;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Entries;
using Scoring.Data.Records;
using Scoring.Data.Surveys;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Pairings;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Seeding;

/// <summary>Units that have adopted estates, with their ledger, and two quarters of their evaluation that are over; the one under way has begun its ledger and waits.</summary>
internal sealed class DemoQuarters
{
    private const int FirstUnitId = 31;
    private const int StreetsWithPairings = 4;

    // A stream of its own: what comes later must not move the months.
    private readonly Randomizer random = new(20260701);
    private readonly DemoContext to;
    private readonly BallotRows rows;
    private readonly Questionnaire form;
    private readonly DemoReports reports;
    private readonly List<Unit> institutions = [];
    private readonly Dictionary<int, Account> helpers = [];
    private readonly Dictionary<int, Account> branches = [];
    private readonly List<PairingAssignment> pairings = [];
    private int nextRecordId;

    private DemoQuarters(DemoContext to, BallotRows rows)
    {
        (this.to, this.rows) = (to, rows);
        form = new Questionnaire(to.VersionId, to.Scheme.Code, to.Scheme.Survey!);
        reports = new DemoReports(to);
    }

    /// <summary>Does nothing where no loaded scheme evaluates pairings. Everything of the months must be saved.</summary>
    public static async Task Add(DemoContext months, BallotRows rows, DemoFiles files)
    {
        var found = (await months.Db.SchemeVersions.AsNoTracking().OrderBy(v => v.Id).ToListAsync()).Select(v => (Version: v, Scheme: Scheme.Parse(v.Json))).FirstOrDefault(s => s.Scheme.Subject.UnitKind == Subject.Pairing);
        if (found.Scheme is null)
            return;
        var quarters = new DemoQuarters(months with { Scheme = found.Scheme, VersionId = found.Version.Id }, rows);
        months.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        await quarters.District(files.District.Institutions);
        var period = Period.Of(Cadence.Quarterly, ChinaTime.DateOf(DemoDistrict.Today)).Previous.Previous;
        await quarters.Quarter(period, 1);
        await quarters.Quarter(period.Next, 2);
        quarters.Ledger(period.Next.Next, until: ChinaTime.DateOf(DemoDistrict.Today));
        await months.Db.SaveChangesAsync();
    }

    private async Task District(IReadOnlyList<NamedText> names)
    {
        var db = to.Db;
        foreach (var department in to.Scheme.Departments.Where(d => to.District.Departments.All(known => known.Code != d.Code)))
        {
            var unit = new Unit { Id = to.District.Departments.Count + 2, Code = department.Code, Name = department.Name, Kind = UnitKind.Department, ParentId = to.District.Root.Id };
            db.Units.Add(unit);
            db.Users.Add(to.Accounts.Later(unit.Code.ToLowerInvariant(), Role.EvidenceDepartment, unit));
            to.Others.Add(unit);
        }

        foreach (var name in names)
            institutions.Add(new Unit { Id = FirstUnitId + institutions.Count, Code = name.Code, Name = name.Name, Kind = UnitKind.Institution, ParentId = to.District.Root.Id });
        db.Units.AddRange(institutions);
        foreach (var unit in institutions)
            db.Users.Add(helpers[unit.Id] = to.Accounts.Later(unit.Code.ToLowerInvariant(), Role.PairedUnit, unit));
        to.Others.AddRange(institutions);
        var communities = new HashSet<int>();
        for (var n = 0; n < institutions.Count * 2; n++)
        {
            var street = to.District.Streets[n % StreetsWithPairings];
            var estate = to.District.Estates.Where(e => e.StreetId == street.Id).ElementAt(3 + (n / StreetsWithPairings * 7));
            pairings.Add(new PairingAssignment
            {
                Id = n + 1, PairedUnitId = institutions[n / 2].Id, EstateId = estate.Id, Since = new(2026, 1, 5), LeadCadre = to.District.Names.Next(1972 + (n % 9)), Commitments = "每月到小区现场办公一次；年内帮助选好物业、建好自管会。",
            });
            var branch = to.District.Branches.First(b => b.ParentId == estate.Id);
            db.Users.Add(branches[estate.Id] = to.Accounts.Later($"rater-{branch.Code.ToLowerInvariant()}", Role.Judge, branch));
            var community = to.District.Communities.First(c => c.Id == estate.ParentId);
            if (communities.Add(community.Id))
                db.Users.Add(to.Accounts.Later($"rater-{community.Code.ToLowerInvariant()}", Role.Judge, community));
        }

        db.Pairings.AddRange(pairings);
        // One that is over, so that an estate has a history.
        db.Pairings.Add(new PairingAssignment { Id = pairings.Count + 1, PairedUnitId = institutions[^1].Id, EstateId = pairings[0].EstateId, Since = new(2025, 3, 1), Until = new(2025, 12, 31), EndReason = "年度调整", LeadCadre = to.District.Names.Next(1974) });
        foreach (var street in to.District.Streets.Take(StreetsWithPairings))
            db.Users.Add(to.Accounts.Later($"{street.Code.ToLowerInvariant()}-2", Role.StreetCommittee, street));
        await db.SaveChangesAsync();
    }

    private async Task Quarter(Period period, int number)
    {
        var (db, scheme) = (to.Db, to.Scheme);
        Ledger(period, period.LastDay);
        Meeting(period, number);
        var cycle = CycleDates.Open(scheme, to.VersionId, scheme.Phases.Resolve(period, to.Calendar), number);
        db.Cycles.Add(cycle);
        await db.SaveChangesAsync();
        var opens = cycle.OpensAt;
        to.Log.Job(ChinaTime.At(period.FirstDay, new TimeOnly(0, 0, 1)) is var made && made > DemoDistrict.SetUp ? made : DemoDistrict.SetUp, "创建期次", "Cycles.Create", cycle.Id, $"创建“{cycle.Title}”");
        to.Log.Job(opens.AddSeconds(2), "推进期次", "Cycles.Advance", cycle.Id, $"“{cycle.Title}”进入“{StateNames.Of(CycleState.Scoring)}”");
        cycle.State = CycleState.Scoring;
        await Enrolment.Subjects(db, cycle, scheme, opens.AddSeconds(2));
        await Enrolment.Raters(db, cycle, scheme, opens.AddSeconds(2));
        await Pairings.AbsencesOfCycle.Deduct(db, cycle, scheme);
        await Rate(cycle, number);
        await db.SaveChangesAsync();
        rows.Flush();
        await reports.Add(cycle, number);
    }

    /// <summary>How well a unit helps, between 0.5 and 1; a little better or worse from quarter to quarter.</summary>
    private static double Quality(int unit, int number) => 0.97 - ((unit - FirstUnitId) * 0.055) + (((unit * 7) + (number * 5)) % 5 * 0.012);

    private async Task Rate(Cycle cycle, int number)
    {
        var (db, scheme) = (to.Db, to.Scheme);
        var entries = await db.Entries.Where(e => e.CycleId == cycle.Id).OrderBy(e => e.Code).ToListAsync();
        var judges = await db.Judges.Where(j => j.CycleId == cycle.Id).OrderBy(j => j.Id).ToListAsync();
        var tree = await Organisation.Units.Tree(db);
        var days = to.Calendar.Between(ChinaTime.DateOf(cycle.Phase(PhaseCode.Live).StartsAt), ChinaTime.DateOf(cycle.Phase(PhaseCode.Live).EndsAt)).ToList();
        foreach (var entry in entries)
        {
            var quality = Quality(entry.RollUpUnitId!.Value, number);
            foreach (var judge in judges.Where(j => j.Marks(entry, tree)))
                HandIn(cycle, judge, entry, quality, DemoMonth.At(days[random.Number(1, days.Count - 2)], random.Number(540, 1040), random.Number(0, 59)));
            foreach (var rules in scheme.Evidence)
            {
                var department = to.District.Department(rules.Departments[0]);
                var officer = to.Accounts.Of(Role.EvidenceDepartment, department.Id);
                var items = rules.Indicators.ToDictionary(i => i.Code, i => Math.Clamp(Math.Round(i.Maximum * (decimal)(quality + random.Double(-0.05, 0.08)) * 2, MidpointRounding.AwayFromZero) / 2, 0, i.Maximum), StringComparer.Ordinal);
                var at = DemoMonth.At(days[random.Number(2, days.Count - 1)], random.Number(600, 1040), random.Number(0, 59));
                db.EvidenceMarks.Add(EvidenceMark.Of(entry.Id, rules, scheme.Rubric.Blocks.First(b => b.Code == rules.Block).Full!.Value, items, "看过台账、佐证和小区的确认。", 1, null, department.Id, officer.Id, at));
                to.Log.Note(at, officer, department.Name, "Reviews.EnterEvidence", cycle.Id, entry.Id, $"录入{entry.PersonName}“{scheme.Rubric.Blocks.First(b => b.Code == rules.Block).Name}”");
            }

            Ask(cycle, entry, quality);
        }
    }

    private void HandIn(Cycle cycle, Judge judge, Entry entry, double quality, DateTimeOffset at)
    {
        var marks = SheetForm.Of(to.Scheme, judge.Panel).Criteria.ToDictionary(c => c.Code, c => Word(c, quality + random.Double(-0.12, 0.1)), StringComparer.Ordinal);
        to.Db.Sheets.Add(new ScoreSheet
        {
            Id = to.NextSheetId(), JudgeId = judge.Id, EntryId = entry.Id, Revision = 1, Marks = marks, Key = random.Guid(), HandedInAt = at,
            Fingerprint = ScoreSheet.Print($"{cycle.SchemeCode}/{cycle.Period}", judge.Code, entry.Code!, 1, marks),
        });
        to.Log.Note(at, to.Accounts.All.First(a => a.Id == judge.AccountId), judge.UnitName, "Judging.HandIn", cycle.Id, entry.Id, $"交出{entry.PersonName}的评分表");
    }

    /// <summary>The best word whose value the quality nearly reaches.</summary>
    private static string Word(RubricCriterion criterion, double quality) =>
        criterion.Scale.OrderByDescending(w => w.Value).FirstOrDefault(w => (double)w.Value / (double)criterion.Maximum <= quality + 0.09)?.Code ?? criterion.Scale.MinBy(w => w.Value)!.Code;

    private void Ask(Cycle cycle, Entry entry, double quality)
    {
        var window = SurveyWindow.Of(cycle)!;
        var rule = to.Scheme.Scoring.Blocks.Select(b => b.Source).OfType<ResidentsRule>().First();
        var answers = to.Scheme.Survey!.Questions[0].Answers;
        var wanted = (int)rule.Sample!.Need(entry.Households) + random.Number(2, 14);
        var counts = new Dictionary<(string Answer, DateOnly Day), int>();
        for (var n = 0; n < wanted; n++)
        {
            var (throwOf, day) = (random.Double(), window.First.AddDays(random.Number(0, window.Days - 1)));
            var answer = throwOf < (quality * 1.4) - 0.5 ? answers[0].Code : throwOf < 0.96 ? answers[1].Code : answers[2].Code;
            var hash = random.Bytes(32);
            rows.Token(hash, entry.EstateId, BallotChannel.Open, null, new DateOnly(day.Year, day.Month, 1));
            rows.Spent(hash);
            rows.Ballot(new NewBallot(form, entry.EstateId, BallotChannel.Open, day, form.Pack(new Dictionary<string, string> { [to.Scheme.Survey.Questions[0].Code] = answer })), BitConverter.ToInt64(random.Bytes(8)));
            counts[(answer, day)] = counts.GetValueOrDefault((answer, day)) + 1;
        }

        foreach (var ((answer, day), count) in counts)
            rows.Count(entry.EstateId, to.Scheme.Code, to.Scheme.Survey.Questions[0].Code, answer, day, BallotChannel.Open, count);
    }

    private void Ledger(Period period, DateOnly until)
    {
        var kinds = to.Scheme.Rubric.Blocks.Where(b => b.Kind == BlockKind.Judges).Select(b => b.Name).ToArray();
        string[] done = ["召开居民代表会，推选自管会成员", "协调物业企业入驻，清运楼道杂物", "调解一楼漏水纠纷，双方签了协议", "争取资金更换单元门和监控", "组织在职党员入户走访，登记困难家庭"];
        var (last, current) = (period.LastDay < until ? period.LastDay : until, period.LastDay > until);
        foreach (var pairing in pairings)
        {
            for (var n = 0; n < (current ? 1 : 2); n++)
            {
                var day = to.Calendar.OnOrBefore(last.AddDays(-random.Number(3, 30)));
                var (unit, estate) = (institutions.First(u => u.Id == pairing.PairedUnitId), to.District.Estates.First(e => e.Id == pairing.EstateId));
                var (filed, by, rater) = (DemoMonth.At(day, random.Number(960, 1060)), helpers[pairing.PairedUnitId], branches[pairing.EstateId]);
                var waits = current && pairing.Id % 3 == 0;
                to.Db.HelpRecords.Add(new HelpRecord
                {
                    Id = ++nextRecordId, PairingId = pairing.Id, Day = day, Kind = kinds[random.Number(0, kinds.Length - 1)], Text = $"{done[random.Number(0, done.Length - 1)]}。", FiledById = by.Id, FiledAt = filed,
                    Confirmed = !waits, AnsweredForId = waits ? null : rater.UnitId, AnsweredById = waits ? null : rater.Id, AnsweredAt = waits ? null : filed.AddHours(18),
                });
                to.Log.Note(filed, by, unit.Name, "Pairings.Help", null, null, $"{unit.Name}记{estate.Name}帮扶一条");
            }
        }
    }

    private void Meeting(Period period, int number)
    {
        var street = to.District.Streets[number];
        var (by, second) = (to.Accounts.Of(Role.StreetCommittee, street.Id), to.Accounts.All.Last(a => a.Grants[0].Role == Role.StreetCommittee && a.UnitId == street.Id));
        var at = DemoMonth.At(to.Calendar.OnOrBefore(period.LastDay.AddDays(-20)), 1000);
        var away = pairings.First(p => to.District.Estates.First(e => e.Id == p.EstateId).StreetId == street.Id);
        var meeting = new Meeting { Id = number, StreetId = street.Id, Day = ChinaTime.DateOf(at), Topic = "包联工作季度调度会", ById = by.Id, At = at };
        to.Db.Meetings.Add(meeting);
        to.Db.MeetingAbsences.Add(new MeetingAbsence { Id = number, MeetingId = number, PairingId = away.Id, ProposedById = by.Id, ProposedAt = at, ConfirmedById = second.Id, ConfirmedAt = at.AddHours(20) });
        to.Log.Note(at, by, street.Name, "Pairings.Meetings", null, null, $"登记会议“{meeting.Topic}”，缺席 1 家");
    }
}
