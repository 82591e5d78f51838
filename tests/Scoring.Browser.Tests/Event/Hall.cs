using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;

namespace Scoring.Browser.Tests.Event;

/// <summary>One hall: the host at the console, three judges with their phones, and the big screen, which has no account.</summary>
public sealed class Hall
{
    private static readonly string[] Criteria = ["work", "service", "innovation", "drive"];
    private readonly EventApp app;

    private Hall(EventApp app, Person host, IReadOnlyList<Person> phones, Person screen, Overheard heard) =>
        (this.app, Host, Phones, Screen, Heard) = (app, host, phones, screen, heard);

    public Person Host { get; }

    public IReadOnlyList<Person> Phones { get; }

    public Person Screen { get; }

    /// <summary>What the screen was sent.</summary>
    public Overheard Heard { get; }

    public static async Task<Hall> Gather(Cast cast, EventApp app)
    {
        var host = await cast.Of("operator-1");
        await host.Go($"/screens/{app.CycleId}");
        await host.Submit("给别的电脑一个地址");
        var address = (await host.Page.Locator("main").InnerHTMLAsync()) is var html && html.IndexOf("/screen/", StringComparison.Ordinal) is var at and > 0
            ? html.Substring(at, "/screen/".Length + 32) : throw new ShouldAssertException("The page shows no address of a screen.");
        var screen = await cast.Add("screen", new Device("hall", 1920, 1080, false));
        var heard = new Overheard(screen.Page);
        await screen.Page.GotoAsync(address);

        List<Person> phones = [];
        foreach (var judge in EventApp.Judges)
        {
            var phone = await cast.Of(judge);
            await phone.Go("/judging");
            phones.Add(phone);
        }

        await host.Go($"/stage/{app.CycleId}");
        return new Hall(app, host, phones, screen, heard);
    }

    /// <summary>Presses the console's biggest button, which must offer this.</summary>
    public async Task Next(string label)
    {
        var button = Host.Page.Locator("#stage-now .stage-go");
        await Assertions.Expect(button).ToContainTextAsync(label);
        await button.ClickAsync();
    }

    /// <summary>The same, where it asks once more.</summary>
    public async Task NextAndAgree(string label)
    {
        await Next(label);
        await Host.Page.Locator("dialog[open] .btn-primary").ClickAsync();
    }

    public Task Shows(params string[] sentences) => Shows(Screen, sentences);

    /// <summary>The candidate is called and speaks: on the clock, off the clock.</summary>
    public async Task Talk(int place)
    {
        await Next($"{place:00} 号");
        await Speak(place);
    }

    /// <summary>Who has been called speaks, and every phone has moved on by itself.</summary>
    public async Task Speak(int place)
    {
        await Next("开始计时");
        await Next("停止计时");
        foreach (var phone in Phones)
            await Assertions.Expect(phone.Page.Locator(".sheet-who .seat")).ToHaveTextAsync($"{place:00}");
    }

    public static async Task Type(Person phone, params string[] marks)
    {
        foreach (var (criterion, mark) in Criteria.Zip(marks))
            await phone.Page.Locator($"#m-{criterion}").FillAsync(mark);
    }

    public static async Task HandIn(Person phone)
    {
        await phone.Lead(() => phone.Button("交表").TapAsync());
        await phone.Reads("的评分表已交");
    }

    public Task In(int count) => Assertions.Expect(Host.Page.Locator("#stage-judges .card-head")).ToContainTextAsync($"已交 {count} / {Phones.Count}");

    private static async Task Shows(Person person, string[] sentences)
    {
        foreach (var sentence in sentences)
            await Assertions.Expect(person.Page.Locator("#scene")).ToContainTextAsync(sentence);
    }
}
