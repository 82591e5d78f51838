using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

public sealed class PhasePlanTests
{
    private static readonly Scheme Contest = Scheme.Parse(Seeds.Contest);

    [Fact]
    public void Plans_October_2026_around_the_golden_week() => Plan("2026-10").ShouldBe(
    [
        "nominate 10-01 00:00 → 10-10 18:00",
        "review 10-01 00:00 → 10-13 18:00",
        "survey 09-14 00:00 → 10-13 18:00",
        "live 10-14 00:00 → 10-14 18:00",
        "tally 10-14 18:00 → 10-15 18:00",
        "approve 10-15 00:00 → 10-15 18:00",
        "notice 10-16 00:00 → 10-22 18:00",
        "publish 10-23 09:00 → 10-23 09:00",
    ]);

    [Fact]
    public void Plans_February_2026_around_the_spring_festival() => Plan("2026-02").ShouldBe(
    [
        "nominate 02-01 00:00 → 02-10 18:00",
        "review 02-01 00:00 → 02-12 18:00",
        "survey 01-14 00:00 → 02-12 18:00",
        "live 02-13 00:00 → 02-13 18:00",
        "tally 02-13 18:00 → 02-14 18:00",
        "approve 02-14 00:00 → 02-14 18:00",
        "notice 02-24 00:00 → 02-28 18:00",
        "publish 03-02 09:00 → 03-02 09:00",
    ]);

