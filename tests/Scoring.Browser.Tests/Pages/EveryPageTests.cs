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
    /// <summary>Pages that are shut on the demo's first day, or a secret on paper: the month's own test opens them.</summary>
    private static readonly string[] OnlyInAMonth = ["/s/{token}", "/nominations/{cycleId:int}/new", "/nominations/entry/{id:int}/edit"];

    /// <summary>Who also looks at a month that is over, where the running one has no figures yet.</summary>
    private static readonly Role[] Seeing = [Role.Operator, Role.Approver, Role.Supervisor];

    private readonly DemoApp app = new();

    public EveryPageTests() => app.Open();

    [Fact]
    public async Task Every_page_of_every_role_is_whole_at_both_sizes()
    {
        var pictured = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var wrong = new List<string>();
        var cast = new Cast(app);
        var (estate, past) = await app.Db(async db => (
            await db.Entries.Where(e => db.Cycles.Any(c => c.Id == e.CycleId && c.State == CycleState.Scoring)).Select(e => db.Units.First(u => u.Id == e.EstateId).Code).FirstAsync(),
            await db.Cycles.Where(c => c.State == CycleState.Published).MaxAsync(c => c.Id)));

        await cast.Play(async () =>
        {
            // Residents come by paper, not by link; the rest is found from the first page on.
            var reader = await cast.Add("nobody", Device.Desk);
            await Walk("nobody", reader, ["/", "/s", "/s/thanks", $"/s/e/{estate}", "/demo/clock", "/results/archive", $"/notices/{past}"]);

            // One press on the sign-in page for each role.
            foreach (var role in Enum.GetValues<Role>())
            {
                var person = await Portraits.Enter(app, role, Device.Desk);
                cast.Add(person);
                await Walk($"{role}", person, ["/todo", "/account", "/account/password", .. Seeing.Contains(role) ? [$"/tallies/{past}"] : Array.Empty<string>()]);
            }

            if (Results.Docs is { } folder)
                await Portraits.Take(app, folder, past);
            wrong.ShouldBeEmpty();
            var missed = app.Kinds.Patterns.Except(Pages.Walk.NotPages).Except(shown.Select(s => s.Split('?')[0])).ToList();
            missed.ShouldBe(OnlyInAMonth, ignoreOrder: true, "pages to which no link led anybody");
        });

        async Task Walk(string role, Person person, string[] starts)
        {
            var walk = new Walk(app, role, starts, pictured);
            await walk.Go(person);
            shown.UnionWith(walk.Shown);
            wrong.AddRange(walk.Wrong);
        }
    }

    public void Dispose() => app.Dispose();
}
