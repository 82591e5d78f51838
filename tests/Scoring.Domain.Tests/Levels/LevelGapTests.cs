using Scoring.Domain.Levels;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Levels;

/// <summary>What separates a unit from the next level, for every way of not being there yet.</summary>
public sealed class LevelGapTests
{
    private static readonly LevelsAward Rule = new(80, 450, new RequiredSection("PARTY", 2))
    {
        Names = new Dictionary<string, string> { ["LEVEL_5"] = "五星", ["LEVEL_4"] = "四星", ["LEVEL_3"] = "三星", ["LEVEL_2"] = "二星", ["LEVEL_1"] = "一星" },
    };

    [Theory]
    [InlineData("92 88 85 90 96", "已经是最高一级（五星）。")]
    [InlineData("90.4 86.45 92.2 90.27 82.43", "5 项都已达到，合计 441.75 分，离 450.00 分还差 8.25 分；补上就是五星。")]
    [InlineData("92 88 76.5 90 96", "再得一项就到五星，最近的是“平安”：现在 76.50 分，离 80.00 分还差 3.50 分。|得齐以后合计还要满 450.00 分，现在合计 442.50 分，差 7.50 分。")]
    [InlineData("92 88 76.5 70 96", "再得一项就到四星，最近的是“平安”：现在 76.50 分，离 80.00 分还差 3.50 分。|其次“幸福”：现在 70.00 分，离 80.00 分还差 10.00 分。")]
    [InlineData("79.9 88 85 90 96", "“党建”是前提，没有它最多二星。现在 79.90 分，离 80.00 分还差 0.10 分。")]
    [InlineData("79.9 88 60 70 75", "再得一项就到二星，最近的是“党建”：现在 79.90 分，离 80.00 分还差 0.10 分。|其次“兴业”：现在 75.00 分，离 80.00 分还差 5.00 分。|其次“幸福”：现在 70.00 分，离 80.00 分还差 10.00 分。|其次“平安”：现在 60.00 分，离 80.00 分还差 20.00 分。|“党建”没有达到时，最多二星。")]
    [InlineData("92 88 85v 90 96", "再得一项就到五星，最近的是“平安”：被一票否决，没有得到。")]
    public void Says_what_is_missing_in_words_and_figures(string scores, string says) => string.Join('|', LevelGap.Words(Rule, Marks(scores), 2)).ShouldBe(says);

    [Fact]
    public void The_level_is_the_same_that_the_tally_gives()
    {
        Rule.LevelOf(["PARTY", "SHARE", "PEACE", "HAPPY", "WORK"], 5, 450).ShouldBe(5);
        Rule.LevelOf(["PARTY", "SHARE", "PEACE", "HAPPY", "WORK"], 5, 449).ShouldBe(4);
        Rule.LevelOf(["PARTY", "SHARE", "HAPPY", "WORK"], 5, null).ShouldBe(4);
        Rule.LevelOf(["SHARE", "PEACE", "HAPPY", "WORK"], 5, null).ShouldBe(2);
        Rule.LevelOf([], 5, null).ShouldBe(0);
    }

    private static List<SectionMark> Marks(string scores) =>
    [
        .. scores.Split(' ').Zip(new[] { ("PARTY", "党建"), ("SHARE", "共享"), ("PEACE", "平安"), ("HAPPY", "幸福"), ("WORK", "兴业") }, (text, section) =>
        {
            var vetoed = text.EndsWith('v');
            var score = decimal.Parse(text.TrimEnd('v'), System.Globalization.CultureInfo.InvariantCulture);
            return new SectionMark(section.Item1, section.Item2, score, score >= 80 && !vetoed, vetoed);
        }),
    ];
}
