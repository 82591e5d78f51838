using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Shared;

/// <summary>Where a total stands: its place, how far the next places are, whether it is awarded and by which rule. Names nobody else.</summary>
internal static class StandingWords
{
    public static IReadOnlyList<string> Of(EntryResult entry, TallyResult result, AwardRule? award)
    {
        if (entry.Rank is not { } rank || entry.Total is not { } total)
            return [entry.Status == TallyStatus.Vetoed ? "有一票否决情形，不参加排名。" : "有缺分，没有总分，不参加排名。"];
        var ranked = result.Entries.Where(e => e.Rank is not null).ToList();
        var said = new List<string> { $"共 {ranked.Count} 名参加排名，总分 {Round(total)}，第 {rank} 名{(entry.Tied ? "（并列）" : string.Empty)}。" };
        if (ranked.Where(e => e.Rank < rank).MaxBy(e => e.Rank) is { } ahead)
            said.Add(ahead.Total == total ? $"和第 {ahead.Rank} 名总分相同，按同分规则排在后面。" : $"比前一名（第 {ahead.Rank} 名）低 {Round(ahead.Total!.Value - total)} 分。");
        if (ranked.Where(e => e.Rank > rank).MinBy(e => e.Rank) is { } behind)
            said.Add(behind.Total == total ? $"和第 {behind.Rank} 名总分相同，按同分规则排在前面。" : $"比后一名（第 {behind.Rank} 名）高 {Round(total - behind.Total!.Value)} 分。");
        if (award is TopAward top)
            said.Add(Awarded(entry, total, top, ranked));
        else if (AwardWords.Of(entry.Award, award) is { } words)
            said.Add($"结果：{words}。");
        if (Cut(result, award) is { } cut && CutLine.Of(result, award) is { } line && (line.Above == entry.Code || line.Below == entry.Code))
            said.Add(cut);
        return said;

        string Round(Exact value) => value.RoundHalfUp(result.Decimals);

        string Awarded(EntryResult own, Exact points, TopAward rule, List<EntryResult> all) =>
            own.Award is not null ? $"在前 {rule.Places} 名以内，总分不低于 {rule.Minimum.ToDecimalText()} 分：入选。"
            : points < rule.Minimum ? $"总分不到 {rule.Minimum.ToDecimalText()} 分，按规则不入选。"
            : all.Where(e => e.Rank <= rule.Places && e.Award is not null).MaxBy(e => e.Rank) is { } last && last.Total > points
                ? $"前 {rule.Places} 名入选，比入选的最后一名（第 {last.Rank} 名）低 {Round(last.Total!.Value - points)} 分，没有入选。" : $"前 {rule.Places} 名入选，没有入选。";
    }

    /// <summary>The note where a single judge's single step weighs more than what separates the last place from the next; null where it does not.</summary>
    public static string? Cut(TallyResult result, AwardRule? award) => CutLine.Of(result, award) is { Close: true } line
        ? $"提醒：第 {line.Places} 名和第 {line.Places + 1} 名只差 {line.Gap.RoundHalfUp(result.Decimals)} 分，小于一名评委在一项上差一档对总分的影响（最多 {TraceWriter.Decimals(line.Step, 4)} 分）。这条线对个别打分很敏感，请结合评分表核对。"
        : null;
}
