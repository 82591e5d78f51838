using System.Net;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Objections;

/// <summary>A class of its own, for what it uses up is not given back within the hour.</summary>
public sealed class FloodTests(Scored app) : IClassFixture<Scored>
{
    /// <summary>Ten an hour from one network; a desk where papers are typed is not one of them.</summary>
    [Fact]
    public async Task One_network_cannot_flood_the_desk_but_the_desk_can_type_its_papers()
    {
        await app.Reset();
        await app.ReachNotice();
        var (visitor, host, path) = (app.Visit(), await app.SignIn("operator-2"), $"/objections/file/{app.CycleId}");
        await visitor.Get(path);
        await host.Get(path);
        HttpStatusCode last = default;
        for (var n = 0; n < 11; n++)
            last = (await visitor.Post(path, ("Text", "短"))).Status;
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        (await host.Post(path, ("Text", "短"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
