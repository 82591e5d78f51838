using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Scoring.Web.Tests.Nominations;

/// <summary>申报完成: a street's word that nothing more will come.</summary>
public sealed class CompleteTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Asks_why_a_street_files_fewer()
    {
        var street = await Filing.At(app, 2);
        var cycle = await Filing.Cycle(app);
        await street.Filed(1, 1);
        (await street.Clerk.Post($"/nominations/{cycle}/filing", ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.BadRequest, "只申报了 1 名，不足 3 名。请写明理由。");
        (await street.Clerk.Submit($"/nominations/{cycle}/filing", ("Key", Guid.NewGuid().ToString()), ("FewerReason", "两位书记刚换届"))).Says(HttpStatusCode.OK, "不足名额的理由：两位书记刚换届");
        // One more nomination, and the word that all was filed no longer stands.
        await street.Draft(2, 2);
        (await app.Db(db => db.Filings.CountAsync(f => f.CycleId == cycle && f.StreetId == District.Street(2)))).ShouldBe(0);
    }
}
