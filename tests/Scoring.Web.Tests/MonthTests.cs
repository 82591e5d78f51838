using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;

namespace Scoring.Web.Tests;

/// <summary>The walk that other tests start from ends where it should, in the order that was laid.</summary>
public sealed class MonthTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Walks_from_nominations_to_the_published_list()
    {
        var cycle = await Month.Reach(app, CycleState.PublicNotice);
        (await app.Visit().Get($"/results/{cycle}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Month.Reach(app, CycleState.Published)).ShouldBe(cycle);
        var rows = await app.Db(db => db.Publications.Where(p => p.CycleId == cycle).SelectMany(p => p.Rows).OrderBy(r => r.Place).Select(r => new { r.Rank, r.PersonName, r.Total }).ToListAsync());
        // 40 evidence + 20 × (40 + 6) / 50 + 40 live, and half a point less for each next one.
        rows.Select(r => $"{r.Rank} {r.PersonName} {r.Total}").ShouldBe([
            "1 书记21111 98.40", "2 书记21121 97.90", "3 书记21211 97.40", "4 书记22111 96.90", "5 书记22121 96.40",
            "6 书记22211 95.90", "7 书记23111 95.40", "8 书记23121 94.90", "9 书记23211 94.40",
        ]);
        (await app.Visit().Get($"/results/{cycle}")).Says(HttpStatusCode.OK, "书记21111", "98.40");
    }
}
