using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Event;

/// <summary>The morning of a live day: three judges and a few candidates, nobody called and nothing drawn yet.</summary>
/// <param name="candidates">1–3, one a street.</param>
/// <param name="plant">What a test puts in the application's place, to see it caught.</param>
public sealed class EventApp(int candidates, Action<IWebHostBuilder>? plant = null) : LiveApp
{
    public static string[] Judges { get; } = ["judge-org", "judge-civil", "judge-plc"];

    public int CycleId { get; private set; }

    public async Task Prepare()
    {
        Open();
        // The month begins by itself while nominations run; then it is the morning of the live day.
        await MoveTo(China(2026, 10, 14, 9, 30));
        await RunJobs();
        await Db(async db =>
        {
            CycleId = await db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync();
            foreach (var (userName, n) in Judges.Select((j, n) => (j, n + 1)))
            {
                var unit = await db.Users.Where(a => a.UserName == userName).Select(a => a.Unit!).SingleAsync();
                db.Judges.Add(new Judge
                {
                    CycleId = CycleId, Code = $"J0{n}", AccountId = District.Account(userName), Name = $"{unit.Name}评委", UnitId = unit.Id, UnitName = unit.Name,
                    Panel = "live", Group = "department", AppointedAt = Clock.Now,
                });
            }

            foreach (var street in Enumerable.Range(1, candidates))
            {
                var branch = District.Branches(street)[0];
                db.Entries.Add(new Entry
                {
                    CycleId = CycleId, StreetId = District.Street(street), Slot = 1, Code = $"E0{street}", PersonId = branch, PersonName = $"书记{branch}", Composition = "RESIDENT",
                    BranchId = branch, BranchName = $"和顺{branch / 10}小区党支部", EstateId = branch / 10, EstateName = $"和顺{branch / 10}小区", Households = 500,
                    State = EntryState.Accepted, CreatedAt = Clock.Now,
                });
            }

            await db.SaveChangesAsync();
        });
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        plant?.Invoke(builder);
    }
}
