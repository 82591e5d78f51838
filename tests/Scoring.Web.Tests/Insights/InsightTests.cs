using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Insights;

/// <summary>What approved results say about streets, rules and judges, and the workbook of a tally.</summary>
public sealed class InsightTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    private const string Programme = "TOP10_SECRETARY";

    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Nothing_is_looked_at_before_it_is_approved()
    {
        await app.Run();
        var supervisor = await app.SignIn("supervisor");
        (await supervisor.Get("/insights")).Says(HttpStatusCode.OK, "还没有审定过的结果");
        foreach (var path in new[] { $"/insights/streets/{Programme}", $"/insights/judges/{Programme}", $"/insights/rules/{app.CycleId}" })
            (await supervisor.Get(path)).Says(HttpStatusCode.NotFound, "还没有审定");
    }

    /// <summary>Four nominees a street: all of the first two win, two of the third. Wilson of 2 in 4: 15.0 % to 85.0 %.</summary>
    [Fact]
    public async Task Streets_are_compared_by_nominee_with_how_sure_that_is()
    {
        await app.ReachApproved();
        var page = (await (await app.SignIn("operator-1")).Get($"/insights/streets/{Programme}")).Says(HttpStatusCode.OK, "100.0%", "50.0%", "15.0% 至 85.0%");
        page.Text.IndexOf(District.Streets[2].Name, StringComparison.Ordinal).ShouldBeGreaterThan(page.Text.IndexOf(District.Streets[0].Name, StringComparison.Ordinal));
        var csv = (await (await app.SignIn("operator-1")).Get($"/insights/streets/{Programme}/table.csv")).Body.TrimStart('\uFEFF').Split("\r\n");
        csv[0].ShouldBe("街道,申报人数,获得结果,占比,区间下限,区间上限,平均得分,平均区间下限,平均区间上限");
        csv[3].ShouldStartWith($"{District.Streets[2].Name},4,2,50.0%,15.0%,85.0%,86.");
    }

    /// <summary>E01's departments gave 97.5 and 87.5 beside 95, 91.25 and 92.5: with all five the mean is 92.75 instead of 92.91666…</summary>
    [Fact]
    public async Task Other_rules_are_tried_on_the_same_sheets_and_change_no_result()
    {
        await app.ReachApproved();
        var before = (await app.Latest()).Run.ResultHash;
        (await (await app.SignIn("approver")).Get($"/insights/rules/{app.CycleId}")).Says(HttpStatusCode.OK, "不去高低", "各组同权", "群众满意度加重", "评委评分减轻");
        (await app.Runs()).ShouldBe(1);
        (await app.Latest()).Run.ResultHash.ShouldBe(before);
    }

    [Fact]
    public async Task The_supervisor_alone_sees_judges_with_intervals_and_the_caution()
    {
        await app.ReachApproved();
        var supervisor = await app.SignIn("supervisor");
        var judge = await app.Db(db => db.Judges.OrderBy(j => j.Id).FirstAsync(j => j.CycleId == app.CycleId));
        (await supervisor.Get($"/insights/judges/{Programme}")).Says(HttpStatusCode.OK, judge.Name, "95% 的把握范围", "凭偶然", "更不能用来改分", "没有评过");
        (await supervisor.Get($"/insights/judges/{Programme}?cycle={app.CycleId}")).Says(HttpStatusCode.OK, judge.Name);
        (await supervisor.Get($"/insights/judges/{Programme}/{judge.AccountId}")).Says(HttpStatusCode.OK, judge.Name, "12 张评分表", "没有给本街道、本单位的人评过分");
        (await supervisor.Get($"/insights/judges/{Programme}/{District.Account("operator-1")}")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var other in new[] { "operator-1", "approver", "street-1", "judge-org", "administrator" })
            (await (await app.SignIn(other)).Get($"/insights/judges/{Programme}")).Status.ShouldBe(HttpStatusCode.Forbidden, other);
    }

    [Fact]
    public async Task A_tally_leaves_as_a_workbook_of_figures_and_the_export_is_on_record()
    {
        await app.ReachApproved();
        var visitor = await app.SignIn("operator-1");
        await visitor.Get($"/tallies/{app.CycleId}");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await visitor.Token())]);
        using var answer = await visitor.Http.PostAsync($"/tallies/{app.CycleId}/export", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var book = SpreadsheetDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), false);
        book.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value).ShouldBe(["名次", "各部分得分", "评分表"]);
        var sheets = book.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().Select(s => ((WorksheetPart)book.WorkbookPart.GetPartById(s.Id!.Value!)).Worksheet).ToList();
        sheets.SelectMany(s => s.Descendants<CellFormula>()).ShouldBeEmpty();
        var rows = sheets.ConvertAll(s => s.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InlineString?.InnerText ?? c.CellValue?.Text ?? string.Empty).ToList()).ToList());
        rows[0][1].ShouldBe(["1", "", "E04", Scored.Name(4), District.Streets[0].Name, "入选", "", "0", "0", "95.4"]);
        rows[1][0].Last().ShouldBe("总分");
        rows[1].Count.ShouldBe(13);
        // Twelve entries before ten judges; each of the three street judges stands aside for the four of the own street, and two more for E09.
        rows[2].Count.ShouldBe(1 + (await app.Db(db => db.Sheets.CountAsync(s => db.Judges.Any(j => j.Id == s.JudgeId && j.CycleId == app.CycleId)))));
        rows[2].SelectMany(r => r).ShouldNotContain(await app.Db(db => db.Judges.Where(j => j.CycleId == app.CycleId).Select(j => j.Name).FirstAsync()));
        (await app.Db(db => db.AuditEvents.OrderByDescending(e => e.Id).Select(e => e.Act).FirstAsync())).ShouldBe("Tallies.Export");
    }
}
