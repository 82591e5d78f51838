using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Data.Reports;
using Scoring.Data.Surveys;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>Computes the cycle's result from what has been handed in, and keeps record and result.</summary>
public static class Run
{
    public sealed record Command : OnCycle;

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.RunTally, clock.Now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            foreach (var obstacle in await Obstacles(db, cycle, scheme, clock.Now, cancellationToken))
                throw new Refused(obstacle.Sentence);

            var record = await RecordOfCycle.Build(db, cycle, scheme, cancellationToken);
            var last = await RunOfCycle.Latest(db, cycle.Id, cancellationToken);
            if (last is not null && cycle.State == CycleState.Tallied && last.Run.RecordHash == RunOfCycle.Hash(record.Print()))
                throw new Refused($"数据和第 {last.Run.Number} 次核算时完全一样，结果不会变，不用再算。");

            var run = RunOfCycle.New(cycle.Id, (last?.Run.Number ?? 0) + 1, record, actor.Id, clock.Now);
            db.TallyRuns.Add(run);
            cycle.State = CycleState.Tallied;
            await db.SaveChangesAsync(cancellationToken);
            CarryOver(run, record, last);
            var told = $"第 {run.Number} 次核算完成：{record.Entries.Count(e => !e.Withdrawn)} {(scheme.Nomination is null ? $"个{scheme.Subject.Name}" : "名候选人")}";
            journal.Note(cycle.Id, null, told, RunOfCycle.Facts(run, record, cycle.SchemeHash));
            return told;
        }

        /// <summary>What was acknowledged about a block stays acknowledged while flag and points of that block are the same.</summary>
        private void CarryOver(TallyRun run, TallyRecord record, RunOfCycle? last)
        {
            if (last is null)
                return;
            var result = Tally.Run(record);
            foreach (var flag in OpenFlag.Of(result).Where(f => last.Acknowledged.ContainsKey(f.Key) && PointsOf(result, f) == PointsOf(last.Result, f)))
            {
                var word = last.Acknowledged[flag.Key];
                db.Acknowledgements.Add(new FlagAcknowledgement { TallyRunId = run.Id, Flag = flag.Key, Reason = word.Reason, ById = word.ById, At = word.At });
            }
        }

        private static Exact? PointsOf(TallyResult result, OpenFlag flag) =>
            result.Entries.First(e => e.Code == flag.Entry).Sections.SelectMany(s => s.Blocks).FirstOrDefault(b => b.Code == flag.Block)?.ExactPoints;
    }

    /// <summary>What stands in the way of a tally, and the room in which it is cleared; no room where only time clears it.</summary>
    public sealed record Obstacle(string Sentence, string? Room = null, string? Href = null);

    /// <summary>Everything that stands in the way of a tally; empty when nothing does.</summary>
    public static async Task<IReadOnlyList<Obstacle>> Obstacles(ScoringDb db, Cycle cycle, Domain.Schemes.Scheme scheme, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new List<Obstacle>();
        var sheets = $"/judging/sheets?cycle={cycle.Id}";
        if (cycle.State == CycleState.Scoring && !cycle.ScoringClosed(now))
            found.Add(new($"{(!scheme.InHall ? cycle.PhaseOrNull(PhaseCode.Live)?.Name ?? cycle.EvidencePhase?.Name ?? "评价" : "现场评分")}还没有结束（{ChinaTime.Words(cycle.ScoringEndsAt)} 截止）。评分表交齐后，可以先在“{(scheme.InHall ? "现场评分" : "评分表")}”里结束评分。", scheme.InHall ? "现场评分" : "评分表", sheets));
        var board = await SheetsOfCycle.Of(db, cycle.Id, cancellationToken);
        if (board.Reopened.Count > 0)
            found.Add(new($"有 {board.Reopened.Count} 张评分表被退回后还没有重交：{string.Join("、", board.Reopened.Select(o => $"{o.Judge.Name}（{o.Entry.PersonName}）"))}。请提醒评委重交。", "现场评分", sheets));
        var late = await db.LateSheets.CountAsync(
            l => db.Judges.Any(j => j.Id == l.JudgeId && j.CycleId == cycle.Id) && !db.LateDecisions.Any(d => d.LateSheetId == l.Id), cancellationToken);
        if (late > 0)
            found.Add(new($"有 {late} 张评分表在评分关闭以后才送到，监督员还没有决定计入还是不计入。", "迟到的评分表", "/judging/late"));
        if (SurveyWindow.Of(cycle) is { } window && window.DaysLeft(ChinaTime.DateOf(now)) > 0)
            found.Add(new($"满意度测评还没有结束（{ChinaTime.Words(window.Last)}当天的答卷也算数）。请在结束之后核算。"));
        var alarms = (await AlarmsOfCycle.Read(db, cycle, scheme, cancellationToken)).Count(a => a.Open);
        if (alarms > 0)
            found.Add(new($"有 {alarms} 条测评预警没有处理完。请监督员认定有效，或者剔除并由审定人确认。", "测评预警", $"/surveys/alarms?cycle={cycle.Id}"));
        // A stack that was collected in time but not read in is answers left out.
        var stacks = await db.PaperBatches.CountAsync(b => b.CycleId == cycle.Id && !db.PaperSettlements.Any(d => d.FormId == b.FormId), cancellationToken);
        if (stacks > 0)
            found.Add(new($"有 {stacks} 批纸质问卷还没有录完。请两位同志各录一遍，不一致的由第三位核定。", "纸质问卷", $"/surveys/paper?cycle={cycle.Id}"));
        // Of who no longer takes part nothing counts, so nothing has to be confirmed.
        var open = await db.Adjustments.CountAsync(
            a => a.ConfirmedAt == null && a.CancelledAt == null && db.Entries.Any(e => e.Id == a.EntryId && e.CycleId == cycle.Id && e.State == EntryState.Accepted), cancellationToken);
        if (open > 0)
            found.Add(new($"有 {open} 条加分扣分还没有确认。请监督员确认或取消后再核算。", "加分扣分", $"/reviews/adjustments?cycle={cycle.Id}"));
        var left = await db.NotApplicables.CountAsync(n => n.ApprovedAt == null && n.CancelledAt == null && db.Entries.Any(e => e.Id == n.EntryId && e.CycleId == cycle.Id && e.State == EntryState.Accepted), cancellationToken);
        if (left > 0)
            found.Add(new($"有 {left} 条“不适用”还没有批准。请审定人批准或不批准后再核算。", "不适用", $"/reviews/not-applicable?cycle={cycle.Id}"));
        if (cycle.State == CycleState.Scoring && cycle.ScoringClosed(now) && (await ReportsOfCycle.Load(db, cycle, scheme, now, cancellationToken))?.Obstacle() is { } reports)
            found.Add(new(reports, "汇总报送", $"/reports/{cycle.Id}"));
        if (!board.Entries.Any(e => e.State == EntryState.Accepted))
            found.Add(new("还没有审查通过的候选人，无从核算。", "资格审查", $"/reviews?cycle={cycle.Id}"));
        return found;
    }
}
