using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Person = Scoring.Browser.Tests.Stage.Person;

namespace Scoring.Browser.Tests.Pages;

/// <summary>The demo district as a newcomer finds it: every page that any role can open, on a desk's screen and at a phone's width.</summary>
public sealed class EveryPageTests : IDisposable
{
    private readonly DemoApp app = new();

    public EveryPageTests() => app.Open();

    [Fact]
    public async Task Every_page_of_every_role_is_whole_at_both_sizes()
    {
        var pictured = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var cast = new Cast(app);
        var estate = await app.Db(async db =>
        {
            var running = await db.Cycles.Where(c => c.State == CycleState.Scoring).Select(c => c.Id).SingleAsync();
            return await db.Entries.Where(e => e.CycleId == running).Select(e => db.Units.First(u => u.Id == e.EstateId).Code).FirstAsync();
        });

        await cast.Play(async () =>
        {
            // Residents come by paper, not by link; the rest is found from the first page on.
            var reader = await cast.Add("nobody", Device.Desk);
            await Walk("nobody", reader, ["/", "/s", "/s/thanks", $"/s/e/{estate}", "/demo/clock"]);

            // One press on the sign-in page for each role.
            foreach (var role in Enum.GetValues<Role>())
            {
                var person = await cast.Add($"{role}", Device.Desk);
                await person.Page.GotoAsync("/account/sign-in");
                await person.Submit(person.Page.Locator($"button.role:has(b:text-is('{RoleNames.Of(role)}'))"));
                await Walk($"{role}", person, ["/todo", "/account", "/account/password"]);
            }

            var missed = app.Kinds.Patterns.Except(Pages.Walk.NotPages).Except(shown.Select(s => s.Split('?')[0])).ToList();
            // A slip's own address is a secret on paper: the month's residents open it.
            missed.ShouldBe(["/s/{token}"], "pages to which no link led anybody");
        });

        async Task Walk(string role, Person person, string[] starts)
        {
            var walk = new Walk(app, role, starts, pictured);
            await walk.Go(person);
            shown.UnionWith(walk.Shown);
        }
    }

    public void Dispose() => app.Dispose();
}
