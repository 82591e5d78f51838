using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Organisation;
using Person = Scoring.Browser.Tests.Stage.Person;

namespace Scoring.Browser.Tests.Pages;

/// <summary>The pictures that the README shows, taken of the demo when SCORING_SCREENS=1.</summary>
public static class Portraits
{
    /// <param name="app">The demo.</param>
    /// <param name="folder">Where the pictures go.</param>
    /// <param name="past">A month that is published.</param>
    public static async Task Take(DemoApp app, string folder, int past)
    {
        var reader = await Person.Arrives(app, "portrait-reader", Device.Desk);
        await Shoot(reader, "/", "home");
        await Shoot(reader, "/results", "ranking");

        var host = await Enter(app, Role.Operator, Device.Desk);
        await Shoot(host, "/todo", "todo");
        await host.Go($"/tallies/{past}");
        await host.Submit(host.Page.Locator("a[href*='/entry/']").First);
        await host.Page.Locator("details.trace > summary", new PageLocatorOptions { HasText = "现场评选" }).First.ClickAsync();
        await Shoot(host, null, "trace");

        var judge = await Enter(app, Role.Judge, Device.Phone);
        await judge.Go("/judging");
        await judge.Submit(judge.Page.Locator(".judging-progress a.btn-primary").First);
        foreach (var key in new[] { "7", ".5" })
            await judge.Page.Locator($"[data-key='{key}']").TapAsync();
        await Assertions.Expect(judge.Page.Locator("[data-state]")).ToHaveTextAsync("已存本机，已送达");
        await Shoot(judge, null, "sheet");

        async Task Shoot(Person person, string? path, string name)
        {
            if (path is not null)
                await person.Go(path);
            await person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        }
    }

    /// <summary>Signs in to the demo by one press on the role.</summary>
    /// <param name="kind">Of unit for which it is held, where the sign-in page tells those apart.</param>
    public static async Task<Person> Enter(DemoApp app, Role role, Device device, UnitKind? kind = null)
    {
        var person = await Person.Arrives(app, $"{role}", device);
        await person.Page.GotoAsync("/account/sign-in");
        await person.Submit(person.Page.Locator($"button.role:has(b:text-is('{(kind is { } held ? RoleNames.Of(role, held) : RoleNames.Of(role))}'))"));
        return person;
    }
}
