using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Surveys;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>The desk's side: what counts, who sees what, and how heavy the resident's page is.</summary>
public sealed class DeskTests(WebApp app) : IClassFixture<WebApp>
{
    /// <summary>Live is on Wed 14 October 2026, so the survey ends on the 13th and reaches 30 days back, to 14 September.</summary>
    [Fact]
    public async Task Days_outside_the_window_are_not_counted_and_channels_add_up()
    {
        const int estate = 2311;
        var entry = await app.PutUp(estate, slot: 1);
        await app.Given(estate, new(2026, 9, 13), "satisfied", 1000);
        await app.Given(estate, new(2026, 9, 14), "satisfied", 7);
        await app.Given(estate, new(2026, 10, 13), "satisfied", 20);
        await app.Given(estate, new(2026, 10, 13), "satisfied", 3, BallotChannel.Slip);
        await app.Given(estate, new(2026, 10, 13), "dontKnow", 4);
        await app.Given(estate, new(2026, 10, 14), "satisfied", 1000);
        var counts = await app.Db(async db => await BallotsOfCycle.Read(db, await db.Cycles.SingleAsync(c => c.Period == "2026-10")));
        counts.Where(c => c.EntryId == entry).ShouldBe([new(entry, "overall", "dontKnow", 4), new(entry, "overall", "satisfied", 30)]);
    }

    [Fact]
    public async Task Those_who_lack_most_come_first_and_nobody_sees_the_answers_before_the_tally()
    {
        await app.PutUp(2211, slot: 1);
        await app.PutUp(2212, slot: 2, EntryState.Submitted);
        await app.PutUp(2221, slot: 3, EntryState.Draft);
        await app.Given(2211, new(2026, 10, 1), "satisfied", 12);
        await app.Given(2211, new(2026, 10, 1), "dissatisfied", 3);
        await app.Given(2211, new(2026, 10, 1), "dontKnow", 9);
        foreach (var user in new[] { "operator-1", "supervisor", "street-2" })
        {
            var page = (await (await app.SignIn(user)).Get("/surveys")).Says(HttpStatusCode.OK, "和顺2211小区", "和顺2212小区", "申报未审结", "核算以前，任何人都看不到");
            page.Text.IndexOf("和顺2212小区", StringComparison.Ordinal).ShouldBeLessThan(page.Text.IndexOf("和顺2211小区", StringComparison.Ordinal));
            // 400 households need 20; 12 + 3 count, the 9 who do not know count for nothing: 5 are missing.
            page.Text.ShouldContain("5 份");
            page.Text.ShouldNotContain("和顺2221小区");
            page.Text.ShouldNotContain("基本满意");
        }

        (await (await app.SignIn("street-1")).Get("/surveys")).Text.ShouldNotContain("和顺2211小区");
    }

