using Scoring.Domain.Papers;

namespace Scoring.Domain.Tests.Papers;

/// <summary>Two people read one paper blind, a third decides what differs. People are 1, 2 and 3; 9 filled the paper in.</summary>
public sealed class DoubleEntryTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 14, 3, 0, 0, TimeSpan.Zero);

    private static readonly PaperForm Paper = new()
    {
        Id = 5, CycleId = 1, Subject = "J03/E01/1", KeptFromId = 9,
        Fields = [new("work", "比工作", 12, 0.5m, []), new("help", "帮扶", null, null, [new("good", "好"), new("poor", "差")])],
    };

    private static DoubleEntry Fresh => new(Paper, [], null);

    [Fact]
    public void Two_equal_readings_settle_the_paper_however_they_were_typed()
    {
        var once = Fresh.Read(1, Typed("11.50", "好"), Now);
        once.State.ShouldBe(PaperState.Once);
        var twice = once.Read(2, Typed("１１．５", "good"), Now.AddMinutes(1));
        twice.State.ShouldBe(PaperState.Settled);
        Says(twice.Settlement!).ShouldBe("1 2 - work=11.5 help=good");
    }

    [Fact]
    public void Different_readings_wait_for_a_third_person_who_decides_only_what_differs()
    {
        var twice = Fresh.Read(1, Typed("11.5", "好"), Now).Read(2, Typed("1.5", "好"), Now);
        twice.State.ShouldBe(PaperState.Differs);
        twice.Settlement.ShouldBeNull();
        twice.Differences.Select(d => $"{d.Field.Code}: {d.First} {d.Second}").ShouldBe(["work: 11.5 1.5"]);
        var settled = twice.Resolve(3, new Dictionary<string, string> { ["work"] = "7" }, Now);
        Says(settled.Settlement!).ShouldBe("1 2 3 work=7 help=good");
    }

    [Theory]
    [InlineData(1, "已经录过一遍")]
    [InlineData(9, "您自己填的纸")]
    public void Refuses_a_second_reading_by_the_first_reader_and_any_by_whose_paper_it_is(int person, string sentence) =>
        Should.Throw<Refused>(() => Fresh.Read(1, Typed("1", "好"), Now).Read(person, Typed("1", "好"), Now)).Message.ShouldContain(sentence);

    [Theory]
    [InlineData(1, "没有录过的第三位")]
    [InlineData(2, "没有录过的第三位")]
    [InlineData(9, "您自己填的纸")]
    public void Refuses_a_decision_by_a_reader_and_by_whose_paper_it_is(int person, string sentence)
    {
        var twice = Fresh.Read(1, Typed("1", "好"), Now).Read(2, Typed("2", "好"), Now);
        Should.Throw<Refused>(() => twice.Resolve(person, new Dictionary<string, string> { ["work"] = "2" }, Now)).Message.ShouldContain(sentence);
    }

    [Fact]
    public void Refuses_a_third_reading_and_a_decision_where_nothing_differs()
    {
        var settled = Fresh.Read(1, Typed("1", "好"), Now).Read(2, Typed("1", "好"), Now);
        Should.Throw<Refused>(() => settled.Read(3, Typed("1", "好"), Now)).Message.ShouldContain("两遍都已录完");
        Should.Throw<Refused>(() => settled.Resolve(3, Typed("1", "好"), Now)).Message.ShouldContain("没有要核定的差异");
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("0", "0")]
    [InlineData("9.50", "9.5")]
    [InlineData("9。5", "9.5")]
    [InlineData("-", "-")]
    [InlineData("－", "-")]
    public void Keeps_what_can_stand(string typed, string kept) => Fresh.Read(1, Typed(typed, "差"), Now).Readings[0].Values["work"].ShouldBe(kept);

    [Theory]
    [InlineData("12.5", "0 到 12")]
    [InlineData("9.3", "每 0.5 一档")]
    [InlineData("-1", "不能填“-1”")]
    [InlineData("1e1", "不能填“1e1”")]
    [InlineData("好", "不能填“好”")]
    [InlineData("", "“比工作”还没有录")]
    [InlineData(" ", "“比工作”还没有录")]
    public void Refuses_what_cannot_stand(string typed, string sentence) =>
        Should.Throw<Refused>(() => Fresh.Read(1, Typed(typed, "好"), Now)).Message.ShouldContain(sentence);

    [Fact]
    public void Names_every_fault_and_refuses_a_field_that_is_not_on_the_paper()
    {
        var faults = Should.Throw<Refused>(() => Fresh.Read(1, Typed("13", "中"), Now)).Message;
        faults.ShouldContain("比工作");
        faults.ShouldContain("“帮扶”不能填“中”：好、差");
        Should.Throw<Refused>(() => Fresh.Read(1, new Dictionary<string, string> { ["other"] = "1" }, Now)).Message.ShouldContain("没有“other”这一项");
    }

    private static Dictionary<string, string> Typed(string work, string help) => new() { ["help"] = help, ["work"] = work };

    private static string Says(PaperSettlement s) => $"{s.FirstById} {s.SecondById} {s.ResolvedById?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"} {string.Join(' ', s.Values.Select(v => $"{v.Key}={v.Value}"))}";
}
