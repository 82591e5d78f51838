using System.Net;
using Microsoft.EntityFrameworkCore;
using static Scoring.Web.Tests.Judging.Contest;

namespace Scoring.Web.Tests.Judging;

/// <summary>The end of scoring, by the operator and by the clock. Each test has an app of its own, because time and state only go forward.</summary>
public sealed class CloseTests : IAsyncLifetime
{
    private readonly Contest app = new();

    public async Task InitializeAsync()
    {
        await app.Prepare();
        await app.GoLive();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Refuses_sheets_and_drafts_after_the_deadline_and_keeps_the_draft()
    {
        var judge = await app.SignIn("judge-org");
        var entry = await app.EntryId("E01");
        (await judge.Post($"/judging/{entry}/draft", ("Marks[work]", "11.5"), ("Marks[service]", "9"))).Status.ShouldBe(HttpStatusCode.OK);
        await app.MoveTo(Contest.China(2026, 10, 14, 18));
        (await judge.Post($"/judging/{entry}/draft", ("Marks[work]", "1"))).Says(HttpStatusCode.Conflict, "截止");
        (await judge.Post($"/judging/{entry}", Marks("11.5", "9", "8", "7"))).Says(HttpStatusCode.Conflict, "截止").Value("Marks[innovation]").ShouldBe("8");
        (await judge.Get($"/judging/{entry}")).Says(HttpStatusCode.OK, "截止").Value("Marks[work]").ShouldBe("11.5");
        (await app.Db(db => db.Sheets.CountAsync())).ShouldBe(0);
        (await app.Db(db => db.SheetDrafts.SingleAsync())).Marks.ShouldBe(new Dictionary<string, string> { ["work"] = "11.5", ["service"] = "9" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Closes_early_only_with_what_is_missing_known_and_a_reason()
    {
        var judge = await app.SignIn("judge-org");
        var entry = await app.EntryId("E01");
        await judge.Post($"/judging/{entry}", Marks("11", "9.5", "8", "7.5"));
        // Four judges × nine candidates, six recusals of own streets, one sheet in: 29 are missing.
        var @operator = await app.SignIn("operator-1");
        var page = (await @operator.Get($"/judging/sheets?cycle={app.CycleId}")).Says(HttpStatusCode.OK, "还差 29 张");
        page.Value("Missing").ShouldBe("29");
        (await Close("28", "有事")).Says(HttpStatusCode.Conflict, "现在还差 29 张");
        (await Close("29", "")).Says(HttpStatusCode.BadRequest, "不等的，请写明理由");
        (await (await app.SignIn("supervisor")).Post("/judging/sheets/close", ("CycleId", Text(app.CycleId)), ("Missing", "29"), ("Reason", "有事"), ("Key", Guid.NewGuid().ToString())))
            .Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Close("29", "其余评委因公缺席")).Status.ShouldBe(HttpStatusCode.Found);

        (await judge.Post($"/judging/{await app.EntryId("E02")}", Marks("1", "1", "1", "1"))).Says(HttpStatusCode.Conflict, "评分已经结束");
        (await Close("29", "再来")).Says(HttpStatusCode.Conflict, "评分已经结束");
        (await app.Db(db => db.AuditEvents.Where(a => a.Act == "Judging.Close").Select(a => a.Text).SingleAsync())).ShouldContain("其余评委因公缺席");

        Task<Page> Close(string missing, string reason) => @operator.Post("/judging/sheets/close",
            ("CycleId", Text(app.CycleId)), ("Missing", missing), ("Reason", reason), ("Key", Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task Takes_a_reopened_sheet_back_after_the_deadline()
    {
        var judge = await app.SignIn("judge-org");
        var entry = await app.EntryId("E01");
        await judge.Post($"/judging/{entry}", Marks("11", "9.5", "8", "7.5"));
        await app.MoveTo(Contest.China(2026, 10, 14, 18, 30));
        var sheet = await app.Db(db => db.Sheets.Select(s => s.Id).SingleAsync());
        await (await app.SignIn("supervisor")).Submit($"/judging/sheets/{sheet}/reopen", ("Reason", "漏看一项"), ("Key", Guid.NewGuid().ToString()));
        (await judge.Submit($"/judging/{entry}", Marks("10", "9.5", "8", "7.5"))).Says(HttpStatusCode.OK, "第 2 次");
    }
}
