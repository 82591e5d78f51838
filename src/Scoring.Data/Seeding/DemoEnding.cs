using Scoring.Data.Records;
using Scoring.Data.Tallying;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Notices;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Seeding;

/// <summary>From the last sheet to the published list: tally by the engine itself, flags, approval, notice, publication; and what came after the notice in some months.</summary>
internal sealed class DemoEnding(DemoContext to, Cycle cycle, IReadOnlyCollection<Entry> entered)
{
    private readonly ScoringDb db = to.Db;

    /// <summary>Everything of the month must be saved.</summary>
    public static async Task Add(DemoContext to, DemoMonth month)
    {
        var ending = new DemoEnding(to, month.Cycle, month.Entries);
        var run = await ending.Tally(1, DemoMonth.At(month.FirstDay(PhaseCode.Tally), 1090), DemoMonth.At(month.FirstDay(PhaseCode.Approve), 610));
        var notice = await ending.Post(run, null, DemoMonth.At(month.FirstDay(PhaseCode.Approve), 910));
        var after = new DemoAftermath(to, month, ending);
        if (month.Cycle.Number == DemoAftermath.Substituted)
            (run, notice) = await after.Substitute(run, notice);
        if (month.Cycle.Number == DemoAftermath.Objected)
            await after.Dismiss(notice);
        var publication = await ending.Publish(run, notice);
        foreach (var row in notice.Rows)
            to.Winners.Add(month.People[row.EntryId].Id);
        if (month.Cycle.Number == DemoAftermath.Corrected)
            await after.Correct(run, publication);
    }

    /// <summary>One tally with the word on every flag, and the second person's approval.</summary>
    public async Task<TallyRun> Tally(int number, DateTimeOffset at, DateTimeOffset approved)
    {
        var record = await RecordOfCycle.Build(db, cycle, to.Scheme);
        var result = Domain.Tallies.Tally.Run(record);
        var (tallier, supervisor, approver) = (to.Accounts.Operator, to.Accounts.Supervisor, to.Accounts.Approver);
        var run = RunOfCycle.New(cycle.Id, number, record, tallier.Id, at);
        db.TallyRuns.Add(run);
        await db.SaveChangesAsync();
        Say(run.At, tallier, "Tallies.Run", $"第 {number} 次核算：{result.Entries.Count} {(to.Scheme.Subject.From == SubjectSource.Register ? $"个{to.Scheme.Subject.Name}" : "名候选人")}", RunOfCycle.Facts(run, record, cycle.SchemeHash));
        foreach (var (flag, n) in OpenFlag.Of(result).Select((f, i) => (f, i)))
        {
            if (flag.NeedsLot)
                throw new InvalidOperationException($"The demo's {cycle.Period} ends in a tie that needs a lot ({flag.Key}): choose another seed.");
            var when = run.At.AddMinutes(15 + (n * 3));
            var reason = to.Texts.Said(flag.Flag == "LOW_SAMPLE" ? "lowSample" : "otherFlag");
            db.Acknowledgements.Add(new FlagAcknowledgement { TallyRunId = run.Id, Flag = flag.Key, Reason = reason, ById = supervisor.Id, At = when });
            Say(when, supervisor, "Tallies.Acknowledge", $"确认提示 {flag.Key}：{reason}");
        }

        db.Approvals.Add(new Approval { TallyRunId = run.Id, TalliedById = tallier.Id, ApprovedById = approver.Id, Note = to.Texts.Said("approved"), At = approved });
        Say(approved, approver, "Tallies.Approve", $"审定第 {number} 次核算结果", RunOfCycle.Facts(run.ResultHash));
        return run;
    }

    /// <summary>A notice of a run; after another one, of who moved up.</summary>
    public async Task<Notice> Post(TallyRun run, Notice? before, DateTimeOffset posted)
    {
        var rows = PublicRows.Of(Domain.Tallies.Tally.Run(TallyRecord.Parse(run.RecordJson)), to.Scheme, entered.ToDictionary(e => e.Code!, StringComparer.Ordinal), to.District.Streets.ToDictionary(s => s.Id, s => s.Name), before?.Rows);
        var (day, rule) = (ChinaTime.DateOf(posted), to.Scheme.Publication);
        var dates = before is null ? NoticeDates.From(day, rule.NoticeDays, to.Calendar)
            : NoticeDates.Again(day, (before.FirstDay, before.LastDay), !NoticeRow.SameList(before.Rows, rows), rule.SubstitutionNoticeDays, to.Calendar);
        var notice = new Notice
        {
            CycleId = cycle.Id, Number = (before?.Number ?? 0) + 1, TallyRunId = run.Id, Title = $"{cycle.Title}公示", PostedAt = posted, PostedById = to.Accounts.Operator.Id,
            FirstDay = dates.FirstDay, LastDay = dates.LastDay, Rows = rows,
        };
        db.Notices.Add(notice);
        await db.SaveChangesAsync();
        CycleDates.Post(cycle, dates, posted);
        Say(posted, to.Accounts.Operator, "Notices.Post", $"张贴公示：{ChinaTime.MonthDay(dates.FirstDay)}至{ChinaTime.MonthDay(dates.LastDay)}", RunOfCycle.Facts(run.ResultHash));
        return notice;
    }

    public async Task<Publication> Publish(TallyRun run, Notice notice)
    {
        var published = cycle.Phase(PhaseCode.Publish).StartsAt.AddSeconds(3);
        var publication = Publication.Of(notice, cycle, run.ResultHash, to.Scheme.Authority.Document, published);
        db.Publications.Add(publication);
        cycle.State = CycleState.Published;
        await db.SaveChangesAsync();
        to.Log.Job(published, "推进期次", "Cycles.Advance", cycle.Id, $"“{cycle.Title}”公示期满，已发布", RunOfCycle.Facts(run.ResultHash));
        return publication;
    }

    public void Say(DateTimeOffset at, Account by, string act, string text, IReadOnlyDictionary<string, string>? facts = null) =>
        to.Log.Note(at, by, to.District.Units.First(u => u.Id == by.UnitId).Name, act, cycle.Id, null, text, facts);
}
