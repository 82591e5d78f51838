using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MediatR;
using Scoring.Browser.Tests.Stage;
using Scoring.Data;
using Scoring.Web.Features.Screens;
using Scoring.Web.Setup;

namespace Scoring.Browser.Tests.Event;

/// <summary>A whole live day in the browser: the console, three phones with bad luck, and a big screen whose every message is kept and searched.</summary>
public sealed class EventTests
{
    [Fact]
    public Task An_event_runs_from_the_roll_to_the_first_place_and_the_screen_is_told_nothing_too_early() => Play(new EventApp(3), async (app, hall) =>
    {
        await RollCall(app, hall);
        await hall.NextAndAgree("开场");
        await hall.Next("现场抽签");
        await hall.Shows("书记");

        // One sheet is tapped twice, one waits in a phone without a network, one phone is loaded anew in between.
        await hall.Talk(1);
        await hall.Next("开放评分");
        await Hall.Type(hall.Phones[0], "9.5", "8", "7.5", "6");
        await hall.Phones[0].Lead(() => hall.Phones[0].Button("交表").DblClickAsync());
        await hall.In(1);
        await hall.Shows("评委正在评分", "1 / 3");
        await hall.Host.Look();
        await hall.Phones[1].Offline();
        await Hall.Type(hall.Phones[1], "11", "9.5", "8", "7");
        await hall.Phones[1].Button("交表").TapAsync();
        await hall.Phones[1].Reads("已存本机，还没有送达");
        await Hall.Type(hall.Phones[2], "10", "9", "8.5", "7.5");
        await hall.Phones[2].Page.ReloadAsync();
        await Assertions.Expect(hall.Phones[2].Page.Locator("#m-drive")).ToHaveValueAsync("7.5");
        await Hall.HandIn(hall.Phones[2]);
        await hall.In(2);
        await hall.Phones[1].Lead(hall.Phones[1].Online);
        await hall.In(3);
        await hall.Shows("评委已全部交表");
        await hall.Next("关闭评分");
        await hall.Shows("稍后公布");
        await hall.Next("亮分");
        await hall.Shows("现场得分");

        // The second one's marks are held back until the end; the phones have moved on by themselves.
        await Score(hall, 2, ["8", "7", "6.5", "5"], ["7.5", "8", "6", "5.5"], ["9", "6.5", "7", "4.5"]);
        await hall.Host.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("^先不亮分") }).ClickAsync();
        await hall.Speak(3);
        await hall.Next("开放评分");
        await hall.Host.Page.ReloadAsync();
        await Sheets(hall, ["12", "10", "9.5", "8"], ["11.5", "10", "10", "7.5"], ["12", "9", "10", "8"]);
        await hall.Next("关闭评分");
        await hall.Next("亮分");
        await hall.Shows("现场得分");

        await hall.Next("开始揭晓");
        await hall.Shows("即将揭晓");
        foreach (var place in new[] { 3, 2, 1 })
        {
            await hall.Next("揭晓下一名");
            await hall.Shows($"第 {place} 名");
        }

        await hall.NextAndAgree("收场");
        await Assertions.Expect(hall.Host.Page.Locator("#stage-now")).ToContainTextAsync("现场已经收场");
        await hall.Host.Look();
        (await app.Db(db => db.Sheets.CountAsync())).ShouldBe(9, "three judges, three candidates, each once");
        (await app.Db(db => db.Sheets.Select(s => s.Key).Distinct().CountAsync())).ShouldBe(9);

        var (leaks, figures) = await hall.Heard.Leaks();
        leaks.ShouldBeEmpty();
        // Otherwise nothing was looked for.
        figures.ShouldBeGreaterThanOrEqualTo(10, "two reveals with their marks, means and sums, and one place that was held");
        hall.Heard.Count.ShouldBeGreaterThan(25);
    });

    [Fact]
    public Task Catches_a_screen_that_is_told_a_mark_before_it_is_released() => Play(new EventApp(1, builder => builder.ConfigureTestServices(services =>
        services.AddScoped<IRequestHandler<Snapshot.Query, object>, Leaking>())), async (app, hall) =>
    {
        await hall.NextAndAgree("开场");
        await hall.Next("现场抽签");
        await Score(hall, 1, ["9.5", "8", "7.5", "6"], ["11", "9.5", "8", "7"], ["10", "9", "8.5", "7.5"]);
        await hall.Next("亮分");
        await hall.Shows("现场得分");
        (await hall.Heard.Leaks()).Leaks.ShouldNotBeEmpty();
    });

    /// <summary>The planted fault: the sum of every sheet in the title, in per cent as a reveal writes it.</summary>
    private sealed class Leaking(ScoringDb db, Clock clock, SchemeShelf shelf) : IRequestHandler<Snapshot.Query, object>
    {
        public async Task<object> Handle(Snapshot.Query request, CancellationToken cancellationToken)
        {
            var state = (ScreenState)await new Snapshot.Handler(db, clock, shelf).Handle(request, cancellationToken);
            var sums = (await db.Sheets.AsNoTracking().ToListAsync(cancellationToken)).Select(s => s.Marks.Values.Sum(decimal.Parse) / 40 * 100);
            return state with { Title = $"{state.Title} {string.Join(' ', sums.Select(s => s.ToString("0.00")))}" };
        }
    }

    private static async Task Play(EventApp app, Func<EventApp, Hall, Task> piece)
    {
        using (app)
        {
            await app.Prepare();
            var cast = new Cast(app);
            await cast.Play(async () => await piece(app, await Hall.Gather(cast, app)));
        }
    }

    private static async Task RollCall(EventApp app, Hall hall)
    {
        await hall.Host.Go($"/stage/{app.CycleId}/roll");
        var buttons = hall.Host.Page.Locator("button[name=Present][value=true]");
        for (var left = await buttons.CountAsync(); left > 0; left--)
            await hall.Host.Lead(() => buttons.First.ClickAsync());
        await hall.Host.Go($"/stage/{app.CycleId}");
    }

    /// <summary>A candidate from the call to the closing, with everybody's sheet in.</summary>
    private static async Task Score(Hall hall, int place, params string[][] marks)
    {
        await hall.Talk(place);
        await hall.Next("开放评分");
        await Sheets(hall, marks);
        await hall.Next("关闭评分");
    }

    private static async Task Sheets(Hall hall, params string[][] marks)
    {
        foreach (var (phone, typed) in hall.Phones.Zip(marks))
        {
            await Hall.Type(phone, typed);
            await Hall.HandIn(phone);
        }

        await hall.In(hall.Phones.Count);
    }
}
