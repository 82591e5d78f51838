using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Reviews;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Tallies;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Tests.Tallies;

/// <summary>
/// A small but complete October 2026, scored and not yet tallied, with figures chosen so that every total can be added up by hand. Twelve
/// entries, four a street (E01–E04, E05–E08, E09–E12). Five department judges J01–J05 (one highest and one lowest are left out), three
/// street judges J06–J08 (each recused for the own street) and two more in their group, J09 and J10, who belong to no street.
/// Most entries are simple: full evidence (40), 92 % satisfaction of 50 answers (18.4), and every judge the same sum s out of 40 (s points).
/// <code>
/// E01  9.5 + 7 + (8 − 0.5 − 1) + 8 + 5.5 = 36.5; (62 + 0.6·14) / 80 = 88 % → 17.6; departments (95 + 91.25 + 92.5)/3 without 97.5 and 87.5,
///      streets (90 + 85 + 88.75 + 92.5)/4 = 89.0625: 0.6·92.91666… + 0.4·89.0625 = 91.375 → 36.55; sum 90.65; late by a block: −0.50   90.15
/// E02  40 + 18.4 + 36 = 94.4; −1.5 −1, at most 2                                                                                       92.40
/// E03  38 + 18.4 + 35                                                                                                                  91.40
/// E04  40 + 18.4 + 37                                                                                                                  95.40
/// E05  40 + 18.4 + 32   90.40      E06  + 31.5   89.90      E07  + 31   89.40
/// E08  15 of 20 answers: 92 %, the others' mean is (10·92 + 88)/11 = 91.6363…: (15·92 + 5·91.6363…)/20 = 91.90909… → 18.38; + 40 + 30    88.38
/// E09  40 + 18.4 + 29.5; two of the street group stand aside, two are left                                                             87.90
/// E10  40 + 18.4 + 28                                                                                                                  86.40
/// E11  40 + 18.4 + 27   85.40      E12  the same                                                                                      85.40
/// </code>
/// Ten places: with E04 they go down to E10. When E04 is vetoed, E11 and E12 are equal across the cut.
/// </summary>
public sealed class Scored : WebApp
{
    /// <summary>Wednesday 14 October, an hour after the scoring closed.</summary>
    public static DateTimeOffset Evening { get; } = China(2026, 10, 14, 19);

    private readonly SemaphoreSlim once = new(1);
    private string? snapshot;

    public int CycleId { get; private set; }

    public static string Name(int entry) => $"书记{Text(District.Branches(((entry - 1) / 4) + 1)[(entry - 1) % 4])}";

    /// <summary>Back to the scored month, whatever a test has done since; the clock stands at <see cref="Evening"/>.</summary>
    public async Task Reset()
    {
        await once.WaitAsync();
        try
        {
            if (snapshot is null)
                await Lay();
            else
                Copy(snapshot, DatabaseFile);
            await MoveTo(Evening);
            // A file that is put back counts its publications from the beginning, which no file in use does.
            Services.GetRequiredService<PublishedShelf>().Clear();
        }
        finally
        {
            once.Release();
        }
    }

    public Task<Cycle> Cycle() => Db(db => db.Cycles.AsNoTracking().SingleAsync(c => c.Id == CycleId));

    /// <summary>Changes the cycle's row behind the application's back.</summary>
    public Task Set(Action<Cycle> change) => Db(async db =>
    {
        change(await db.Cycles.SingleAsync(c => c.Id == CycleId));
        await db.SaveChangesAsync();
    });

    public Task<RunOfCycle> Latest() => Db(async db => (await RunOfCycle.Latest(db, CycleId))!);

    public Task<int> Runs() => Db(db => db.TallyRuns.CountAsync(r => r.CycleId == CycleId));

    public Task<string> Run(string by = "operator-1", Guid? key = null) => Send(new Run.Command { CycleId = CycleId, Key = key ?? Guid.NewGuid() }, by);

    public Task<string> Acknowledge(string flag, string? reason = "人数虽少，评分一致", string by = "supervisor") =>
        Send(new Acknowledge.Command { CycleId = CycleId, Key = Guid.NewGuid(), Flag = flag, Reason = reason }, by);

    public async Task AcknowledgeAll()
    {
        foreach (var flag in (await Latest()).Unsettled.Where(f => !f.NeedsLot))
            await Acknowledge(flag.Key);
    }

    public Task<string> DrawLots(string by = "supervisor") => Send(new DrawLots.Command { CycleId = CycleId, Key = Guid.NewGuid() }, by);

    public async Task<string> Approve(string by = "approver", int? run = null) =>
        await Send(new Approve.Command { CycleId = CycleId, Key = Guid.NewGuid(), RunId = run ?? (await Latest()).Run.Id }, by);

    public Task<string> Post(string by = "operator-1") => Send(new Features.Notices.Post.Command { CycleId = CycleId, Key = Guid.NewGuid() }, by);

