using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Month;

/// <summary>October 2026 from the first nomination to the published ten, through the screens, with bad luck on the way.</summary>
public sealed partial class MonthTests : IDisposable
{
    private readonly MonthApp app = new();
    private readonly Cast cast;
    private int cycle;

    public MonthTests()
    {
        app.Open();
        cast = new Cast(app);
    }

    [Fact]
    public Task A_month_runs_from_nomination_to_the_published_ten() => cast.Play(async () =>
    {
        cycle = await app.Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());

        await SignInByKeyboard("street-1");
        await FileWithBadLuck(Nominee.All[0]);
        foreach (var nominee in Nominee.All.Skip(1))
            await File(nominee);
        await ReturnAndCorrect(Nominee.All[4]);
        foreach (var nominee in Nominee.All)
            await Accept(nominee);
        await AppointJudges();
        await PrintSlips();

        await app.MoveTo(WebApp.China(2026, 10, 12, 9));
        await DrawOrder();
        await EnterEvidence();
        await ResidentsAnswer();
        await DeadlinePassesOverAnOpenForm(WebApp.China(2026, 10, 13, 18, 0));
        await NothingIsPublic();

        await app.MoveTo(WebApp.China(2026, 10, 14, 9, 30));
        await JudgesScore();
        await ReopenAndCorrect(Nominee.All[5]);
        await DeductOvertime(Nominee.All[0]);
        await CloseScoring();

        await TallyAndSettle();
        await NothingIsPublic();
        await app.MoveTo(WebApp.China(2026, 10, 15, 10));
        await ApproveAndPost();
        await PublicReadsTheNotice();

        await app.MoveTo(WebApp.China(2026, 10, 23, 9, 1));
        await app.RunJobs();
        await PublicReadsTheTen();
        foreach (var street in Enumerable.Range(1, MonthApp.Streets))
            await StreetAddsUpItsScores(street);
        Inspection.Inspected.ShouldBeGreaterThan(40, "so few kinds of page can hardly be a month");
    });

    public void Dispose() => app.Dispose();

    private Task<Person> Street(int street) => cast.Of($"street-{street}");

    private Task<Person> Operator() => cast.Of("operator-1");

    private Task<Person> Supervisor() => cast.Of("supervisor");

    /// <summary>The number in an address, counted from its end: 0 is the last.</summary>
    private static int NumberIn(string address) => int.Parse(new Uri(address).Segments.Select(s => s.Trim('/')).Last(s => s.All(char.IsAsciiDigit) && s.Length > 0));

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
