using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Scoring.Domain.Bundles;
using Scoring.Domain.Chains;
using Scoring.Domain.Judging;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Bundles;

/// <summary>A small contest of the seeded scheme, made up from a seed, with everything a bundle carries.</summary>
internal sealed class MadeBundle
{
    private const string CycleCode = "TOP10_SECRETARY/2026-10";

    private static readonly Scheme Rules = Scheme.Parse(Seeds.Contest);

    private readonly Random random;
    private readonly List<object> sheets = [];
    private readonly List<object> objections = [];
    private readonly List<object> corrections = [];
    private readonly List<(string Kind, string Seed, IReadOnlyList<string> Order)> draws = [];

    public MadeBundle(int seed)
    {
        random = new Random(seed);
        var record = Record();
        var (recordJson, resultJson) = (record.Print(), Tally.Run(record).Print());
        var chain = Chain(BundleWriter.Sha(Utf8(recordJson)), BundleWriter.Sha(Utf8(resultJson)));
        Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        About = new BundleSubject(7, CycleCode, "十月", new DateTimeOffset(2026, 10, 23, 1, 0, 3, TimeSpan.Zero), Rules.Code, Rules.VersionNumber, Rules.Hash);
        Links = chain;
        Files = new Dictionary<string, byte[]>
        {
            ["record.json"] = Utf8(recordJson),
            ["result.json"] = Utf8(resultJson),
            ["scheme.json"] = Utf8(Seeds.Contest),
            ["sheets.json"] = Utf8(BundleWriter.Canonical(new { asked = "all", sheets, absences = Absences(record) })),
            ["decisions.json"] = Utf8(BundleWriter.Canonical(new
            {
                approval = new { talliedBy = "P1", approvedBy = "P2" },
                adjustments = record.Adjustments.OrderBy(a => a.Entry, StringComparer.Ordinal).Select(a => new
                {
                    entry = a.Entry, kind = a.Kind == AdjustmentKind.Bonus ? "bonus" : "deduction", code = "overtime", amount = a.Amount.ToDecimalText(), proposedBy = "P1", confirmedBy = "P3",
                }),
                vetoes = record.Vetoes.Select(v => new { entry = v.Entry, ground = "CANVASSING" }),
                acknowledgements = new[] { new { flag = "E01/LIVE/INSUFFICIENT_JUDGES:street", by = "P3" } },
            })),
            ["draws.json"] = Utf8(BundleWriter.Canonical(new { draws = draws.Select(d => new { kind = d.Kind, method = DrawsPart.Method, seed = d.Seed, order = d.Order }) })),
            ["objections.json"] = Utf8(BundleWriter.Canonical(new { objections })),
            ["corrections.json"] = Utf8(BundleWriter.Canonical(new { corrections })),
            ["verify.py"] = File.ReadAllBytes(Python.Script),
        }.ToImmutableDictionary();
        Archive = BundleWriter.Write(About, Files, Links, Key);
    }

    public ECDsa Key { get; }

    public byte[] PublicPem => Encoding.ASCII.GetBytes(SigningKey.PublicPem(Key));

    public BundleSubject About { get; }

    /// <summary>Everything but the manifest, its signature, the key and the chain.</summary>
    public ImmutableDictionary<string, byte[]> Files { get; }

    public IReadOnlyList<ChainLink> Links { get; }

    public byte[] Archive { get; }

    private TallyRecord Record()
    {
        var entries = Enumerable.Range(1, random.Next(3, 7)).Select(n => new RecordEntry { Code = $"E{n:00}", Households = random.Next(60, 900) }).ToList();
        var judges = Enumerable.Range(0, random.Next(4, 9)).Select(n => new RecordJudge($"J{11 + (n * 7)}", "live", n % 2 == 0 ? "department" : "street")).ToList();
        var recusals = (from j in judges from e in entries where random.Next(12) == 0 select new RecordRecusal(j.Code, e.Code)).ToList();
        var counting = new List<RecordSheet>();
        foreach (var entry in entries)
        {
            foreach (var judge in judges.Where(j => !recusals.Contains(new RecordRecusal(j.Code, entry.Code)) && random.Next(15) > 0))
                counting.Add(Sheet(judge.Code, entry.Code));
        }

        return new TallyRecord(
            Rules.Scoring, entries, judges, recusals, counting,
            [.. from e in entries from b in Rules.Rubric.Blocks where b.Kind == BlockKind.Evidence select new RecordEvidence(e.Code, b.Code, (Exact)(random.Next(6, 13) * 0.5m))],
            [.. entries.Select(e => new RecordBallot(e.Code, "overall", new Dictionary<string, BigInteger> { ["satisfied"] = random.Next(20, 90), ["basically"] = random.Next(30), ["dissatisfied"] = random.Next(9), ["dontKnow"] = random.Next(9) }))],
            [], [.. entries.Where(_ => random.Next(3) == 0).Select(e => new RecordAdjustment(e.Code, AdjustmentKind.Deduction, 0.5m))],
            [.. entries.Where(_ => random.Next(9) == 0).Select(e => new RecordVeto(e.Code))], Lots(entries));
    }

