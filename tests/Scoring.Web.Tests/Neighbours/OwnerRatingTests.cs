using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Reviews;

namespace Scoring.Web.Tests.Neighbours;

/// <summary>A year of a rating by owners and a department's check of the site; one estate is adopted by a unit and so has no property company to rate.</summary>
public sealed class OwnerRating : Neighbourhood
{
    protected override string Programme => "OWNER_RATING";

    public override DateTimeOffset Begins => China(2026, 10, 28, 9);

    protected override void Furnish(ScoringDb db)
    {
        base.Furnish(db);
        db.Pairings.Add(new PairingAssignment { PairedUnitId = District.Department("PETITION"), EstateId = 2112, Since = new(2026, 1, 1), LeadCadre = "包保领导" });
    }
}

public sealed class OwnerRatingTests(OwnerRating app) : IClassFixture<OwnerRating>
{
    [Fact]
    public async Task Owners_and_the_department_rate_every_estate_that_has_a_property_company()
    {
        var cycle = await app.Open("2026", WebApp.China(2026, 11, 2, 9));
        var estates = await app.Db(db => db.Entries.Where(e => e.CycleId == cycle).OrderBy(e => e.EstateId).Select(e => new { e.Id, e.EstateId, e.PersonName }).ToListAsync());
        estates.Count.ShouldBe(11);
        estates.ShouldNotContain(e => e.EstateId == 2112);
        foreach (var estate in estates)
        {
            // E1 of docs/scoring.md for the first, all satisfied for the others.
            var counts = estate.EstateId == 2111 ? new[] { ("overall", new[] { 60, 20, 10 }), ("repair", [45, 30, 15]), ("fees", [54, 18, 18]) } : [("overall", [30, 0, 0]), ("repair", [30, 0, 0]), ("fees", [30, 0, 0])];
            await app.Ballots(estate.EstateId, new(2026, 11, 10), counts);
            await app.Send(new Enter.Command { EntryId = estate.Id, Block = "SITE", Note = "看过现场", Items = new() { ["CLEAN"] = "9", ["ORDER"] = "9", ["OPEN"] = estate.EstateId == 2111 ? "9" : "6" } }, "evidence-housing");
        }

        (await (await app.SignIn("operator-1")).Get("/todo")).Says(HttpStatusCode.OK, "现场检查进行中").Text.ShouldNotContain("现场评选");
        await app.TallyAndApprove(cycle, WebApp.China(2026, 12, 3, 9));
        var rows = await app.Publish(cycle);
        rows.Count.ShouldBe(11);
        rows[0].ShouldEndWith("A 级 94.00");
        rows[^1].ShouldBe("和顺2111小区 东门街道 B 级 80.30");
        (await app.Visit().Get($"/results/{cycle}")).Says(HttpStatusCode.OK, "业主评价物业服务", "A 级", "80.30");
        (await app.Visit().Get($"/notices/{cycle}")).Says(HttpStatusCode.OK, "经部门核查、居民评价，拟通报以下 11 个物业项目").Text.ShouldNotContain("名同志");
    }
}
