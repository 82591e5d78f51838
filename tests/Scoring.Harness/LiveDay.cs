using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Sqlite;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;

namespace Scoring.Harness;

/// <summary>A file laid for one large live day: 40 judges, 60 accepted candidates, 12 criteria, and the hour of scoring is now.</summary>
public static class LiveDay
{
    public const int Judges = 40;
    public const int Candidates = 60;
    public const int Streets = 20;
    public const int CycleId = 1;

    /// <summary>How many of the first candidates are marked together, as the scheme calibrates the panel.</summary>
    public const int Together = 5;

    public const string Password = "a-harness-password-1";

    /// <summary>User name of whoever runs the stage.</summary>
    public const string Host = "host";

    /// <summary>The criteria and their full marks; the step is 0.5.</summary>
    public static IReadOnlyList<(string Code, int Maximum)> Criteria { get; } =
        [.. Enumerable.Range(1, 12).Select(i => ($"c{i.ToString("00", CultureInfo.InvariantCulture)}", i <= 4 ? 4 : 3))];

    public static string UserName(int judge) => $"judge-{judge.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A context on a file; the file can be copied once it is disposed of.</summary>
    public static ScoringDb Open(string file)
    {
        var options = new DbContextOptionsBuilder<ScoringDb>();
        options.UseScoringSqlite($"Data Source={file};Pooling=False");
        return new ScoringDb(options.Options);
    }

    /// <summary>Lays the file. Judges and candidates have ids from 1; candidate n runs as number n.</summary>
    public static void Lay(string file, DateTimeOffset now)
    {
        using var db = Open(file);
        db.Database.Migrate();
        AddUnits(db);
        var version = AddScheme(db, now);
        db.SaveChanges();
        AddCycle(db, version, now);
        db.SaveChanges();
        AddPeople(db, now);
        AddEntries(db, now);
        db.SaveChanges();
    }

    /// <summary>Opens the stage of a laid file: the first candidates have spoken and are being scored together.</summary>
    /// <returns>The key of its big screen.</returns>
    public static string OpenStage(string file, DateTimeOffset now)
    {
        using var db = Open(file);
        List<(StageAct Act, int? Entry)> steps = [(StageAct.Open, null)];
        foreach (var entry in Enumerable.Range(1, Together))
            steps.AddRange([(StageAct.Call, entry), (StageAct.StartClock, null), (StageAct.StopClock, null)]);
        steps.Add((StageAct.OpenScoring, null));
        db.StageSteps.AddRange(steps.Select((step, i) => new StageStep
        {
            CycleId = CycleId, Number = i + 1, Act = step.Act, EntryId = step.Entry, ById = HostId, Who = "主持", At = now,
        }));
        var key = ScreenKey.Of(RandomNumberGenerator.GetBytes(ScreenKey.RandomBytes));
        db.ScreenKeys.Add(new ScreenKey { CycleId = CycleId, Hash = ScreenKey.HashOf(key), ById = HostId, At = now });
        db.SaveChanges();
        return key;
    }

    private const int HostId = Judges + 1;

    private static void AddUnits(ScoringDb db)
    {
        db.Units.Add(new Unit { Id = 1, Code = "DISTRICT", Name = "试验区", Kind = UnitKind.District });
        db.Units.Add(new Unit { Id = 2, Code = "ORG", Name = "区委组织部", Kind = UnitKind.Department, ParentId = 1 });
        for (var s = 1; s <= Streets; s++)
        {
            Add(100 + s, $"S{s}", $"第{s}街道", UnitKind.Street, 1, s);
            Add(200 + s, $"C{s}", $"第{s}社区", UnitKind.Community, 100 + s, s);
        }

        for (var e = 1; e <= Candidates; e++)
        {
            var street = 1 + ((e - 1) / 3);
            Add(1000 + e, $"E{e}", $"第{e}小区", UnitKind.Estate, 200 + street, street, 500);
            Add(2000 + e, $"B{e}", $"第{e}小区党支部", UnitKind.Branch, 1000 + e, street);
        }

        void Add(int id, string code, string name, UnitKind kind, int parent, int street, int? households = null) =>
            db.Units.Add(new Unit { Id = id, Code = code, Name = name, Kind = kind, ParentId = parent, StreetId = 100 + street, Households = households });
    }

