using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Entries;

namespace Scoring.Web.Tests.Nominations;

/// <summary>October 2026: nominations close on Saturday 10 October at 18:00, by the clock of the write and no job's.</summary>
public sealed class DeadlineTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Refuses_everything_after_the_deadline_but_mending_what_was_returned()
    {
        var street = await Filing.At(app, 1);
        var cycle = await Filing.Cycle(app);
        var returned = await street.Filed(1, 1);
        var submitted = await street.Filed(2, 2);
        var draft = await street.Draft(3, 3);
        await street.Save(draft);
        await Filing.Decide(app, returned, "return", ("Reason", "请补户数"));

        await app.MoveTo(WebApp.China(2026, 10, 10, 17, 58));
        (await street.Save(draft)).Status.ShouldBe(HttpStatusCode.Found);
        await app.MoveTo(WebApp.China(2026, 10, 10, 18, 0));

        const string late = "已于 10月10日 周六 18:00 截止";
        (await street.Clerk.Post($"/nominations/entry/{draft}/submit", ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, late);
        (await street.Clerk.Post($"/nominations/entry/{draft}/edit", Filing.Fields("2", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, late);
        (await street.Clerk.Post($"/nominations/entry/{submitted}/withdraw", ("Key", Guid.NewGuid().ToString()), ("Reason", "晚了"))).Says(HttpStatusCode.Conflict, late);
        (await street.Clerk.Post($"/nominations/{cycle}/new", ("Slot", "3"), ("PersonId", $"{District.Branches(1)[3]}"), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, late);
        (await street.Clerk.Post($"/nominations/{cycle}/filing", ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, late);
        (await app.Db(db => db.Entries.Where(e => e.Id == draft).Select(e => e.State).SingleAsync())).ShouldBe(EntryState.Draft);

        (await street.Clerk.Get("/nominations")).Says(HttpStatusCode.OK, "没有在截止前提交，不再受理。", "修改后重交");
        (await street.Save(returned)).Status.ShouldBe(HttpStatusCode.Found);
        (await street.Submit(returned)).Status.ShouldBe(HttpStatusCode.Found);
        (await Filing.Accept(app, returned)).Status.ShouldBe(HttpStatusCode.Found);
        (await Filing.Accept(app, submitted)).Status.ShouldBe(HttpStatusCode.Found);
        (await app.Db(db => db.Entries.Where(e => e.Code != null).OrderBy(e => e.Code).Select(e => e.Code).ToListAsync())).ShouldBe(["E01", "E02"]);
    }
}
