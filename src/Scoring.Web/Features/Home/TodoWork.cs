using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Data.Papers;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Papers;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

/// <summary>What one cycle asks of the signed-in person, role by role.</summary>
internal sealed class TodoWork(ScoringDb db, Actor actor, Cycle cycle, Scheme scheme, CycleFigures figures, RunOfCycle? run, DateTimeOffset now)
{
    public async Task<IReadOnlyList<TodoRow>> Rows(CancellationToken cancellationToken)
    {
        var rows = new List<TodoRow>();
        if (scheme.Subject.From == SubjectSource.Application)
            rows.AddRange(await new ApplicationWork(db, actor, cycle, scheme, figures, now).Rows(cancellationToken));
        else if (actor.Is(Role.StreetCommittee))
            rows.AddRange(await Street(cancellationToken));
        if (actor.Is(Role.Judge))
            rows.AddRange(await Judge(cancellationToken));
        if (actor.Is(Role.EvidenceDepartment))
            rows.AddRange(await Department(cancellationToken));
        if (actor.Is(Role.Operator))
            rows.AddRange(Operator());
        if (actor.Is(Role.Supervisor))
            rows.AddRange(Supervisor());
        if (actor.Is(Role.Approver))
            rows.AddRange(Approver());
        if (LiveDay && actor.IsAny(Role.Operator, Role.Supervisor, Role.Timekeeper))
            rows.Add(Row("今天现场评选", "点名、主持、计时都在现场控制台", Until(PhaseCode.Live), "去现场", actor.IsAny(Role.Operator, Role.Supervisor) ? $"/stage/{cycle.Id}" : $"/stage/{cycle.Id}/clock"));
        rows.AddRange(await new ReportWork(db, actor, cycle, scheme, now).Rows(cancellationToken));
        rows.AddRange(await new SurveyWork(db, actor, cycle, scheme, now).Rows(cancellationToken));
        if (cycle.State == CycleState.Scoring && actor.IsAny([.. PaperSheets.Resolvers]))
            rows.AddRange(await Papers(cancellationToken));
        return rows;
    }

    private bool LiveDay => cycle.PhaseOrNull(PhaseCode.Live) is not null && scheme.InHall && cycle.State == CycleState.Scoring && !cycle.ScoringClosed(now);

    private string Going => $"{(scheme.InHall ? "现场评选" : cycle.PhaseOrNull(PhaseCode.Live)?.Name ?? cycle.EvidencePhase?.Name ?? "评价")}进行中";

    private Due? Until(string phase) => cycle.PhaseOrNull(phase) is { } found ? CycleWords.Due(found.Deadline, now) : null;

    private TodoRow Row(string title, string text, Due? due, string action, string href) => new($"{title}", $"{cycle.Title}　{text}", due, action, href);

