using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Tests.Neighbours;

/// <summary>A quarter of three buildings of one estate, whose branch, community and neighbours rate.</summary>
public sealed class StarBuilding : Neighbourhood
{
    protected override string Programme => "STAR_BUILDING";

    public override DateTimeOffset Begins => China(2026, 9, 28, 9);

    protected override IReadOnlyList<(string UserName, int UnitId)> Raters =>
        [("branch", 21111), ("community", 211), .. from b in (int[])[1, 2, 3] from n in (int[])[1, 2, 3] select ($"neighbour-{b}{n}", 900 + b)];

    protected override void Furnish(ScoringDb db)
    {
        foreach (var b in (int[])[1, 2, 3])
            db.Units.Add(new Unit { Id = 900 + b, Code = $"L{b.ToString(CultureInfo.InvariantCulture)}", Name = $"和顺2111小区{b.ToString(CultureInfo.InvariantCulture)}号楼", Kind = UnitKind.Building, ParentId = 2111, StreetId = 21 });
        db.SaveChanges();
        base.Furnish(db);
    }
}

public sealed class StarBuildingTests(StarBuilding app) : IClassFixture<StarBuilding>
{
    [Fact]
    public async Task Buildings_get_their_stars_from_who_walks_them_and_who_lives_in_them()
    {
        var cycle = await app.Open("2026-Q3", WebApp.China(2026, 10, 8, 9));
        (await app.Db(db => db.Judges.CountAsync(j => j.CycleId == cycle))).ShouldBe(11);
        // The three of docs/scoring.md.
        await Building(1, ["good", "good", "fair"], ["fair", "good", "fair"], "satisfied", "satisfied", "basically");
        await Building(2, ["fair", "average", "fair"], ["average", "average", "fair"], "basically", "basically", "basically");
        await Building(3, ["poor", "poor", "poor"], ["poor", "poor", "poor"], "dissatisfied", "dissatisfied", "basically");
        (await (await app.SignIn("neighbour-11")).Get("/judging")).Says(HttpStatusCode.OK, "和顺2111小区1号楼");
        await app.TallyAndApprove(cycle, WebApp.China(2026, 10, 16, 9));
        // Whoever has no star is not named.
        (await app.Publish(cycle)).ShouldBe(["和顺2111小区1号楼 东门街道 五星楼组 91.33", "和顺2111小区2号楼 东门街道 三星楼组 74.00"]);
        (await app.Visit().Get($"/results/{cycle}")).Says(HttpStatusCode.OK, "五星楼组").Text.ShouldNotContain("3号楼");

        async Task Building(int number, string[] branch, string[] community, params string[] neighbours)
        {
            var entry = await app.Entry(cycle, $"和顺2111小区{number}号楼");
            foreach (var (who, words) in new[] { ("branch", branch), ("community", community) })
                await app.Rate(who, entry, ("place", words[0]), ("life", words[1]), ("safe", words[2]));
            foreach (var (word, n) in neighbours.Select((w, n) => (w, n + 1)))
                await app.Rate($"neighbour-{number}{n}", entry, ("content", word));
        }
    }
}
