using System.Net;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Cycles;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Cycles;

/// <summary>What the jobs make visible: cycles created ahead, moved on, and pinned to what they opened with.</summary>
public sealed class CycleJobsTests
{
    [Fact]
    public async Task The_current_and_the_next_cycle_are_created_once()
    {
        await using var app = new WebApp();
        await app.RunJobs();
        (await Titles(app)).ShouldBe(["2026-10 1 Nominating", "2026-11 2 Draft"]);
        await app.RunJobs();
        await Task.WhenAll(app.RunJobs(), app.RunJobs());
        (await Titles(app)).ShouldBe(["2026-10 1 Nominating", "2026-11 2 Draft"]);
        // On 1 November the next month is created; on the 2nd nothing more.
        await app.MoveTo(WebApp.China(2026, 11, 1, 0, 1));
        await app.RunJobs();
        await app.RunJobs();
        (await Titles(app)).ShouldBe(["2026-10 1 Scoring", "2026-11 2 Nominating", "2026-12 3 Draft"]);
    }

    [Fact]
    public async Task After_months_of_downtime_no_month_is_begun_half_way()
    {
        await using var app = new WebApp();
        await app.RunJobs();
        // March's nominations close on Tuesday 10 March 2027; that month was never created, and now it is the 20th.
        await app.MoveTo(WebApp.China(2027, 3, 20, 9));
        await app.RunJobs();
        (await Titles(app)).ShouldBe(["2026-10 1 Scoring", "2026-11 2 Scoring", "2027-04 3 Draft"]);
    }

    [Fact]
    public async Task A_draft_follows_the_newest_version_and_an_opened_cycle_never_moves()
    {
        await using var app = new WebApp();
        await app.RunJobs();
        var first = await Pins(app);
        first.Select(p => p.Split(' ')[1]).Distinct().ShouldHaveSingleItem();
        var second = await Load(app, 2);
        await app.RunJobs();
        (await Pins(app)).ShouldBe([first[0], $"2026-11 {second.Id} {second.Hash}"]);
        (await app.Db(db => db.AuditEvents.Where(a => a.Text.Contains("改用方案第 2 版")).CountAsync())).ShouldBe(1);
        // Loaded a minute before November opens: it counts, though the job comes only hours after.
        await app.MoveTo(WebApp.China(2026, 10, 31, 23, 59));
        var third = await Load(app, 3);
        // Loaded a minute after: it is for December, however late the job comes.
        await app.MoveTo(WebApp.China(2026, 11, 1, 0, 1));
        var fourth = await Load(app, 4);
        await app.MoveTo(WebApp.China(2026, 11, 1, 5));
        await app.RunJobs();
        await app.RunJobs();
        (await Pins(app)).ShouldBe([first[0], $"2026-11 {third.Id} {third.Hash}", $"2026-12 {fourth.Id} {fourth.Hash}"]);
        var hash = (await app.Db(db => db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Id == third.Id))).Hash;
        hash.ShouldBe(third.Hash);
    }

    [Fact]
    public async Task A_version_with_other_dates_moves_a_draft_and_not_an_opened_cycle()
    {
        await using var app = new WebApp();
        await app.RunJobs();
        await Load(app, 2, ("\"third\": \"middle\", \"n\": 3", "\"third\": \"middle\", \"n\": 2"));
        await app.RunJobs();
        // November 2026: the 11th, 12th and 13th are Wednesday to Friday; the second working day of the middle third is the 12th.
        var live = await app.Db(db => Monthly(db).OrderBy(c => c.Period).ToListAsync());
        live.Select(c => c.Phase(PhaseCode.Live).StartsAt).ShouldBe([WebApp.China(2026, 10, 14), WebApp.China(2026, 11, 12)]);
    }

    [Fact]
    public async Task Extends_by_the_approver_alone_with_a_reason_and_says_so()
    {
        await using var app = new WebApp();
        await app.RunJobs();
        var id = await app.Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());
        foreach (var user in new[] { "operator-1", "supervisor", "street-1", "administrator" })
        {
            (await (await app.SignIn(user)).Post($"/cycles/{id}/extend/nominate", ("Until", "2026-10-12T18:00"), ("Reason", "暴雨"))).Status.ShouldBe(HttpStatusCode.Forbidden, user);
            (await Should.ThrowAsync<Refused>(() => Extend(app, id, user: user))).Kind.ShouldBe(RefusalKind.NotYours);
        }

        await Should.ThrowAsync<ValidationException>(() => Extend(app, id, reason: " "));
        await Should.ThrowAsync<ValidationException>(() => Extend(app, id, until: "明天"));
        foreach (var phase in new[] { "notice", "publish", "tally", "nowhere" })
            (await Should.ThrowAsync<Refused>(() => Extend(app, id, phase: phase))).Kind.ShouldBe(RefusalKind.Missing);

        var desk = await app.SignIn("approver");
        var form = (await desk.Get($"/cycles/{id}/extend/nominate")).Says(HttpStatusCode.OK, "10月10日 周六 18:00", "value=\"2026-10-12T18:00\"");
        (await desk.Post($"/cycles/{id}/extend/nominate", ("Until", "2026-10-09T18:00"), ("Reason", "暴雨停工"), ("Key", form.Value("Key")))).Says(HttpStatusCode.BadRequest, "必须晚于现在，也晚于原来的截止时间", "暴雨停工", "value=\"2026-10-09T18:00\"");
        (await desk.Submit($"/cycles/{id}/extend/nominate", ("Until", "2026-10-12T18:00"), ("Reason", "暴雨停工"), ("Key", form.Value("Key"))))
            .Says(HttpStatusCode.OK, "“申报”延长到 10月12日 周一 18:00", "由 10月10日 周六 18:00 延长：暴雨停工");
        await app.MoveTo(WebApp.China(2026, 10, 12, 17, 59));
        await app.RunJobs();
        (await Titles(app))[0].ShouldBe("2026-10 1 Nominating");
        await app.MoveTo(WebApp.China(2026, 10, 12, 18, 1));
        await app.RunJobs();
        (await Titles(app))[0].ShouldBe("2026-10 1 Review");
        // Reopened from the review.
        await Extend(app, id, until: "2026-10-13T12:00");
        (await Titles(app))[0].ShouldBe("2026-10 1 Nominating");
    }

    private static Task<string> Extend(WebApp app, int id, string phase = "nominate", string until = "2026-10-12T18:00", string? reason = "暴雨", string user = "approver") =>
        app.Send(new Extend.Command { CycleId = id, Phase = phase, Until = until, Reason = reason, Key = Guid.NewGuid() }, user);

    /// <summary>Loads the seeded scheme with another summary as a new version, at the application's time.</summary>
    private static Task<SchemeVersion> Load(WebApp app, int number, params (string Old, string New)[] changes) => app.Db(async db =>
    {
        var seeded = await db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Code == "TOP10_SECRETARY" && v.Version == 1);
        var text = seeded.Json;
        foreach (var (old, changed) in changes.Append(("同台比工作", $"第 {number} 次同台比工作")))
        {
            text.ShouldContain(old);
            text = text.Replace(old, changed, StringComparison.Ordinal);
        }

        var version = new SchemeVersion
        {
            Code = seeded.Code, Name = seeded.Name, Version = number, Hash = Scheme.Parse(text).Hash, Json = text, CreatedAt = app.Clock.Now, CreatedBy = "test",
        };
        db.SchemeVersions.Add(version);
        await db.SaveChangesAsync();
        return version;
    });

    /// <summary>Other programmes' cycles come and go by their own dates.</summary>
    private static IQueryable<Domain.Cycles.Cycle> Monthly(Data.ScoringDb db) => db.Cycles.AsNoTracking().Where(c => c.SchemeCode == "TOP10_SECRETARY");

    private static Task<List<string>> Titles(WebApp app) => app.Db(async db => (await Monthly(db).OrderBy(c => c.Period).ToListAsync()).Select(c => $"{c.Period} {c.Number} {c.State}").ToList());

    private static Task<List<string>> Pins(WebApp app) => app.Db(async db => (await Monthly(db).OrderBy(c => c.Period).ToListAsync()).Select(c => $"{c.Period} {c.SchemeVersionId} {c.SchemeHash}").ToList());
}

