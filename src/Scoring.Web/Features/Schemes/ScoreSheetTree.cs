using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Schemes;

/// <summary>The score sheet as a tree of points: blocks add up to the whole, what is inside a block adds up to its full mark.</summary>
public sealed record ScoreSheetTree(string Total, IReadOnlyList<ScoreSheetTree.Block> Blocks)
{
    public sealed record Block(string Name, string Points, string How, string? Note, IReadOnlyList<FigureNote> Notes, IReadOnlyList<Leaf> Leaves);

    public sealed record Leaf(string Name, string? Hint, string Points, IReadOnlyList<FigureNote> Notes);

    public static ScoreSheetTree Of(Scheme scheme) => new(TallyWords.Number(scheme.Rubric.Total),
        [.. scheme.Rubric.Sections.SelectMany(section => section.Blocks.Select(block => Read(scheme, section, block)))]);

    private static Block Read(Scheme scheme, RubricSection section, RubricBlock block)
    {
        var path = $"$.scoring.sections[{section.Code}].blocks[{block.Code}]";
        var evidence = scheme.Evidence.FirstOrDefault(e => e.Block == block.Code);
        var how = block.Kind switch
        {
            BlockKind.Evidence when evidence is not null =>
                $"{(evidence.SelfReport ? "街道先自查，" : "")}{string.Join("、", evidence.Departments.Select(scheme.DepartmentName))}{(evidence.SelfReport ? "复核" : "核查")}，{(evidence.Entry == EvidenceEntry.Deductions ? "从满分往下扣" : "按指标给分")}",
            BlockKind.Judges => "评委现场打分",
            BlockKind.Residents => "居民评价",
            _ => "按统计数据计算",
        };
        IReadOnlyList<Leaf> leaves = evidence is not null
            ? [.. evidence.Indicators.Select(i => new Leaf(i.Name, i.Hint, TallyWords.Number(i.Maximum), SchemeParts.Notes(scheme, $"$.evidence[{block.Code}].indicators[{i.Code}].maximum")))]
            : [.. block.Criteria.Select(c => new Leaf(c.Name, Hint(c), TallyWords.Number(c.Maximum), SchemeParts.Notes(scheme, $"{path}.source.criteria[{c.Code}]")))];
        return new Block(block.Name, TallyWords.Number(block.Weight), how, block.Note ?? evidence?.Guidance, SchemeParts.Notes(scheme, path + ".weight", path + ".source.full"), leaves);
    }

    private static string? Hint(RubricCriterion criterion) => criterion.Scale.Count > 0
        ? string.Join("、", criterion.Scale.Select(w => $"{w.Name} {TallyWords.Number(w.Value)}"))
        : criterion.Note;
}
