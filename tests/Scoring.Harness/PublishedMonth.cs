using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Tallies;

namespace Scoring.Harness;

/// <summary>The file of a <see cref="LiveDay"/> whose result is published: ten winners with their parts.</summary>
public static class PublishedMonth
{
    /// <summary>Who came first.</summary>
    public const string Winner = "候选1";

    public static void Lay(string file, DateTimeOffset now)
    {
        LiveDay.Lay(file, now);
        using var db = LiveDay.Open(file);
        var cycle = db.Cycles.Single(c => c.Id == LiveDay.CycleId);
        var run = new TallyRun { CycleId = cycle.Id, Number = 1, RecordJson = "{}", ResultJson = "{}", RecordHash = new string('a', 64), ResultHash = new string('b', 64), ById = 1, At = now };
        db.TallyRuns.Add(run);
        db.SaveChanges();
        db.Approvals.Add(new Approval { TallyRunId = run.Id, TalliedById = 1, ApprovedById = 2, At = now });
        db.SaveChanges();
        var notice = new Notice
        {
            CycleId = cycle.Id, Number = 1, TallyRunId = run.Id, Title = cycle.Title, PostedAt = now, PostedById = 1, FirstDay = DateOnly.FromDateTime(now.Date), LastDay = DateOnly.FromDateTime(now.Date).AddDays(7),
            Rows = [.. db.Entries.OrderBy(e => e.Id).Take(10).ToList().Select((e, i) => new NoticeRow
            {
                Place = i + 1, Rank = i + 1, EntryId = e.Id, PersonName = e.PersonName, BranchName = e.BranchName, EstateName = e.EstateName, StreetName = $"第{e.StreetId - 100}街道", StreetId = e.StreetId, Composition = "居民党员",
                Total = $"{95 - i}.40", Parts = [new("平时工作", "40.00", "40"), new("评委评分", $"{37 - i}.00", "40"), new("群众满意度", "18.40", "20")],
            })],
        };
        db.Notices.Add(notice);
        cycle.State = CycleState.Published;
        db.SaveChanges();
        db.Publications.Add(Publication.Of(notice, cycle, run.ResultHash, "试验〔2026〕1 号", now));
        db.SaveChanges();
    }
}