    public Task<string> Hold(bool resume, string by = "approver") =>
        Send(new Features.Notices.Hold.Command { CycleId = CycleId, Key = Guid.NewGuid(), Resume = resume, Reason = resume ? "核实无误" : "收到实名异议" }, by);

    /// <summary>Tallied, acknowledged and approved: the approval on Thursday 15 October at 10:00.</summary>
    public async Task ReachApproved()
    {
        await Run();
        await AcknowledgeAll();
        await MoveTo(China(2026, 10, 15, 10));
        await Approve();
    }

    /// <summary>And posted on the same Thursday at 15:00.</summary>
    public async Task ReachNotice()
    {
        await ReachApproved();
        await MoveTo(China(2026, 10, 15, 15));
        await Post();
    }

    public Task Veto(int entry) => Db(async db =>
    {
        db.Vetoes.Add(new Veto
        {
            EntryId = await EntryId(db, entry), Ground = "CANVASSING", Document = "区纪函〔2026〕3 号", Reason = "经查实请托评委", DepartmentId = District.Department("PLC"),
            ById = District.Account("evidence-plc"), At = Clock.Now,
        });
        await db.SaveChangesAsync();
    });

    /// <summary>A later word of the department on a block.</summary>
    public Task Regrade(int entry, string block, decimal points) => Db(async db =>
    {
        var id = await EntryId(db, entry);
        var last = await db.EvidenceMarks.Where(m => m.EntryId == id && m.Block == block).MaxAsync(m => m.Revision);
        db.EvidenceMarks.Add(Mark(id, block, points, null, last + 1));
        await db.SaveChangesAsync();
    });

    public Task Adjust(int entry, decimal amount, bool confirmed = true, string kind = "deduction") => Db(async db =>
    {
        db.Adjustments.Add(Adjustment(await EntryId(db, entry), amount, confirmed, kind));
        await db.SaveChangesAsync();
    });

    public Task<int> EntryId(int entry) => Db(db => EntryId(db, entry));

    private Task<int> EntryId(ScoringDb db, int entry)
    {
        var code = Code(entry);
        return db.Entries.Where(e => e.CycleId == CycleId && e.Code == code).Select(e => e.Id).SingleAsync();
    }

    public static string Code(int entry) => $"E{entry.ToString("00", CultureInfo.InvariantCulture)}";