    /// <summary>The seeded programme with twelve criteria in the place of its own.</summary>
    private static SchemeVersion AddScheme(ScoringDb db, DateTimeOffset now)
    {
        var file = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(WebProgram.BuiltAssembly)!, "seeds", "schemes"), "*.json")
            .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText)
            .First(json => Scheme.Parse(json).Judging?.Panels.Any(p => p.Panel == "live") == true);
        var json = JsonNode.Parse(file)!;
        (json["code"], json["scoring"]!["code"]) = ("HARNESS", "HARNESS");
        var source = json["scoring"]!["sections"]!.AsArray().SelectMany(s => s!["blocks"]!.AsArray()).Select(b => b!["source"]!)
            .First(s => (string?)s["kind"] == "judges");
        json["judging"]!["calibration"] = new JsonObject { ["together"] = Together };
        json["notes"]!["$.judging.calibration.together"] = new JsonObject { ["basis"] = "assumption", ["text"] = "试验。" };
        source["criteria"] = new JsonArray([.. Criteria.Select(c =>
            new JsonObject { ["code"] = c.Code, ["name"] = $"项目{c.Code}", ["max"] = c.Maximum, ["step"] = 0.5m })]);
        var text = json.ToJsonString();
        var scheme = Scheme.Parse(text);
        var version = new SchemeVersion { Code = scheme.Code, Name = scheme.Name, Version = 1, Hash = scheme.Hash, Json = text, CreatedAt = now, CreatedBy = "harness" };
        db.SchemeVersions.Add(version);
        return version;
    }

    private static void AddCycle(ScoringDb db, SchemeVersion version, DateTimeOffset now)
    {
        var cycle = new Cycle
        {
            Id = CycleId, SchemeCode = version.Code, SchemeVersionId = version.Id, SchemeHash = version.Hash, Number = 1, State = CycleState.Scoring,
            Period = now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", CultureInfo.InvariantCulture), Title = "大场面试验",
        };
        Add(PhaseCode.Nominate, -20, -10);
        Add(PhaseCode.Review, -20, -1);
        Add(PhaseCode.Survey, -30, -1);
        Add(PhaseCode.Live, -0.1, 2);
        Add(PhaseCode.Tally, 2, 4);
        Add(PhaseCode.Approve, 3, 4);
        Add(PhaseCode.Notice, 5, 12);
        Add(PhaseCode.Publish, 13, 13);
        db.Cycles.Add(cycle);

        void Add(string code, double from, double until) => cycle.Phases.Add(new CyclePhase
        {
            Code = code, Name = code, Ordinal = cycle.Phases.Count + 1, StartsAt = now.AddDays(from), EndsAt = now.AddDays(until), Why = "试验",
        });
    }

    private static void AddPeople(ScoringDb db, DateTimeOffset now)
    {
        // One round of hashing: what is tried here is not the password.
        var hasher = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 1 }));
        AddAccount(HostId, Host, "主持", Role.Operator);
        for (var j = 1; j <= Judges; j++)
        {
            var name = $"评委{j}";
            AddAccount(j, UserName(j), name, Role.Judge);
            db.Judges.Add(new Judge
            {
                Id = j, CycleId = CycleId, Code = $"J{j.ToString("00", CultureInfo.InvariantCulture)}", AccountId = j, Name = name, UnitId = 2,
                UnitName = "区委组织部", Panel = "live", Group = "department", AppointedAt = now,
            });
        }

        void AddAccount(int id, string userName, string fullName, Role role)
        {
            var account = new Account
            {
                Id = id, UserName = userName, NormalizedUserName = userName.ToUpperInvariant(), FullName = fullName, UnitId = 2, LockoutEnabled = true, SecurityStamp = $"stamp-{id}",
            };
            account.PasswordHash = hasher.HashPassword(account, Password);
            account.Grants.Add(new RoleGrant { Role = role, UnitId = 2, GrantedAt = now });
            db.Users.Add(account);
        }
    }

    private static void AddEntries(ScoringDb db, DateTimeOffset now)
    {
        for (var e = 1; e <= Candidates; e++)
        {
            var street = 1 + ((e - 1) / 3);
            db.People.Add(new Person { Id = e, Name = $"候选{e}", UnitId = 2000 + e, Composition = "RESIDENT" });
            db.Entries.Add(new Entry
            {
                Id = e, CycleId = CycleId, StreetId = 100 + street, Slot = 1 + ((e - 1) % 3), Code = $"E{e.ToString("00", CultureInfo.InvariantCulture)}",
                PersonId = e, PersonName = $"候选{e}", Composition = "RESIDENT", BranchId = 2000 + e, BranchName = $"第{e}小区党支部",
                EstateId = 1000 + e, EstateName = $"第{e}小区", Households = 500, State = EntryState.Accepted, RunningNumber = e, Version = 1,
                CreatedAt = now, SubmittedAt = now, DecidedAt = now,
            });
        }
    }
}
