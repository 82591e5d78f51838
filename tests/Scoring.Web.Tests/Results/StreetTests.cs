using System.Net;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Results;

/// <summary>A street opens the scores of its own candidates, winners or not, from the notice on; nobody else's.</summary>
public sealed class StreetTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Sees_its_own_leaf_scores_from_the_notice_on_and_no_other_name()
    {
        await app.ReachNotice();
        for (var street = 1; street <= 3; street++)
        {
            var page = (await (await app.SignIn($"street-{street}")).Get($"/results/{app.CycleId}/street")).Says(HttpStatusCode.OK);
            for (var entry = 1; entry <= 12; entry++)
                page.Text.Contains(Scored.Name(entry), StringComparison.Ordinal).ShouldBe((entry - 1) / 4 == street - 1, $"street {street}, entry {entry}");
            foreach (var other in District.Streets.Where((_, i) => i != street - 1))
                page.Text.ShouldNotContain(other.Name);
        }

        var third = await (await app.SignIn("street-3")).Get($"/results/{app.CycleId}/street");
        third.Says(HttpStatusCode.OK, "第 11 名", "85.40", "第 9 名", "街镇评委人数偏少", "J01");
        // Ten of the twelve won, two of street 3's four.
        third.Text.Split(">入选<").Length.ShouldBe(3);
        (await (await app.SignIn("street-1")).Get($"/results/{app.CycleId}/street")).Says(HttpStatusCode.OK, "92.9166…", "演示超时", "90.15");
    }

    [Theory]
    [InlineData("operator-1")]
    [InlineData("judge-street-1")]
    [InlineData("evidence-org")]
    public async Task Is_for_streets_alone(string user)
    {
        await app.ReachNotice();
        (await (await app.SignIn(user)).Get($"/results/{app.CycleId}/street")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Says_of_a_vetoed_candidate_that_it_is_not_ranked()
    {
        await app.Veto(4);
        await app.Veto(12);
        await app.ReachNotice();
        (await (await app.SignIn("street-1")).Get($"/results/{app.CycleId}/street")).Says(HttpStatusCode.OK, "一票否决，不排名", "95.40");
        var list = (await app.Visit().Get($"/notices/{app.CycleId}")).Says(HttpStatusCode.OK, Scored.Name(11));
        list.Text.ShouldNotContain(Scored.Name(4));
        list.Text.ShouldNotContain(Scored.Name(12));
    }
}
