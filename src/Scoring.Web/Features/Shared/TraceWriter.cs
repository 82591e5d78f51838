using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Shared;

/// <summary>Puts the tally's exact trace into words and figures. Computes nothing: every figure is the tally's own, only written out.</summary>
internal sealed class TraceWriter(TallyRecord record, Scheme scheme)
{
    private readonly int decimals = record.Scheme.Decimals;
    private readonly TraceSentences sentences = new(record, scheme);

    public ScoreTrace Write(EntryResult entry) => new(
        entry.Total is { } total ? Round(total) : "—",
        [.. entry.Sections.SelectMany(s => s.Blocks.Select(b => Block(b) with { Words = sentences.Words(b), Rules = sentences.Rules(s.Code, b) }))],
        Sums(entry),
        [.. entry.Ties.Select(Tie)]);

    private BlockLine Block(BlockResult block)
    {
        var name = block.Name ?? scheme.Rubric.Blocks.FirstOrDefault(b => b.Code == block.Code)?.Name ?? block.Code;
        var points = block.Points is { } p ? Round(p) : "—";
        var flags = block.Flags.Select(f => FlagWords.Of(f, scheme)).ToList();
        var (how, groups, sums, note) = block.Trace switch
        {
            EvidenceTrace e => Evidence(block, e),
            JudgesTrace j => Judges(block, j),
            ResidentsTrace r => Residents(block, r),
            MetricTrace m => Metric(block, m),
            _ => ("本项不适用", (IReadOnlyList<MarkGroup>)[], (IReadOnlyList<SumLine>)[], (string?)null),
        };
        return new BlockLine(name, how, points, Plain(block.Weight), flags, groups, sums, note);
    }

    private (string, IReadOnlyList<MarkGroup>, IReadOnlyList<SumLine>, string?) Evidence(BlockResult block, EvidenceTrace trace)
    {
        if (trace.Points is not { } points)
            return ("还没有录入", [], [], "部门没有录入这一项，所以没有分。");
        var sums = new List<SumLine>();
        if (trace.Deductions is { } deductions)
        {
            sums.Add(new("满分", string.Empty, Plain(trace.Full)));
            sums.AddRange(deductions.Select(d => new SumLine("扣分", string.Empty, $"−{Plain(d)}", "is-minus")));
        }

        sums.Add(new("核定得分", $"满分 {Plain(trace.Full)}", Plain(points)));
        sums.Add(new("折算", $"{Plain(points)} ÷ {Plain(trace.Full)} × {Plain(block.Weight)}", Round(block.Points!.Value), "is-sum"));
        return ($"部门核定 {Plain(points)}", [], sums, null);
    }

    private (string, IReadOnlyList<MarkGroup>, IReadOnlyList<SumLine>, string?) Judges(BlockResult block, JudgesTrace trace)
    {
        var groups = trace.Groups.Select(g => new MarkGroup(GroupName(g), Chips(g))).ToList();
        if (block.Value is not { } value)
            return ("没有评分", groups, [], "没有一张有效评分表，所以没有分。");
        var sums = new List<SumLine>();
        foreach (var group in trace.Groups)
        {
            sums.Add(group.Mean is { } mean
                ? new($"{GroupName(group)}均分 {Value(mean)}", $"× 权重 {Plain(group.Weight)}", Value(group.Weighted!.Value))
                : new($"{GroupName(group)}", "没有评分，不计入", "—"));
        }

        var weights = trace.WeightSum;
        sums.Add(new("加权合计", weights == Exact.One ? string.Empty : $"再除以权重之和 {Plain(weights)}", Value(value), "is-sum"));
        sums.Add(new("折算成本项得分", $"{Value(value)} × {Plain(block.Weight)} ÷ 100", Round(block.Points!.Value), "is-sum"));
        return ($"{Value(value)} × {Plain(block.Weight)}%", groups, sums, DropWords(trace));
    }

    private static string? DropWords(JudgesTrace trace)
    {
        var dropped = trace.Groups.Where(g => g.Drop is not null).ToList();
        return dropped.Count == 0 ? null : string.Join("；", dropped.Select(g => $"{GroupName(g)}去掉 {g.Drop!.High} 个最高分、{g.Drop.Low} 个最低分后取平均")) + "。每张表先换算成百分制。";
    }

    private List<MarkChip> Chips(GroupTrace group) =>
    [
        .. group.Judges.Select(j => new MarkChip(
            j.Dropped switch { Dropped.High => $"{j.Judge} 最高，去掉", Dropped.Low => $"{j.Judge} 最低，去掉", _ => j.Judge },
            Value(j.X),
            j.Dropped != Dropped.No,
            false,
            string.Join("，", j.Marks.Select(m => $"{m.Criterion.Name ?? m.Criterion.Code} {m.Word ?? Plain(m.Mark)}")) + $"，合计 {Plain(j.Sum)}/{Plain(j.SumOfMaxima)}")),
        .. group.Recused.Select(c => new MarkChip(c, "回避", false, true, null)),
        .. group.Absent.Select(c => new MarkChip(c, "未交", false, true, null)),
    ];