/// <summary>The pages about a cycle, for those who run it.</summary>
public sealed class CyclePageTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_cycle_shows_how_far_each_room_has_come_and_why_its_dates_are_what_they_are()
    {
        var page = await (await app.SignIn("operator-1")).Get($"/cycles/{app.CycleId}");
        // 12 of 3 streets × 3 slots; 12 × 5 blocks of evidence; 10 judges of 7 departments and 3 streets; 10 × 12 sheets but 12 + 2 recusals.
        page.Says(HttpStatusCode.OK, "12 / 9", "60 / 60", "10 / 10", "106 / 106", "已录齐", "已交齐", "未核算", "中旬第 3 个工作日；10月11日为周末");
        page.Text.ShouldNotContain("/extend/");
        (await (await app.SignIn("approver")).Get($"/cycles/{app.CycleId}")).Text.ShouldContain($"/cycles/{app.CycleId}/extend/live");
        (await (await app.SignIn("operator-1")).Get("/cycles")).Says(HttpStatusCode.OK, "2026年10月", "2026年11月");
        (await (await app.SignIn("operator-1")).Get("/cycles/999")).Says(HttpStatusCode.NotFound, "没有这一期");
    }

    [Fact]
    public async Task A_sheet_of_a_judge_who_stands_aside_since_is_neither_wanted_nor_in()
    {
        await app.Db(async db =>
        {
            db.Recusals.Add(new Domain.Judging.Recusal { JudgeId = await db.Judges.Where(j => j.Code == "J01").Select(j => j.Id).SingleAsync(), EntryId = await app.EntryId(5), Ground = Domain.Judging.RecusalGround.Declared, At = app.Clock.Now });
            await db.SaveChangesAsync();
        });
        (await (await app.SignIn("operator-1")).Get($"/cycles/{app.CycleId}")).Says(HttpStatusCode.OK, "105 / 105");
        await app.Run();
    }
}
