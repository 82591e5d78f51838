using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;
using Scoring.Web.Tests.House;

namespace Scoring.Web.Tests.Tallies;

/// <summary>The records of the contract, laid as rows of a cycle and put together again by the platform, come out to the digit: every kind of block, roll-up and award.</summary>
public sealed class GoldenRowsTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Scoring.Domain.Tests", "Tallies", "golden");
    private static readonly DateTimeOffset Then = WebApp.China(2026, 10, 8, 10);
    private static int cycles;

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.expected.json").Select(f => Path.GetFileName(f)[..^".expected.json".Length]).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public async Task Rows_give_the_result_of_the_contract(string name)
    {
        var record = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json")))!;
        var result = await app.Db(async db =>
        {
            var (scheme, cycle) = await Lay(db, record);
            return Tally.Run(await RecordOfCycle.Build(db, cycle, scheme)).Print();
        });
        Sorted(result).ShouldBe(Sorted(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".expected.json"))));
    }

    /// <summary>The platform orders entries by code, the contract's files as they were written.</summary>
    private static string Sorted(string result)
    {
        var node = JsonNode.Parse(result)!;
        node["entries"] = new JsonArray([.. Items(node["entries"]).OrderBy(e => (string)e!["code"]!, StringComparer.Ordinal).Select(e => e!.DeepClone())]);
        return node.ToJsonString();
    }

    private static async Task<(Domain.Schemes.Scheme Scheme, Cycle Cycle)> Lay(ScoringDb db, JsonNode record)
    {
        var scheme = GoldenScheme.Around(record["scheme"]!);
        var number = Interlocked.Increment(ref cycles);
        var version = await db.SchemeVersions.MinAsync(v => v.Id);
        var cycle = CycleDates.Open(scheme, version, scheme.Phases.Resolve(Period.Parse($"{2000 + number}-Q1"), WorkingDays.WeekendsOnly), number);
        cycle.State = CycleState.Scoring;
        db.Cycles.Add(cycle);
        await db.SaveChangesAsync();
        var day = SurveyWindow.Of(cycle)!.First;

        var entries = await Entries(db, cycle, record);
        int Entry(JsonNode? row) => entries[(string)row!["entry"]!].Id;
        var judges = Items(record["judges"]).Select((j, i) => new Judge
        {
            CycleId = cycle.Id, Code = (string)j!["code"]!, AccountId = i + 1, Name = "评价人", UnitId = 11, UnitName = "单位", Panel = (string)j["panel"]!, Group = (string)j["group"]!, AppointedAt = Then,
        }).ToDictionary(j => j.Code);
        db.Judges.AddRange(judges.Values);
        await db.SaveChangesAsync();

        db.Recusals.AddRange(Items(record["recusals"]).Select(r => new Recusal { JudgeId = judges[(string)r!["judge"]!].Id, EntryId = Entry(r), Ground = RecusalGround.Declared, At = Then }));
        db.Sheets.AddRange(Items(record["sheets"]).Select(s => new ScoreSheet
        {
            JudgeId = judges[(string)s!["judge"]!].Id, EntryId = Entry(s), Revision = 1, Fingerprint = "0000 0000 0000", Key = Guid.NewGuid(), HandedInAt = Then,
            Marks = s["marks"]!.AsObject().ToDictionary(m => m.Key, m => m.Value!.ToString()),
        }));
        db.EvidenceMarks.AddRange(Items(record["evidence"]).Select(e => new EvidenceMark
        {
            EntryId = Entry(e), Block = (string)e!["block"]!, Revision = 1, Points = (decimal?)e["points"], Deductions = e["deductions"] is JsonArray taken ? [.. taken.Select(t => (decimal)t!)] : null,
            Note = "台账", DepartmentId = 11, ById = 1, At = Then,
        }));
        db.MetricFigures.AddRange(Items(record["metrics"]).Select(m => new MetricFigure { EntryId = Entry(m), Block = (string)m!["block"]!, Revision = 1, Value = (decimal)m["value"]!, Note = "台账", DepartmentId = 11, ById = 1, At = Then }));
        db.BallotCounts.AddRange(Items(record["ballots"]).SelectMany((b, i) => b!["counts"]!.AsObject().Select(c => new BallotCount
        {
            SchemeCode = scheme.Code, EstateId = entries[(string)b["entry"]!].EstateId, Question = (string?)b["question"] ?? "overall", Answer = c.Key, Day = day.AddDays(i), Channel = BallotChannel.Open, Count = (int)c.Value!,
        })));
        db.NotApplicables.AddRange(Items(record["entries"]).SelectMany(e => Items(e!["notApplicable"]).Select(b => new NotApplicable
        {
            EntryId = entries[(string)e["code"]!].Id, Block = (string)b!, Reason = "已经到位", ProposedById = 1, ProposedAt = Then, ApprovedById = 2, ApprovedAt = Then,
        })));
        // One that nobody has approved, and one that was withdrawn: neither counts.
        var first = entries.Values.First().Id;
        var someBlock = scheme.Rubric.Blocks.Last().Code;
        db.NotApplicables.Add(new NotApplicable { EntryId = first, Block = someBlock, Reason = "已经到位", ProposedById = 1, ProposedAt = Then });
        db.NotApplicables.Add(new NotApplicable { EntryId = first, Block = someBlock, Reason = "已经到位", ProposedById = 1, ProposedAt = Then, ApprovedById = 2, ApprovedAt = Then, CancelledAt = Then });
        db.Adjustments.AddRange(Items(record["adjustments"]).Select(a => new Adjustment
        {
            EntryId = Entry(a), Kind = (string)a!["kind"]!, Code = "other", Amount = (decimal)a["amount"]!, Reason = (string)a["reason"]!, ProposedById = 1, ProposedAt = Then, ConfirmedById = 2, ConfirmedAt = Then,
        }));
        db.Vetoes.AddRange(Items(record["vetoes"]).Select(v => new Veto { EntryId = Entry(v), Section = (string?)v!["section"], Ground = "OTHER", Document = "某文号", Reason = "查实", DepartmentId = 11, ById = 1, At = Then }));
        await AddLots(db, cycle, record["lots"], entries);
        await db.SaveChangesAsync();
        return (scheme, cycle);
    }

    private static async Task AddLots(ScoringDb db, Cycle cycle, JsonNode? lots, Dictionary<string, Entry> entries)
    {
        if (lots is not JsonObject drawn)
            return;
        var draw = new Draw { CycleId = cycle.Id, Kind = "lot", Seed = new string('0', 32), Order = [.. drawn.Select(l => l.Key)], ById = 1, At = Then };
        db.Draws.Add(draw);
        await db.SaveChangesAsync();
        db.Lots.AddRange(drawn.Select(l => new Lot { CycleId = cycle.Id, EntryId = entries[l.Key].Id, Number = (int)l.Value!, DrawId = draw.Id }));
    }

    /// <summary>Each entry is an estate of its own; the units of a roll-up are institutions.</summary>
    private static async Task<Dictionary<string, Entry>> Entries(ScoringDb db, Cycle cycle, JsonNode record)
    {
        var institutions = new Dictionary<string, Unit>(StringComparer.Ordinal);
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var row in Items(record["entries"]))
        {
            var (code, households) = ((string)row!["code"]!, (int?)row["households"] ?? 1);
            var estate = new Unit { Code = $"G{cycle.Id}-{code}", Name = code, Kind = UnitKind.Estate, ParentId = 211, StreetId = 21, Households = households };
            db.Units.Add(estate);
            if ((string?)row["unit"] is { } name && !institutions.ContainsKey(name))
                db.Units.Add(institutions[name] = new Unit { Code = name, Name = name, Kind = UnitKind.Institution, ParentId = 1 });
            await db.SaveChangesAsync();
            entries[code] = new Entry
            {
                CycleId = cycle.Id, StreetId = 21, Slot = entries.Count + 1, Code = code, PersonName = code, Composition = "", BranchId = estate.Id, BranchName = code, EstateId = estate.Id, EstateName = code,
                Households = households, RollUpUnitId = (string?)row["unit"] is { } unit ? institutions[unit].Id : null, State = (bool?)row["withdrawn"] == true ? EntryState.Withdrawn : EntryState.Accepted, CreatedAt = Then,
            };
        }

        db.Entries.AddRange(entries.Values);
        await db.SaveChangesAsync();
        return entries;
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? list) => list as JsonArray ?? [];
}
