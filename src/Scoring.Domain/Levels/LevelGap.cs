// What separates a unit from the next level, in words and figures. Must not know when it may be reached: that is the next cycle's affair.
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Levels;

/// <summary>One section as it came out for a unit.</summary>
/// <param name="Score">Rounded; null when it is missing.</param>
public sealed record SectionMark(string Code, string Name, Exact? Score, bool Won, bool Vetoed);

/// <summary>The way to the next level.</summary>
public static class LevelGap
{
    /// <summary>Sentences, the nearest way first; one that says so when there is no higher level.</summary>
    /// <param name="rule">The scheme's levels.</param>
    /// <param name="sections">All sections of the unit.</param>
    /// <param name="decimals">Of every figure said.</param>
    public static IReadOnlyList<string> Words(LevelsAward rule, IReadOnlyList<SectionMark> sections, int decimals)
    {
        var sum = sections.Aggregate(Exact.Zero, (total, s) => total + (s.Score ?? Exact.Zero));
        var won = sections.Where(s => s.Won).Select(s => s.Code).ToList();
        var level = (int)rule.LevelOf(won, sections.Count, sum);
        if (level == sections.Count)
            return [$"已经是最高一级（{Name(level)}）。"];
        var says = new List<string>();
        if (won.Count == sections.Count)
            return [$"{sections.Count} 项都已达到，合计 {Figure(sum)} 分，离 {Figure(rule.SumMinimum!.Value)} 分还差 {Figure(rule.SumMinimum.Value - sum)} 分；补上就是{Name(level + 1)}。"];
        var required = rule.Required is { } must && !won.Contains(must.Section) ? sections.FirstOrDefault(s => s.Code == must.Section) : null;
        if (required is not null && level >= rule.Required!.Cap)
        {
            says.Add($"“{required.Name}”是前提，没有它最多{Name(level)}。{How(required)}");
            return says;
        }

        var open = sections.Where(s => !s.Won).OrderBy(s => s.Vetoed).ThenByDescending(s => s.Score ?? Exact.Zero).ToList();
        says.AddRange(open.Select((s, i) => i == 0 ? $"再得一项就到{Name(level + 1)}，最近的是“{s.Name}”：{How(s)}" : $"其次“{s.Name}”：{How(s)}"));
        if (required is not null)
            says.Add($"“{required.Name}”没有达到时，最多{Name((int)rule.Required!.Cap)}。");
        if (level + 1 == sections.Count && rule.SumMinimum is { } minimum && sum < minimum)
            says.Add($"得齐以后合计还要满 {Figure(minimum)} 分，现在合计 {Figure(sum)} 分，差 {Figure(minimum - sum)} 分。");
        return says;

        string Name(int number) => rule.NameOf($"{LevelsAward.Prefix}{number}")!;

        string Figure(Exact value) => value.RoundHalfUp(decimals);

        string How(SectionMark section) => section switch
        {
            { Vetoed: true } => "被一票否决，没有得到。",
            { Score: null } => "缺分。",
            { Score: { } score } when score < rule.Threshold => $"现在 {Figure(score)} 分，离 {Figure(rule.Threshold)} 分还差 {Figure(rule.Threshold - score)} 分。",
            _ => "分数够线，但没有得到。",
        };
    }
}
