using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Shared;

/// <summary>A block's way from what was given to its points as one sentence, and what the rules say of it. Computes nothing.</summary>
internal sealed class TraceSentences(TallyRecord record, Scheme scheme)
{
    private readonly int decimals = record.Scheme.Decimals;

    /// <summary>Null where there are no points to explain.</summary>
    public string? Words(BlockResult block) => block.Points is not { } points ? null : block.Trace switch
    {
        EvidenceTrace e => $"部门核定 {Plain(e.Points!.Value)} 分（满分 {Plain(e.Full)}），按 {Plain(block.Weight)} 分折算，得 {points.RoundHalfUp(decimals)} 分。",
        JudgesTrace j => $"{string.Join("；", j.Groups.Where(g => g.Mean is not null).Select(Group))}。按各组权重加权得 {Value(block.Value!.Value)}，乘以 {Plain(block.Weight)} 再除以 100，四舍五入得 {points.RoundHalfUp(decimals)} 分。",
        ResidentsTrace r => $"{r.Counted} 份有效答卷，满意度 {Value(r.Satisfaction!.Value)}{(r.Outcome == SampleOutcome.Low ? $"；不足 {r.Need} 份，补足后 {Value(block.Value!.Value)}" : string.Empty)}，乘以 {Plain(block.Weight)} 再除以 100，四舍五入得 {points.RoundHalfUp(decimals)} 分。",
        MetricTrace m => $"指标值 {Plain(m.Value!.Value)}，0 分线 {Plain(m.Zero)}、满分线 {Plain(m.Full)}，折算得 {points.RoundHalfUp(decimals)} 分。",
        _ => null,
    };

    /// <summary>What the scheme says of this block, and what its weight rests on.</summary>
    public IReadOnlyList<string> Rules(string section, BlockResult block)
    {
        var source = record.Scheme.Blocks.FirstOrDefault(b => b.Code == block.Code)?.Source;
        var said = new List<string>();
        if (source is EvidenceRule && scheme.Evidence.FirstOrDefault(e => e.Block == block.Code) is { } evidence)
            said.Add($"核查要求：{evidence.Guidance}");
        if (source is JudgesRule judges && record.Scheme.Panels.FirstOrDefault(p => p.Code == judges.Panel) is { } panel)
        {
            said.Add($"{TallyWords.Drop(panel)}。");
            said.Add($"{string.Join("，", panel.Groups.Select(g => $"{g.Name ?? g.Code}占 {TallyWords.Share(panel, g)}"))}。");
        }

        if (source is ResidentsRule residents)
        {
            var names = scheme.Survey?.Questions.FirstOrDefault(q => q.Code == residents.Question)?.Answers.ToDictionary(a => a.Code, a => a.Name);
            said.Add($"{TallyWords.Answers(residents, code => names?.GetValueOrDefault(code) ?? code)}。");
            if (residents.Sample is { } sample)
                said.Add($"{TallyWords.Sample(sample)}。");
        }

        if (scheme.Notes.For($"$.scoring.sections[{section}].blocks[{block.Code}].weight") is { } note)
            said.Add($"{Plain(block.Weight)} 分的出处：{note.Text}");
        return said;
    }

    private static string Group(GroupTrace group)
    {
        var (high, low) = (group.Judges.Where(j => j.Dropped == Dropped.High).Select(j => Value(j.X)).ToList(), group.Judges.Where(j => j.Dropped == Dropped.Low).Select(j => Value(j.X)).ToList());
        var dropped = high.Count + low.Count == 0 ? string.Empty : $"，去掉最高 {string.Join("、", high)}、最低 {string.Join("、", low)}，其余 {group.Judges.Count - high.Count - low.Count} 名";
        return $"{group.Name ?? group.Code} {group.Judges.Count} 名{dropped}平均 {Value(group.Mean!.Value)}";
    }

    private static string Value(Exact value) => TraceWriter.Decimals(value, 4);

    private static string Plain(Exact value) => TraceWriter.Decimals(value, 6);
}
