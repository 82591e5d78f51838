using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Screens;
using Scoring.Web.Live;

namespace Scoring.Web.Tests.Screens;

/// <summary>
/// The October live day with six candidates E01–E06, drawn in that order, and seven judges: J01–J05 of departments (one highest and one lowest are
/// left out), J06 and J07 of streets. No two of the 42 sheets are alike: the n-th, counted entry by entry, comes to 60.10 + 0.55·n of 100, so that a
/// mark seen anywhere tells whose it is. J01 stands aside for E02.
/// </summary>
public sealed class HallDay(WebApp app)
{
    public const int Entries = 6;
    private const int Judges = 7;
    private const string Seed = "00112233445566778899aabbccddeeff";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private int steps;

    /// <summary>Wednesday 14 October 2026, 10:00.</summary>
    public static DateTimeOffset LiveDay { get; } = WebApp.China(2026, 10, 14, 10);

    public int CycleId { get; private set; }

    public IReadOnlyList<int> Ids { get; private set; } = [];

    public IReadOnlyDictionary<string, int> Files { get; private set; } = new Dictionary<string, int>();

    /// <summary>Lays the day, once.</summary>
    public async Task Lay()
    {
        if (CycleId != 0)
            return;
        await app.MoveTo(LiveDay);
        await app.Db(async db =>
        {
            var cycle = await db.Cycles.SingleAsync(c => c.Period == "2026-10");
            CycleId = cycle.Id;
            cycle.State = CycleState.Scoring;
            var entries = Enumerable.Range(1, Entries).Select(NewEntry).ToList();
            var judges = Enumerable.Range(1, Judges).Select(NewJudge).ToList();
            db.Entries.AddRange(entries);
            db.Judges.AddRange(judges);
            await db.SaveChangesAsync();
            db.Draws.Add(new Draw { CycleId = CycleId, Kind = RunningOrder.Kind, Seed = Seed, Order = [.. entries.Select(e => e.Code!)], ById = District.Account("operator-1"), At = LiveDay });
            db.Recusals.Add(new Recusal { JudgeId = judges[0].Id, EntryId = entries[1].Id, Ground = RecusalGround.Declared, At = LiveDay });
            foreach (var (entry, e) in entries.Select((x, i) => (x, i)))
            {
                foreach (var (judge, j) in judges.Select((x, i) => (x, i)).Where(x => e != 1 || x.i != 0))
                    db.Sheets.Add(NewSheet(judge, entry, 60.10m + (0.55m * ((e * Judges) + j))));
            }

            Ids = [.. entries.Select(e => e.Id)];
            await AddFiles(db, entries[0]);
        });
    }

    /// <summary>Appends a step, as the console would, and tells whoever follows.</summary>
    public async Task Step(StageAct act, int? entry = null, int? value = null, int? attachment = null)
    {
        await app.Db(async db =>
        {
            db.StageSteps.Add(new StageStep
            {
                CycleId = CycleId, Number = ++steps, Act = act, EntryId = entry is { } n ? Ids[n - 1] : null, Value = value, AttachmentId = attachment,
                ById = District.Account("operator-1"), Who = "经办甲", At = LiveDay.AddMinutes(steps), Reason = "测试",
            });
            await db.SaveChangesAsync();
        });
        app.Services.GetRequiredService<StagePush>().Wake(CycleId);
    }

    public async Task Steps(params StageAct[] acts)
    {
        foreach (var act in acts)
            await Step(act);
    }

    /// <summary>The whole turn of a candidate, from the call to the closing.</summary>
    public async Task Turn(int entry)
    {
        await Step(StageAct.Call, entry);
        await Steps(StageAct.StartClock, StageAct.StopClock, StageAct.OpenScoring, StageAct.CloseScoring);
    }

    public async Task<ScreenState> Now() => (ScreenState)await app.Send(new Snapshot.Query(CycleId));

    /// <summary>As it travels, with every Chinese character as it is.</summary>
    public static string Written(ScreenState state) => JsonSerializer.Serialize(state, Web);

    /// <summary>A good key of the screen.</summary>
    public async Task<string> Key(string key = "0123456789abcdef0123456789abcdef")
    {
        await app.Send(new OpenScreen.Command(CycleId, key), "operator-1");
        return key;
    }

    private Entry NewEntry(int number)
    {
        var (street, slot) = (((number - 1) / 2) + 1, ((number - 1) % 2) + 1);
        var branch = District.Branches(street)[slot - 1];
        return new Entry
        {
            CycleId = CycleId, StreetId = District.Street(street), Slot = slot, Code = $"E{number:00}", PersonId = branch, PersonName = $"候选{"甲乙丙丁戊己"[number - 1]}", Composition = "RESIDENT",
            BranchId = branch, BranchName = $"和顺{Text(branch / 10)}小区党支部", EstateId = branch / 10, EstateName = $"和顺{Text(branch / 10)}小区", Households = 500, State = EntryState.Accepted,
            CreatedAt = app.Begins, RunningNumber = number,
        };
    }

    private Judge NewJudge(int number)
    {
        var department = number <= 5;
        var code = District.Departments[number - 1].Code;
        return new Judge
        {
            CycleId = CycleId, Code = $"J{number:00}", AccountId = District.Account(department ? $"judge-{code.ToLowerInvariant()}" : $"judge-street-{Text(number - 5)}"), Name = $"评委{Text(number)}",
            UnitId = department ? District.Department(code) : District.Street(number - 5), UnitName = "单位", Panel = "live", Group = department ? "department" : "street", AppointedAt = app.Begins,
        };
    }

    private static ScoreSheet NewSheet(Judge judge, Entry entry, decimal outOfHundred)
    {
        // 40 points in all: what is missing to full marks is taken from the first criteria.
        var (missing, marks) = (40 - (outOfHundred * 0.4m), new Dictionary<string, string>());
        foreach (var (criterion, maximum) in new[] { ("work", 12m), ("service", 10m), ("innovation", 10m), ("drive", 8m) })
        {
            var taken = Math.Min(missing, maximum);
            marks[criterion] = (maximum - taken).ToString("0.###", CultureInfo.InvariantCulture);
            missing -= taken;
        }

        return new ScoreSheet
        {
            JudgeId = judge.Id, EntryId = entry.Id, Revision = 1, Marks = marks, Key = Guid.NewGuid(), HandedInAt = LiveDay, Fingerprint = ScoreSheet.Print("2026-10", judge.Code, entry.Code!, 1, marks),
        };
    }

    private async Task AddFiles(ScoringDb db, Entry entry)
    {
        foreach (var (kind, name, type) in new[] { ("slides", "演示文稿.pdf", "application/pdf"), ("video", "视频.mp4", "video/mp4"), ("proof", "证明.pdf", "application/pdf") })
        {
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
            var path = Path.Combine(app.FilesDirectory, hash[..2], hash[2..4], hash);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, $"0123456789 {name}");
            db.Attachments.Add(new Attachment
            {
                EntryId = entry.Id, Purpose = "dossier", Kind = kind, FileName = name, ContentType = type, Size = 10, Hash = hash, AddedById = District.Account("street-1"), AddedAt = app.Begins,
            });
        }

        await db.SaveChangesAsync();
        Files = await db.Attachments.Where(a => a.EntryId == entry.Id).ToDictionaryAsync(a => a.Kind!, a => a.Id);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
