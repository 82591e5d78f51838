using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Scoring.Web.Tests.Nominations;

/// <summary>A street clerk at work: files nominations through the pages, as a browser would.</summary>
public sealed class Filing(WebApp app, Visitor clerk, int street)
{
    public static readonly string[] Sections = ["profile", "work", "service", "innovation", "drive"];
    public static readonly string[] Standards = ["ABILITY", "FAIRNESS", "WARMTH", "STANDING"];
    public static readonly string[] Gates = ["IN_OFFICE", "NOT_COOLING", "CLEAN"];

    public Visitor Clerk => clerk;

    public static async Task<Filing> At(WebApp app, int street) => new(app, await app.SignIn($"street-{street.ToString(CultureInfo.InvariantCulture)}"), street);

    public static Task<int> Cycle(WebApp app) => app.Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());

    /// <summary>Takes a slot for the secretary of the street's branch of that number (1–4).</summary>
    public async Task<int> Draft(int slot, int branch)
    {
        var cycle = await Cycle(app);
        var page = (await clerk.Get($"/nominations/{cycle}/new?slot={slot}")).Says(HttpStatusCode.OK);
        var answer = await clerk.Post($"/nominations/{cycle}/new", ("Slot", Text(slot)), ("PersonId", Text(District.Branches(street)[branch - 1])), ("Key", page.Value("Key")));
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
        return int.Parse(answer.Location!.Split('/')[3], CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a dossier that is just long enough, and saves it.</summary>
    public async Task<Page> Save(int entry, string text = "实")
    {
        var page = (await clerk.Get($"/nominations/entry/{entry}/edit")).Says(HttpStatusCode.OK);
        return await clerk.Post($"/nominations/entry/{entry}/edit", Fields(page.Value("Version"), page.Value("Key"), text));
    }

    public static (string, string)[] Fields(string version, string key, string text = "实") =>
    [
        ("Version", version), ("Key", key), ("Composition", "RESIDENT"), ("then", "preview"),
        .. Sections.Select(s => ($"Texts[{s}]", string.Concat(Enumerable.Repeat(text, 100)))), .. Standards.Select(s => ("Standards", s)), ("SelfReport[VENUE.SIGN]", "1.5"),
    ];

    public async Task<Page> Submit(int entry)
    {
        var page = (await clerk.Get($"/nominations/entry/{entry}")).Says(HttpStatusCode.OK);
        return await clerk.Post($"/nominations/entry/{entry}/submit", ("Key", page.Value("Key")));
    }

    /// <summary>A whole nomination, handed in.</summary>
    public async Task<int> Filed(int slot, int branch)
    {
        var entry = await Draft(slot, branch);
        (await Save(entry)).Status.ShouldBe(HttpStatusCode.Found);
        (await Submit(entry)).Status.ShouldBe(HttpStatusCode.Found);
        return entry;
    }

    /// <summary>The operator's conclusion; the reason or the gates as fields.</summary>
    public static async Task<Page> Decide(WebApp app, int entry, string verdict, params (string, string)[] fields)
    {
        var reviewer = await app.SignIn("operator-1");
        var page = (await reviewer.Get($"/reviews/{entry}")).Says(HttpStatusCode.OK);
        return await reviewer.Post($"/reviews/{entry}/{verdict}", [("Version", page.Value("Version")), ("Key", page.Value("Key")), .. fields]);
    }

    public static async Task<Page> Accept(WebApp app, int entry) => await Decide(app, entry, "accept", [.. Gates.Select(g => ("Gates", g))]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
