using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Entries;

namespace Scoring.Web.Tests.Judging;

/// <summary>
/// The October cycle with nine accepted candidates, three a street: E01–E03 of street 1, E04–E06 of street 2, E07–E09 of street 3. Time stands in the
/// review until <see cref="GoLive"/>. The judges are appointed by the operator through the page.
/// </summary>
public sealed class Contest : WebApp
{
    public static DateTimeOffset ReviewDay { get; } = China(2026, 10, 13, 9);

    public static DateTimeOffset LiveDay { get; } = China(2026, 10, 14, 10);

    private bool prepared;

    public int CycleId { get; private set; }

    /// <summary>Once an app: the candidates, and judges of the organisation department, civil affairs and the streets 1 and 2.</summary>
    public async Task Prepare(bool judges = true)
    {
        if (prepared)
            return;
        prepared = true;
        CycleId = await Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());
        await Db(db => AddEntries(db));
        await MoveTo(ReviewDay);
        if (!judges)
            return;
        foreach (var (userName, group, unit) in new[]
        {
            ("judge-org", "department", District.Department("ORG")), ("judge-civil", "department", District.Department("CIVIL")),
            ("judge-street-1", "street", District.Street(1)), ("judge-street-2", "street", District.Street(2)),
        })
        {
            (await Appoint(userName, group, unit)).Status.ShouldBe(System.Net.HttpStatusCode.Found, userName);
        }
    }

    public Task GoLive() => MoveTo(LiveDay);

    public async Task<Page> Appoint(string userName, string group, int unit, string panel = "live")
    {
        var page = await SignIn("operator-1");
        return await page.Post($"/panels/{CycleId}/appoint",
            ("Panel", panel), ("Group", group), ("UnitId", Text(unit)), ("AccountId", Text(District.Account(userName))), ("Key", Guid.NewGuid().ToString()));
    }

    public Task<int> EntryId(string code) => Db(db => db.Entries.Where(e => e.CycleId == CycleId && e.Code == code).Select(e => e.Id).SingleAsync());

    public Task<int> JudgeId(string userName)
    {
        var account = District.Account(userName);
        return Db(db => db.Judges.Where(j => j.CycleId == CycleId && j.AccountId == account && j.RemovedAt == null).Select(j => j.Id).SingleAsync());
    }

    /// <summary>A form's fields with these four marks.</summary>
    public static (string Name, string Value)[] Marks(string work, string service, string innovation, string drive, Guid? key = null) =>
    [
        ("Marks[work]", work), ("Marks[service]", service), ("Marks[innovation]", innovation), ("Marks[drive]", drive),
        ("Key", (key ?? Guid.NewGuid()).ToString()),
    ];

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task AddEntries(Scoring.Data.ScoringDb db)
    {
        for (var n = 0; n < 9; n++)
        {
            var (street, slot) = ((n / 3) + 1, (n % 3) + 1);
            var branch = District.Branches(street)[slot - 1];
            db.Entries.Add(new Entry
            {
                CycleId = CycleId, StreetId = District.Street(street), Slot = slot, Code = $"E{n + 1:00}", PersonId = branch, PersonName = $"书记{Text(branch)}", Composition = "RESIDENT",
                BranchId = branch, BranchName = $"和顺{Text(branch / 10)}小区党支部", EstateId = branch / 10, EstateName = $"和顺{Text(branch / 10)}小区", Households = 500,
                State = EntryState.Accepted, CreatedAt = Begins,
            });
        }

        await db.SaveChangesAsync();
    }
}
