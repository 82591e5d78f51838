using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Reviews;
using Scoring.Web.Tests.Nominations;

namespace Scoring.Web.Tests.Reviews;

/// <summary>Bonuses and overtime need two people, and the database itself says so.</summary>
public sealed class AdjustmentTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Settles_an_adjustment_by_two_people_and_refuses_one_in_the_database()
    {
        var entry = await (await Filing.At(app, 2)).Filed(1, 1);
        (await Filing.Accept(app, entry)).Status.ShouldBe(HttpStatusCode.Found);
        await app.MoveTo(WebApp.China(2026, 10, 12, 9));
        var proposer = await app.SignIn("operator-1");
        (await proposer.Post("/reviews/adjustments", ("EntryId", $"{entry}"), ("Code", "bonus"), ("Amount", "9"), ("Reason", "省级通报"), ("Key", Guid.NewGuid().ToString())))
            .Says(HttpStatusCode.BadRequest, "加分要大于 0，最多 3 分", "省级通报");
        // 45 seconds beyond: 10 free, the second block of 30 has begun, 2 × 0.5.
        (await proposer.Submit("/reviews/adjustments", ("EntryId", $"{entry}"), ("Code", "overtime"), ("Seconds", "45"), ("Key", Guid.NewGuid().ToString())))
            .Says(HttpStatusCode.OK, "扣 1 分", "演示超时 45 秒", "待确认");
        var id = await app.Db(db => db.Adjustments.Select(a => a.Id).SingleAsync());
        (await proposer.Post($"/reviews/adjustments/{id}", ("confirm", "true"), ("key", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.Forbidden);

        await app.Db(async db =>
        {
            var mine = await db.Adjustments.SingleAsync(a => a.Id == id);
            mine.Confirm(mine.ProposedById, app.Clock.Now);
            var refused = await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
            refused.InnerException!.Message.ShouldContain("CK_Adjustments_TwoPeople");
        });

        var supervisor = await app.SignIn("supervisor");
        (await supervisor.Submit($"/reviews/adjustments/{id}", ("confirm", "true"), ("key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.OK, "已确认", "监督甲");
        (await supervisor.Post($"/reviews/adjustments/{id}", ("confirm", "true"), ("key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "这一笔已经确认过。");
        (await app.Db(db => db.Adjustments.AsNoTracking().SingleAsync())).ShouldSatisfyAllConditions(a => a.Kind.ShouldBe("deduction"), a => a.Amount.ShouldBe(1m), a => a.Code.ShouldBe(Adjustment.Overtime));
    }
}