    public static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private async Task Lay()
    {
        CycleId = await Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());
        await Db(AddEntries);
        await Db(AddPanel);
        await Db(AddFigures);
        await MoveTo(Evening);
        await RunJobs();
        (await Cycle()).State.ShouldBe(CycleState.Scoring);
        var file = Path.Combine(TestFolder.New("scored"), "scoring.db");
        Copy(DatabaseFile, file);
        snapshot = file;
    }

    private Task AddEntries(ScoringDb db)
    {
        for (var entry = 1; entry <= 12; entry++)
        {
            var (street, slot) = (((entry - 1) / 4) + 1, ((entry - 1) % 4) + 1);
            var branch = District.Branches(street)[slot - 1];
            db.Entries.Add(new Entry
            {
                CycleId = CycleId, StreetId = District.Street(street), Slot = slot, Code = Code(entry), PersonId = branch, PersonName = Name(entry),
                Composition = branch / 10 % 2 == 1 ? "RESIDENT" : "CADRE", BranchId = branch, BranchName = $"和顺{Text(branch / 10)}小区党支部", EstateId = branch / 10,
                EstateName = $"和顺{Text(branch / 10)}小区", Households = entry == 1 ? 1000 : 400, State = EntryState.Accepted, RunningNumber = entry, CreatedAt = Begins,
            });
        }

        return db.SaveChangesAsync();
    }

    private async Task AddPanel(ScoringDb db)
    {
        (string User, string Group, int Unit, int? Street)[] seats =
        [
            ("judge-org", "department", 11, null), ("judge-plc", "department", 12, null), ("judge-civil", "department", 13, null),
            ("judge-housing", "department", 14, null), ("judge-discipline", "department", 15, null),
            ("judge-street-1", "street", 21, 21), ("judge-street-2", "street", 22, 22), ("judge-street-3", "street", 23, 23),
            ("judge-publicity", "street", 16, null), ("judge-petition", "street", 17, null),
        ];
        db.Judges.AddRange(seats.Select((s, i) => new Judge
        {
            CycleId = CycleId, Code = $"J{(i + 1).ToString("00", CultureInfo.InvariantCulture)}", AccountId = District.Account(s.User), Name = s.User, UnitId = s.Unit, UnitName = s.User,
            StreetId = s.Street, Panel = "live", Group = s.Group, AppointedAt = Begins,
        }));
        await db.SaveChangesAsync();
        var judges = await db.Judges.ToDictionaryAsync(j => j.Code);
        foreach (var entry in await db.Entries.ToListAsync())
        {
            foreach (var judge in judges.Values.Where(j => j.StreetId == entry.StreetId))
                db.Recusals.Add(new Recusal { JudgeId = judge.Id, EntryId = entry.Id, Ground = RecusalGround.SameStreet, At = Begins });
        }

        var ninth = await EntryId(db, 9);
        foreach (var code in new[] { "J09", "J10" })
            db.Recusals.Add(new Recusal { JudgeId = judges[code].Id, EntryId = ninth, Ground = RecusalGround.Declared, At = Begins });
        await db.SaveChangesAsync();
    }

    private async Task AddFigures(ScoringDb db)
    {
        Dictionary<int, decimal> sums = new() { [2] = 36, [3] = 35, [4] = 37, [5] = 32, [6] = 31.5m, [7] = 31, [8] = 30, [9] = 29.5m, [10] = 28, [11] = 27, [12] = 27 };
        decimal[] first = [38, 36.5m, 39, 35, 37, 0, 36, 34, 35.5m, 37];
        var recused = (await db.Recusals.ToListAsync()).Select(r => (r.JudgeId, r.EntryId)).ToHashSet();
        foreach (var entry in await db.Entries.OrderBy(e => e.Code).ToListAsync())
        {
            var number = int.Parse(entry.Code![1..], CultureInfo.InvariantCulture);
            foreach (var (judge, at) in (await db.Judges.OrderBy(j => j.Code).ToListAsync()).Select((j, i) => (j, i)).Where(p => !recused.Contains((p.j.Id, entry.Id))))
                db.Sheets.Add(Sheet(judge, entry, number == 1 ? first[at] : sums[number], 1));
            Dictionary<string, decimal> points = new() { ["BRANCH"] = 10, ["MEMBERS"] = 8, ["OWNERS"] = 8, ["PROPERTY"] = 8, ["VENUE"] = 6 };
            if (number == 1)
                (points["BRANCH"], points["MEMBERS"], points["VENUE"]) = (9.5m, 7, 5.5m);
            if (number == 3)
                points["BRANCH"] = 8;
            db.EvidenceMarks.AddRange(points.Select(p => number == 1 && p.Key == "OWNERS" ? Mark(entry.Id, p.Key, null, [0.5m, 1], 1) : Mark(entry.Id, p.Key, p.Value, null, 1)));
            (int Satisfied, int Basically, int Not, int Unknown) = number switch { 1 => (62, 14, 4, 6), 8 => (12, 3, 0, 0), _ => (40, 10, 0, 5) };
            foreach (var (answer, count) in new[] { ("satisfied", Satisfied), ("basically", Basically), ("dissatisfied", Not), ("dontKnow", Unknown) })
                db.BallotCounts.Add(new BallotCount { SchemeCode = "TOP10_SECRETARY", EstateId = entry.EstateId, Question = "overall", Answer = answer, Day = new(2026, 10, 9), Channel = BallotChannel.Open, Count = count });
        }

        foreach (var (entry, amount) in new[] { (1, 0.5m), (2, 1.5m), (2, 1m) })
            db.Adjustments.Add(Adjustment(await EntryId(db, entry), amount, true, "deduction"));
        await db.SaveChangesAsync();
    }

    /// <summary>A sheet with the sum; what is missing to 40 is taken from the first criteria.</summary>
    public static ScoreSheet Sheet(Judge judge, Entry entry, decimal sum, int revision)
    {
        var (missing, marks) = (40 - sum, new Dictionary<string, string>());
        foreach (var (criterion, maximum) in new[] { ("work", 12m), ("service", 10m), ("innovation", 10m), ("drive", 8m) })
        {
            var taken = Math.Min(missing, maximum);
            marks[criterion] = (maximum - taken).ToString("0.##", CultureInfo.InvariantCulture);
            missing -= taken;
        }

        return new ScoreSheet
        {
            JudgeId = judge.Id, EntryId = entry.Id, Revision = revision, Marks = marks, Key = Guid.NewGuid(), HandedInAt = China(2026, 10, 14, 11),
            Fingerprint = ScoreSheet.Print("TOP10_SECRETARY/2026-10", judge.Code, entry.Code!, revision, marks),
        };
    }

    private static EvidenceMark Mark(int entryId, string block, decimal? points, decimal[]? deductions, int revision) => new()
    {
        EntryId = entryId, Block = block, Revision = revision, Points = points, Deductions = deductions, Note = "台账和现场都看过", DepartmentId = District.Department("ORG"),
        ById = District.Account("evidence-org"), At = China(2026, 10, 12, 10),
    };

    private static Adjustment Adjustment(int entryId, decimal amount, bool confirmed, string kind) => new()
    {
        EntryId = entryId, Kind = kind, Code = "overtime", Amount = amount, Reason = "演示超时", ProposedById = District.Account("operator-1"), ProposedAt = China(2026, 10, 14, 12),
        ConfirmedById = confirmed ? District.Account("supervisor") : null, ConfirmedAt = confirmed ? China(2026, 10, 14, 13) : null,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
