using Scoring.Domain.Schemes;
using Scoring.Domain.Papers;
using Scoring.Domain.Surveys;

namespace Scoring.Domain.Tests.Surveys;

public sealed class FairnessTests
{
    private static readonly DateOnly Ninth = new(2026, 11, 9);

    /// <summary>By hand, z = 1.96: 8 of 10 is (9.9208 ± 3.1363) / 13.8416; 50 of 100 is (51.9208 ± 9.9865) / 103.8416; none of 10 ends at 3.8416 / 13.8416.</summary>
    [Theory]
    [InlineData(8, 10, 800, 490, 944)]
    [InlineData(50, 100, 500, 403, 597)]
    [InlineData(0, 10, 0, 0, 278)]
    [InlineData(10, 10, 1000, 722, 1000)]
    [InlineData(1, 3, 333, 61, 793)]
    public void A_share_comes_with_its_interval(int count, int of, int share, int low, int high) =>
        Interval.Wilson(count, of).ShouldBe(new Interval(share, low, high));

    [Fact]
    public void An_interval_holds_its_share_and_narrows_as_the_sample_grows()
    {
        for (var n = 1; n <= 60; n++)
        {
            for (var k = 0; k <= n; k++)
            {
                var interval = Interval.Wilson(k, n);
                interval.Share.ShouldBeInRange(interval.Low, interval.High);
                var wider = Interval.Wilson(k * 4, n * 4);
                (wider.High - wider.Low).ShouldBeLessThanOrEqualTo(interval.High - interval.Low);
            }
        }

        Should.Throw<ArgumentOutOfRangeException>(() => Interval.Wilson(2, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Interval.Wilson(0, 0));
    }

    [Theory]
    [InlineData(400, 400, false)]
    [InlineData(401, 400, true)]
    public void More_ballots_than_households_are_held(int ballots, int households, bool held) =>
        Alarms(households, [new(Ninth, BallotChannel.Paper, ballots)]).ShouldBe(held ? [$"Households {ballots}"] : []);

    /// <summary>Thirty at the least, and more than one household in five.</summary>
    [Theory]
    [InlineData(29, 100, false)]
    [InlineData(30, 150, false)]
    [InlineData(30, 149, true)]
    [InlineData(80, 400, false)]
    [InlineData(81, 400, true)]
    public void A_day_with_very_many_is_held(int ballots, int households, bool held) =>
        Alarms(households, [new(Ninth, BallotChannel.Open, ballots)]).ShouldBe(held ? [$"Burst/Open/2026-11-09 {ballots}"] : []);

    [Fact]
    public void A_stack_of_paper_is_no_burst() => Alarms(400, [new(Ninth, BallotChannel.Paper, 100)]).ShouldBeEmpty();

    [Fact]
    public void Devices_and_slips_that_come_again_and_denied_visits_are_held()
    {
        RepeatCount Again(BallotChannel channel, int count) => new() { EstateId = 1, Day = Ninth, Channel = channel, Count = count };
        AlarmRules.Of(400, [], [Again(BallotChannel.Open, 9), Again(BallotChannel.Slip, 9)], 0).ShouldBeEmpty();
        AlarmRules.Of(400, [], [Again(BallotChannel.Slip, 11), Again(BallotChannel.Open, 10)], 1).Select(a => $"{a.Key} {a.Figure}")
            .ShouldBe(["SameDevice/Open/2026-11-09 10", "ReusedSlip/Slip/2026-11-09 11", "CallBack/Doorstep 1"]);
    }

    [Fact]
    public void An_alarm_covers_its_own_day_and_channel_only()
    {
        var alarm = new Alarm(AlarmKind.Burst, BallotChannel.Open, Ninth, 40);
        alarm.Covers(Ninth, BallotChannel.Open).ShouldBeTrue();
        alarm.Covers(Ninth, BallotChannel.Slip).ShouldBeFalse();
        alarm.Covers(Ninth.AddDays(1), BallotChannel.Open).ShouldBeFalse();
        new Alarm(AlarmKind.Households, null, null, 500).Covers(Ninth, BallotChannel.Phone).ShouldBeTrue();
    }

    [Fact]
    public void Setting_aside_wants_a_second_person()
    {
        var verdict = new AlarmVerdict { Alarm = "Households", Reason = "核实", SetAside = true, ById = 7 };
        verdict.InForce.ShouldBeFalse();
        Should.Throw<Refused>(() => verdict.Confirm(7, default)).Message.ShouldContain("两个人");
        verdict.Confirm(8, default);
        verdict.InForce.ShouldBeTrue();
        Should.Throw<Refused>(() => verdict.Confirm(9, default));
        new AlarmVerdict { Alarm = "Households", Reason = "核实", ById = 7 }.InForce.ShouldBeTrue();
    }

    [Fact]
    public void A_stack_of_ballots_is_one_paper_whose_blanks_are_no_answers()
    {
        var survey = new Survey("居民", 30, [Question("overall", false), Question("wish", true)], [], null);
        var form = PaperBatch.Form(survey, cycleId: 1, estateId: 2111, number: 2, count: 2, default);
        form.Subject.ShouldBe("survey/2111/2");
        form.Fields.Select(f => f.Code).ShouldBe(["1.overall", "1.wish", "2.overall", "2.wish"]);
        Dictionary<string, string> first = new() { ["1.overall"] = "a", ["1.wish"] = "b", ["2.overall"] = "b", ["2.wish"] = "-" };
        var once = new DoubleEntry(form, [], null).Read(7, first, default);
        once.Read(8, first, default).State.ShouldBe(PaperState.Settled);
        var twice = once.Read(8, new Dictionary<string, string>(first) { ["2.overall"] = "-" }, default);
        twice.Differences.Select(d => $"{d.Field.Name} {d.First} {d.Second}").ShouldBe(["第 2 份overall b -"]);
        var settled = twice.Resolve(9, new Dictionary<string, string> { ["2.overall"] = "-" }, default).Settlement!;
        PaperBatch.Ballots(survey, 2, settled).Select(b => string.Join(' ', b.Select(a => $"{a.Key}={a.Value}"))).ShouldBe(["overall=a wish=b", ""]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(30, 3)]
    [InlineData(31, 4)]
    public void A_tenth_of_the_visits_is_called_back_and_three_at_the_least(int visits, int called)
    {
        var all = Enumerable.Range(0, visits).Select(i => new DoorstepVisit { Id = new Guid(i, 0, 0, new byte[8]), Place = "1 号楼", Lot = (i * 7919) % 1000 }).ToList();
        CallBackSample.Of(all).ShouldBe(all.OrderBy(v => v.Lot).Take(called));
    }

    [Fact]
    public void An_optional_question_may_be_passed_over_but_not_answered_wrongly()
    {
        var survey = new Survey("居民", 30, [Question("overall", false), Question("wish", true)], [], null);
        AnswerSheet.Demand(survey, new Dictionary<string, string> { ["overall"] = "a" }).ShouldBe(new Dictionary<string, string> { ["overall"] = "a" });
        AnswerSheet.Demand(survey, new Dictionary<string, string> { ["overall"] = "a", ["wish"] = "" }).Count.ShouldBe(1);
        AnswerSheet.Demand(survey, new Dictionary<string, string> { ["overall"] = "a", ["wish"] = "b" }).Count.ShouldBe(2);
        AnswerSheet.FirstUnanswered(survey, new Dictionary<string, string> { ["overall"] = "a", ["wish"] = "z" }).ShouldBe(1);
        AnswerSheet.FirstUnanswered(survey, new Dictionary<string, string> { ["wish"] = "b" }).ShouldBe(0);
    }

    private static IEnumerable<string> Alarms(int households, IReadOnlyCollection<DayFigure> days) => AlarmRules.Of(households, days, [], 0).Select(a => $"{a.Key} {a.Figure}");

    private static SurveyQuestion Question(string code, bool optional) => new(code, code, optional, [new CodedText("a", "甲", null), new CodedText("b", "乙", null)]);
}
