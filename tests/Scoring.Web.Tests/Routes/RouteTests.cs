using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Tests.Routes;

/// <summary>Every route × every role, against the table in Routes.txt.</summary>
public sealed class RouteTests(WebApp app) : IClassFixture<WebApp>, IAsyncLifetime
{
    private int month;

    /// <summary>One person for each role.</summary>
    private static readonly Dictionary<Role, string> People = new()
    {
        [Role.StreetCommittee] = "street-1", [Role.Judge] = "judge-street-1", [Role.EvidenceDepartment] = "evidence-org", [Role.Operator] = "operator-1",
        [Role.Approver] = "approver", [Role.Supervisor] = "supervisor", [Role.Administrator] = "administrator", [Role.Timekeeper] = "timekeeper",
        [Role.Auditor] = "auditor", [Role.Scorer] = "scorer-1", [Role.PairedUnit] = "unit-1", [Role.Applicant] = "branch-1",
    };

    /// <summary>Pages that are shut in a published month outside the demo, or without a token, an estate, a file or a level to ask about.</summary>
    private static readonly string[] ClosedNow =
    [
        "GET /demo/clock", "GET /s/{token}", "GET /j/{token}", "GET /screen/{key}", "GET /screen/{key}/materials/{id:int}", "GET /surveys/slips", "GET /papers/form/{formId:int}", "GET /objections/{id:int}", "GET /surveys/paper/{batch:int}",
        "GET /nominations/{cycleId:int}/new", "GET /nominations/entry/{id:int}/edit", "GET /nominations/files/{id:int}",
        "GET /applications/{cycleId:int}/pledge", "GET /stars/revocations/{id:int}", "GET /stars/revocations/{id:int}/file", "GET /stars/units/{unitId:int}", "GET /stars/{cycleId:int}/print", "GET /stars/{entryId:int}/revoke",
        "GET /judging/practice/{cycleId:int}", "GET /stage/{cycleId:int}/clip", "GET /pairings/{id:int}", "GET /pairings/help/files/{id:int}", "GET /reports/{cycleId:int}", "GET /reports/{cycleId:int}/{streetId:int}",
        "GET /listings/{cycleId:int}", "GET /practices/{id:int}", "GET /practices/{id:int}/files/{fileId:int}", "GET /outings/{id:int}", "GET /burden/{part}.{kind}", "GET /tallies/{cycleId:int}/result.{kind}",
        "GET /schemes/drafts/{id:int}", "GET /schemes/drafts/{id:int}/{part}", "GET /schemes/drafts/{id:int}/changes", "GET /schemes/drafts/{id:int}/what-if", "GET /schemes/drafts/{id:int}/file",
        "GET /registers/{register:regex(^(units|people|pairings)$)}/{hash:length(64)}", "GET /organisation/units/{id:int}/change",
        "GET /results/years/{scheme}/{year:int}", "GET /results/years/{scheme}/{year:int}.{kind}", "GET /results/{cycleId:int}/earlier/{number:int}", "GET /insights/judges/{scheme}/{id:int}", "GET /results/{cycleId:int}/papers/{paper}",
    ];

