using Scoring.Domain.Judging;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;

namespace Scoring.Domain.Tests.Stages;

public sealed class PracticeSpreadTests
{
    private static readonly SheetForm Form = new("live", [Criterion("work", "比工作", 12), Criterion("drive", "比干劲", 8)]);

    /// <summary>Work 9, 10, 11.5: mean 30.5 / 3 = 10.1667; drive 5, 5, 6: mean 5.3333; sums 14, 15, 17.5: mean 46.5 / 3 = 15.5.</summary>
    [Fact]
    public void Tells_the_lowest_the_mean_and_the_highest_of_every_criterion_and_of_the_sum() =>
        PracticeSpread.Of(Form, [Marks("9", "5"), Marks("10", "5"), Marks("11.5", "6")], Marks("10", "5")).ShouldBe([
            new("比工作", 12, 9, 10.17m, 11.5m, 10), new("比干劲", 8, 5, 5.33m, 6, 5), new("合计", 20, 14, 15.5m, 17.5m, 15),
        ]);

    [Fact]
    public void Tells_nothing_while_a_judge_could_work_out_another() =>
        PracticeSpread.Of(Form, [Marks("9", "5"), Marks("10", "5")], Marks("10", "5")).ShouldBeEmpty();

    [Fact]
    public void Is_there_for_a_judge_who_handed_nothing_in() =>
        PracticeSpread.Of(Form, [Marks("9", "5"), Marks("9", "5"), Marks("9", "5")], null).ShouldAllBe(s => s.Mine == null);

    private static Dictionary<string, string> Marks(string work, string drive) => new() { ["work"] = work, ["drive"] = drive };

    private static RubricCriterion Criterion(string code, string name, int maximum) => new(code, name, null, maximum, 0.5m, []);
}
