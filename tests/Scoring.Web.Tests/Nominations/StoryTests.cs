using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;

namespace Scoring.Web.Tests.Nominations;

/// <summary>What a street reads of its own entry before the notice.</summary>
public sealed class StoryTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Tells_a_street_of_filing_and_review_but_of_no_mark_before_the_notice()
    {
        var cycle = await Month.Reach(app, CycleState.Scoring);
        var (id, name) = await app.Db(async db =>
        {
            var entry = await db.Entries.SingleAsync(e => e.CycleId == cycle && e.Code == "E01");
            void Happened(string act, string text) => db.AuditEvents.Add(new AuditEvent { At = app.Clock.Now, Act = act, Who = "某部门", Text = text, CycleId = cycle, EntryId = entry.Id });
            Happened("Reviews.Decide", "资格审查通过，编号 E01");
            Happened("Reviews.Enter", "录入“小区党组织”7.5 分");
            Happened("Reviews.Adjust", "登记演示超时 52 秒，扣 1 分");
            Happened("Judging.Reopen", "退回评分表，理由：两项填反了");
            await db.SaveChangesAsync();
            return (entry.Id, entry.PersonName);
        });
        var page = await (await app.SignIn("street-1")).Get($"/nominations/entry/{id}");
        page.Says(HttpStatusCode.OK, name, "资格审查通过，编号 E01");
        page.Text.ShouldNotContain("7.5 分");
        page.Text.ShouldNotContain("扣 1 分");
        page.Text.ShouldNotContain("退回评分表");
    }
}
