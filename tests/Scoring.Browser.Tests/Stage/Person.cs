using Microsoft.Playwright;

namespace Scoring.Browser.Tests.Stage;

/// <summary>A phone in a hand, or a desk's screen.</summary>
public sealed record Device(string Name, int Width, int Height, bool Touch)
{
    public static Device Phone { get; } = new("phone", 360, 740, true);

    public static Device Desk { get; } = new("desk", 1440, 900, false);
}

/// <summary>Somebody at a browser. Every page that comes up is inspected, and a word in its console is a fault.</summary>
public sealed class Person
{
    private readonly List<string> troubles = [];
    private readonly PageKinds kinds;

    private Person(string name, Device device, IBrowserContext context, IPage page, PageKinds kinds)
    {
        (Name, Device, Context, Page, this.kinds) = (name, device, context, page, kinds);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && (Expected is null || !message.Text.Contains(Expected, StringComparison.Ordinal)))
                Trouble($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Trouble($"script error: {error}");
    }

    public string Name { get; }

    public Device Device { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public ILocator Main => Page.Locator("main");

    /// <summary>What the browser itself will say in the console about an answer that the test wants, e.g. “status of 409”.</summary>
    public string? Expected { get; set; }

    /// <summary>A new browser, with no cookie and no draft in it.</summary>
    public static async Task<Person> Arrives(LiveApp app, string name, Device device)
    {
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = app.Address, Locale = "zh-CN", TimezoneId = "Asia/Shanghai", ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = device.Width, Height = device.Height }, HasTouch = device.Touch, IsMobile = device.Touch,
        });
        context.SetDefaultTimeout(Chromium.Patience);
        return new Person(name, device, context, await context.NewPageAsync(), app.Kinds);
    }

    /// <summary>The same browser's second tab.</summary>
    public async Task<Person> SecondTab() => new($"{Name}, second tab", Device, Context, await Context.NewPageAsync(), kinds);

    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Look();
    }

    /// <summary>Presses a button that leads to another page.</summary>
    public Task Submit(string button) => Submit(Button(button));

    public async Task Submit(ILocator button)
    {
        await Lead(() => button.ClickAsync());
        await Look();
    }

    /// <summary>Follows a link.</summary>
    public Task Follow(string link) => Submit(Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = link, Exact = true }).First);

    /// <summary>Presses a button that asks first, reads the question, and agrees.</summary>
    public async Task Agree(ILocator button, string ok)
    {
        await button.ClickAsync();
        await Look();
        await Submit(Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = ok, Exact = true }));
    }

    public Task Agree(string button, string ok) => Agree(Button(button), ok);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>The page must come to say every sentence.</summary>
    public async Task Reads(params string[] sentences)
    {
        foreach (var sentence in sentences)
            await Assertions.Expect(Main).ToContainTextAsync(sentence);
    }

    public Task ReadsNot(string sentence) => Assertions.Expect(Main).Not.ToContainTextAsync(sentence);

    /// <summary>Does what leads to another page, and waits until that one is there.</summary>
    public async Task Lead(Func<Task> act)
    {
        var loaded = new TaskCompletionSource();
        void On(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += On;
        try
        {
            await act();
            await loaded.Task.WaitAsync(TimeSpan.FromMilliseconds(Chromium.Patience));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{Name} at {Page.Url}: no page came. {e.Message}", e);
        }
        finally
        {
            Page.Load -= On;
        }
    }

    /// <summary>Inspects the page as it stands.</summary>
    public async Task Look()
    {
        await Inspect(Device.Name);
        Complain();
    }

    /// <summary>Inspects the page as it stands, and tells instead of failing.</summary>
    /// <param name="size">Name of the size that the page has now.</param>
    public async Task<IReadOnlyList<string>> Faults(string size)
    {
        await Inspect(size);
        return Forgive();
    }

    /// <summary>Takes the network away. What the browser says of it is expected from before it happens: the page asks for something at any moment.</summary>
    public Task Offline()
    {
        Expected = "ERR_INTERNET_DISCONNECTED";
        return Context.SetOfflineAsync(true);
    }

    /// <summary>Gives the network back.</summary>
    public async Task Online()
    {
        await Context.SetOfflineAsync(false);
        Expected = null;
    }

    /// <summary>Forgets what was wrong so far.</summary>
    /// <returns>What it was.</returns>
    public IReadOnlyList<string> Forgive()
    {
        lock (troubles)
        {
            var forgiven = troubles.ToArray();
            troubles.Clear();
            return forgiven;
        }
    }

    /// <summary>Fails when a page of this browser had something wrong with it.</summary>
    public void Complain() => Forgive().ShouldBeEmpty($"{Name} on a {Device.Name} at {Page.Url}");

    private async Task Inspect(string size)
    {
        foreach (var wrong in await Inspection.Of(Page, kinds.Of(Page.Url) ?? Page.Url, size))
            Trouble(wrong);
    }

    /// <summary>Takes a picture of what is on the screen, for whoever reads the failure.</summary>
    public async Task<string> Picture()
    {
        var file = Path.Combine(Results.Folder, $"{Name.Replace(", ", "-").Replace(' ', '-')}.png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
        return $"{file} ({Page.Url})";
    }

    private void Trouble(string text)
    {
        lock (troubles)
            troubles.Add(text);
    }
}
