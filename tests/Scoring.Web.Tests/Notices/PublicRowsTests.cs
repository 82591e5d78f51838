using Scoring.Data.Tallying;
using Scoring.Domain.Entries;
using Scoring.Domain.Notices;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Web.Tests.House;

namespace Scoring.Web.Tests.Notices;

/// <summary>Of a winner the public sees what the scheme names, and nothing besides.</summary>
public sealed class PublicRowsTests
{
    private const string Fields = "\"publicFields\": [\"name\", \"street\", \"estate\", \"composition\", \"total\", \"rank\", \"parts\"]";

    private static readonly Dictionary<int, string> Streets = new() { [21] = "东门街道" };

    [Fact]
    public void Everything_is_shown_when_everything_is_named() =>
        Rows(Fields)[0].ShouldBe("1 1 赵九 和顺小区党支部 和顺小区 东门街道 居民党员 91.25 平时工作 40.00/40,评委评分 31.25/40,群众满意度 20.00/20");

    [Theory]
    [InlineData("[\"name\", \"total\"]", "1 0 赵九     91.25 ")]
    [InlineData("[\"name\", \"street\", \"rank\"]", "1 1 赵九   东门街道   ")]
    [InlineData("[\"street\"]", "1 0    东门街道   ")]
    [InlineData("[\"name\", \"parts\"]", "1 0 赵九      平时工作 40.00/40,评委评分 31.25/40,群众满意度 20.00/20")]
    public void What_is_not_named_is_left_empty(string fields, string row) => Rows($"\"publicFields\": {fields}")[0].ShouldBe(row);

    /// <summary>丁 has 2 strokes, 王 4, 赵 9; the ranks say the opposite.</summary>
    [Fact]
    public void By_strokes_the_order_tells_nothing_of_the_rank() =>
        Rows("\"publicFields\": [\"name\"]", ("\"order\": \"rank\"", "\"order\": \"strokes\"")).Select(r => r.Trim()).ShouldBe(["1 0 丁二", "2 0 王四", "3 0 赵九"]);

    private static List<string> Rows(string fields, params (string Old, string New)[] changes)
    {
        var text = Checkout.All.Single(f => f.Path == "seeds/schemes/top10-secretary.json").Text;
        foreach (var (old, changed) in changes.Prepend((Fields, fields)))
        {
            text.ShouldContain(old);
            text = text.Replace(old, changed, StringComparison.Ordinal);
        }

        var scheme = Scheme.Parse(text);
        (string Code, string Name, decimal Live)[] people = [("E01", "赵九", 31.25m), ("E02", "王四", 30), ("E03", "丁二", 29)];
        var record = new TallyRecord(
            scheme.Scoring,
            [.. people.Select(p => new RecordEntry { Code = p.Code, Households = 400 })],
            [new RecordJudge("J1", "live", "department")], [],
            [.. people.Select(p => new RecordSheet("J1", p.Code, new Dictionary<string, Mark> { ["work"] = (Exact)(p.Live - 20), ["service"] = (Exact)5m, ["innovation"] = (Exact)7m, ["drive"] = (Exact)8m }))],
            [.. people.SelectMany(p => new[] { ("BRANCH", 10m), ("MEMBERS", 8m), ("OWNERS", 8m), ("PROPERTY", 8m), ("VENUE", 6m) }.Select(b => new RecordEvidence(p.Code, b.Item1, b.Item2, null)))],
            [.. people.Select(p => new RecordBallot(p.Code, "overall", new Dictionary<string, System.Numerics.BigInteger> { ["satisfied"] = 40 }))],
            [], [], [], new Dictionary<string, Exact>());
        var entries = people.ToDictionary(p => p.Code, p => new Entry
        {
            Id = p.Code[2], StreetId = 21, Code = p.Code, PersonName = p.Name, Composition = "RESIDENT", BranchName = "和顺小区党支部", EstateName = "和顺小区",
        });
        return [.. PublicRows.Of(Tally.Run(record), scheme, entries, Streets).Select(Line)];
    }

    private static string Line(PublicRow r) =>
        $"{r.Place} {r.Rank} {r.PersonName} {r.BranchName} {r.EstateName} {r.StreetName} {r.Composition} {r.Total} {string.Join(',', r.Parts.Select(p => $"{p.Name} {p.Points}/{p.Full}"))}";
}
