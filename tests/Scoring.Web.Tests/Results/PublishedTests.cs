using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Web.Pipeline;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Results;

/// <summary>Public answers are kept until what is published changes, are revalidated by their hash, and never outlive what they show.</summary>
public sealed class PublishedTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_ranking_is_right_at_once_after_publication_and_after_a_correction()
    {
        await app.ReachNotice();
        // Kept before there is anything.
        (await app.Visit().Get("/results")).Says(HttpStatusCode.OK, "还没有发布过结果");
        (await app.Visit().Get($"/results/{app.CycleId}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Publish();
        (await app.Visit().Get("/results")).Says(HttpStatusCode.OK, Scored.Name(4));
        (await app.Visit().Get($"/results/{app.CycleId}")).Says(HttpStatusCode.OK, Scored.Name(4));

        await Correct(4, "书记改正");
        foreach (var path in new[] { "/results", $"/results/{app.CycleId}", $"/results/{app.CycleId}/rows/1", "/results/feed", $"/api/v1/results/{app.CycleId}", "/results/widget/TOP10_SECRETARY" })
            (await app.Visit().Get(path)).Says(HttpStatusCode.OK, "书记改正");
        (await app.Visit().Get($"/results/{app.CycleId}/earlier/1")).Says(HttpStatusCode.OK, Scored.Name(4), "已经更正", "身份证明核对后更正").Text.ShouldNotContain("书记改正");
        (await app.Visit().Get($"/results/{app.CycleId}/earlier/2")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Another program that writes into the same file tells nobody: a second is the most that this one may be behind.</summary>
    [Fact]
    public async Task What_another_program_published_is_there_within_a_second()
    {
        await app.ReachNotice();
        await Publish();
        (await app.Visit().Get("/results")).Says(HttpStatusCode.OK, Scored.Name(4));
        await using (var db = WebApp.OpenDb(app.DatabaseFile))
        {
            var first = await db.Publications.Include(p => p.Rows).SingleAsync();
            var correction = new Correction { CycleId = app.CycleId, PublicationId = first.Id, Kind = CorrectionKind.Words, EntryId = first.Rows.Single(r => r.Rank == 1).EntryId, Field = PublicField.PersonName, Before = Scored.Name(4), After = "书记改正", Reason = "试", ProposedById = District.Account("operator-1"), ProposedAt = app.Clock.Now };
            db.Corrections.Add(correction);
            await db.SaveChangesAsync();
            db.CorrectionDecisions.Add(new CorrectionDecision { CorrectionId = correction.Id, CycleId = app.CycleId, ProposedById = correction.ProposedById, ById = District.Account("approver"), Accepted = true, Number = 1, At = app.Clock.Now });
            await db.SaveChangesAsync();
            db.Publications.Add(first.Corrected(correction, app.Clock.Now));
            await db.SaveChangesAsync();
        }

        var watch = Stopwatch.StartNew();
        while (!(await app.Visit().Get("/results")).Text.Contains("书记改正", StringComparison.Ordinal))
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_answer_that_has_not_changed_is_not_sent_again()
    {
        await app.ReachNotice();
        await Publish();
        foreach (var path in new[] { "/results", $"/api/v1/results/{app.CycleId}", "/results/feed" })
        {
            var http = app.Visit().Http;
            var first = await http.GetAsync(path);
            var tag = first.Headers.ETag.ShouldNotBeNull(path);
            first.Headers.CacheControl!.ToString().ShouldBe("public, no-cache");
            (await Ask(http, path, tag.Tag)).StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
            (await Ask(http, path, "\"another\"")).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            await app.Adjust(1, 0.5m);
            (await Ask(http, path, tag.Tag)).StatusCode.ShouldBe(HttpStatusCode.NotModified, $"{path}: what is not public changes nothing");
        }

        var before = (await app.Visit().Http.GetAsync("/results")).Headers.ETag!.Tag;
        await Correct(4, "书记改正");
        (await Ask(app.Visit().Http, "/results", before)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>An address can be spelled in a thousand ways; what it shows is kept under none with a question it does not understand.</summary>
    [Fact]
    public async Task A_query_that_means_nothing_is_answered_and_not_kept()
    {
        await app.ReachNotice();
        await Publish();
        var shelf = app.Services.GetRequiredService<PublishedShelf>();
        (await app.Visit().Get("/results?x=1")).Says(HttpStatusCode.OK, Scored.Name(4));
        (await app.Visit().Get("/api/v1/results?programme=TOP10_SECRETARY")).Status.ShouldBe(HttpStatusCode.OK);
        bool Knows(string path) => shelf.Knows(new KeptAddress("http", "localhost", path));
        (Knows("/results?x=1"), Knows("/api/v1/results?programme=TOP10_SECRETARY")).ShouldBe((false, true));
        (await app.Visit().Get("/results/99999")).Status.ShouldBe(HttpStatusCode.NotFound);
        Knows("/results/99999").ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_is_signed_in_gets_a_page_of_their_own_and_leaves_none_behind()
    {
        await app.ReachNotice();
        await Publish();
        var signedIn = await (await app.SignIn("operator-1")).Http.GetAsync("/results");
        signedIn.Headers.ETag.ShouldBeNull();
        (signedIn.Headers.CacheControl!.NoCache, signedIn.Headers.CacheControl.Public).ShouldBe((true, false));
        (await signedIn.Content.ReadAsStringAsync()).ShouldContain("/account/sign-out");
        var visitor = await app.Visit().Get("/results");
        visitor.Text.ShouldNotContain("/account/sign-out");
        (await (await app.SignIn("operator-1")).Get("/results")).Text.ShouldContain("/account/sign-out");
    }

    [Fact]
    public async Task The_widget_alone_may_be_framed_and_has_no_script()
    {
        await app.ReachNotice();
        await Publish();
        for (var time = 0; time < 2; time++)
        {
            var widget = await app.Visit().Http.GetAsync("/results/widget/TOP10_SECRETARY");
            widget.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"]);
            var text = await widget.Content.ReadAsStringAsync();
            text.ShouldNotContain("<script");
            text.ShouldContain("95.40");
            (await app.Visit().Http.GetAsync("/results")).Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        }

        (await app.Visit().Get("/results/widget/NOTHING")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_line_opens_into_its_parts_and_a_list_leaves_as_a_table()
    {
        await app.ReachNotice();
        await Publish();
        // E04: 40 of 40, 92 % of 20, 37 of 40.
        (await app.Visit().Get($"/results/{app.CycleId}/rows/1")).Says(HttpStatusCode.OK, Scored.Name(4), "95.40", "100.0%", "92.0%", "92.5%");
        (await app.Visit().Get($"/results/{app.CycleId}/rows/11")).Status.ShouldBe(HttpStatusCode.NotFound);
        var csv = (await app.Visit().Get($"/results/{app.CycleId}/list.csv")).Says(HttpStatusCode.OK).Body.TrimStart('\uFEFF').Split("\r\n");
        csv[0].ShouldBe("名次,名称,党支部,小区,街道,类别,总分,平时工作,评委评分,群众满意度");
        csv[1].ShouldStartWith($"1,{Scored.Name(4)},");
        csv[1].ShouldEndWith(",95.40,40.00,37.00,18.40");
        csv.Length.ShouldBe(12);
    }

    /// <summary>Nothing of who lost, who judged or who works here leaves by any of the public doors.</summary>
    [Fact]
    public async Task What_is_not_public_leaves_by_no_door()
    {
        await app.ReachNotice();
        await Publish();
        string[] doors = ["/results", "/results/feed", "/results/archive", "/results/open-data", "/results/widget/TOP10_SECRETARY", $"/results/{app.CycleId}/rows/1", $"/results/{app.CycleId}/list.csv", "/api/v1/results", "/api/v1/programmes", $"/api/v1/results/{app.CycleId}"];
        foreach (var door in doors)
        {
            var text = (await app.Visit().Get(door)).Says(HttpStatusCode.OK).Text;
            foreach (var hidden in new[] { Scored.Name(11), Scored.Name(12), "85.40", "J01", "judge-", "operator" })
                text.ShouldNotContain(hidden, customMessage: door);
            Regex.IsMatch(text, @"(?<!\d)1[3-9]\d{9}(?!\d)").ShouldBeFalse(door);
        }
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient http, string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await http.SendAsync(request);
    }

    private async Task Publish()
    {
        await app.MoveTo(WebApp.China(2026, 10, 23, 9, 1));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
    }

    private async Task Correct(int entry, string name)
    {
        await app.Send(new Features.Corrections.Propose.Command { CycleId = app.CycleId, Key = Guid.NewGuid(), Kind = CorrectionKind.Words, Where = $"{await app.EntryId(entry)}/{PublicField.PersonName}", After = name, Reason = "身份证明核对后更正" }, "operator-1");
        var open = await app.Db(db => db.Corrections.OrderByDescending(c => c.Id).Select(c => c.Id).FirstAsync());
        await app.Send(new Features.Corrections.Decide.Command { CycleId = app.CycleId, Key = Guid.NewGuid(), CorrectionId = open, Accept = true }, "approver");
    }
}
