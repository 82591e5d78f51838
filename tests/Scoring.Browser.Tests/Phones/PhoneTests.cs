using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Entries;
using Scoring.Web.Features.Judging;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Phones;

/// <summary>A judge's phone in a hall with a bad network. Each piece has a candidate of its own.</summary>
public sealed class PhoneTests : IAsyncLifetime
{
    private readonly PhoneApp app = new();
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        await app.Prepare();
        cast = new Cast(app);
    }

    public Task DisposeAsync()
    {
        app.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public Task A_phone_hands_in_once_whatever_happens_on_the_way() => cast.Play(async () =>
    {
        var judge = await cast.Of("judge-org");
        await DoubleTap(judge, app.Entries[0]);
        await TakeBackAndCorrect(judge, app.Entries[0]);
        await ReloadWhileItWaits(judge, app.Entries[1]);
        await TwoTabs(judge, app.Entries[2]);
        await SessionExpiresWhileTwoWait(judge, app.Entries[3], app.Entries[4]);
        (await app.Db(db => db.Sheets.CountAsync())).ShouldBe(6, "five candidates, one of them twice");
    });

    [Fact]
    public Task A_phone_whose_code_is_taken_back_is_out_at_once() => cast.Play(async () =>
    {
        var (entry, secret, account) = (app.Entries[0], Passes.NewSecret(), District.Account("judge-civil"));
        var judge = await app.Db(db => db.Judges.Where(j => j.CycleId == entry.CycleId && j.AccountId == account).Select(j => j.Id).SingleAsync());
        await app.Send(new Passes.Issue(entry.CycleId, judge, [secret], Guid.NewGuid(), Guid.NewGuid()), "operator-1");
        var phone = await cast.Add("phone", Device.Phone);
        await phone.Go($"/j/{secret}");
        await phone.Submit("进入评分");
        await phone.Go($"/judging/{entry.Id}");
        var host = await cast.Of("operator-1");
        await host.Go($"/stage/{entry.CycleId}");
        await Assertions.Expect(host.Page.Locator("#stage-judges")).ToContainTextAsync("在线");
        await host.Go($"/judging/passes/{entry.CycleId}");
        await host.Agree(host.Page.Locator("form[action$=revoke] button").First, "作废");
        await Assertions.Expect(phone.Page.Locator("[data-link]")).ToContainTextAsync("已经作废，这部手机已经退出");
        await host.Go($"/stage/{entry.CycleId}");
        await host.ReadsNot("在线");
    });

    private async Task DoubleTap(Person judge, Entry entry)
    {
        await Open(judge, entry);
        await Type(judge);
        await judge.Lead(() => judge.Button("交表").DblClickAsync());
        await judge.Look();
        await judge.Reads($"{entry.PersonName}的评分表已交", "27.5 / 40");
        (await Sheets(entry)).ShouldBe(["1 9.5"]);
    }

    private async Task TakeBackAndCorrect(Person judge, Entry entry)
    {
        await judge.Lead(() => judge.Button("取回修改").TapAsync());
        await judge.Look();
        await Assertions.Expect(judge.Page.Locator("#m-work")).ToHaveValueAsync("9.5");
        await judge.Page.Locator("#m-work").TapAsync();
        await Keys(judge, "back", "back", "back", "8");
        await judge.Lead(() => judge.Button("交表").TapAsync());
        await judge.Reads("26 / 40");
        (await Sheets(entry)).ShouldBe(["1 9.5", "2 8"]);
    }

    private async Task ReloadWhileItWaits(Person judge, Entry entry)
    {
        await Open(judge, entry);
        await Type(judge);
        await judge.Offline();
        await judge.Button("交表").TapAsync();
        await judge.Reads("已存本机，还没有送达：网络断开");
        await judge.Look();
        (await Sheets(entry)).ShouldBeEmpty();
        // The page is left before the network is back; the next one delivers.
        await judge.Page.GotoAsync("about:blank");
        await judge.Online();
        await judge.Page.GotoAsync("/judging");
        await judge.Reads($"02 {entry.PersonName}：已送达。");
        await judge.Look();
        (await Sheets(entry)).ShouldBe(["1 9.5"]);
    }

    private async Task TwoTabs(Person judge, Entry entry)
    {
        await Open(judge, entry);
        var other = await judge.SecondTab();
        await other.Go($"/judging/{entry.Id}");
        await judge.Offline();
        other.Expected = judge.Expected;
        await Type(judge);
        await judge.Button("交表").TapAsync();
        await judge.Reads("已存本机，还没有送达");
        // The second tab is answered with what the first one handed in.
        await Type(other);
        await other.Button("交表").TapAsync();
        await other.Reads("已存本机，还没有送达");
        other.Forgive();
        await other.Page.CloseAsync();
        await judge.Lead(judge.Online);
        await judge.Reads($"{entry.PersonName}的评分表已交");
        (await Sheets(entry)).ShouldBe(["1 9.5"]);
    }

    private async Task SessionExpiresWhileTwoWait(Person judge, Entry first, Entry second)
    {
        await Open(judge, second);
        var other = await judge.SecondTab();
        await other.Go($"/judging/{first.Id}");
        await judge.Offline();
        other.Expected = judge.Expected;
        foreach (var tab in new[] { other, judge })
        {
            await Type(tab);
            await tab.Button("交表").TapAsync();
            await tab.Reads("已存本机，还没有送达");
        }

        other.Forgive();
        await other.Page.CloseAsync();
        await judge.Context.ClearCookiesAsync();
        judge.Expected = "status of 401";
        await judge.Context.SetOfflineAsync(false);
        await judge.Reads("登录已过期。重新登录或再扫一次评委码，就会自动送达");
        await judge.Look();
        judge.Expected = null;
        judge.Forgive();

        // Somebody else who signs in on this phone neither sees nor sends them.
        await SignIn(judge, "judge-civil");
        await judge.Go("/judging");
        await judge.ReadsNot("已存本机");
        await judge.Context.ClearCookiesAsync();
        (await Sheets(first)).ShouldBeEmpty();

        await SignIn(judge, "judge-org");
        await judge.Go("/judging");
        await judge.Reads($"04 {first.PersonName}：已送达。", $"05 {second.PersonName}：已送达。");
        (await Sheets(first)).ShouldBe(["1 9.5"]);
        (await Sheets(second)).ShouldBe(["1 9.5"]);
    }

    private static async Task SignIn(Person person, string userName)
    {
        await person.Page.GotoAsync("/account/sign-in");
        await person.Page.Locator("#UserName").FillAsync(userName);
        await person.Page.Locator("#Password").FillAsync(District.Password);
        await person.Lead(() => person.Page.Locator(".sign-in-form button[type=submit]").ClickAsync());
    }

    private static async Task Open(Person judge, Entry entry)
    {
        await judge.Go($"/judging/{entry.Id}");
        await judge.Reads(entry.PersonName);
    }

    /// <summary>9.5 + 9 + 8 + 1 = 27.5.</summary>
    private static Task Type(Person judge) => Keys(judge, "9", ".5", "next", "9", "next", "8", "next", "1");

    private static async Task Keys(Person judge, params string[] keys)
    {
        foreach (var key in keys)
            await judge.Page.Locator($"[data-key='{key}']").TapAsync();
    }

    /// <summary>All revisions for a candidate: number and the first mark.</summary>
    private async Task<IReadOnlyList<string>> Sheets(Entry entry) =>
        [.. (await app.Db(db => db.Sheets.AsNoTracking().Where(s => s.EntryId == entry.Id).OrderBy(s => s.Revision).ToListAsync())).Select(s => $"{s.Revision} {s.Marks["work"]}")];
}
