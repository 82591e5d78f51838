using System.Numerics;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>
/// Valid records of every kind from a seed. Marks are coarse, so that ties, cuts and full bands happen often rather than never.
/// </summary>
internal sealed class RandomRecord(int seed)
{
    private readonly Random _random = new(seed);

    // Every other record is nearly uniform: most of its entries are equal.
    private readonly bool _uniform = seed % 2 == 0;

    public TallyRecord Make()
    {
        var scheme = Scheme();
        var entries = Enumerable.Range(1, _random.Next(1, 9)).Select(Entry).ToList();
        var judges = Enumerable.Range(1, _random.Next(1, 12)).Select(i => new RecordJudge($"J{i}", "live", _random.Next(2) == 0 ? "a" : "b")).ToList();
        var recusals = (from judge in judges from entry in entries where Chance(0.05) select new RecordRecusal(judge.Code, entry.Code)).ToList();
        var sheets = (from entry in entries
                      from judge in judges
                      where Chance(0.85) && !recusals.Contains(new RecordRecusal(judge.Code, entry.Code))
                      select Sheet(judge.Code, entry.Code)).ToList();
        return new TallyRecord(
            scheme, entries, judges, recusals, sheets,
            [.. entries.Where(_ => Chance(0.95)).Select(Evidence)],
            [.. entries.Concat(entries.Where(_ => Chance(0.3))).Select(Ballot)],
            [.. entries.Where(_ => Chance(0.95)).Select(entry => new RecordMetric(entry.Code, "RATE", _random.Next(_uniform ? 9 : 7, 11) * 10))],
            [.. entries.Where(_ => Chance(0.2)).Select(entry => new RecordAdjustment(entry.Code, Pick(AdjustmentKind.Bonus, AdjustmentKind.Deduction), 0.5m))],
            [.. entries.Where(_ => Chance(0.1)).Select(entry => new RecordVeto(entry.Code, Pick(null, "MAIN", "MORE")))],
            entries.Where(_ => Chance(0.7)).ToDictionary(entry => entry.Code, _ => (Exact)_random.Next(1, 4), StringComparer.Ordinal));
    }

    private TallyScheme Scheme()
    {
        var award = _random.Next(4);
        return new TallyScheme
        {
            Code = "RANDOM",
            Version = 1,
            Decimals = _random.Next(0, 4),
            Panels = [new PanelRule
            {
                Code = "live",
                Groups = [new GroupRule("a", 0.6m), new GroupRule("b", 0.4m)],
                Drop = [new DropRule(3, 1, 0), new DropRule(5, 1, 1)],
                AcknowledgeBelow = 3,
            }],
            Sections =
            [
                new SectionRule("MAIN", [new BlockRule("LIVE", 40, new JudgesRule("live", [Criterion("work", scale: false), Criterion("help", scale: true)])),
                                         new BlockRule("ORG", 15, new EvidenceRule(10))]),
                new SectionRule("MORE", [new BlockRule("VOICE", 25, Residents()), new BlockRule("RATE", 20, new MetricRule(60, 100))]),
            ],
            BonusCap = Chance(0.5) ? 1 : null,
            Ties = [.. Enum.GetValues<TieStep>().OrderBy(_ => _random.Next()).Take(_random.Next(0, 4))],
            RollUp = true,
            Award = award switch
            {
                0 => null,
                1 => new TopAward(_random.Next(1, 5), 50),
                2 => new BandsAward(Chance(0.5), [new BandRule("A", 60, 0.3m), new BandRule("B", 50, 0.5m), new BandRule("C", 0)]),
                _ => new LevelsAward(35, 75, new RequiredSection("MORE", 1)),
            },
        };
    }

    private static CriterionRule Criterion(string code, bool scale) => new()
    {
        Code = code,
        Max = 4,
        Scale = scale ? new Dictionary<string, Exact>(StringComparer.Ordinal) { ["good"] = 4, ["fair"] = 2.5m } : null,
    };

    private ResidentsRule Residents() => new()
    {
        Coefficients = new Dictionary<string, Exact>(StringComparer.Ordinal) { ["yes"] = 1, ["so"] = 0.6m, ["no"] = 0 },
        Excluded = ["dontKnow"],
        Sample = Chance(0.5) ? new SampleRule(0.05m, 5, 100, 3) : null,
    };

    private RecordEntry Entry(int number) => new()
    {
        Code = $"E{number}",
        Unit = Pick(null, "U1", "U2", "U3"),
        Households = _random.Next(1, 200),
        Withdrawn = Chance(0.05),
        NotApplicable = Chance(0.1) ? ["RATE"] : [],
    };

    private RecordSheet Sheet(string judge, string entry) => new(judge, entry, new Dictionary<string, Mark>(StringComparer.Ordinal)
    {
        ["work"] = _uniform ? 3 : _random.Next(2, 5),
        ["help"] = _uniform ? 3 : Chance(0.3) ? Pick<Mark>("good", "fair") : _random.Next(2, 5),
    });

    private RecordEvidence Evidence(RecordEntry entry) => Chance(0.5)
        ? new RecordEvidence(entry.Code, "ORG", _uniform ? 10 : _random.Next(8, 11))
        : new RecordEvidence(entry.Code, "ORG", null, [.. Enumerable.Repeat<Exact>(0.5m, _random.Next(_uniform ? 1 : 3))]);

    private RecordBallot Ballot(RecordEntry entry) => new(entry.Code, ResidentsRule.Overall, new Dictionary<string, BigInteger>(StringComparer.Ordinal)
    {
        ["yes"] = _uniform ? 40 : _random.Next(0, 3) * 4,
        ["so"] = _uniform ? 0 : _random.Next(0, 2) * 4,
        ["no"] = _uniform ? 0 : _random.Next(0, 2),
        ["dontKnow"] = _random.Next(0, 9),
    });

    private bool Chance(double share) => _random.NextDouble() < share;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
