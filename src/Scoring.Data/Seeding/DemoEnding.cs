using Scoring.Data.Tallying;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Seeding;

/// <summary>From the last sheet to the published list: tally by the engine itself, flags, approval, notice, publication.</summary>
internal static class DemoEnding
{
    /// <summary>Everything of the month must be saved.</summary>
    public static async Task Add(DemoContext to, DemoMonth month)
    {
        var (cycle, db) = (month.Cycle, to.Db);
        var record = await RecordOfCycle.Build(db, cycle, to.Scheme);
        var result = Tally.Run(record);
        var day = month.FirstDay(PhaseCode.Tally);
        var (tallier, supervisor, approver) = (to.Accounts.Operator, to.Accounts.Supervisor, to.Accounts.Approver);
        var run = RunOfCycle.New(cycle.Id, 1, record, tallier.Id, DemoMonth.At(day, 1090));
        db.TallyRuns.Add(run);
        await db.SaveChangesAsync();
        Say(run.At, tallier, "Tallies.Run", $"第 1 次核算：{result.Entries.Count} 名候选人", RunOfCycle.Facts(run, record, cycle.SchemeHash));

        foreach (var (flag, n) in OpenFlag.Of(result).Select((f, i) => (f, i)))
        {
            if (flag.NeedsLot)
                throw new InvalidOperationException($"The demo's {cycle.Period} ends in a tie that needs a lot ({flag.Key}): choose another seed.");
            var at = run.At.AddMinutes(15 + (n * 3));
            var reason = to.Texts.Said(flag.Flag == "LOW_SAMPLE" ? "lowSample" : "otherFlag");
            db.Acknowledgements.Add(new FlagAcknowledgement { TallyRunId = run.Id, Flag = flag.Key, Reason = reason, ById = supervisor.Id, At = at });
            Say(at, supervisor, "Tallies.Acknowledge", $"确认提示 {flag.Key}：{reason}");
        }

        var approved = DemoMonth.At(month.FirstDay(PhaseCode.Approve), 610);
        db.Approvals.Add(new Approval { TallyRunId = run.Id, TalliedById = tallier.Id, ApprovedById = approver.Id, Note = to.Texts.Said("approved"), At = approved });
        Say(approved, approver, "Tallies.Approve", "审定第 1 次核算结果", RunOfCycle.Facts(run.ResultHash));

        var posted = DemoMonth.At(month.FirstDay(PhaseCode.Approve), 910);
        var dates = NoticeDates.From(ChinaTime.DateOf(posted), to.Scheme.Publication.NoticeDays, to.Calendar);
        var entries = month.Entries.ToDictionary(e => e.Code!, StringComparer.Ordinal);
        var notice = new Notice
        {
            CycleId = cycle.Id,
            Number = 1,
            TallyRunId = run.Id,
            Title = $"{cycle.Title}公示",
            PostedAt = posted,
            PostedById = tallier.Id,
            FirstDay = dates.FirstDay,
            LastDay = dates.LastDay,
            Rows = PublicRows.Of(result, to.Scheme, entries, to.District.Streets.ToDictionary(s => s.Id, s => s.Name)),
        };
        db.Notices.Add(notice);
        await db.SaveChangesAsync();
        CycleDates.Post(cycle, dates, posted);
        Say(posted, tallier, "Notices.Post", $"张贴公示：{ChinaTime.MonthDay(dates.FirstDay)}至{ChinaTime.MonthDay(dates.LastDay)}", RunOfCycle.Facts(run.ResultHash));

        var published = dates.PublishesAt.AddSeconds(3);
        db.Publications.Add(Publication.Of(notice, cycle, run.ResultHash, to.Scheme.Authority.Document, published));
        cycle.State = CycleState.Published;
        to.Log.Job(published, "推进期次", "Cycles.Advance", cycle.Id, $"“{cycle.Title}”公示期满，已发布", RunOfCycle.Facts(run.ResultHash));
        foreach (var winner in result.Entries.Where(e => e.Award is not null))
            to.Winners.Add(month.People[entries[winner.Code].Id].Id);

        void Say(DateTimeOffset at, Records.Account by, string act, string text, IReadOnlyDictionary<string, string>? facts = null) =>
            to.Log.Note(at, by, to.District.Units.First(u => u.Id == by.UnitId).Name, act, cycle.Id, null, text, facts);
    }
}
