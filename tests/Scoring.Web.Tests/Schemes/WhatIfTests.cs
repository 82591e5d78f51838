using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;

namespace Scoring.Web.Tests.Schemes;

/// <summary>A published month tried under a draft: nothing of it is kept.</summary>
public sealed class WhatIfTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_past_month_shows_who_would_have_moved_and_why()
    {
        var month = await Month.Reach(app, CycleState.Published);
        var visitor = await app.SignIn("operator-1");
        var bench = await Bench.Start(app, visitor, ("From", "Next"), ("Programme", "TOP10_SECRETARY"));
        var blocks = "$.scoring.sections[0].blocks";
        await bench.Fill("score", "save", ($"{blocks}[5].weight", "30"), ($"{blocks}[6].weight", "30"));
        var runs = await app.Db(db => db.TallyRuns.CountAsync());
        var page = (await visitor.Get($"/schemes/drafts/{bench.Id}/what-if?cycle={month}")).Says(HttpStatusCode.OK, "名次会变", "群众满意度 ", "现场评选 ", " → ");
        page.Text.ShouldNotContain("还不能试算");
        (await app.Db(db => db.TallyRuns.CountAsync())).ShouldBe(runs);
        (await visitor.Get($"/schemes/drafts/{bench.Id}/changes")).Says(HttpStatusCode.OK, "\"weight\": 30", "与第 1 版相比：增加 2 行，去掉 2 行");

        // A sheet cannot answer for a criterion that it did not have.
        await bench.Fill("score", $"add {blocks}[6].source.criteria");
        (await visitor.Get($"/schemes/drafts/{bench.Id}/what-if")).Says(HttpStatusCode.OK, "还不能试算", "草案还有");
    }
}
