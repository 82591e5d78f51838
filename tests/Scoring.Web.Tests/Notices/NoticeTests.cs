using System.Net;
using System.Text.RegularExpressions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Web.Tests.Routes;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Notices;

/// <summary>
/// From approval to publication. Posted on Thursday 15 October 2026: day 1 is Friday the 16th, then 19, 20, 21, 22 (the 17th and 18th are a
/// weekend); published on Friday the 23rd at 9:00.
/// </summary>
public sealed class NoticeTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    private static readonly DateTimeOffset Due = WebApp.China(2026, 10, 23, 9);

    /// <summary>The ten winners with their totals in rank order, see <see cref="Scored"/>.</summary>
    private static readonly (int Entry, string Total)[] Winners =
        [(4, "95.40"), (2, "92.40"), (3, "91.40"), (5, "90.40"), (1, "90.15"), (6, "89.90"), (7, "89.40"), (8, "88.38"), (9, "87.90"), (10, "86.40")];

    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Is_posted_only_after_approval_and_only_by_the_operator()
    {
        (await Refusal(() => app.Post())).ShouldContain("现在处于“现场评选”，不能张贴公示");
        await app.Run();
        (await Refusal(() => app.Post())).ShouldContain("现在处于“核算”，不能张贴公示");
        await app.AcknowledgeAll();
        await app.Approve();
        (await Refusal(() => app.Post("approver"))).ShouldContain("身份");
        (await app.Post()).ShouldBe("公示已张贴，10月22日 周四 09:00 自动发布。"); // still the 14th: days 15, 16, 19, 20, 21
        (await Refusal(() => app.Post())).ShouldContain("现在处于“公示”，不能张贴公示");
    }

    [Fact]
    public async Task Counts_its_days_from_the_day_it_was_posted()
    {
        await app.ReachApproved();
        await app.MoveTo(WebApp.China(2026, 10, 15, 15));
        (await (await app.SignIn("operator-1")).Get($"/notices/{app.CycleId}/post")).Says(HttpStatusCode.OK, "公示内容预览", "2026年10月16日 周五 至 2026年10月22日 周四", "10月23日 周五 09:00", Scored.Name(4));
        (await app.Post()).ShouldBe("公示已张贴，10月23日 周五 09:00 自动发布。");
        var notice = await app.Db(db => db.Notices.AsNoTracking().SingleAsync());
        (notice.FirstDay, notice.LastDay, notice.PostedAt.ToOffset(TimeSpan.FromHours(8)).ToString("MM-dd HH", null)).ShouldBe((new DateOnly(2026, 10, 16), new DateOnly(2026, 10, 22), "10-15 15"));
        var cycle = await app.Cycle();
        (cycle.State, cycle.Phase(PhaseCode.Notice).EndsAt, cycle.Phase(PhaseCode.Publish).StartsAt).ShouldBe((CycleState.PublicNotice, WebApp.China(2026, 10, 22, 18), Due));
    }

    [Fact]
    public async Task Shows_exactly_the_winners_with_what_is_public()
    {
        await app.ReachNotice();
        var page = (await app.Visit().Get($"/notices/{app.CycleId}")).Says(HttpStatusCode.OK, "公示期 2026年10月16日 周五 至 2026年10月22日 周四", "拟通报以下 10 名同志", "区组发〔2026〕12 号（演示文号）");
        Rows(page).ShouldBe(Winners.Select((w, i) => $"{i + 1} {Scored.Name(w.Entry)} {Street(w.Entry)} {w.Total}"));
        page.Text.ShouldNotContain(Scored.Name(11));
        page.Text.ShouldNotContain(Scored.Name(12));
        page.Text.ShouldNotContain("85.40");
        // E01's composition bar: 36.50 of evidence, 17.60 of satisfaction, 36.55 of the judges.
        page.Text.ShouldContain("和顺2111小区党支部 · 居民党员");
        foreach (var part in new[] { "36.5", "17.6", "36.55" })
            page.Text.ShouldContain(part);
        (await app.Visit().Get("/notices")).Says(HttpStatusCode.OK, "2026年10月", "共 10 人");
    }

    [Fact]
    public async Task Is_published_at_nine_on_the_day_and_not_a_minute_before_and_says_what_the_notice_said()
    {
        await app.ReachNotice();
        var announced = Rows(await app.Visit().Get($"/notices/{app.CycleId}"));
        await app.MoveTo(Due.AddMinutes(-1));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.PublicNotice);
        (await app.Visit().Get($"/results/{app.CycleId}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await app.MoveTo(Due.AddSeconds(2));
        await app.RunJobs();
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
        (await app.Db(db => db.Publications.CountAsync())).ShouldBe(1);
        var page = (await app.Visit().Get($"/results/{app.CycleId}")).Says(HttpStatusCode.OK, "发布 2026年10月23日 周五", "公示 10-16 至 10-22");
        Rows(page).ShouldBe(announced);
        announced.Count.ShouldBe(10);
        (await app.Visit().Get("/results")).Says(HttpStatusCode.OK, Scored.Name(4), "95.40");
        (await app.Visit().Get("/results/archive")).Says(HttpStatusCode.OK, "2026年10月");
        (await app.Visit().Get("/")).Says(HttpStatusCode.OK, Scored.Name(4), Scored.Name(3));
        (await app.Visit().Get($"/notices/{app.CycleId}")).Says(HttpStatusCode.OK, "公示期已满，结果已经发布");
        (await app.Visit().Get("/notices")).Text.ShouldNotContain("共 10 人");
    }

    [Fact]
    public async Task A_job_that_comes_weeks_late_catches_up()
    {
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 11, 9, 3));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
        Rows(await app.Visit().Get($"/results/{app.CycleId}")).Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_hold_stops_publication_until_it_is_let_go()
    {
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 10, 22, 10));
        (await Refusal(() => app.Hold(false, "operator-1"))).ShouldContain("身份");
        await Should.ThrowAsync<ValidationException>(() => app.Send(new Features.Notices.Hold.Command { CycleId = app.CycleId, Key = Guid.NewGuid(), Reason = " " }, "approver"));
        (await Refusal(() => app.Hold(true))).ShouldContain("已经恢复");
        await app.Hold(false);
        (await Refusal(() => app.Hold(false))).ShouldContain("已经暂缓");
        (await app.Visit().Get($"/notices/{app.CycleId}")).Says(HttpStatusCode.OK, "本次结果暂缓发布").Text.ShouldNotContain("收到实名异议");
        (await (await app.SignIn("approver")).Get($"/notices/{app.CycleId}/post")).Says(HttpStatusCode.OK, "收到实名异议", "恢复公示</button>").Value("Resume").ShouldBe("true");
        await app.MoveTo(Due.AddDays(3));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.ObjectionHold);
        (await app.Visit().Get($"/results/{app.CycleId}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await app.Hold(true);
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
    }

    [Fact]
    public async Task What_is_due_can_no_longer_be_held_though_the_job_is_late()
    {
        await app.ReachNotice();
        await app.MoveTo(Due.AddSeconds(2));
        (await Refusal(() => app.Hold(false))).ShouldContain("公示期已满，结果已经到了发布时间，不能再暂缓");
    }

    /// <summary>Every public address, asked by nobody and by people of other rooms, at every step before the notice.</summary>
    [Fact]
    public async Task Nothing_of_the_winners_is_public_before_the_notice_by_any_route()
    {
        await Hidden("scored");
        await app.Run();
        await Hidden("tallied");
        await app.AcknowledgeAll();
        await app.MoveTo(WebApp.China(2026, 10, 15, 10));
        await app.Approve();
        await app.RunJobs();
        await Hidden("approved");
        await app.MoveTo(Due.AddDays(30));
        await app.RunJobs();
        await Hidden("approved and forgotten");
        // The guard sees what it guards against.
        await app.Post();
        (await Seen(app.Visit())).ShouldContain($"GET /notices/{{cycleId:int}}: {Scored.Name(4)}");
        (await Seen(app.Visit())).ShouldNotContain(s => s.StartsWith("GET /results", StringComparison.Ordinal), "the notice is out, the result is not");
    }

    private async Task Hidden(string when)
    {
        (await Seen(app.Visit())).ShouldBeEmpty(when);
        foreach (var user in new[] { "street-1", "judge-org", "evidence-org", "administrator" })
            (await Seen(await app.SignIn(user))).ShouldBeEmpty($"{when}, {user}");
        var street = await app.SignIn("street-1");
        (await street.Get($"/results/{app.CycleId}/street")).Says(HttpStatusCode.NotFound, "得分明细公示后才能看");
        foreach (var path in new[] { $"/tallies/{app.CycleId}", $"/tallies/{app.CycleId}/entry/E01", $"/notices/{app.CycleId}/post", $"/cycles/{app.CycleId}" })
        {
            (await street.Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
            (await app.Visit().Get(path)).Status.ShouldBe(HttpStatusCode.Found, path);
        }
    }

    /// <summary>Every winner's name and total found on a public page, with the route.</summary>
    private async Task<List<string>> Seen(Visitor visitor)
    {
        var seen = new List<string>();
        var routes = RouteTable.Expected.Where(r => r.Roles is null && r.Method == "GET").ToList();
        routes.Count.ShouldBeGreaterThan(10);
        foreach (var route in routes)
        {
            var path = Regex.Replace(route.Pattern, @"\{\*{0,2}(?<name>\w+)[^}]*\}", m => m.Groups["name"].Value switch
            {
                "estate" => "E2111", "code" or "scheme" => "TOP10_SECRETARY", "token" => "ABCDEFGH", "status" => "404", _ => $"{app.CycleId}",
            }, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            var page = await visitor.Get(path);
            seen.AddRange(Winners.SelectMany(w => new[] { Scored.Name(w.Entry), w.Total }).Where(page.Text.Contains).Select(found => $"{route.Name}: {found}"));
        }

        return seen;
    }

    private static List<string> Rows(Page page) =>
    [
        .. Regex.Matches(page.Text, "<td class=\"rank\">(?<rank>\\d+)</td>.*?class=\"name\">(<a[^>]*>)?(?<name>[^<]+)<.*?data-label=\"街道\">(?<street>[^<]+)<.*?data-label=\"总分\">(?<total>[^<]+)<",
            RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => $"{m.Groups["rank"]} {m.Groups["name"]} {m.Groups["street"]} {m.Groups["total"]}"),
    ];

    private static string Street(int entry) => District.Streets[(entry - 1) / 4].Name;

    private static async Task<string> Refusal(Func<Task> act) => (await act.ShouldThrowAsync<Refused>()).Message;
}