    [Fact]
    public void Says_why_each_date_is_what_it_is()
    {
        var october = Contest.Phases.Resolve(Period.Parse("2026-10"), Seeds.Calendar);
        october["nominate"].Why.ShouldBe("1日起，到不晚于10日的最后一个工作日止；10月10日（周六）调休上班");
        october["live"].Why.ShouldBe("中旬第 3 个工作日；10月11日为周末");
        october["notice"].Why.ShouldBe("审定结束后第 1 个工作日起，到满 5 个工作日止；10月17日、18日为周末");
        var february = Contest.Phases.Resolve(Period.Parse("2026-02"), Seeds.Calendar);
        february["approve"].Why.ShouldBe("现场评选结束后第 1 个工作日；2月14日（周六）调休上班");
        february["publish"].Why.ShouldBe("公示结束后第 1 个工作日；3月1日为周末");
        february.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Gives_UTC_instants_and_half_open_spans()
    {
        var nominate = Contest.Phases.Resolve(Period.Parse("2026-10"), Seeds.Calendar)["nominate"];
        nominate.StartsAt.ShouldBe(new DateTimeOffset(2026, 9, 30, 16, 0, 0, TimeSpan.Zero));
        nominate.EndsAt.ShouldBe(new DateTimeOffset(2026, 10, 10, 10, 0, 0, TimeSpan.Zero));
        nominate.IsOpen(nominate.StartsAt).ShouldBeTrue();
        nominate.IsOpen(nominate.EndsAt.AddTicks(-1)).ShouldBeTrue();
        nominate.IsOpen(nominate.EndsAt).ShouldBeFalse();
    }

    [Fact]
    public void Warns_visibly_of_a_year_without_a_calendar()
    {
        // October 2027 by weekends alone: the 9th and 10th are a weekend, so nominations close on Fri 8.
        var plan = Contest.Phases.Resolve(Period.Parse("2027-10"), Seeds.Calendar);
        plan["nominate"].LastDay.ShouldBe(new DateOnly(2027, 10, 8));
        plan["live"].FirstDay.ShouldBe(new DateOnly(2027, 10, 13));
        plan.Warnings.ShouldHaveSingleItem().ShouldStartWith("2027 年还没有工作日历");
    }

    [Fact]
    public void Does_not_warn_of_the_year_before_because_a_survey_reaches_back_into_it() =>
        Contest.Phases.Resolve(Period.Parse("2024-01"), Seeds.Calendar).Warnings.ShouldBeEmpty();

    [Fact]
    public void The_planned_notice_is_the_one_counted_from_posting_on_the_planned_day()
    {
        for (var period = Period.Parse("2024-01"); period.Year < 2027; period = period.Next)
        {
            var plan = Contest.Phases.Resolve(period, Seeds.Calendar);
            var notice = NoticeDates.From(plan["approve"].LastDay, Contest.Publication.NoticeDays, Seeds.Calendar);
            (notice.FirstDay, notice.EndsAt, notice.PublishesAt)
                .ShouldBe((plan["notice"].FirstDay, plan["notice"].EndsAt, plan["publish"].StartsAt), period.ToString());
        }
    }

    [Fact]
    public void Reaches_over_the_year_end_after_the_fourth_quarter()
    {
        var plan = PhasePlan.Parse("""
            [{"code": "evidence", "name": "单位报送", "start": {"rule": "workingDayAfterPeriod", "n": 1}, "end": {"rule": "workingDayAfterPeriod", "n": 3}},
             {"code": "collect", "name": "街道汇总", "start": {"rule": "workingDayAfterPeriod", "n": 8}, "end": {"rule": "workingDayAfterPeriod", "n": 9}},
             {"code": "report", "name": "报送", "start": {"rule": "workingDayAfterPeriod", "n": 10, "at": "18:00"}}]
            """);
        var third = plan.Resolve(Period.Parse("2026-Q3"), Seeds.Calendar);
        Lines(third).ShouldBe(["evidence 10-08 00:00 → 10-10 18:00", "collect 10-16 00:00 → 10-19 18:00", "report 10-20 18:00 → 10-20 18:00"]);
        third["evidence"].Why.ShouldBe("2026年第3季度结束后第 1 个工作日起，到2026年第3季度结束后第 3 个工作日止；10月1日至7日国庆节放假；10月10日（周六）调休上班");

        // 1–3 January 2026 are off, Sunday 4 is worked.
        Lines(plan.Resolve(Period.Parse("2025-Q4"), Seeds.Calendar))[0].ShouldBe("evidence 01-04 00:00 → 01-06 18:00");
        plan.Resolve(Period.Parse("2026-Q4"), Seeds.Calendar).Warnings.ShouldHaveSingleItem().ShouldStartWith("2027 年");
    }

    [Fact]
    public void Plans_a_year_by_its_months_and_the_next_January()
    {
        var plan = PhasePlan.Parse("""
            [{"code": "pledge", "name": "定星承诺", "start": {"rule": "firstWorkingDayOnOrAfter", "month": 1, "day": 1}, "end": {"rule": "dayOfMonth", "month": 2, "day": 31}},
             {"code": "apply", "name": "自评申报", "start": {"rule": "dayOfMonth", "month": 11, "day": 1}, "end": {"rule": "workingDayOfThird", "month": 11, "third": "last", "n": 3}},
             {"code": "notice", "name": "公示", "start": {"rule": "workingDayOfThird", "month": 13, "third": "first", "n": 1}, "end": {"rule": "lasting", "workingDays": 5}}]
            """);
        var year = plan.Resolve(Period.Parse("2025"), Seeds.Calendar);
        Lines(year).ShouldBe(["pledge 01-02 00:00 → 02-28 18:00", "apply 11-01 00:00 → 11-25 18:00", "notice 01-04 00:00 → 01-08 18:00"]);
        year["pledge"].Why.ShouldBe("1月1日及以后的第一个工作日起，到2月31日止；1月1日元旦放假");
    }

    [Fact]
    public void Moves_a_deadline_on_a_rest_day_to_the_previous_working_day_unless_told_otherwise()
    {
        var plan = PhasePlan.Parse("""
            [{"code": "a", "name": "甲", "start": {"rule": "dayOfMonth", "day": 1}, "end": {"rule": "dayOfMonth", "day": 11}},
             {"code": "b", "name": "乙", "start": {"rule": "dayOfMonth", "day": 1, "onRestDay": "next"}, "end": {"rule": "dayOfMonth", "day": 11, "onRestDay": "stay"}}]
            """).Resolve(Period.Parse("2026-10"), Seeds.Calendar);
        Lines(plan).ShouldBe(["a 10-01 00:00 → 10-10 18:00", "b 10-08 00:00 → 10-11 18:00"]);
        plan["a"].Why.ShouldBe("1日起，到11日止；10月11日为周日，提前到前一个工作日");
        plan["b"].Why.ShouldBe("1日起，到11日止；10月1日逢国庆节放假，顺延到后一个工作日");
    }

    [Fact]
    public void Takes_the_last_working_day_of_a_third_that_has_too_few()
    {
        var plan = PhasePlan.Parse("""[{"code": "a", "name": "甲", "start": {"rule": "workingDayOfThird", "third": "first", "n": 5}}]""");
        var phase = plan.Resolve(Period.Parse("2026-10"), Seeds.Calendar)["a"];
        phase.FirstDay.ShouldBe(new DateOnly(2026, 10, 10));
        phase.Why.ShouldBe("上旬第 5 个工作日；上旬不足 5 个工作日，取到期前最后一个工作日；10月1日至7日国庆节放假；10月10日（周六）调休上班");
    }

    [Theory]
    [InlineData("""[{"code": "a", "name": "甲", "start": {"rule": "sameDayAs", "phase": "b"}}]""", "$[0].start", "没有阶段「b」。")]
    [InlineData("""[{"code": "a", "name": "甲", "start": {"rule": "trailing", "days": 3}, "end": {"rule": "lasting", "workingDays": 3}}]""", "$[0].start", "各阶段的日期互相推算，成了一个圈，请让其中一个不依赖别的阶段。")]
    [InlineData("""[{"code": "a", "name": "甲", "start": {"rule": "lasting", "workingDays": 3}}]""", "$[0].start.rule", "lasting 只能用来定截止（从本阶段开始日数起）。")]
    [InlineData("""[{"code": "a", "name": "甲", "start": {"rule": "dayOfMonth", "day": 32}}]""", "$[0].start.day", "应在 1 到 31 之间，现在是 32。")]
    [InlineData("""[{"code": "a", "name": "甲", "start": {"rule": "dayOfMonth", "day": 1, "n": 2}}]""", "$[0].start.n", "不认识「n」；这里可以写：rule、at、onRestDay、month、day。")]
    [InlineData("""[{"code": "a", "name": "甲", "start": {"rule": "dayOfMonth", "day": 1, "at": "25:00"}}]""", "$[0].start.at", "「25:00」不是时刻，应写成 09:00。")]
    public void Refuses_a_rule_that_makes_no_date(string json, string path, string reason)
    {
        var refusal = Should.Throw<SchemeInvalid>(() => PhasePlan.Parse(json));
        (refusal.Path, refusal.Reason).ShouldBe((path, reason));
    }

    [Fact]
    public void Refuses_a_period_in_which_a_phase_would_close_before_it_opens() => Should.Throw<SchemeInvalid>(() => PhasePlan
        .Parse("""[{"code": "a", "name": "甲", "start": {"rule": "dayOfMonth", "day": 1}, "end": {"rule": "lastWorkingDayOnOrBefore", "day": 5}}]""")
        .Resolve(Period.Parse("2026-10"), Seeds.Calendar))
        .Reason.ShouldBe("2026年10月的「甲」会在 9月30日 周三 截止，早于 10月1日 周四（国庆节放假） 开始，请改规则。");

    private static List<string> Plan(string period) => Lines(Contest.Phases.Resolve(Period.Parse(period), Seeds.Calendar));

    private static List<string> Lines(PhaseSchedule plan) =>
        [.. plan.Phases.Select(phase => $"{phase.Code} {ChinaTime.Local(phase.StartsAt):MM-dd HH:mm} → {ChinaTime.Local(phase.EndsAt):MM-dd HH:mm}")];
}