    private async Task<IEnumerable<TodoRow>> Street(CancellationToken cancellationToken)
    {
        var street = actor.UnitFor(Role.StreetCommittee);
        var mine = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.StreetId == street).ToListAsync(cancellationToken);
        var rows = new List<TodoRow>();
        var open = PhaseTable.Allows(cycle, Act.Nominate, now);
        foreach (var entry in mine.Where(e => e.State == EntryState.Returned && PhaseTable.Allows(cycle, Act.CorrectEntry, now)))
            rows.Add(Row($"{entry.PersonName}的材料被退回", $"理由：{entry.Reason}", Until(PhaseCode.Review), "去修改", $"/nominations/entry/{entry.Id}/edit"));
        var filed = mine.Count(e => e.State is EntryState.Submitted or EntryState.Accepted or EntryState.Returned);
        var drafts = mine.Count(e => e.State == EntryState.Draft);
        var quota = scheme.Nomination?.QuotaPerStreet ?? 0;
        var told = await db.Filings.AsNoTracking().AnyAsync(f => f.CycleId == cycle.Id && f.StreetId == street, cancellationToken);
        if (open && !told && filed >= quota && drafts == 0)
            rows.Add(Row("名额已经报齐，请确认申报完成", $"已提交 {filed} 名，确认后组织部就知道不再等", Until(PhaseCode.Nominate), "去确认", "/nominations"));
        if (open && !told && filed < quota)
            rows.Add(Row($"还可以申报 {quota - filed} 名{scheme.Subject.Name}", drafts > 0 ? $"已提交 {filed} 名，草稿 {drafts} 份" : $"已提交 {filed} 名", Until(PhaseCode.Nominate), "去申报", "/nominations"));
        if (cycle.State is CycleState.PublicNotice or CycleState.ObjectionHold)
            rows.Add(Row("公示中，可以看本街道的得分明细", "有异议请在公示期内书面提出", Until(PhaseCode.Notice), "看明细", $"/results/{cycle.Id}/street"));
        return rows;
    }

    private async Task<IEnumerable<TodoRow>> Judge(CancellationToken cancellationToken)
    {
        var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id && j.AccountId == actor.Id && j.RemovedAt == null).Select(j => j.Id).ToListAsync(cancellationToken);
        var open = PhaseTable.Allows(cycle, Act.HandInSheet, now);
        if (judges.Count == 0 || !(open || PhaseTable.Allows(cycle, Act.HandInAgain, now)))
            return [];
        var board = await SheetsOfCycle.Of(db, cycle.Id, cancellationToken);
        var owed = board.Owed.Where(o => judges.Contains(o.Judge.Id) && (open || o.Reopened)).ToList();
        if (owed.Count == 0)
            return [];
        var again = owed.Count(o => o.Reopened);
        // The deadline is over, but what the supervisor gave back is waited for.
        if (!open)
            return [Row($"{again} 张评分表被监督员退回", "评分已经截止，这几张还等您重交，交齐才能核算", Until(PhaseCode.Tally), "去评分", "/judging")];
        var first = owed.OrderByDescending(o => o.Reopened).ThenBy(o => o.Entry.RunningNumber ?? int.MaxValue).First();
        return [Row($"还有 {owed.Count} 张评分表没有交", again > 0 ? $"其中 {again} 张被监督员退回，请先重交" : $"下一位：{first.Entry.PersonName}", Until(PhaseCode.Live), "去评分", "/judging")];
    }

    private async Task<IEnumerable<TodoRow>> Department(CancellationToken cancellationToken)
    {
        var unit = actor.UnitFor(Role.EvidenceDepartment);
        var code = await db.Units.AsNoTracking().Where(u => u.Id == unit).Select(u => u.Code).SingleAsync(cancellationToken);
        var missing = figures.EvidenceMissing.GetValueOrDefault(code);
        if (missing == 0 || !PhaseTable.Allows(cycle, Act.EnterEvidence, now))
            return [];
        return [Row($"还有 {missing} 项佐证没有录入", "逐人录入得分和依据", cycle.EvidencePhase is { } phase ? CycleWords.Due(phase.Deadline, now) : null, "去录入", $"/reviews/evidence?cycle={cycle.Id}")];
    }

    private IEnumerable<TodoRow> Operator()
    {
        var waiting = figures.Count(EntryState.Submitted);
        if (waiting > 0 && PhaseTable.Who(Act.ReviewEntry, scheme.Subject.From).Contains(Role.Operator) && PhaseTable.Allows(cycle, Act.ReviewEntry, now))
            yield return Row($"{waiting} 份申报等待审查", $"已通过 {figures.Count(EntryState.Accepted)}", Until(PhaseCode.Review), "去审查", $"/reviews?cycle={cycle.Id}");
        if (figures.JudgesAppointed < figures.JudgesWanted && PhaseTable.Allows(cycle, Act.AppointJudge, now))
            yield return Row($"还缺 {figures.JudgesWanted - figures.JudgesAppointed} 名评委", $"已到位 {figures.JudgesAppointed} 名", Until(PhaseCode.Review), "去选派", $"/panels/{cycle.Id}");
        if (!figures.OrderDrawn && scheme.InHall && figures.Count(EntryState.Accepted) > 0 && !cycle.ScoringClosed(now) && PhaseTable.Allows(cycle, Act.DrawOrder, now))
            yield return Row("出场顺序还没有抽定", "抽签种子留存，可以复核", CycleWords.Due(cycle.ScoringStartsAt, now), "去抽签", $"/panels/{cycle.Id}");
        if (cycle.State == CycleState.Scoring && !cycle.ScoringClosed(now) && scheme.Judging is null)
            yield return Row(Going, $"佐证 {figures.EvidenceGiven} / {figures.EvidenceWanted}", CycleWords.Due(cycle.ScoringEndsAt, now), "看进度", $"/cycles/{cycle.Id}");
        else if (cycle.State == CycleState.Scoring && !cycle.ScoringClosed(now))
            yield return Row(figures.SheetsWanted > 0 && figures.SheetsIn == figures.SheetsWanted ? "评分表已经交齐，可以结束评分" : Going, $"评分表 {figures.SheetsIn} / {figures.SheetsWanted}", Until(PhaseCode.Live), figures.SheetsIn == figures.SheetsWanted ? "去结束评分" : "看进度", $"/judging/sheets?cycle={cycle.Id}");
        if (cycle.State == CycleState.Scoring && cycle.ScoringClosed(now))
            yield return Row(figures.AdjustmentsOpen > 0 ? $"评分已结束，还有 {figures.AdjustmentsOpen} 条加分扣分等监督员确认" : "评分已结束，可以核算", $"{(scheme.Judging is null ? $"佐证 {figures.EvidenceGiven} / {figures.EvidenceWanted}" : $"评分表 {figures.SheetsIn} / {figures.SheetsWanted}")}{(figures.AdjustmentsOpen > 0 ? "，确认后才能核算" : string.Empty)}", Until(PhaseCode.Tally), "去核算", $"/tallies/{cycle.Id}");
        if (cycle.State == CycleState.Tallied)
            yield return run is { WaitsForRun: true }
                ? Row("已经抽签，请重新核算", $"第 {run.Run.Number} 次核算之后抽了签，重新核算才生效", Until(PhaseCode.Approve), "去核算", $"/tallies/{cycle.Id}")
                : run?.Unsettled.Count > 0
                ? Row($"核算结果有 {run.Unsettled.Count} 个提示等待监督员处理", $"第 {run.Run.Number} 次核算", Until(PhaseCode.Approve), "查看核算", $"/tallies/{cycle.Id}")
                : Row("核算结果等待审定", $"第 {run?.Run.Number} 次核算，提示都已处理", Until(PhaseCode.Approve), "查看核算", $"/tallies/{cycle.Id}");
        if (cycle.State == CycleState.Approved && !cycle.GoesPublic)
            yield return Row("已审定，送交决定后登记", $"结果不公开；由{scheme.Publication.DecidedBy}", Until(PhaseCode.Decide), "去登记", $"/tallies/{cycle.Id}");
        else if (cycle.State == CycleState.Approved)
            yield return Row("已审定，等待张贴公示", $"公示 {scheme.Publication.NoticeDays} 个工作日，期满自动发布", CycleWords.Due(cycle.Phase(PhaseCode.Notice).StartsAt, now), "去张贴", $"/notices/{cycle.Id}/post");
    }

    private IEnumerable<TodoRow> Supervisor()
    {
        if (figures.AdjustmentsOpen > 0 && PhaseTable.Allows(cycle, Act.ConfirmAdjustment, now))
            yield return Row($"{figures.AdjustmentsOpen} 条加分扣分等待确认", "登记和确认由两个人完成", Until(PhaseCode.Live), "去确认", $"/reviews/adjustments?cycle={cycle.Id}");
        if (figures.LateWaiting > 0 && PhaseTable.Allows(cycle, Act.DecideLateSheet, now))
            yield return Row($"{figures.LateWaiting} 张迟到的评分表等您决定", "评分关闭以后才送到，现在不计分；决定以前不能核算", Until(PhaseCode.Tally), "去处理", "/judging/late");
        if (cycle.State == CycleState.Scoring && !cycle.ScoringClosed(now) && scheme.Judging is not null)
            yield return Row(Going, $"评分表 {figures.SheetsIn} / {figures.SheetsWanted}{(figures.SheetsReopened > 0 ? $"，退回未重交 {figures.SheetsReopened}" : string.Empty)}", Until(PhaseCode.Live), "看评分表", $"/judging/sheets?cycle={cycle.Id}");
        if (cycle.State == CycleState.Tallied && run is not null)
        {
            var (words, lots) = (run.Unsettled.Count(f => !f.NeedsLot), run.ToDraw.Sum(g => g.Count));
            var parts = new[] { words > 0 ? $"待确认 {words} 个" : string.Empty, lots > 0 ? $"待抽签 {lots} 人" : string.Empty }.Where(p => p.Length > 0);
            if (words + lots > 0)
                yield return Row($"{words + lots} 个提示需要处理", string.Join('　', parts), Until(PhaseCode.Approve), "去处理", $"/tallies/{cycle.Id}");
        }
    }

    private async Task<IEnumerable<TodoRow>> Papers(CancellationToken cancellationToken)
    {
        var papers = await OnePaper.Sheets(db, cycle.Id, cancellationToken);
        var done = await db.PaperSheetOutcomes.AsNoTracking().Select(o => o.FormId).ToListAsync(cancellationToken);
        var second = actor.IsAny([.. PaperSheets.Readers]) ? papers.Count(p => p.State == PaperState.Once && p.WhyNotRead(actor.Id) is null) : 0;
        var third = papers.Count(p => p.State == PaperState.Differs && p.WhyNotResolve(actor.Id) is null);
        var open = actor.Is(Role.Supervisor) ? papers.Count(p => p.State == PaperState.Settled && !done.Contains(p.Form.Id)) : 0;
        return
        [
            .. second > 0 ? [Row($"{second} 张纸质评分表等第二遍录入", "两位同志各录一遍，互不相看", Until(PhaseCode.Tally), "去录入", $"/papers/{cycle.Id}")] : Array.Empty<TodoRow>(),
            .. third > 0 ? [Row($"{third} 张纸质评分表两遍不一致", "由没有录过的第三位同志核定", Until(PhaseCode.Tally), "去核定", $"/papers/{cycle.Id}")] : Array.Empty<TodoRow>(),
            .. open > 0 ? [Row($"{open} 张纸质评分表等您决定计不计分", "已核定，但没有自动计入", Until(PhaseCode.Tally), "去决定", $"/papers/{cycle.Id}")] : Array.Empty<TodoRow>(),
        ];
    }

    private IEnumerable<TodoRow> Approver()
    {
        if (cycle.State == CycleState.Tallied && run is { Unsettled.Count: 0 })
            yield return Row("核算结果等待您审定", $"第 {run.Run.Number} 次核算，{figures.Count(EntryState.Accepted)} {(scheme.Nomination is null ? $"个{scheme.Subject.Name}" : "名候选人")}，提示都已处理", Until(PhaseCode.Approve), "去审定", $"/tallies/{cycle.Id}");
        if (cycle.State == CycleState.ObjectionHold)
            yield return Row("结果暂缓发布，等待您决定", cycle.HoldReason ?? string.Empty, null, "去处理", $"/notices/{cycle.Id}/post");
    }
}
