using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static Scoring.Web.Tests.Judging.Contest;

namespace Scoring.Web.Tests.Judging;

/// <summary>Drafts, handing in and the lock, through the real pages. Each test has a candidate of its own.</summary>
public sealed class SubmitTests(Contest app) : IClassFixture<Contest>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await app.Prepare();
        await app.GoLive();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Shows_every_maximum_and_step_and_no_mark_beforehand()
    {
        var judge = await app.SignIn("judge-civil");
        var page = (await judge.Get($"/judging/{await app.EntryId("E01")}")).Says(HttpStatusCode.OK, "比工作", "满分 12", "步长 0.5", "书记21111", "东门街道");
        foreach (var code in new[] { "work", "service", "innovation", "drive" })
            page.Value($"Marks[{code}]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Hands_in_once_locks_and_shows_the_receipt()
    {
        var judge = await app.SignIn("judge-org");
        var entry = await app.EntryId("E01");
        await judge.Get($"/judging/{entry}");
        var receipt = await judge.Submit($"/judging/{entry}", Marks("11", "9.50", "8", "7.5"));
        var print = await app.Db(db => db.Sheets.Where(s => s.EntryId == entry).Select(s => s.Fingerprint).SingleAsync());
        receipt.Says(HttpStatusCode.OK, "书记21111的评分表已交", print, "36", "下一位");
        (await judge.Get($"/judging/{entry}")).Location.ShouldBe($"/judging/{entry}/receipt");
        (await judge.Post($"/judging/{entry}", Marks("1", "1", "1", "1"))).Says(HttpStatusCode.Conflict, "交出并锁定", "当面告知监督员");
        (await Sheets(entry)).ShouldBe(["1 11 9.5 8 7.5"]);
    }

    [Fact]
    public async Task Answers_a_retry_with_the_same_key_by_the_same_receipt()
    {
        var judge = await app.SignIn("judge-org");
        var entry = await app.EntryId("E03");
        var key = Guid.NewGuid();
        var first = await AsScript(judge, entry, Marks("11", "9.5", "8", "7.5", key));
        var again = await AsScript(judge, entry, Marks("11", "9.5", "8", "7.5", key));
        first.Status.ShouldBe(HttpStatusCode.OK, first.Text);
        again.ShouldBe(first);
        JsonDocument.Parse(first.Body).RootElement.GetProperty("receipt").GetString().ShouldBe($"/judging/{entry}/receipt");
        (await Sheets(entry)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stores_one_sheet_when_two_are_handed_in_at_once()
    {
        var judge = await app.SignIn("judge-org");
        var entry = await app.EntryId("E04");
        await judge.Token();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => AsScript(judge, entry, Marks("11", "9.5", "8", i % 2 == 0 ? "7.5" : "7"))));
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(a => a.Status != HttpStatusCode.OK).ShouldAllBe(a => a.Status == HttpStatusCode.Conflict);
        (await Sheets(entry)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("12.5", "“比工作”满分 12，不能填 12.5。")]
    [InlineData("11.3", "“比工作”以 0.5 分为一档，不能填 11.3。")]
    [InlineData("", "还有 1 项没打分：比工作。")]
    public async Task Refuses_a_mark_that_cannot_stand_and_keeps_what_was_typed(string work, string sentence)
    {
        var judge = await app.SignIn("judge-org");
        var entry = await app.EntryId("E05");
        var page = (await judge.Post($"/judging/{entry}", Marks(work, "9.5", "8", "7.5"))).Says(HttpStatusCode.BadRequest, sentence);
        page.Value("Marks[work]").ShouldBe(work);
        page.Value("Marks[service]").ShouldBe("9.5");
        (await Sheets(entry)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keeps_a_draft_as_typed_and_gives_it_back_on_another_device()
    {
        var entry = await app.EntryId("E06");
        var phone = await app.SignIn("judge-org");
        (await phone.Post($"/judging/{entry}/draft", ("Marks[work]", "11"), ("Marks[service]", "9."))).Says(HttpStatusCode.OK, "savedAt");
        var tablet = await app.SignIn("judge-org");
        var page = await tablet.Get($"/judging/{entry}");
        (page.Value("Marks[work]"), page.Value("Marks[service]"), page.Value("Marks[drive]")).ShouldBe(("11", "9.", ""));
        (await tablet.Get("/judging")).Says(HttpStatusCode.OK, "草稿");
        (await Sheets(entry)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_recused_judge_at_writing()
    {
        var judge = await app.SignIn("judge-street-1");
        var own = await app.EntryId("E02");
        (await judge.Get($"/judging/{own}")).Says(HttpStatusCode.OK, "您已回避书记21121（本街道的候选人）").Text.ShouldNotContain("Marks[work]");
        (await judge.Post($"/judging/{own}", Marks("1", "1", "1", "1"))).Says(HttpStatusCode.Forbidden, "不能给这位候选人打分");
        (await judge.Post($"/judging/{own}/draft", ("Marks[work]", "1"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Hides_candidates_from_who_is_not_on_the_panel()
    {
        var stranger = await app.SignIn("judge-plc");
        var entry = await app.EntryId("E07");
        (await stranger.Get($"/judging/{entry}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Get($"/judging/{entry}/receipt")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Post($"/judging/{entry}", Marks("1", "1", "1", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Get("/judging")).Says(HttpStatusCode.OK, "还不在任何一期的评委名单里");
    }

    [Fact]
    public async Task Never_shows_a_judge_another_judges_marks()
    {
        var entry = await app.EntryId("E08");
        var first = await app.SignIn("judge-civil");
        await first.Submit($"/judging/{entry}", Marks("11.5", "9.5", "8.5", "7.5"));
        var sheet = await app.Db(db => db.Sheets.Where(s => s.EntryId == entry).Select(s => s.Id).SingleAsync());
        var print = await app.Db(db => db.Sheets.Where(s => s.EntryId == entry).Select(s => s.Fingerprint).SingleAsync());
        var other = await app.SignIn("judge-street-1");
        (await other.Get($"/judging/sheets/{sheet}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await other.Get($"/judging/{entry}/receipt")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in new[] { "/judging", $"/judging/{entry}" })
        {
            var page = await other.Get(path);
            page.Text.ShouldNotContain("11.5");
            page.Text.ShouldNotContain(print);
        }
    }

    [Fact]
    public async Task Declares_a_recusal_from_the_sheet_with_a_note()
    {
        var judge = await app.SignIn("judge-street-2");
        var entry = await app.EntryId("E09");
        (await judge.Post($"/judging/{entry}/recuse", ("Note", " "), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.BadRequest, "请写一句回避的原因");
        await judge.Submit($"/judging/{entry}/recuse", ("Note", "与候选人是亲属"), ("Key", Guid.NewGuid().ToString()));
        (await judge.Post($"/judging/{entry}", Marks("1", "1", "1", "1"))).Says(HttpStatusCode.Forbidden, "本人申请");
        (await (await app.SignIn("operator-1")).Get($"/panels/{app.CycleId}")).Says(HttpStatusCode.OK, "与候选人是亲属");
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_or_remove_a_sheet()
    {
        var entry = await app.EntryId("E07");
        await (await app.SignIn("judge-civil")).Submit($"/judging/{entry}", Marks("11", "9.5", "8", "7.5"));
        foreach (var sql in new[] { "UPDATE ScoreSheets SET Revision = 9", "DELETE FROM ScoreSheets" })
            (await Should.ThrowAsync<SqliteException>(() => app.Db(db => db.Database.ExecuteSqlRawAsync(sql)))).Message.ShouldContain("append-only");

        (await Sheets(entry)).ShouldBe(["1 11 9.5 8 7.5"]);
    }

    private async Task<Page> AsScript(Visitor visitor, int entry, (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/judging/{entry}")
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("X-Form-Token", await visitor.Token());
        using var response = await visitor.Http.SendAsync(request);
        return new Page(response.StatusCode, null, await response.Content.ReadAsStringAsync(), null);
    }

    /// <summary>All revisions for a candidate: number and marks.</summary>
    private async Task<IReadOnlyList<string>> Sheets(int entry) =>
        [.. (await app.Db(db => db.Sheets.AsNoTracking().Where(s => s.EntryId == entry).OrderBy(s => s.Revision).ToListAsync()))
            .Select(s => $"{Text(s.Revision)} {s.Marks["work"]} {s.Marks["service"]} {s.Marks["innovation"]} {s.Marks["drive"]}")];
}
