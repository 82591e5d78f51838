using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Shared;

/// <summary>One entry's score opened down to the single mark, in texts that add up by hand.</summary>
/// <param name="Blocks">In the scheme's order.</param>
/// <param name="Sums">From the blocks to the total, line by line.</param>
/// <param name="Ties">How equal totals were told apart; empty when nobody was equal.</param>
public sealed record ScoreTrace(string Total, IReadOnlyList<BlockLine> Blocks, IReadOnlyList<SumLine> Sums, IReadOnlyList<string> Ties)
{
    /// <summary>Place, distance to the next places, award: sentences.</summary>
    public IReadOnlyList<string> Standing { get; init; } = [];

    /// <summary>What the scheme says of the award and of equal totals.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    public static ScoreTrace Of(EntryResult entry, TallyResult result, TallyRecord record, Scheme scheme) => new TraceWriter(record, scheme).Write(entry) with
    {
        Standing = StandingWords.Of(entry, result, scheme.Scoring.Award),
        Rules = [$"{TallyWords.Award(scheme.Scoring)}。", .. TallyWords.Ties(scheme.Scoring) is { Count: > 0 } ties ? [$"总分相同时依次：{string.Join("；", ties)}。"] : Array.Empty<string>()],
    };
}

/// <summary>One block: name, how it came about in one line, points; and what it opens into.</summary>
public sealed record BlockLine(string Name, string How, string Points, string Weight, IReadOnlyList<string> Flags, IReadOnlyList<MarkGroup> Groups, IReadOnlyList<SumLine> Sums, string? Note)
{
    /// <summary>The same in one sentence; null where there are no points.</summary>
    public string? Words { get; init; }

    /// <summary>What the scheme says of this block.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}

/// <summary>The marks of one group of judges, in record order.</summary>
public sealed record MarkGroup(string Name, IReadOnlyList<MarkChip> Marks);

/// <summary>One judge's mark: who, x, and whether it was left out ("最高，去掉") or not given ("回避", "未交").</summary>
public sealed record MarkChip(string Who, string Text, bool Cut, bool Out, string? Detail);

/// <summary>A line of a sum that adds up to the next bold one.</summary>
public sealed record SumLine(string Text, string How, string Figure, string Css = "");

/// <summary>The words for flags.</summary>
public static class FlagWords
{
    public static string Of(string flag, Scheme? scheme = null)
    {
        var (kind, group) = flag.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (flag[..at], flag[(at + 1)..]) : (flag, string.Empty);
        var name = scheme?.Scoring.Panels.SelectMany(p => p.Groups).FirstOrDefault(g => g.Code == group)?.Name ?? group;
        return kind switch
        {
            "INSUFFICIENT_JUDGES" => $"{name}人数偏少",
            "EMPTY_GROUP" => $"{name}没有评分",
            "LOW_SAMPLE" => "满意度样本偏少",
            "NOT_MEASURED" => "满意度没有测到",
            "MISSING" => "缺分",
            "NOT_APPLICABLE" => "不适用",
            "LOT_NEEDED" => "并列跨线，需要抽签",
            _ => flag,
        };
    }

    /// <summary>What it means and what follows, for who must decide.</summary>
    public static string Meaning(string flag) => flag.Split(':')[0] switch
    {
        "INSUFFICIENT_JUDGES" => "这一组计分的评委少于方案规定的人数，去掉最高最低分后代表性不足。",
        "EMPTY_GROUP" => "这一组没有一张有效评分表，按其余组的分数计算。",
        "LOW_SAMPLE" => "有效答卷没有达到要求的份数，缺的部分按不高于其他小区平均的水平补足。",
        "NOT_MEASURED" => "有效答卷太少，不能得出满意度，本项没有分，总分也就没有。",
        "MISSING" => "这一项没有分，所以没有总分，不参加排名。",
        "LOT_NEEDED" => "按方案的顺序比较后仍然相同，而名额只够其中一部分，须由监督员抽签。",
        _ => string.Empty,
    };
}
