using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;

namespace Scoring.Browser.Tests.Month;

public sealed partial class MonthTests
{
    private const int SlipsPerEstate = 20;

    /// <summary>The codes on the printed slips, by estate. They stand on the sheet that the printing answers with, and nowhere else.</summary>
    private readonly Dictionary<int, Queue<string>> slips = [];
    private int residents;

    private async Task PrintSlips()
    {
        var host = await Operator();
        await host.Go($"/surveys?cycle={cycle}");
        foreach (var nominee in Nominee.All)
        {
            await host.Go($"/surveys/slips?cycle={cycle}&estate={nominee.Estate}");
            await host.Page.Locator("#count").FillAsync($"{SlipsPerEstate}");
            await host.Agree("印制选票", "印制选票");
            var codes = await host.Page.Locator(".slip-code").AllInnerTextsAsync();
            codes.Count.ShouldBe(SlipsPerEstate);
            slips[nominee.Estate] = new Queue<string>(codes);
        }
    }

    /// <summary>Two residents through the pages, by slip and by the estate's open code; the others through the same addresses without a screen.</summary>
    private async Task ResidentsAnswer()
    {
        var first = Nominee.All[0];
        await AnswerBySlip(first);
        await AnswerByOpenCode(first);
        foreach (var nominee in Nominee.All)
        {
            var (satisfied, basically, unknown) = nominee.Answers;
            // Two of the first estate's twenty have answered already.
            var answers = Enumerable.Repeat("satisfied", nominee == first ? satisfied - 2 : satisfied).Concat(Enumerable.Repeat("basically", basically)).Concat(Enumerable.Repeat("dontKnow", unknown));
            foreach (var answer in answers)
                await Send($"/s/{string.Concat(slips[nominee.Estate].Dequeue().Where(char.IsAsciiLetterOrDigit))}", answer);
        }

        var host = await Operator();
        await host.Go($"/surveys?cycle={cycle}");
        await host.Reads("1 个小区答卷不够", "核算以前，任何人都看不到各小区选了什么");
    }

    private async Task AnswerBySlip(Nominee nominee)
    {
        var resident = await cast.Add("resident-slip", Device.Phone);
        await resident.Go("/s");
        await resident.Page.Locator("#code").FillAsync(slips[nominee.Estate].Dequeue());
        await resident.Submit("打开测评");
        await resident.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "满意", Exact = true }).TapAsync();
        await Next(resident);
        await resident.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "停车", Exact = true }).TapAsync();
        await Next(resident);
        await resident.Page.Locator("#comment").FillAsync("书记常来院里转。");
        await resident.Look();
        await resident.Submit("交卷");
        await resident.Reads("已经收到，谢谢您");
        // The way back leads to the same ballot, which is spent.
        await resident.Lead(() => resident.Page.GoBackAsync());
        if (await resident.Button("交卷").IsVisibleAsync())
            await resident.Submit("交卷");
        (await Ballots(nominee)).ShouldBe(1);
    }

    /// <summary>From the poster's address, in large type.</summary>
    private async Task AnswerByOpenCode(Nominee nominee)
    {
        var host = await Operator();
        await host.Go("/surveys/estates");
        await host.Go($"/surveys/poster/E{nominee.Estate}");
        var address = await host.Page.Locator(".poster-url b").InnerTextAsync();

        var resident = await cast.Add("resident-open", Device.Phone);
        await resident.Go(address.Contains("://", StringComparison.Ordinal) ? new Uri(address).AbsolutePath : address[address.IndexOf('/', StringComparison.Ordinal)..]);
        await resident.Page.Locator("[data-elder]:visible").TapAsync();
        await Expect(resident.Page.Locator("html")).ToContainClassAsync("elder");
        await resident.Look();
        // The next question without an answer is asked for, not shown.
        await Next(resident);
        await Expect(resident.Page.Locator("[data-hint]").First).ToBeVisibleAsync();
        await resident.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "满意", Exact = true }).TapAsync();
        // What scores nothing may be passed over.
        await Next(resident);
        await Next(resident);
        await resident.Submit("交卷");
        await resident.Reads("已经收到，谢谢您");
        // The same phone a second time is told so.
        await resident.Go($"/s/e/E{nominee.Estate}");
        await resident.Reads("这台手机已经交过了");
        (await Ballots(nominee)).ShouldBe(2);
    }

    private static Task Next(Person resident) => resident.Page.Locator(".q a.btn-primary:visible").TapAsync();

    private async Task Send(string path, string answer)
    {
        residents++;
        var resident = app.Visit().Http;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("a.overall", answer)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add(LiveApp.AddressHeader, $"10.0.{residents / 200}.{(residents % 200) + 1}");
        using var response = await resident.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Found, path);
        response.Headers.Location!.OriginalString.ShouldBe("/s/thanks");
    }

    private Task<int> Ballots(Nominee nominee) => app.Db(db => db.Ballots.CountAsync(b => b.EstateId == nominee.Estate));
}