    /// <summary>A draw of the running order, and lots between some of the entries.</summary>
    private Dictionary<string, Exact> Lots(List<RecordEntry> entries)
    {
        Drawn("order", entries.Select(e => e.Code));
        return Drawn("lot", entries.Take(random.Next(2, 4)).Select(e => e.Code)).Select((code, i) => (code, i)).ToDictionary(d => d.code, d => (Exact)(d.i + 1));
    }

    private IReadOnlyList<string> Drawn(string kind, IEnumerable<string> codes)
    {
        var seed = $"{random.NextInt64():x16}{random.NextInt64():x16}";
        draws.Add((kind, seed, Draw.Shuffle(seed, codes)));
        return draws[^1].Order;
    }

    /// <summary>One or two revisions; the last one counts.</summary>
    private RecordSheet Sheet(string judge, string entry)
    {
        var revisions = random.Next(8) == 0 ? 2 : 1;
        Dictionary<string, string> marks = [];
        for (var revision = 1; revision <= revisions; revision++)
        {
            marks = Rules.Rubric.Blocks.Single(b => b.Panel is not null).Criteria.ToDictionary(c => c.Code, c => (c.Maximum - (random.Next(9) * 0.5m)).ToString("0.#", CultureInfo.InvariantCulture));
            sheets.Add(new { judge, entry, revision, marks, fingerprint = ScoreSheet.Print(CycleCode, judge, entry, revision, marks), counts = revision == revisions });
        }

        return new RecordSheet(judge, entry, marks.OrderBy(m => m.Key, StringComparer.Ordinal).ToDictionary(m => m.Key, m => (Mark)Exact.Parse(m.Value)));
    }

    private static IEnumerable<object> Absences(TallyRecord record) =>
        from e in record.Entries
        from j in record.Judges
        where !record.Sheets.Any(s => s.Judge == j.Code && s.Entry == e.Code) && !record.Recusals.Contains(new RecordRecusal(j.Code, e.Code))
        select new { judge = j.Code, entry = e.Code };

    private List<ChainLink> Chain(string record, string result)
    {
        var links = new List<ChainLink>();
        var first = random.Next(1, 400);
        var previous = first == 1 ? EventChain.Genesis : BundleWriter.Sha(BitConverter.GetBytes(first));
        foreach (var draw in draws) Add("Panels.DrawLots", 7, new() { ["seed"] = draw.Seed });
        for (var n = random.Next(15, 40); n > 0; n--) Add("Judging.Submit", random.Next(6, 9), []);
        var (objecting, correcting) = (random.Next(0, 4), random.Next(0, 3));
        for (var n = 1; n <= objecting; n++)
        {
            var outcome = random.Next(3) switch { 0 => "dismissed", 1 => "upheld", _ => "recount" };
            objections.Add(new { number = n, received = $"2026-10-{15 + n}", outcome, answeredBy = "P1", decidedBy = "P2" });
            Add("Objections.File", 7, new() { ["objection"] = $"{n}", ["received"] = $"2026-10-{15 + n}" });
            Add("Objections.Decide", 7, new() { ["objection"] = $"{n}" });
            Add("Objections.Decide", 7, new() { ["objection"] = $"{n}", ["outcome"] = outcome });
        }

        Add("Tallies.Run", 7, new() { ["record"] = record, ["result"] = result, ["scheme"] = Rules.Hash });
        Add("Tallies.Approve", 7, new() { ["result"] = result });
        Add("Account.Passage", null, []);
        Add("Notices.Post", 7, new() { ["result"] = result });
        Add("Cycles.Advance", 7, new() { ["result"] = result });
        for (var n = 1; n <= correcting; n++)
        {
            corrections.Add(new { number = n, kind = "words", before = result, after = result, proposedBy = "P1", decidedBy = "P2" });
            Add("Corrections.Decide", 7, new() { ["correction"] = $"{n}", ["result"] = result });
        }

        return links;

        void Add(string act, int? cycle, Dictionary<string, string> facts)
        {
            var number = first + links.Count;
            var body = EventChain.Body(number, new DateTimeOffset(2026, 10, 14, 6, 0, 0, TimeSpan.Zero).AddMinutes(number), act, cycle, null, facts, EventChain.Commit($"{random.NextInt64():x16}", 3, "谁", "做了什么"));
            links.Add(new ChainLink(number, previous, body, EventChain.HashOf(previous, body)));
            previous = links[^1].Hash;
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
