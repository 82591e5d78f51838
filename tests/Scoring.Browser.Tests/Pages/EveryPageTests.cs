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
    private static readonly string[] Shut = ["/s/{token}", "/j/{token}", "/screen/{key}", "/nominations/{cycleId:int}/new", "/nominations/entry/{id:int}/edit", "/objections/file/{cycleId:int}", "/judging/practice/{cycleId:int}", "/stage/{cycleId:int}/clip",
        "/applications/{cycleId:int}/pledge", "/listings/{cycleId:int}", "/registers/{register:regex(^(units|people|pairings)$)}/{hash:length(64)}"];

    private readonly DemoApp app = new();

    public EveryPageTests() => app.Open();

    [Fact]
    public async Task Every_page_of_every_role_is_whole_at_both_sizes()
    {
        var pictured = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var opened = new HashSet<string>(StringComparer.Ordinal);
        var wrong = new List<string>();
        var cast = new Cast(app);
        var (estate, past, corrected, reported, objected, root, branch, handedIn) = await app.Db(async db => (
            await db.Entries.Where(e => db.Cycles.Any(c => c.Id == e.CycleId && c.State == CycleState.Scoring)).Select(e => db.Units.First(u => u.Id == e.EstateId).Code).FirstAsync(),
            await db.Cycles.Where(c => c.State == CycleState.Published && c.SchemeCode == "TOP10_SECRETARY").MaxAsync(c => c.Id),
            await db.Publications.Where(p => p.Number > 1).MinAsync(p => p.CycleId),
            await db.StreetReports.MaxAsync(r => r.CycleId),
            await db.Objections.MaxAsync(o => o.CycleId),
            await db.Units.Where(u => u.Kind == UnitKind.District).Select(u => u.Id).SingleAsync(),
            await db.Units.Where(u => u.Kind == UnitKind.Branch).MinAsync(u => u.Id),
            // The judge whom the sign-in page offers first: the one with the lowest account.
            await db.Sheets.Where(s => db.Judges.First(j => j.Id == s.JudgeId).AccountId == db.Users.Where(a => a.Grants.Any(g => g.Role == Role.Judge)).Min(a => a.Id)).MaxAsync(s => s.EntryId)));

        // Where no link leads on the demo's first day: a month that is over, a quarter whose streets have reported, a month with an objection, a sheet that is handed in, a branch, a list without a filter.
        string[] Starts(Role role) => role switch
        {
            Role.Judge => [$"/judging/{handedIn}"],
            Role.Operator => [$"/tallies/{past}", $"/results/{past}/papers", $"/reports/{reported}", $"/reviews/not-applicable?cycle={reported}", $"/objections?cycle={objected}", $"/corrections/{objected}", "/surveys/calls", $"/surveys/seen?cycle={past}", "/panels", "/schemes/TOP10_SECRETARY/1/changes", $"/organisation/units/{root}", $"/organisation/units/{branch}/people/add", $"/organisation/units/{branch}/change"],
            Role.Supervisor => [$"/tallies/{past}", "/insights/judges/TOP10_SECRETARY"],
            Role.Approver => [$"/tallies/{past}"],
            Role.Administrator => [$"/organisation/units/{root}", $"/organisation/units/{branch}/people/add"],
            _ => [],
        };

        await cast.Play(async () =>
        {
            // Residents come by paper, not by link; the rest is found from the first page on.
            var reader = await cast.Add("nobody", Device.Desk);
            await Walk("nobody", reader, ["/", "/s", "/s/thanks", $"/s/e/{estate}", "/demo/clock", "/results/archive", "/rules", $"/notices/{past}", $"/results/{corrected}/earlier/1"]);

            // One press on the sign-in page for each role.
            foreach (var role in Enum.GetValues<Role>())
            {
                var person = await Portraits.Enter(app, role, Device.Desk);
                cast.Add(person);
                await Walk($"{role}", person, ["/todo", "/account", "/account/password", .. Starts(role)]);
            }

            // Who rates help given to the own estate sees other pages than a judge in the hall.
            var rater = await Portraits.Enter(app, Role.Judge, Device.Desk, UnitKind.Branch);
            cast.Add(rater);
            await Walk("Rater", rater, ["/todo"]);

            if (Results.Docs is { } folder)
                await Portraits.Take(app, folder, past);
            wrong.ShouldBeEmpty();
            var missed = app.Kinds.Patterns.Except(Pages.Walk.NotPages).Except(opened.Select(s => s.Split('?')[0])).ToList();
            missed.ShouldBe(Shut, ignoreOrder: true, "pages to which no link led anybody");
        });

        async Task Walk(string role, Person person, string[] starts)
        {
            var walk = new Walk(app, role, starts, pictured);
            await walk.Go(person);
            opened.UnionWith(walk.Opened);
            wrong.AddRange(walk.Wrong);
        }
    }

    public void Dispose() => app.Dispose();
}
