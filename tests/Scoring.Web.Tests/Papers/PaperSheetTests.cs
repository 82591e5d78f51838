using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Judging;
using Scoring.Web.Tests.Judging;
using static Scoring.Web.Tests.Judging.Contest;

namespace Scoring.Web.Tests.Papers;

/// <summary>Judges' sheets on paper, from the printer to the tally: scorer-1 and scorer-2 read, operator-1 or the supervisor is the third.</summary>
public sealed class PaperSheetTests(Contest app) : IClassFixture<Contest>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await app.Prepare();
        await app.GoLive();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Two_equal_readings_become_the_judges_sheet_and_the_second_never_sees_the_first()
    {
        var (path, judge, entry) = await Paper("judge-civil", "E01");
        var first = await app.SignIn("scorer-1");
        (await first.Get(path)).Says(HttpStatusCode.OK, $"{await Code("judge-civil")}/E01", "满分").Text.ShouldNotContain("11.5");
        (await first.Submit(path, Values("11.5", "9.5", "8.5", "8"))).Says(HttpStatusCode.OK, "第一遍已录好", "已录一遍").Text.ShouldNotContain("11.5");
        (await first.Post(path, Values("11.5", "9.5", "8.5", "8"))).Says(HttpStatusCode.Forbidden, "您已经录过一遍");

        var second = await app.SignIn("scorer-2");
        (await second.Get("/todo")).Says(HttpStatusCode.OK, "1 张纸质评分表等第二遍录入");
        (await second.Get(path)).Says(HttpStatusCode.OK).Text.ShouldNotContain("11.5");
        (await second.Submit(path, Values("11.50", "9.5", "8.5", "8.0"))).Says(HttpStatusCode.OK, "两遍一致，已核定，并计入评分表");

        var sheet = await app.Db(db => db.Sheets.AsNoTracking().SingleAsync(s => s.JudgeId == judge && s.EntryId == entry));
        string.Join(' ', sheet.Marks.Values).ShouldBe("11.5 9.5 8.5 8");
        (await app.Db(db => db.PaperSheetOutcomes.AsNoTracking().SingleAsync(o => o.SheetId == sheet.Id))).ById.ShouldBeNull();
        (await app.Db(db => SheetsOfCycle.Of(db, app.CycleId))).Counting.ShouldContain(s => s.Id == sheet.Id);
        // Read by two, it is still not shown to either; the judge sees the receipt of it.
        foreach (var reader in new[] { first, second })
            (await reader.Get(await Form("judge-civil", "E01"))).Says(HttpStatusCode.OK, "两遍一致").Text.ShouldNotContain("11.5");
        (await (await app.SignIn("judge-civil")).Get($"/judging/{Text(entry)}/receipt")).Says(HttpStatusCode.OK, "37.5");
        (await (await app.SignIn("supervisor")).Get($"/judging/sheets/{Text(sheet.Id)}")).Says(HttpStatusCode.OK, "纸质");
    }

    [Fact]
    public async Task A_third_person_decides_what_differs_and_neither_reader_may()
    {
        var (path, judge, entry) = await Paper("judge-civil", "E02");
        var (first, second, third) = (await app.SignIn("scorer-1"), await app.SignIn("scorer-2"), await app.SignIn("operator-1"));
        await first.Submit(path, Values("11.5", "9.5", "8.5", "8"));
        (await second.Submit(path, Values("1.5", "9.5", "8.5", "-"))).Says(HttpStatusCode.OK, "两遍有 2 处不一致");
        var form = await Form("judge-civil", "E02");
        (await first.Get(form)).Says(HttpStatusCode.OK, "没有录过的第三位").Text.ShouldNotContain("1.5");
        (await first.Post($"{form}/resolve", [.. Values("11.5", "9.5", "8.5", "8")])).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await third.Get("/todo")).Says(HttpStatusCode.OK, "1 张纸质评分表两遍不一致");
        (await third.Get(form)).Says(HttpStatusCode.OK, "比工作", "11.5", "1.5", "空白").Text.ShouldNotContain("9.5");
        (await third.Post($"{form}/resolve", ("Values[work]", "13"), ("Values[drive]", "7"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.BadRequest, "不能填“13”").Value("Values[drive]").ShouldBe("7");
        (await third.Submit($"{form}/resolve", ("Values[work]", "11"), ("Values[drive]", "7"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.OK, "已核定，并计入评分表");

        var sheet = await app.Db(db => db.Sheets.AsNoTracking().SingleAsync(s => s.JudgeId == judge && s.EntryId == entry));
        string.Join(' ', sheet.Marks.Values).ShouldBe("11 9.5 8.5 7");
        (await app.Db(db => db.PaperSettlements.AsNoTracking().SingleAsync(s => s.ResolvedById == District.Account("operator-1")))).FirstById.ShouldBe(District.Account("scorer-1"));
    }

    [Fact]
    public async Task A_sheet_already_handed_in_by_phone_wins_and_a_later_one_leaves_the_paper_to_the_supervisor()
    {
        var (path, judge, entry) = await Paper("judge-civil", "E03");
        var (first, second, phone) = (await app.SignIn("scorer-1"), await app.SignIn("scorer-2"), await app.SignIn("judge-civil"));
        await first.Submit(path, Values("11", "9", "8", "7"));
        await phone.Post($"/judging/{Text(entry)}", Marks("12", "10", "10", "8"));
        (await second.Submit(path, Values("11", "9", "8", "7"))).Says(HttpStatusCode.OK, "没有计入", "另有一张已交的表", "等监督员决定");
        (await app.Db(db => db.Sheets.CountAsync(s => s.JudgeId == judge && s.EntryId == entry))).ShouldBe(1);

        var (supervisor, form) = (await app.SignIn("supervisor"), await Form("judge-civil", "E03"));
        (await supervisor.Get("/todo")).Says(HttpStatusCode.OK, "1 张纸质评分表等您决定计不计分");
        (await supervisor.Post($"{form}/decide", ("TakeIn", "true"), ("Reason", "以纸为准"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "先退回那一张");
        (await supervisor.Post($"{form}/decide", ("TakeIn", "false"), ("Reason", " "), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.BadRequest, "请写明理由");
        (await supervisor.Submit($"{form}/decide", ("TakeIn", "false"), ("Reason", "评委已用手机交表"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.OK, "不计入");
        (await supervisor.Post($"{form}/decide", ("TakeIn", "true"), ("Reason", "反悔"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "已经有了结论");

        // The next paper for the same pair is refused before anybody reads it.
        var (again, _, _) = await Paper("judge-civil", "E03");
        (await first.Post(again, Values("11", "9", "8", "7"))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_paper_settled_after_scoring_closed_counts_only_by_the_supervisor()
    {
        var (path, judge, entry) = await Paper("judge-org", "E04");
        var (first, second, supervisor) = (await app.SignIn("scorer-1"), await app.SignIn("scorer-2"), await app.SignIn("supervisor"));
        await first.Submit(path, Values("11", "9", "8", "7"));
        await app.MoveTo(WebApp.China(2026, 10, 14, 19));
        (await second.Submit(path, Values("11", "9", "8", "7"))).Says(HttpStatusCode.OK, "没有计入", "评分已经关闭");
        (await app.Db(db => db.Sheets.AnyAsync(s => s.JudgeId == judge && s.EntryId == entry))).ShouldBeFalse();
        var form = await Form("judge-org", "E04");
        (await supervisor.Get(form)).Says(HttpStatusCode.OK, "核定的分数", "11");
        (await second.Post($"{form}/decide", ("TakeIn", "true"), ("Reason", "收纸晚了"), ("Key", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.Submit($"{form}/decide", ("TakeIn", "true"), ("Reason", "收纸晚了"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.OK, "已计入评分表");
        (await app.Db(db => SheetsOfCycle.Of(db, app.CycleId))).Counting.ShouldContain(s => s.JudgeId == judge && s.EntryId == entry);
        await app.GoLive();
    }

    [Theory]
    [InlineData("judge-civil")]
    [InlineData("street-1")]
    [InlineData("approver")]
    [InlineData("administrator")]
    public async Task Keeps_others_out(string userName)
    {
        var (path, _, _) = await Paper("judge-civil", "E05");
        (await (await app.SignIn(userName)).Get(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Prints_no_sheet_for_who_stands_aside_and_leads_from_the_number_to_the_page()
    {
        var (judge, code) = (await app.JudgeId("judge-street-1"), await Code("judge-street-1"));
        var operatorPage = await app.SignIn("operator-1");
        // E01–E03 are of street 1: six sheets of nine are left.
        var print = (await operatorPage.Get($"/papers/{Text(app.CycleId)}/print?judge={Text(judge)}")).Says(HttpStatusCode.OK, "打印 6 张", $"{code}/E04", "评委签名");
        print.Text.ShouldNotContain($"{code}/E01");
        (await operatorPage.Get($"/papers/{Text(app.CycleId)}/print?spares=5")).Says(HttpStatusCode.OK, "打印 5 张", "空白备用");
        var entry = await app.EntryId("E04");
        (await operatorPage.Get($"/papers/{Text(app.CycleId)}/open?code={code.ToLowerInvariant()}%20e04")).Location.ShouldBe($"/papers/sheet/{Text(judge)}/{Text(entry)}");
        (await operatorPage.Get($"/papers/{Text(app.CycleId)}/open?code=X99/E04")).Says(HttpStatusCode.BadRequest, "没有找到这张纸");
        (await operatorPage.Get($"/papers/sheet/{Text(judge)}/{Text(await app.EntryId("E01"))}")).Says(HttpStatusCode.OK, "这张纸不能计分，不用录");
    }

    private static (string Name, string Value)[] Values(string work, string service, string innovation, string drive) =>
        [("Values[work]", work), ("Values[service]", service), ("Values[innovation]", innovation), ("Values[drive]", drive), ("Key", Guid.NewGuid().ToString())];

    private async Task<(string Path, int Judge, int Entry)> Paper(string judge, string entry)
    {
        var (judgeId, entryId) = (await app.JudgeId(judge), await app.EntryId(entry));
        return ($"/papers/sheet/{Text(judgeId)}/{Text(entryId)}", judgeId, entryId);
    }

    private async Task<string> Form(string userName, string entry)
    {
        var subject = $"{await Code(userName)}/{entry}/1";
        return await app.Db(async db => $"/papers/form/{Text(await db.PaperForms.Where(f => f.Subject == subject).Select(f => f.Id).SingleAsync())}");
    }

    /// <summary>Judges' codes are drawn.</summary>
    private async Task<string> Code(string userName)
    {
        var id = await app.JudgeId(userName);
        return await app.Db(db => db.Judges.Where(j => j.Id == id).Select(j => j.Code).SingleAsync());
    }
}
