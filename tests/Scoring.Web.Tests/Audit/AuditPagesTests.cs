using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Scoring.Web.Tests.Audit;

public sealed class AuditPagesTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_auditor_finds_who_did_what_and_checks_the_chain()
    {
        await app.SignIn("approver");
        var auditor = await app.SignIn("auditor");
        (await auditor.Get("/audit?q=审定甲&act=Account")).Says(HttpStatusCode.OK, "“approver”登录", "组织部审定 · 审定甲");
        (await auditor.Get("/audit?q=没有这样的词")).Says(HttpStatusCode.OK, "没有找到这样的记录");
        (await auditor.Get("/audit?from=2026-10-09")).Says(HttpStatusCode.OK, "没有找到这样的记录");
        (await auditor.Get("/audit/chain")).Says(HttpStatusCode.OK, "事件链完好");
        (await auditor.Get("/todo")).Says(HttpStatusCode.OK, "审计");
    }

    [Fact]
    public async Task An_export_opens_in_a_spreadsheet_runs_no_formula_and_is_an_act_itself()
    {
        await app.Db(async db =>
        {
            db.AuditEvents.Add(new Data.Records.AuditEvent { At = app.Clock.Now, Act = "Testing.Plant", Who = "=HYPERLINK(\"x\")", Text = "带\"引号\"，和逗号," });
            await db.SaveChangesAsync();
        });
        var auditor = await app.SignIn("auditor");
        await auditor.Get("/audit");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("act", "Testing"), KeyValuePair.Create("__RequestVerificationToken", await auditor.Token())]);
        var answer = await auditor.Http.PostAsync("/audit/export", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        lines[0].ShouldStartWith("编号,时间(UTC),谁,操作,说明");
        lines[1].ShouldContain("\"'=HYPERLINK(\"\"x\"\")\",\"Testing.Plant\",\"带\"\"引号\"\"，和逗号,\"");
        (await app.Db(db => db.AuditEvents.AsNoTracking().OrderByDescending(e => e.Id).Select(e => e.Text).FirstAsync())).ShouldBe("导出审计记录 1 条");
    }
}
