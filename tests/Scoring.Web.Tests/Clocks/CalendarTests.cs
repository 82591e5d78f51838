using System.Net;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;

namespace Scoring.Web.Tests.Clocks;

/// <summary>All programmes on one calendar: by days, by months, with reasons, failures and what can be put off.</summary>
public sealed class CalendarTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_month_shows_what_closes_when_and_why_and_leads_to_what_failed()
    {
        await app.Db(async db =>
        {
            db.JobRuns.Add(new JobRun { Job = "推进期次", At = WebApp.China(2026, 10, 5, 8), Failed = true, Text = "磁盘满了" });
            db.JobRuns.Add(new JobRun { Job = "创建期次", At = WebApp.China(2026, 10, 6, 8), Text = "别的一天" });
            await db.SaveChangesAsync();
        });
        var visitor = await app.SignIn("operator-1");
        var page = (await visitor.Get("/clock/calendar")).Says(HttpStatusCode.OK, "2026年10月", "国庆节放假", "调休上班", "申报截止", "10月10日 周六 18:00", "现场评选开始", "1 次运行失败", "/clock?day=2026-10-05");
        page.Text.ShouldNotContain("/extend/");
        page = (await visitor.Get("/clock?day=2026-10-05")).Says(HttpStatusCode.OK, "磁盘满了", "再运行");
        page.Text.ShouldNotContain("别的一天");
        (await visitor.Get("/clock?failed=true")).Text.ShouldNotContain("别的一天");
        (await visitor.Submit("/clock/run", ("job", "推进期次"))).Says(HttpStatusCode.OK, "“推进期次”已再运行一次。没有到点要办的事。");
    }

    [Fact]
    public async Task The_approver_is_led_to_put_off_what_has_not_closed()
    {
        var visitor = await app.SignIn("approver");
        (await visitor.Get("/clock/calendar?at=2026-10")).Says(HttpStatusCode.OK, "/extend/nominate", "/extend/live");
        (await visitor.Get("/clock/calendar?at=2026-09")).Text.ShouldNotContain("/extend/");
        (await visitor.Get("/clock")).Text.ShouldNotContain("现在运行一遍");
    }

    /// <summary>The cycle after the next has not been made: its dates follow from the scheme. January 2027 has no calendar of working days yet.</summary>
    [Fact]
    public async Task Months_to_come_are_reckoned_from_the_scheme_and_say_so()
    {
        var visitor = await app.SignIn("supervisor");
        (await visitor.Get("/clock/calendar?at=2027-01&scheme=TOP10_SECRETARY")).Says(HttpStatusCode.OK, "2027年1月", "预计", "申报截止", "2027 年还没有工作日历");
        (await visitor.Get("/clock/calendar?at=2026-Q4")).Says(HttpStatusCode.OK, "2026年第4季度", "10 月", "12 月", "逐项");
        var year = (await visitor.Get("/clock/calendar?at=2026")).Says(HttpStatusCode.OK, "2026年度", "申报截止");
        year.Text.ShouldNotContain("申报开始");
        (await visitor.Get("/clock/calendar?at=nonsense")).Says(HttpStatusCode.OK, "2026年10月");
        (await visitor.Get("/clock/calendar?scheme=NONE")).Says(HttpStatusCode.OK, "这段时间没有安排");
    }

    /// <summary>November 2026 begins on a Sunday and ends on a Monday: six weeks, from 26 October to 6 December.</summary>
    [Fact]
    public void Weeks_run_from_monday_and_hold_the_whole_month()
    {
        var weeks = CalendarSpan.Weeks(Period.Parse("2026-11"));
        weeks.Count.ShouldBe(6);
        weeks.ShouldAllBe(w => w.Count == 7 && w[0].DayOfWeek == DayOfWeek.Monday);
        (weeks[0][0], weeks[^1][^1]).ShouldBe((new DateOnly(2026, 10, 26), new DateOnly(2026, 12, 6)));
        CalendarSpan.Weeks(Period.Parse("2027-02")).Count.ShouldBe(4);
    }
}
