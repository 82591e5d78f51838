using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Screens;

/// <summary>The tally's own figures, written out for the hall. Whoever asks says which entry is released: nothing here decides it, nothing is computed.</summary>
/// <param name="names">Name, street and branch by entry code.</param>
internal sealed class HallScores(TallyRecord record, TallyResult result, IReadOnlyDictionary<string, (int Id, string Name, string Street, string Branch)> names)
{
    /// <summary>Digits after the point of a figure on the way, where that many say it exactly.</summary>
    private const int Usual = 2;

    private readonly Dictionary<string, EntryResult> entries = result.Entries.ToDictionary(e => e.Code, StringComparer.Ordinal);

    public static async Task<HallScores> Load(
        ScoringDb db, Cycle cycle, Scheme scheme, IReadOnlyDictionary<string, (int Id, string Name, string Street, string Branch)> names, CancellationToken cancellationToken)
    {
        var record = await RecordOfCycle.Build(db, cycle, scheme, cancellationToken);
        return new HallScores(record, Tally.Run(record), names);
    }

    /// <summary>The score of one released entry, opened.</summary>
    public RevealPart Reveal(string code, IEnumerable<Adjustment> overtime)
    {
        var entry = entries[code];
        var blocks = LiveScore.Blocks(entry);
        var live = LiveScore.Of(entry);
        return new RevealPart(
            live is null ? null : Rounded(live.Points),
            MostPoints,
            [.. blocks.SelectMany(b => ((JudgesTrace)b.Trace!).Groups).Select(Group)],
            live is null ? [] : [.. Lines(blocks, live)],
            [.. overtime.Select(a => new RevealLine($"{a.Reason}，另扣", $"−{Rounded(a.Amount)}"))]);
    }

    /// <summary>The released ones by their live scores.</summary>
    public BoardPart Board(IReadOnlySet<int> released, int held) => new(MostPoints, held, [.. LiveScore.Rank(Scores(released)).SelectMany(Rows)]);

    /// <summary>The final reveal as far as it has come: only the places shown.</summary>
    /// <param name="fullMarks">Of the total, where the places are by approved totals.</param>
    public FinalPart Final(FinalOrder order, int shown, string fullMarks)
    {
        var award = record.Scheme.Award is TopAward top ? (int)top.Places : int.MaxValue;
        var held = order.Places.Sum(p => p.Who.Count);
        return new FinalPart(order.Approved ? "总分" : "现场得分", order.Approved ? fullMarks : MostPoints, order.Approved, order.Approved ? held : Math.Min(award, held),
            [.. order.Places.Reverse().Take(shown).SelectMany(p => p.Who.Select(w => Row(p.Rank, p.Who.Count > 1, w.Code, Rounded(w.Points))))], shown >= order.Places.Count);
    }

    private string MostPoints =>
        TraceWriter.Decimals(record.Scheme.Blocks.Where(b => b.Source is JudgesRule).Aggregate(Exact.Zero, (sum, b) => sum + b.Weight), 6);

    private IEnumerable<LiveScore> Scores(IReadOnlySet<int> ids) => entries.Values.Where(e => ids.Contains(names[e.Code].Id)).Select(LiveScore.Of).OfType<LiveScore>();

    private IEnumerable<PlaceRow> Rows(LivePlace place) => place.Scores.Select(s => Row(place.Rank, place.Scores.Count > 1, s.Code, Rounded(s.Points)));

    private PlaceRow Row(int rank, bool tied, string code, string score) => new(rank, tied, names[code].Name, names[code].Street, names[code].Branch, score);

    private static RevealGroup Group(GroupTrace group) => new(
        group.Name ?? group.Code,
        group.Mean is { } mean ? Figure(mean) : null,
        group.Recused.Count,
        group.Absent.Count,
        group.Drop is { } drop ? $"去掉 {drop.High} 个最高分、{drop.Low} 个最低分" : null,
        [.. group.Judges.OrderByDescending(j => j.X).ThenBy(j => j.Dropped switch { Dropped.High => 0, Dropped.No => 1, _ => 2 })
            .Select(j => new RevealMark(Figure(j.X), j.Dropped switch { Dropped.High => "high", Dropped.Low => "low", _ => null }))]);

    private IEnumerable<RevealLine> Lines(IReadOnlyList<BlockResult> blocks, LiveScore live)
    {
        foreach (var block in blocks)
        {
            var trace = (JudgesTrace)block.Trace!;
            foreach (var group in trace.Groups.Where(g => g.Mean is not null))
                yield return new($"{group.Name ?? group.Code} {Figure(group.Mean!.Value)} × {TraceWriter.Decimals(group.Weight, 6)}", Figure(group.Weighted!.Value));
            if (trace.WeightSum != Exact.One)
                yield return new($"合计 ÷ {TraceWriter.Decimals(trace.WeightSum, 6)}", Figure(block.Value!.Value));
            yield return new($"{(blocks.Count > 1 ? block.Name : "合计")} {Figure(block.Value!.Value)} × {TraceWriter.Decimals(block.Weight, 6)}%", Rounded(block.Points!.Value), blocks.Count == 1);
        }

        if (blocks.Count > 1)
            yield return new("现场得分", Rounded(live.Points), true);
    }

    private string Rounded(Exact value) => value.RoundHalfUp(record.Scheme.Decimals);

    private static string Figure(Exact value) => value == value.Rounded(Usual) ? value.RoundHalfUp(Usual) : TraceWriter.Decimals(value, 4);
}
