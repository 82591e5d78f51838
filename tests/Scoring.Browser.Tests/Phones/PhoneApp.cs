using Microsoft.EntityFrameworkCore;
using Scoring.Browser.Tests.Stage;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Phones;

/// <summary>The live day of October: eight candidates in their drawn order, and two judges from departments who stand aside for nobody.</summary>
public sealed class PhoneApp : LiveApp
{
    public static string[] Judges { get; } = ["judge-org", "judge-civil"];

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public async Task Prepare()
    {
        Open();
        await Db(async db =>
        {
            var cycle = await db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync();
            foreach (var (userName, n) in Judges.Select((j, n) => (j, n + 1)))
            {
                var unit = await db.Users.Where(a => a.UserName == userName).Select(a => a.Unit!).SingleAsync();
                db.Judges.Add(new Judge
                {
                    CycleId = cycle, Code = $"J0{n}", AccountId = District.Account(userName), Name = $"{unit.Name}评委", UnitId = unit.Id, UnitName = unit.Name, Panel = "live", Group = "department", AppointedAt = Begins,
                });
            }

            foreach (var (branch, n) in Enumerable.Range(1, 2).SelectMany(District.Branches).Select((b, n) => (b, n + 1)))
            {
                db.Entries.Add(new Entry
                {
                    CycleId = cycle, StreetId = branch / 1000, Slot = ((n - 1) % 4) + 1, Code = $"E0{n}", PersonId = branch, PersonName = $"书记{branch}", Composition = "RESIDENT", BranchId = branch,
                    BranchName = $"和顺{branch / 10}小区党支部", EstateId = branch / 10, EstateName = $"和顺{branch / 10}小区", Households = 500, RunningNumber = n, State = EntryState.Accepted, CreatedAt = Begins,
                });
            }

            await db.SaveChangesAsync();
            await Clock.MoveTo(China(2026, 10, 14, 9, 30), db);
            Entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle).OrderBy(e => e.RunningNumber).ToListAsync();
        });
    }
}