    [Fact]
    public async Task After_the_tally_small_groups_are_merged_and_the_street_still_waits()
    {
        await app.PutUp(2111, slot: 1);
        await app.Given(2111, new(2026, 10, 2), "satisfied", 62);
        await app.Given(2111, new(2026, 10, 2), "basically", 14);
        await app.Given(2111, new(2026, 10, 2), "dontKnow", 6);
        await SetState(CycleState.Tallied);
        try
        {
            foreach (var user in new[] { "operator-1", "supervisor" })
                (await (await app.SignIn(user)).Get($"/surveys?cycle={await app.October()}")).Says(HttpStatusCode.OK, "满意 62 份（75%）", "基本满意、不满意、不了解 20 份（24%）");
            (await (await app.SignIn("street-1")).Get($"/surveys?cycle={await app.October()}")).Text.ShouldNotContain("满意 62 份");
            await SetState(CycleState.Published);
            (await (await app.SignIn("street-1")).Get($"/surveys?cycle={await app.October()}")).Says(HttpStatusCode.OK, "满意 62 份（75%）");
        }
        finally
        {
            await SetState(CycleState.Nominating);
        }
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("judge-org")]
    [InlineData("evidence-org")]
    public async Task Others_are_kept_out(string user)
    {
        var desk = await app.SignIn(user);
        foreach (var path in new[] { "/surveys", "/surveys/estates", "/surveys/poster/E2111", "/surveys/slips?cycle=1&estate=2111" })
            (await desk.Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    [Fact]
    public async Task A_street_prints_posters_of_its_own_estates_and_no_slips()
    {
        var desk = await app.SignIn("street-1");
        (await desk.Get("/surveys/poster/E2111")).Says(HttpStatusCode.OK, "和顺2111小区", "/s/e/E2111", "<svg");
        (await desk.Get("/surveys/poster/E2211")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.Get("/surveys/poster/NOWHERE")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await desk.Get("/surveys/estates?street=22")).Text.ShouldNotContain("和顺2211小区");
        (await desk.Get($"/surveys/slips?cycle={await app.October()}&estate=2111")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.Post($"/surveys/slips?cycle={await app.October()}&estate=2111", ("count", "10"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_batch_beyond_the_households_is_refused_with_what_is_left()
    {
        // 2122 has 400 + 22 · 10 = 620 households.
        var desk = await app.SignIn("operator-1");
        var path = $"/surveys/slips?cycle={await app.October()}&estate=2122";
        SurveyDesk.Codes(await desk.Post(path, ("count", "500"), ("key", Guid.NewGuid().ToString()))).Count.ShouldBe(500);
        (await desk.Post(path, ("count", "121"), ("key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "最多还能印 120 张");
        (await desk.Post(path, ("count", "3"), ("key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.BadRequest, "太少会让人猜出");
    }

    [Fact]
    public async Task A_resident_page_weighs_less_than_60_kilobytes_in_all()
    {
        var http = app.Visit().Http;
        var page = await http.GetByteArrayAsync("/s/e/E2111");
        var html = System.Text.Encoding.UTF8.GetString(page);
        var weight = page.Length;
        var files = Regex.Matches(html, "(?:href|src)=\"(?<file>/[^\"#?]+\\.(?:css|js|svg))\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Groups["file"].Value).Distinct().ToList();
        files.Count(f => f.EndsWith(".css", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        files.Count(f => f.EndsWith(".js", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        foreach (var file in files)
            weight += (await http.GetByteArrayAsync(file)).Length;
        weight.ShouldBeInRange(3_000, 60_000);
    }

    private Task SetState(CycleState state) => app.Db(async db =>
    {
        (await db.Cycles.SingleAsync(c => c.Period == "2026-10")).State = state;
        await db.SaveChangesAsync();
    });
}

/// <summary>The same after the October survey is over.</summary>
public sealed class LateTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_slip_after_its_last_day_is_refused_kindly_while_the_open_code_goes_on()
    {
        var codes = await app.PrintSlips(10);
        await app.MoveTo(WebApp.China(2026, 10, 13, 23, 50));
        (await app.Visit().Get($"/s/{codes[0]}")).Says(HttpStatusCode.OK, "交卷");
        await app.MoveTo(WebApp.China(2026, 10, 14, 0, 1));
        (await app.Visit().Get($"/s/{codes[0]}")).Says(HttpStatusCode.Gone, "这张选票已经过期", "10月13日", "/s/e/E2111");
        (await app.Visit().Get("/s/e/E2111")).Says(HttpStatusCode.OK, "交卷");
        var desk = await app.SignIn("operator-1");
        (await desk.Post($"/surveys/slips?cycle={await app.October()}&estate=2112", ("count", "10"), ("key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "印制入户选票已于", "截止");
    }
}

/// <summary>A questionnaire of three questions: one a screen, and nothing is lost when one was passed over.</summary>
public sealed class ThreeQuestionsTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Each_question_is_a_screen_and_a_missed_one_comes_back_with_the_others_kept()
    {
        await app.Db(async db =>
        {
            var seeded = await db.SchemeVersions.AsNoTracking().FirstAsync();
            var json = System.Text.Json.Nodes.JsonNode.Parse(seeded.Json)!;
            var questions = json["survey"]!["questions"]!.AsArray();
            questions.RemoveAt(1);
            json["survey"]!.AsObject().Remove("comment");
            json["notes"]!.AsObject().Remove("$.survey.comment.maximum");
            foreach (var code in new[] { "second", "third" })
            {
                var question = questions[0]!.DeepClone();
                question["code"] = code;
                questions.Add(question);
            }

            db.SchemeVersions.Add(new Data.Records.SchemeVersion { Id = 900, Code = seeded.Code, Name = seeded.Name, Version = 900, Hash = new string('9', 64), Json = json.ToJsonString(), CreatedAt = app.Begins, CreatedBy = "test" });
            await db.SaveChangesAsync();
            (await db.Cycles.SingleAsync(c => c.Period == "2026-10")).SchemeVersionId = 900;
            await db.SaveChangesAsync();
        });

        var code = (await app.PrintSlips(10))[0];
        var page = (await app.Visit().Get($"/s/{code}")).Says(HttpStatusCode.OK, "第 1 题，共 3 题", "第 3 题，共 3 题", "上一题");
        Sections(page).ShouldBe(["q2", "q3", "q1 start"]);
        Regex.Count(page.Body, "type=\"submit\"").ShouldBe(1);
        page.Body.ShouldNotContain("checked");

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["a.overall"] = "basically", ["a.third"] = "satisfied" });
        using var answer = await app.Visit().Http.PostAsync($"/s/{code}", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = new Page(answer.StatusCode, null, await answer.Content.ReadAsStringAsync(), null);
        again.Says(HttpStatusCode.BadRequest, "第 2 题还没有选答案");
        Sections(again).ShouldBe(["q1", "q3", "q2 start"]);
        Regex.Matches(again.Body, "id=\"(?<id>q\\da\\d)\"[^>]*checked").Select(m => m.Groups["id"].Value).ShouldBe(["q1a2", "q3a1"]);
        (await app.Ballots(SurveyDesk.Estate)).ShouldBe(0);
    }

    private static List<string> Sections(Page page) =>
        [.. Regex.Matches(page.Body, "<section class=\"ballot q ?(?<start>is-start)?\"[^>]* id=\"(?<id>q\\d)\"").Select(m => m.Groups["id"].Value + (m.Groups["start"].Success ? " start" : string.Empty))];
}
