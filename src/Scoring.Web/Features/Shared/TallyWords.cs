using System.Numerics;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Shared;

/// <summary>The scoring part in words that a resident can follow. Says what the rules are; computes no score.</summary>
public static class TallyWords
{
    public static string Number(Exact value) => value.ToDecimalText();

    public static string Number(decimal value) => value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A share of the whole: 60%.</summary>
    public static string Percent(Exact share)
    {
        var hundredfold = share * Exact.Hundred;
        return (hundredfold.IsWhole ? Number(hundredfold) : hundredfold.RoundHalfUp(1)) + "%";
    }

    /// <summary>The weight of a group among its panel's groups.</summary>
    public static string Share(PanelRule panel, GroupRule group) => Percent(group.Weight / panel.Groups.Aggregate(Exact.Zero, (sum, g) => sum + g.Weight));

    /// <summary>What is left out of a group's marks.</summary>
    public static string Drop(PanelRule panel)
    {
        if (panel.Drop.Count == 0)
            return "各组取全部评委的平均分，不去掉最高分和最低分";
        var rows = panel.Drop.OrderBy(d => d.From).Select(d => $"一组满 {d.From} 名评委时，{Leave(d.High, d.Low)}，其余取平均");
        return $"{string.Join("；", rows)}；不满 {panel.Drop.Min(d => d.From)} 名时取全部评委的平均分";
    }

    private static string Leave(BigInteger high, BigInteger low) => (high.IsZero, low.IsZero) switch
    {
        (false, false) => $"去掉 {high} 个最高分和 {low} 个最低分",
        (false, true) => $"去掉 {high} 个最高分",
        (true, false) => $"去掉 {low} 个最低分",
        _ => "不去掉分数",
    };

    /// <summary>The steps for equal totals, in order.</summary>
    public static IReadOnlyList<string> Ties(TallyScheme scoring) => [.. scoring.Ties.Select(step => step switch
    {
        TieStep.Exact => "比四舍五入之前的总分",
        TieStep.Residents => "比群众满意度的得分",
        TieStep.Judges => "比评委打分的得分",
        TieStep.Evidence => "比资料核查的得分",
        TieStep.Metrics => "比统计指标的得分",
        _ => "由监督员抽签，过程记录在案",
    })];

    public static string Award(TallyScheme scoring) => scoring.Award switch
    {
        TopAward top => $"总分不低于 {Number(top.Minimum)} 分的，按名次取前 {top.Places} 名；合格的不足 {top.Places} 名时，有几名取几名",
        BandsAward bands => string.Join("；", bands.Bands.Select(b => $"{b.Name ?? b.Code}：{Number(b.Minimum)} 分及以上{(b.Share is { } share ? $"，不超过 {(share.HasDecimal ? Percent(share) : share.ToString())}" : "")}")),
        LevelsAward levels => $"每个板块 {Number(levels.Threshold)} 分及以上、没有被一票否决的得一星"
            + (levels.SumMinimum is { } sum ? $"；全部板块合计不足 {Number(sum)} 分的，少得一星" : "")
            + (levels.Required is { } required ? $"；“{scoring.Sections.FirstOrDefault(s => s.Code == required.Section)?.Name ?? required.Section}”没有得星的，最多 {required.Cap} 星" : ""),
        _ => "只排名次，不评等次",
    };

    /// <summary>What each answer is worth.</summary>
    public static string Answers(ResidentsRule rule, Func<string, string> nameOf)
    {
        var worth = rule.Coefficients.Select(c => $"{nameOf(c.Key)}算 {Percent(c.Value)}");
        return string.Join("，", worth) + (rule.Excluded.Count == 0 ? "" : $"；{string.Join("、", rule.Excluded.Select(nameOf))}不计入");
    }

    public static string Sample(SampleRule sample) =>
        $"应收份数为小区户数的 {Percent(sample.Share)}，最少 {sample.Floor} 份、最多 {sample.Ceiling} 份；不足时要由监督员确认，少于 {sample.Absolute} 份视为没有测出";
}
