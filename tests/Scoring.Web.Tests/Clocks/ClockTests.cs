using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;

namespace Scoring.Web.Tests.Clocks;

/// <summary>The clock's page, and the demo's control.</summary>
public sealed class ClockTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Says_what_is_next_and_why_and_what_failed()
    {
        await app.Db(async db =>
        {
            db.JobRuns.Add(new JobRun { Job = "推进期次", At = app.Clock.Now, Failed = true, Text = "磁盘满了" });
            await db.SaveChangesAsync();
        });
        var page = (await (await app.SignIn("supervisor")).Get("/clock")).Says(HttpStatusCode.OK, "申报截止", "10月10日 周六 18:00", "调休上班", "磁盘满了", "失败");
        page.Body.ShouldContain("is-failed");
        page.Text.ShouldNotContain("现在运行一遍");
        (await (await app.SignIn("operator-1")).Submit("/clock/run")).Says(HttpStatusCode.OK, "已运行一遍", "现在运行一遍");
    }

    [Fact]
    public async Task Has_no_demo_clock_outside_the_demo()
    {
        var before = app.Clock.Now;
        var visitor = await app.SignIn("operator-1");
        (await visitor.Get("/demo/clock")).Status.ShouldBe(HttpStatusCode.NotFound);
        await visitor.Get("/clock");
        (await visitor.Post("/demo/clock", ("step", "phase"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Get("/clock")).Text.ShouldNotContain("演示时钟</");
        app.Clock.Now.ShouldBeLessThan(before.AddMinutes(5));
    }

    [Fact]
    public async Task A_clock_once_moved_in_a_demo_stays_behind_outside_it()
    {
        using var earnest = new OnceMoved();
        earnest.Clock.Now.ShouldBeInRange(earnest.Begins.AddMinutes(-1), earnest.Begins.AddMinutes(5));
        (await earnest.Db(db => db.Settings.CountAsync())).ShouldBe(1);
    }

    private sealed class OnceMoved : WebApp
    {
        protected override void Furnish(ScoringDb db) => db.Settings.Add(new Setting { Name = "clock-offset-seconds", Value = "86400000" });
    }
}

/// <summary>The small district as a demo: a file that holds units already is not given the large one.</summary>
public sealed class DemoApp : WebApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Scoring:Demo", "true");
    }
}

/// <summary>Walking a month forward when nobody does anything.</summary>
public sealed class DemoClockTests(DemoApp app) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task Walks_the_month_forward_for_anybody_and_waits_where_nobody_acted()
    {
        await app.MoveTo(app.Begins);
        var visitor = app.Visit();
        var page = (await visitor.Get("/demo/clock")).Says(HttpStatusCode.OK, "到下一阶段：申报截止");
        (await visitor.Submit("/demo/clock", ("step", "day"))).Status.ShouldBe(HttpStatusCode.OK);
        app.Clock.Now.ShouldBeInRange(app.Begins.AddDays(1), app.Begins.AddDays(1).AddMinutes(10));

        await visitor.Get("/demo/clock");
        await visitor.Post("/demo/clock", ("step", "phase"));
        (await State("2026-10")).ShouldBe(CycleState.Review);
        page = await visitor.Get("/demo/clock");
        page.Says(HttpStatusCode.OK, "申报截止", "触发：推进期次", "进入“资格审查”");

        for (var n = 0; n < 14; n++)
            await visitor.Post("/demo/clock", ("step", "phase"));
        (await State("2026-10")).ShouldBe(CycleState.Scoring);
        (await State("2026-11")).ShouldNotBe(CycleState.Draft);
        app.Clock.Now.ShouldBeGreaterThan(WebApp.China(2026, 11, 1));
        (await visitor.Get("/demo/clock")).Says(HttpStatusCode.OK, "停着等人办", "2026年10月", "等组织部经办核算");
        (await app.Db(db => db.JobRuns.AnyAsync(r => r.Failed))).ShouldBeFalse();
    }

    private Task<CycleState> State(string period) => app.Db(db => db.Cycles.Where(c => c.Period == period).Select(c => c.State).SingleAsync());

    [Fact]
    public async Task Returns_to_the_page_it_was_pressed_on_and_never_to_a_foreign_one()
    {
        var visitor = app.Visit();
        var token = await visitor.Token();
        (await Press("/demo/clock")).ShouldBe("/demo/clock");
        (await Press("https://elsewhere.example/demo/clock")).ShouldBe("/");

        async Task<string> Press(string from)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/demo/clock") { Content = new FormUrlEncodedContent([new("step", "day"), new("__RequestVerificationToken", token)]) };
            request.Headers.Referrer = new Uri(visitor.Http.BaseAddress!, from);
            using var answer = await visitor.Http.SendAsync(request);
            return answer.Headers.Location!.OriginalString;
        }
    }
}
