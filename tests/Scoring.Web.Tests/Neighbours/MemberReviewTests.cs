using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Web.Features.Tallies;

namespace Scoring.Web.Tests.Neighbours;

/// <summary>A year of reviewing members: one of each branch of the first street is rated, the others withdraw from the roster.</summary>
public sealed class MemberReview : Neighbourhood
{
    protected override string Programme => "MEMBER_REVIEW";

    public override DateTimeOffset Begins => China(2026, 11, 27, 9);

    protected override IReadOnlyList<(string UserName, int UnitId)> Raters => [.. District.Branches(1).Take(3).SelectMany(b => new[] { ($"a-{b}", b), ($"b-{b}", b) }), ("community", 211), ("community-2", 212)];

    protected override void Furnish(Data.ScoringDb db)
    {
        db.People.RemoveRange(db.People.Where(p => !District.Branches(1).Take(3).Contains(p.UnitId)));
        db.SaveChanges();
        base.Furnish(db);
    }
}

public sealed class MemberReviewTests(MemberReview app) : IClassFixture<MemberReview>
{
    [Fact]
    public async Task A_review_ends_as_the_input_to_a_decision_and_is_never_made_public()
    {
        var cycle = await app.Open("2026", WebApp.China(2026, 12, 1, 9));
        var branches = District.Branches(1).Take(3).ToList();
        foreach (var (branch, letter, community) in new[] { (branches[0], "good", "fair"), (branches[1], "good", "fair"), (branches[2], "fair", "fair") })
        {
            var entry = await app.Entry(cycle, $"书记{branch}");
            foreach (var who in new[] { $"a-{branch}", $"b-{branch}", branch / 100 == 211 ? "community" : "community-2" })
            {
                var word = who.StartsWith("community", StringComparison.Ordinal) ? community : letter;
                // The second is a little behind the first.
                await app.Rate(who, entry, ("faith", word), ("rules", word), ("conduct", word), ("role", branch == branches[1] ? "fair" : word));
            }
        }

        await app.TallyAndApprove(cycle, WebApp.China(2026, 12, 17, 9));
        await Neighbourhood.Refuses(() => app.Send(new Features.Notices.Post.Command { CycleId = cycle, Key = Guid.NewGuid() }, "operator-1"), "不公示、不发布");
        var board = (await (await app.SignIn("operator-1")).Get($"/tallies/{cycle}")).Says(HttpStatusCode.OK, "支部委员会讨论", "结果不公示、不发布", "下载汇总", "登记组织决定");
        board.Text.ShouldContain("优秀");
        (await (await app.SignIn("operator-1")).Get("/todo")).Says(HttpStatusCode.OK, "已审定，送交决定后登记");
        (await (await app.SignIn("supervisor")).Get($"/tallies/{cycle}/result.csv")).Says(HttpStatusCode.OK, "94.00", "优秀", "合格", "书记21111");
        (await (await app.SignIn("operator-1")).Get($"/cycles/{cycle}")).Status.ShouldBe(HttpStatusCode.OK);
        await app.Send(new Conclude.Command { CycleId = cycle, Key = Guid.NewGuid(), Document = "支委会第 12 次会议", DecidedOn = new(2026, 12, 17), Text = "同意评议等次。" }, "operator-1");
        (await app.Db(db => db.Cycles.Where(c => c.Id == cycle).Select(c => c.State).SingleAsync())).ShouldBe(CycleState.Archived);
        await app.RunJobs();
        (await (await app.SignIn("approver")).Get($"/tallies/{cycle}")).Says(HttpStatusCode.OK, "支委会第 12 次会议", "同意评议等次");
        await Unseen(cycle);
    }

    /// <summary>No page, no list, no bundle; and the database itself refuses a notice.</summary>
    private async Task Unseen(int cycle)
    {
        var visitor = app.Visit();
        foreach (var address in new[] { $"/results/{cycle}", $"/results/{cycle}/bundle", $"/notices/{cycle}", $"/notices/{cycle}/word", "/rules/MEMBER_REVIEW" })
            (await visitor.Get(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
        foreach (var address in new[] { "/", "/results", "/results/archive", "/notices", "/rules" })
        {
            var page = (await visitor.Get(address)).Text;
            foreach (var word in new[] { "民主评议", "书记21111" })
                page.ShouldNotContain(word, Case.Sensitive, address);
        }

        var insert = $"INSERT INTO \"Notices\" (\"CycleId\",\"Number\",\"TallyRunId\",\"Title\",\"PostedAt\",\"PostedById\",\"FirstDay\",\"LastDay\") SELECT {cycle},1,\"Id\",'x','2026-12-18 02:00:00.000',1,'2026-12-19','2026-12-25' FROM \"TallyRuns\"";
        (await Should.ThrowAsync<SqliteException>(() => app.Db(db => db.Database.ExecuteSqlRawAsync(insert)))).Message.ShouldContain("never made public");
    }
}
