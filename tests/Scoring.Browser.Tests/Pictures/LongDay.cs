using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Browser.Tests.Stage;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Features.Stage;
using Scoring.Web.Live;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Pictures;

/// <summary>
/// A live day that is hard on every screen: twenty-four candidates, some with names that do not end, seven judges of departments and seven of streets, equal
/// scores, a photo, slides and a film, and a scheme that practises first or marks the first three together.
/// </summary>
public sealed class LongDay : LiveApp
{
    public const int Candidates = 24;

    /// <summary>The judge whose phone is looked at: last but one to hand in.</summary>
    public const string Watched = "judge-org";

    /// <summary>The judge who hands in after everybody else.</summary>
    public const string Slow = "judge-plc";

    private static readonly string[] Names =
        ["赵建国", "阿卜杜热合曼·买买提明", "欧阳", "孙丽华", "司马相如意", "李红梅", "古丽巴哈尔·艾合买提江", "王伟", "慕容雪", "刘志强", "陈秀英", "次仁旺堆", "周敏", "吴桂兰"];

    private int step;

    public int CycleId { get; private set; }

    /// <summary>In the drawn order.</summary>
    public IReadOnlyList<int> Order { get; private set; } = [];

    public IReadOnlyDictionary<string, int> Files { get; private set; } = new Dictionary<string, int>();

