using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

/// <summary>What a cycle whose units apply for themselves asks of a unit, and of its street.</summary>
internal sealed class ApplicationWork(ScoringDb db, Actor actor, Cycle cycle, Scheme scheme, CycleFigures figures, DateTimeOffset now)
{
    public async Task<IReadOnlyList<TodoRow>> Rows(CancellationToken cancellationToken) =>
    [
        .. actor.Is(Role.Applicant) ? await Unit(cancellationToken) : [],
        .. actor.Is(Role.StreetCommittee) ? await Street(cancellationToken) : [],
    ];

    private async Task<IReadOnlyList<TodoRow>> Unit(CancellationToken cancellationToken)
    {
        var id = actor.UnitFor(Role.Applicant);
        var unit = await db.Units.AsNoTracking().SingleAsync(u => u.Id == id, cancellationToken);
        if (!string.Equals(scheme.Subject.UnitKind, unit.Kind.ToString(), StringComparison.OrdinalIgnoreCase))
            return [];
        var rows = new List<TodoRow>();
        if (PhaseTable.Allows(cycle, Act.Pledge, now) && !await db.Pledges.AnyAsync(p => p.CycleId == cycle.Id && p.UnitId == id, cancellationToken))
            rows.Add(Row($"还没有{cycle.Phase(PhaseCode.Pledge).Name}", "选定今年的目标，写明打算做的事", PhaseCode.Pledge, "去承诺", $"/applications/{cycle.Id}/pledge"));
        var entry = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.BranchId == id && e.Applied && e.State != EntryState.Withdrawn).OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        if (entry is null or { State: EntryState.Draft } && PhaseTable.Allows(cycle, Act.Nominate, now))
            rows.Add(Row(entry is null ? "可以自评申报了" : "自评还没有提交", "逐项自评，附上佐证，提交给街道初审", PhaseCode.Nominate, entry is null ? "去申报" : "继续填写", entry is null ? "/applications" : $"/nominations/entry/{entry.Id}/edit"));
        if (entry is { State: EntryState.Returned } && PhaseTable.Allows(cycle, Act.CorrectEntry, now))
            rows.Add(Row("自评被街道退回", $"理由：{entry.Reason}", PhaseCode.Review, "去修改", $"/nominations/entry/{entry.Id}/edit"));
        return rows;
    }

    private async Task<IReadOnlyList<TodoRow>> Street(CancellationToken cancellationToken)
    {
        var street = actor.UnitFor(Role.StreetCommittee);
        var waiting = await db.Entries.CountAsync(e => e.CycleId == cycle.Id && e.StreetId == street && e.State == EntryState.Submitted, cancellationToken);
        var rows = new List<TodoRow>();
        if (waiting > 0 && PhaseTable.Allows(cycle, Act.ReviewEntry, now))
            rows.Add(Row($"{waiting} 份自评申报等待初审", $"全区已通过 {figures.Count(EntryState.Accepted)} 份", PhaseCode.Review, "去初审", $"/reviews?cycle={cycle.Id}"));
        if (cycle.State is CycleState.PublicNotice or CycleState.ObjectionHold)
            rows.Add(Row("公示中，可以看本街道的得分明细", "有异议请在公示期内书面提出", PhaseCode.Notice, "看明细", $"/results/{cycle.Id}/street"));
        return rows;
    }

    private TodoRow Row(string title, string text, string phase, string action, string href) =>
        new(title, $"{cycle.Title}　{text}", cycle.PhaseOrNull(phase) is { } found ? CycleWords.Due(found.Deadline, now) : null, action, href);
}