    private (string, IReadOnlyList<MarkGroup>, IReadOnlyList<SumLine>, string?) Residents(BlockResult block, ResidentsTrace trace)
    {
        var names = scheme.Survey?.Questions.FirstOrDefault(q => q.Code == trace.Question)?.Answers.ToDictionary(a => a.Code, a => a.Name);
        var sums = trace.Answers.Select(a => new SumLine(
            a.Name ?? names?.GetValueOrDefault(a.Answer) ?? a.Answer,
            a.Coefficient is { } c ? $"{a.Count} 份 × {Plain(c)}" : $"{a.Count} 份，不计入",
            a.Coefficient is { } k ? Plain(k * (Exact)a.Count) : "—")).ToList();
        if (trace.Satisfaction is { } sat)
            sums.Add(new("满意度", $"合计 ÷ {trace.Counted} 份 × 100", Value(sat), "is-sum"));
        if (trace.Outcome == SampleOutcome.Low && trace.Mean is { } mean)
        {
            var least = Exact.Min(trace.Satisfaction!.Value, mean);
            sums.Add(new($"缺 {trace.Need - trace.Counted} 份，按 {Value(least)} 补足", $"（{trace.Counted} × {Value(trace.Satisfaction.Value)} ＋ {trace.Need - trace.Counted} × {Value(least)}）÷ {trace.Need}", Value(block.Value!.Value), "is-sum"));
        }

        if (block.Points is { } points)
            sums.Add(new("折算成本项得分", $"{Value(block.Value!.Value)} × {Plain(block.Weight)} ÷ 100", Round(points), "is-sum"));
        var sample = trace.Need is { } need ? $"小区 {trace.Households} 户，需要 {need} 份，收到有效答卷 {trace.Counted} 份。" : $"有效答卷 {trace.Counted} 份。";
        return (block.Value is { } v ? $"{Value(v)} × {Plain(block.Weight)}%" : "没有测到", [], sums, sample);
    }

    private (string, IReadOnlyList<MarkGroup>, IReadOnlyList<SumLine>, string?) Metric(BlockResult block, MetricTrace trace) =>
        trace.Value is not { } value
            ? ("还没有数据", [], [], null)
            : ($"指标值 {Plain(value)}", [], [new("指标值", $"0 分线 {Plain(trace.Zero)}，满分线 {Plain(trace.Full)}", Plain(value)), new("折算", string.Empty, Round(block.Points!.Value), "is-sum")], null);

    private List<SumLine> Sums(EntryResult entry)
    {
        var lines = new List<SumLine>();
        foreach (var section in entry.Sections.Where(_ => entry.Sections.Count > 1))
            lines.Add(new(section.Name ?? section.Code, section.ApplicableWeight == section.Weight ? string.Empty : $"按适用部分 {Plain(section.ApplicableWeight)} 分折算", section.Score is { } s ? Round(s) : "缺分"));
        if (entry.Trace is not { } trace)
            return lines;
        if (trace.Sections is { } sum)
            lines.Add(new("各项合计", "各项先四舍五入再相加", Round(sum), "is-sum"));
        foreach (var adjustment in trace.Adjustments)
        {
            var minus = adjustment.Kind == AdjustmentKind.Deduction;
            lines.Add(new(adjustment.Reason ?? (minus ? "扣分" : "加分"), string.Empty, $"{(minus ? "−" : "＋")}{Round(adjustment.Amount)}", minus ? "is-minus" : string.Empty));
        }

        if (trace.DeductionCap is { } cap && trace.DeductionGiven > cap)
            lines.Add(new("扣分封顶", $"最多扣 {Plain(cap)}，多出的不扣", $"＋{Round(trace.DeductionGiven - cap)}"));
        if (trace.BonusCap is { } top && trace.BonusGiven > top)
            lines.Add(new("加分封顶", $"最多加 {Plain(top)}，多出的不加", $"−{Round(trace.BonusGiven - top)}", "is-minus"));
        if (trace.Unheld is { } unheld && unheld < Exact.Zero)
            lines.Add(new("总分不低于 0", string.Empty, $"＋{Round(Exact.Zero - unheld)}"));
        lines.Add(new("总分", entry.Total is null ? "有缺分，没有总分" : string.Empty, entry.Total is { } total ? Round(total) : "—", "is-total"));
        return lines;
    }

    private static string Tie(TieTrace tie)
    {
        var step = tie.Step switch
        {
            TieStep.Exact => "未舍入的总分",
            TieStep.Residents => "群众满意度得分",
            TieStep.Judges => "评委评分得分",
            TieStep.Evidence => "佐证得分",
            TieStep.Metrics => "指标得分",
            _ => "抽签号",
        };
        return $"有 {tie.Before} 人相同，比“{step}”{(tie.Value is { } v ? $"（{Decimals(v, 6)}）" : string.Empty)}：{(tie.After < tie.Before ? tie.After == 1 ? "分出先后" : $"还剩 {tie.After} 人相同" : "仍然相同")}";
    }

    private static string GroupName(GroupTrace group) => group.Name ?? group.Code;

    private string Round(Exact value) => value.RoundHalfUp(decimals);

    /// <summary>A value on the way, shown to four places at most; the exact one is what counts.</summary>
    private static string Value(Exact value) => Decimals(value, 4);

    private static string Plain(Exact value) => Decimals(value, 6);

    /// <summary>The decimal itself where it is that short; else cut off, not rounded, with "…" for the digits that go on.</summary>
    internal static string Decimals(Exact value, int places)
    {
        var scale = (Exact)System.Numerics.BigInteger.Pow(10, places);
        var cut = (Exact)(value * scale).Floor() / scale;
        var text = cut.RoundHalfUp(places);
        var trimmed = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
        return value == cut ? trimmed : $"{text}…";
    }
}