    /// <param name="calibration">Into the scheme; null leaves it out.</param>
    public async Task Prepare(JsonObject? calibration)
    {
        Open();
        await MoveTo(China(2026, 10, 13, 10));
        CycleId = await Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());
        await Db(db => Lay(db, calibration));
        await MoveTo(China(2026, 10, 14, 9));
    }

    public async Task Press(StageAct act, int? entry = null, int? value = null, string? reason = null, int? file = null, string by = "operator-1") =>
        step = (await Send(new Step.Command { CycleId = CycleId, Act = act, After = step, EntryId = entry, Value = value, Reason = reason, AttachmentId = file, Key = Guid.NewGuid() }, by)).Number;

    public async Task Press(params StageAct[] acts)
    {
        foreach (var act in acts)
            await Press(act);
    }

    public async Task Draw()
    {
        await Send(new DrawOnStage.Command { CycleId = CycleId, After = step, Key = Guid.NewGuid() }, "operator-1");
        step++;
        Order = await Db(db => db.Entries.Where(e => e.CycleId == CycleId && e.RunningNumber != null).OrderBy(e => e.RunningNumber).Select(e => e.Id).ToListAsync());
        // Whoever is drawn first has the files and the longest name.
        await Db(db => Fill(db, Order[0]));
    }

    /// <summary>The first so many judges hand in, others' sheets being there already.</summary>
    /// <param name="entry">For whom.</param>
    /// <param name="judges">How many; <see cref="Slow"/> comes last.</param>
    /// <param name="like">Equal for candidates that are to be equal.</param>
    public async Task HandIn(int entry, int judges, int like)
    {
        await Db(async db =>
        {
            var panel = await db.Judges.Where(j => j.CycleId == CycleId && !db.Recusals.Any(r => r.JudgeId == j.Id && r.EntryId == entry))
                .OrderBy(j => db.Users.Any(u => u.Id == j.AccountId && u.UserName == Slow)).ThenBy(j => db.Users.Any(u => u.Id == j.AccountId && u.UserName == Watched)).ThenBy(j => j.Id).ToListAsync();
            foreach (var (judge, n) in panel.Select((j, n) => (j, n)).Take(judges))
            {
                if (await db.Sheets.AnyAsync(s => s.JudgeId == judge.Id && s.EntryId == entry))
                    continue;
                var marks = new Dictionary<string, string> { ["work"] = Half(18 + ((n + like) % 6)), ["service"] = Half(15 + ((n * 3) + like) % 5), ["innovation"] = Half(14 + ((n + like) % 6)), ["drive"] = Half(12 + (like % 4)) };
                db.Sheets.Add(new ScoreSheet { JudgeId = judge.Id, EntryId = entry, Revision = 1, Marks = marks, Key = Guid.NewGuid(), HandedInAt = Clock.Now, Fingerprint = ScoreSheet.Print("2026-10", judge.Code, $"{entry}", 1, marks) });
            }

            await db.SaveChangesAsync();
        });
        Services.GetRequiredService<StagePush>().Wake(CycleId);
    }

    /// <summary>A whole turn, released or held.</summary>
    public async Task Turn(int entry, int like, bool release)
    {
        await Press(StageAct.Call, entry);
        await Press(StageAct.StartClock, StageAct.StopClock, StageAct.OpenScoring);
        await HandIn(entry, 14, like);
        await Press(StageAct.CloseScoring);
        if (release)
            await Press(StageAct.Reveal, entry);
    }

    private static string Half(int halves) => (halves / 2m).ToString("0.###", CultureInfo.InvariantCulture);

    private async Task Lay(ScoringDb db, JsonObject? calibration)
    {
        var cycle = await db.Cycles.SingleAsync(c => c.Id == CycleId);
        if (calibration is not null)
        {
            var seeded = await db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Id == cycle.SchemeVersionId);
            var json = JsonNode.Parse(seeded.Json)!;
            json["judging"]!["calibration"] = calibration;
            if (calibration.ContainsKey("together"))
                json["notes"]!["$.judging.calibration.together"] = new JsonObject { ["basis"] = "assumption", ["text"] = "试验。" };
            var version = new SchemeVersion { Code = seeded.Code, Name = seeded.Name, Version = 900, Hash = new string('9', 64), Json = json.ToJsonString(), CreatedAt = Clock.Now, CreatedBy = "test" };
            db.SchemeVersions.Add(version);
            await db.SaveChangesAsync();
            cycle.SchemeVersionId = version.Id;
        }

        for (var n = 0; n < Candidates; n++)
        {
            var street = 1 + (n % 3);
            var (branch, estate) = (700_001 + n, District.Estates(street)[n / 3 % 4]);
            db.Units.Add(new Unit { Id = branch, Code = $"P{branch}", Name = $"支部{n}", Kind = UnitKind.Branch, ParentId = estate, StreetId = District.Street(street) });
            db.Entries.Add(new Entry
            {
                CycleId = CycleId, StreetId = District.Street(street), Slot = 1 + (n / 3), Code = $"E{n + 1:00}", PersonName = Names[n % Names.Length] + (n < Names.Length ? string.Empty : "二"),
                Composition = n % 2 == 0 ? "RESIDENT" : "CADRE", BranchId = branch, BranchName = n % 4 == 1 ? "翡翠国际花园三期（北区）小区联合党支部" : $"和顺{n + 1}小区党支部", EstateId = estate,
                EstateName = $"和顺{estate}小区", Households = 500, State = EntryState.Accepted, CreatedAt = Clock.Now, SubmittedAt = Clock.Now,
            });
        }

        for (var n = 0; n < 14; n++)
        {
            var department = n < 7;
            var account = department ? $"judge-{District.Departments[n].Code.ToLowerInvariant()}" : n < 10 ? $"judge-street-{n - 6}" : $"judge-more-{n}";
            var id = n < 10 ? District.Account(account) : 900 + n;
            var unit = department ? 11 + n : District.Street(1 + (n % 3));
            if (n >= 10)
                District.AddAccount(db, id, account, $"街镇评委{n}", Role.Judge, unit);
            db.Judges.Add(new Judge
            {
                CycleId = CycleId, Code = $"J{n + 1:00}", AccountId = id, Name = n == 3 ? "买买提江·阿不都热依木" : $"评委{"甲乙丙丁戊己庚辛壬癸子丑寅卯"[n]}", UnitId = unit,
                UnitName = department ? District.Departments[n].Name : District.Streets[n % 3].Name, Panel = "live", Group = department ? "department" : "street", AppointedAt = Clock.Now,
            });
        }

        await db.SaveChangesAsync();
        // One of the departments stands aside for a few.
        var first = await db.Judges.FirstAsync(j => j.CycleId == CycleId && j.Code == "J07");
        foreach (var entry in await db.Entries.Where(e => e.CycleId == CycleId).OrderBy(e => e.Id).Take(3).ToListAsync())
            db.Recusals.Add(new Recusal { JudgeId = first.Id, EntryId = entry.Id, Ground = RecusalGround.Declared, Note = "亲属", At = Clock.Now });
        await db.SaveChangesAsync();
    }

    private async Task Fill(ScoringDb db, int entry)
    {
        var root = Services.GetRequiredService<Microsoft.AspNetCore.Hosting.IWebHostEnvironment>();
        var store = Services.GetRequiredService<FileStore>();
        foreach (var (kind, name, bytes) in new[]
        {
            ("photo", "照片.png", await File.ReadAllBytesAsync(Path.Combine(root.WebRootPath, "icon-512.png"))), ("slides", "五分钟讲清楚一个小区怎么管（终稿第三版）.pdf", Deck()),
            ("video", "小区一天.mp4", await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "seeds", "demo", "talk.mp4"))),
        })
        {
            using var content = new MemoryStream(bytes);
            var kept = await store.Keep(content, name, ["png", "pdf", "mp4"], 10_000_000, default);
            db.Attachments.Add(new Attachment { EntryId = entry, Purpose = FilePurpose.Dossier, Kind = kind, FileName = name, ContentType = kept.ContentType, Size = kept.Size, Hash = kept.Hash, AddedById = District.Account("street-1"), AddedAt = Clock.Now });
        }

        await db.SaveChangesAsync();
        Files = await db.Attachments.Where(a => a.EntryId == entry).ToDictionaryAsync(a => a.Kind!, a => a.Id);
    }

    /// <summary>Two pages with a word on each.</summary>
    private static byte[] Deck()
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 2 /Kids [4 0 R 5 0 R] >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", Page(6), Page(7), Words("1 / 2"), Words("2 / 2"),
        ];
        var (text, starts) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        foreach (var (body, n) in objects.Select((o, n) => (o, n + 1)))
        {
            starts.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{n} 0 obj\n{body}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{string.Concat(starts.Select(s => $"{s:0000000000} 00000 n \n"))}trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());

        static string Page(int content) => $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>";
        static string Words(string words)
        {
            var stream = $"0.71 0.07 0.11 rg 0 400 960 140 re f BT /F1 120 Tf 300 200 Td ({words}) Tj ET";
            return $"<< /Length {stream.Length} >>\nstream\n{stream}\nendstream";
        }
    }
}
