using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Reports;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

/// <summary>What a cycle whose streets report asks of the signed-in person: sum up, sign, acknowledge, chase, approve what does not apply, answer units.</summary>
internal sealed class ReportWork(ScoringDb db, Actor actor, Cycle cycle, Scheme scheme, DateTimeOffset now)
{
    public async Task<IReadOnlyList<TodoRow>> Rows(CancellationToken cancellationToken)
    {
        var rows = new List<TodoRow>();
        if (actor.Is(Role.Approver) && PhaseTable.Allows(cycle, Act.ApproveNotApplicable, now)
            && await db.NotApplicables.CountAsync(n => n.ApprovedAt == null && n.CancelledAt == null && db.Entries.Any(e => e.Id == n.EntryId && e.CycleId == cycle.Id), cancellationToken) is > 0 and var left)
            rows.Add(Row($"{left} 条“不适用”等您批准", "批准以后，这一项不计分，其余各项折算", PhaseCode.SumUp, "去批准", $"/reviews/not-applicable?cycle={cycle.Id}"));
        if (actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.AnswerFeedback, now) && await db.UnitFeedbacks.CountAsync(f => f.CycleId == cycle.Id && f.RepliedAt == null, cancellationToken) is > 0 and var said)
            rows.Add(Row($"{said} 条单位反馈等待答复", "答复以后单位看得到", PhaseCode.Notice, "去答复", $"/reports/{cycle.Id}"));
        if (actor.Is(Role.PairedUnit) && PhaseTable.Allows(cycle, Act.GiveFeedback, now) && await db.Entries.AnyAsync(e => e.CycleId == cycle.Id && e.RollUpUnitId == actor.UnitFor(Role.PairedUnit), cancellationToken))
            rows.Add(Row("本单位的评价结果可以看了", "有不同意见，请在公示期内反馈", PhaseCode.Notice, "看结果", "/reports/mine"));
        if (scheme.Reporting is not null && cycle.State == CycleState.Scoring && cycle.ScoringClosed(now) && actor.IsAny(Role.StreetCommittee, Role.EvidenceDepartment, Role.Operator))
            rows.AddRange(Reports((await ReportsOfCycle.Load(db, cycle, scheme, now, cancellationToken))!));
        return rows;
    }

    private IEnumerable<TodoRow> Reports(ReportsOfCycle reports)
    {
        var href = $"/reports/{cycle.Id}";
        foreach (var own in reports.Streets.Where(s => actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == s.Street.Id)))
        {
            var late = own.Late ? "已经逾期，请尽快" : "请";
            if (own.Report is null || own.Stale)
                yield return Row(own.Returned is null ? own.Stale ? "汇总以后数据有变动，要重新汇总" : "评价已经截止，等本街道汇总" : "汇总被退回，要重新汇总", own.Returned?.Reason is { } reason ? $"理由：{reason}" : $"{late}核对原始评价，汇总后由另一位同志签字", PhaseCode.SumUp, "去汇总", $"{href}/{own.Street.Id}");
            else if (own.Report.SignedAt is null)
                yield return own.Report.SummedUpById == actor.Id
                    ? Row("汇总等另一位同志签字", $"第 {own.Report.Version} 稿是您汇总的，{late}请本街道另一位同志签字", PhaseCode.SumUp, "去看看", $"{href}/{own.Street.Id}")
                    : Row("本街道的汇总等您签字报送", $"第 {own.Report.Version} 稿，{late}核对后签字", PhaseCode.SumUp, "去签字", $"{href}/{own.Street.Id}");
        }

        var departments = reports.Recipients.Where(r => actor.Grants.Any(g => g.Role is Role.EvidenceDepartment or Role.Operator && g.UnitId == r.Id)).ToList();
        var waiting = reports.Streets.Count(s => s.Report?.SignedAt is not null && !s.Stale && s.Missing.Any(m => departments.Exists(d => d.Id == m.Id)));
        if (waiting > 0)
            yield return Row($"{waiting} 个街道的汇总等待签收", "签收，或写明理由退回", PhaseCode.Report, "去签收", href);
        if (actor.Is(Role.Operator) && reports.Streets.Count(s => s.Late) is > 0 and var lateStreets)
            yield return Row($"{lateStreets} 个街道逾期没有报送", string.Join("、", reports.Streets.Where(s => s.Late).Select(s => s.Street.Name)), PhaseCode.Report, "去催办", href);
    }

    private TodoRow Row(string title, string text, string until, string action, string href) =>
        new(title, $"{cycle.Title}　{text}", cycle.PhaseOrNull(until) is { } phase ? CycleWords.Due(phase.Deadline, now) : null, action, href);
}

/// <summary>What the register of pairings asks of the signed-in person, whatever cycle is under way: records to confirm, absences to confirm.</summary>
internal static class PairingWork
{
    public static async Task<IReadOnlyList<TodoRow>> Rows(ScoringDb db, Actor actor, CancellationToken cancellationToken)
    {
        var rows = new List<TodoRow>();
        var rated = actor.Grants.Where(g => g.Role == Role.Judge && GrantRules.Rates(g.Kind)).Select(g => g.UnitId).ToList();
        if (rated.Count > 0 && await db.HelpRecords.CountAsync(h => h.AnsweredAt == null && db.Pairings.Any(p => p.Id == h.PairingId
            && (rated.Contains(p.EstateId) || rated.Contains(p.Estate!.ParentId ?? 0) || db.Units.Any(b => rated.Contains(b.Id) && b.Kind == UnitKind.Branch && b.ParentId == p.EstateId))), cancellationToken) is > 0 and var records)
            rows.Add(new($"{records} 条帮扶记录等您确认", "包联单位记的，属实就确认", null, "去确认", "/pairings/confirm"));
        var street = actor.Is(Role.StreetCommittee) ? actor.UnitFor(Role.StreetCommittee) : (int?)null;
        if (street is { } own && actor.Id is var me && await db.MeetingAbsences.CountAsync(a => a.ConfirmedAt == null && a.CancelledAt == null && a.ProposedById != me && a.Meeting!.StreetId == own, cancellationToken) is > 0 and var absences)
            rows.Add(new($"{absences} 条会议缺席等另一位同志确认", "登记和确认由两个人完成", null, "去确认", "/pairings/meetings"));
        return rows;
    }
}
