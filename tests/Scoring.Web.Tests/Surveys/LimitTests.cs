using System.Net;

namespace Scoring.Web.Tests.Surveys;

/// <summary>A slip and a device are held tightly, the network that a building shares is not.</summary>
public sealed class LimitTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task One_slip_that_knocks_without_end_is_stopped_while_its_neighbours_go_on()
    {
        var codes = await app.PrintSlips(100);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 121; i++)
            answers.Add(await Post(codes[0]));
        answers[..120].ShouldAllBe(s => s == HttpStatusCode.Found);
        answers[120].ShouldBe(HttpStatusCode.TooManyRequests);
        // A whole building behind the same address.
        foreach (var code in codes.Skip(1))
            (await Post(code)).ShouldBe(HttpStatusCode.Found);
        (await app.Stored()).ShouldBe(100);
    }

    [Fact]
    public async Task One_device_is_stopped_while_the_phone_beside_it_goes_on()
    {
        var phone = app.Visit();
        (await phone.Get("/s/e/E2112")).Status.ShouldBe(HttpStatusCode.OK);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 121; i++)
            statuses.Add((await phone.Get("/s/e/E2112")).Status);
        statuses.Count(s => s == HttpStatusCode.OK).ShouldBe(120);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.Visit().Get("/s/e/E2112")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> Post(string code)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("a.overall", "satisfied")]);
        using var answer = await app.Visit().Http.PostAsync($"/s/{code}", form);
        return answer.StatusCode;
    }
}
