using System.Collections.Concurrent;
using Microsoft.Playwright;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Stage;

/// <summary>Everybody who is at a browser, each with one of their own: judges and residents hold phones, the others sit at desks.</summary>
public sealed class Cast(LiveApp app)
{
    private readonly ConcurrentDictionary<string, Person> people = new(StringComparer.Ordinal);

    public LiveApp App => app;

    /// <summary>Somebody of the district, signed in through the sign-in page the first time.</summary>
    public async Task<Person> Of(string userName)
    {
        if (people.TryGetValue(userName, out var known))
            return known;
        var person = await Add(userName, userName.StartsWith("judge-", StringComparison.Ordinal) ? Device.Phone : Device.Desk);
        await person.Go("/account/sign-in");
        await person.Page.Locator("#UserName").FillAsync(userName);
        await person.Page.Locator("#Password").FillAsync(District.Password);
        await person.Submit(person.Page.Locator(".sign-in-form button[type=submit]"));
        new Uri(person.Page.Url).AbsolutePath.ShouldBe("/todo");
        return person;
    }

    /// <summary>Somebody who has no account, or has not signed in yet.</summary>
    public async Task<Person> Add(string name, Device device)
    {
        var person = await Person.Arrives(app, name, device);
        return people[name] = person;
    }

    public void Add(Person person) => people[person.Name] = person;

    /// <summary>Plays a piece; when it fails, everybody's screen is in the message.</summary>
    public async Task Play(Func<Task> piece)
    {
        try
        {
            await piece();
            foreach (var person in people.Values)
                person.Complain();
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException or ShouldAssertException)
        {
            var pictures = new List<string>();
            foreach (var person in people.Values.Where(p => !p.Page.IsClosed))
                pictures.Add(await person.Picture());
            throw new InvalidOperationException($"{e.Message}\nScreens at that moment:\n  {string.Join("\n  ", pictures)}", e);
        }
        finally
        {
            foreach (var person in people.Values)
                await person.Context.CloseAsync();
        }
    }
}