    public async Task InitializeAsync() => month = await Month.Reach(app, CycleState.Published);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Every_route_is_in_the_table_and_the_table_names_no_other()
    {
        var offered = RouteTable.Offered(app.Services.GetServices<EndpointDataSource>());
        var expected = RouteTable.Expected.Select(r => r.Name).ToList();
        offered.Count.ShouldBeGreaterThan(5);
        offered.Where(o => !expected.Contains(o.Key)).Select(o => $"{o.Key}  {o.Value}").ShouldBeEmpty("routes missing in Routes.txt: think who may, then add the line");
        expected.Except(offered.Keys).ShouldBeEmpty("lines of Routes.txt without a route");
        expected.ShouldBeUnique();
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_sees_public_pages_only()
    {
        var wrong = new List<string>();
        foreach (var rule in RouteTable.Expected)
            wrong.AddRange(Wrong(rule, null, await Ask(app.Visit(), rule)));
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Role.StreetCommittee)]
    [InlineData(Role.Judge)]
    [InlineData(Role.EvidenceDepartment)]
    [InlineData(Role.Operator)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Timekeeper)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Scorer)]
    [InlineData(Role.Applicant)]
    [InlineData(Role.PairedUnit)]
    public async Task A_role_gets_what_the_table_gives_it_and_nothing_else(Role role)
    {
        var visitor = await app.SignIn(People[role]);
        var wrong = new List<string>();
        // Without its token a sign-out is refused too, but whoever asks should not depend on that.
        foreach (var rule in RouteTable.Expected.Where(r => r.Name != "POST /account/sign-out"))
            wrong.AddRange(Wrong(rule, role, await Ask(visitor, rule)));
        wrong.ShouldBeEmpty();
    }

    /// <summary>A walk that meets nothing but closed doors proves little.</summary>
    [Fact]
    public async Task Nearly_every_page_opens_for_somebody()
    {
        var closed = new List<string>();
        foreach (var rule in RouteTable.Expected.Where(r => r.Name.StartsWith("GET ", StringComparison.Ordinal)))
        {
            var opened = false;
            foreach (var role in (rule.Roles ?? [Role.Operator]).Where(_ => !opened))
                opened = (await Ask(await app.SignIn(People[role]), rule)).Status is HttpStatusCode.OK or HttpStatusCode.Found;
            if (!opened)
                closed.Add(rule.Name);
        }

        closed.ShouldBeSubsetOf(ClosedNow);
    }

    [Fact]
    public async Task Catches_a_table_that_says_otherwise()
    {
        var planted = RouteTable.Read("""
            GET /cycles       public
            GET /health       Operator
            GET /account/sign-in  signed-in
            GET /cycles/{id:int}  Judge
            """);
        var anonymous = new List<string>();
        foreach (var rule in planted)
            anonymous.AddRange(Wrong(rule, null, await Ask(app.Visit(), rule)));
        anonymous.ShouldBe([
            "GET /cycles: public, but nobody signed in got 302 to sign in",
            "GET /health: not public, but nobody signed in got 200",
            "GET /account/sign-in: not public, but nobody signed in got 200",
        ]);
        var judge = await app.SignIn("judge-street-1");
        Wrong(planted[0], Role.Judge, await Ask(judge, planted[0])).ShouldBe(["GET /cycles: public, but Judge got 403"]);
        Wrong(planted[1], Role.Judge, await Ask(judge, planted[1])).ShouldBe(["GET /health: Judge may not, but got 200"]);
        Wrong(planted[3], Role.Judge, await Ask(judge, planted[3])).ShouldBe(["GET /cycles/{id:int}: Judge may, but got 403"]);
    }

    private static IEnumerable<string> Wrong(RouteRule rule, Role? role, Page answer)
    {
        var toSignIn = answer.Status == HttpStatusCode.Found && answer.Location!.Contains("/account/sign-in", StringComparison.Ordinal);
        var got = $"{((int)answer.Status).ToString(CultureInfo.InvariantCulture)}{(toSignIn ? " to sign in" : string.Empty)}";
        var denied = toSignIn || answer.Status == HttpStatusCode.Forbidden;
        var broke = !rule.Pattern.StartsWith("/error/", StringComparison.Ordinal) && answer.Status >= HttpStatusCode.InternalServerError;
        if (broke)
            yield return $"{rule.Name}: broke with {got}";
        else if (rule.Roles is null && denied && !rule.Own)
            yield return $"{rule.Name}: public, but {role?.ToString() ?? "nobody signed in"} got {got}";
        else if (rule.Roles is not null && role is null && !toSignIn)
            yield return $"{rule.Name}: not public, but nobody signed in got {got}";
        else if (rule.Roles is not null && role is { } may && rule.Roles.Contains(may) && denied && !(rule.Own && !toSignIn))
            yield return $"{rule.Name}: {may} may, but got {got}";
        else if (rule.Roles is not null && role is { } mayNot && !rule.Roles.Contains(mayNot) && answer.Status != HttpStatusCode.Forbidden)
            yield return $"{rule.Name}: {mayNot} may not, but got {got}";
    }

    /// <summary>A GET as it stands; anything else without the form token, so that it is judged and then changes nothing.</summary>
    private async Task<Page> Ask(Visitor visitor, RouteRule rule)
    {
        var path = await Fill(rule.Pattern);
        if (rule.Method == "GET")
            return await visitor.Get(path);
        using var request = new HttpRequestMessage(new HttpMethod(rule.Method), path) { Content = new FormUrlEncodedContent([]) };
        using var response = await visitor.Http.SendAsync(request);
        return new Page(response.StatusCode, response.Headers.Location?.OriginalString, string.Empty, null);
    }

    /// <summary>Puts something real of the published month in the place of each parameter, and a number where nothing better is known.</summary>
    private async Task<string> Fill(string pattern)
    {
        var cycle = await app.Db(db => db.Cycles.AsNoTracking().SingleAsync(c => c.Id == month));
        // The last entry is of street 3, so that the judge of street 1 may score it.
        var entry = await app.Db(db => db.Entries.AsNoTracking().Where(e => e.CycleId == month).OrderBy(e => e.Code).LastAsync());
        var sheet = await app.Db(db => db.Sheets.Where(s => s.EntryId == entry.Id).Select(s => s.Id).FirstAsync());
        return Regex.Replace(pattern, @"\{\*{0,2}(?<name>\w+)[^}]*\}", m => m.Groups["name"].Value.ToLowerInvariant() switch
        {
            "status" => "404",
            "phase" => "nominate",
            "period" => cycle.Period,
            "code" => pattern.Contains("entry", StringComparison.Ordinal) ? entry.Code! : cycle.SchemeCode,
            "scheme" => cycle.SchemeCode,
            "estate" => "E2111",
            "street" or "streetid" => "21",
            "year" => "2026",
            "token" => "ABCDEFGH",
            "block" => "BRANCH",
            "part" => "coverage",
            "kind" => "csv",
            "register" => "units",
            "hash" => new string('0', 64),
            "cycle" or "cycleid" => Number(cycle.Id),
            "entry" or "entryid" => Number(entry.Id),
            "sheet" or "sheetid" => Number(sheet),
            "id" when pattern.Contains("people", StringComparison.Ordinal) => Number(entry.PersonId!.Value),
            "id" => Number(cycle.Id),
            _ => "1",
        }, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);
}
