using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Surveys;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

/// <summary>What a cycle's survey asks of the signed-in person: estates that lack answers, alarms, papers, call-backs.</summary>
internal sealed class SurveyWork(ScoringDb db, Actor actor, Cycle cycle, Scheme scheme, DateTimeOffset now)
{
    public async Task<IReadOnlyList<TodoRow>> Rows(CancellationToken cancellationToken)
    {
        if (SurveyWindow.Of(cycle) is not { } window || scheme.Survey is null || cycle.State is not (CycleState.Nominating or CycleState.Review or CycleState.Scoring))
            return [];
        var rows = new List<TodoRow>();
        var phase = cycle.Phase(PhaseCode.Survey);
        var until = CycleWords.Due(phase.Deadline, now);
        var left = window.DaysLeft(ChinaTime.DateOf(now));
        if (actor.IsAny(Role.Operator, Role.StreetCommittee) && now < phase.Deadline && await Lacking(cancellationToken) is var (estates, missing) && estates > 0)
            rows.Add(Row($"{estates} 个小区满意度答卷不够", $"还差 {missing} 份，剩 {left} 天", until, "去看怎么补", $"/surveys?cycle={cycle.Id}"));
        if (actor.IsAny(Role.Supervisor, Role.Approver))
        {
            var alarms = await AlarmsOfCycle.Read(db, cycle, scheme, cancellationToken);
            var (fresh, half) = (alarms.Count(a => a.Open && !a.Half), alarms.Count(a => a.Half));
            if (actor.Is(Role.Supervisor) && fresh > 0)
                rows.Add(Row($"{fresh} 条测评预警等待处理", "处理完才能核算", null, "去处理", $"/surveys/alarms?cycle={cycle.Id}"));
            if (actor.Is(Role.Approver) && half > 0)
                rows.Add(Row($"{half} 条剔除答卷等待确认", "提出和确认由两个人完成", null, "去确认", $"/surveys/alarms?cycle={cycle.Id}"));
        }

        if (actor.IsAny(Role.Operator, Role.Supervisor) && PhaseTable.Allows(cycle, Act.EnterPaper, now))
            rows.AddRange(await Papers(cancellationToken));
        return rows;
    }

    private async Task<IEnumerable<TodoRow>> Papers(CancellationToken cancellationToken)
    {
        var me = actor.Id;
        var open = await db.PaperBatches.AsNoTracking().Where(b => b.CycleId == cycle.Id && !db.PaperSettlements.Any(d => d.FormId == b.FormId) && !db.FormReadings.Any(r => r.FormId == b.FormId && r.ById == me))
            .Select(b => db.FormReadings.Count(r => r.FormId == b.FormId)).ToListAsync(cancellationToken);
        var rows = new List<TodoRow>();
        if (open.Count(n => n < 2) is var toRead and > 0 && actor.Is(Role.Operator))
            rows.Add(Row($"{toRead} 批纸质问卷等待录入", "两个人各录一遍", null, "去录入", $"/surveys/paper?cycle={cycle.Id}"));
        if (open.Count(n => n == 2) is var toDecide and > 0)
            rows.Add(Row($"{toDecide} 批纸质问卷两遍不一致", "由没有录过的同志对照原件核定", null, "去核定", $"/surveys/paper?cycle={cycle.Id}"));
        return rows;
    }

    /// <summary>Estates whose counted answers do not reach the sample, and how many are missing in all; of the own street for a street.</summary>
    private async Task<(int Estates, int Missing)> Lacking(CancellationToken cancellationToken)
    {
        var rules = scheme.Scoring.Blocks.Select(b => b.Source).OfType<ResidentsRule>().Where(r => r.Sample is not null).ToList();
        var street = actor.Is(Role.Operator) ? (int?)null : actor.UnitFor(Role.StreetCommittee);
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && (e.State == EntryState.Submitted || e.State == EntryState.Returned || e.State == EntryState.Accepted) && (street == null || e.StreetId == street))
            .Select(e => new { e.Id, e.EstateId, Households = e.State == EntryState.Accepted ? e.Households : db.Units.Where(u => u.Id == e.EstateId).Select(u => u.Households ?? 0).First() }).ToListAsync(cancellationToken);
        var counts = (await BallotsOfCycle.Read(db, cycle, scheme.Survey, cancellationToken)).ToLookup(c => c.EntryId);
        // Of several scored questions the one that lacks most.
        var missing = entries.DistinctBy(e => e.EstateId).Select(e => rules.Select(r =>
            (e.Households < 1 ? 1 : (int)r.Sample!.Need(e.Households)) - counts[e.Id].Where(c => c.Question == r.Question && r.Coefficients.ContainsKey(c.Answer)).Sum(c => c.Count)).DefaultIfEmpty(0).Max()).Where(m => m > 0).ToList();
        return (missing.Count, missing.Sum());
    }

    private TodoRow Row(string title, string text, Due? due, string action, string href) => new(title, $"{cycle.Title}　{text}", due, action, href);
}
