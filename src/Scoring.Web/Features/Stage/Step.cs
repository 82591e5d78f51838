using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Reviews;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>One step of the live day. A console says which step it saw last, so that of two that press at once the second is told what the first did.</summary>
public static class Step
{
    public sealed record Command : ICommand<Answer>, IKeyed
    {
        public int CycleId { get; init; }

        public StageAct Act { get; init; }

        /// <summary>Number of the newest step that the console saw.</summary>
        public int After { get; init; }

        public int? EntryId { get; init; }

        public int? AttachmentId { get; init; }

        public int? Value { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    /// <param name="Number">Of the step taken.</param>
    /// <param name="Told">What was done, in a sentence.</param>
    public sealed record Answer(int Number, string Told);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
            RuleFor(c => c.Act).IsInEnum().WithMessage("没有这一步。请刷新页面。");
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            var rule = await RuleFor(request, cycle.Id, cancellationToken);
            actor.Demand(PhaseTable.Of(rule).Roles);
            PhaseTable.Demand(cycle, rule, now);
            var stage = await OnStage.Read(db, shelf, cycle, cancellationToken);
            var show = stage.Show;
            await DemandSeen(show, request, cancellationToken);
            // A rehearsal may stop wherever it is: nothing follows from it.
            if (!(cycle.Rehearsal && request.Act == StageAct.End && show is { Opened: true, Ended: false }))
                ShowRules.Demand(show, request.Act, request.EntryId, request.Value);
            var step = await Of(request, stage, now, cancellationToken);
            db.StageSteps.Add(step);
            await Effects(step, stage, cancellationToken);
            var told = Words(step, stage, show.Last);
            journal.Note(cycle.Id, step.EntryId, $"现场：{told}");
            after.Touched(cycle.Id);
            return new Answer(step.Number, told);
        }

        private async Task<Act> RuleFor(Command request, int cycleId, CancellationToken cancellationToken)
        {
            var act = request.Act;
            if (act == StageAct.Undo && await db.StageSteps.AsNoTracking().Where(s => s.CycleId == cycleId).OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken) is { } last)
                act = last.Act;
            return NextStep.ClockActs.Contains(act) ? Act.KeepTime : NextStep.ShowingActs.Contains(act) ? Act.ShowOnStage : Act.RunStage;
        }

        /// <summary>Refuses a press that was made without having seen the newest step, and says whose it was.</summary>
        private async Task DemandSeen(Show show, Command request, CancellationToken cancellationToken)
        {
            if (request.After == show.Number)
                return;
            var newest = await db.StageSteps.AsNoTracking().Where(s => s.CycleId == request.CycleId && s.Number == show.Number).SingleOrDefaultAsync(cancellationToken);
            throw new Refused(newest is null
                ? "页面上的现场情况已经过时。请刷新页面再操作。"
                : $"您这一步没有执行：{newest.Who}刚在 {ChinaTime.TimeOf(newest.At):HH:mm:ss} “{StageActNames.Of(newest.Act)}”。请看过现在的情况再操作。");
        }

        private async Task<StageStep> Of(Command request, OnStage stage, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var (show, value, entry) = (stage.Show, request.Value, request.EntryId);
            var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
            if (ShowRules.WantReason.Contains(request.Act) && reason is null)
                throw Refused.Input($"请写明“{StageActNames.Of(request.Act)}”的理由，理由会记入经过。");
            switch (request.Act)
            {
                case StageAct.Undo:
                    (value, entry) = (show.Last!.Number, show.Last.EntryId);
                    break;
                case StageAct.Practise when stage.Scheme.Judging?.Calibration?.Practice is null:
                    throw new Refused("方案没有规定试评。");
                case StageAct.CloseScoring:
                    var turns = show.Taking.Select(t => t.EntryId).ToList();
                    value = (await JudgesAtTurn.Read(db, stage.Cycle.Id, show, turns, cancellationToken)).Count(j => j.Owes);
                    if (value > 0 && reason is null)
                        throw Refused.Input($"还有 {value} 张评分表没有交。要现在关闭，请写明理由；关闭以后到的评分表由监督员决定。");
                    entry = show.CurrentId;
                    break;
                case StageAct.ShowMaterial:
                    var kinds = HallType.KindsOf(stage.Scheme);
                    var file = await db.Attachments.AsNoTracking()
                        .SingleOrDefaultAsync(a => a.Id == request.AttachmentId && a.EntryId == show.CurrentId && a.RemovedAt == null && a.Kind != null && kinds.Contains(a.Kind), cancellationToken)
                        ?? throw Refused.Missing("台上这位候选人没有这份演示材料。");
                    if (HallType.Of(file.ContentType) is null)
                        throw new Refused($"大屏放不了“{file.FileName}”。请另存为 PDF 或 MP4。");
                    break;
                default:
                    entry ??= NextStep.ClockActs.Contains(request.Act) || request.Act == StageAct.OpenScoring ? show.CurrentId : null;
                    break;
            }

            return new StageStep
            {
                CycleId = stage.Cycle.Id, Number = show.Number + 1, Act = request.Act, EntryId = entry, AttachmentId = request.AttachmentId, Value = value, Reason = reason,
                ById = actor.Id, Who = actor.Who, At = now,
            };
        }

        /// <summary>What a step does beyond the stage itself.</summary>
        private async Task Effects(StageStep step, OnStage stage, CancellationToken cancellationToken)
        {
            var (cycle, undone) = (stage.Cycle, step.Act == StageAct.Undo ? stage.Show.Last : null);
            // Whoever has been heard has been marked by now: the end of the event is the end of the scoring.
            if (step.Act == StageAct.End && !cycle.ScoringClosed(step.At))
                cycle.ScoringClosedAt = step.At;
            if (undone?.Act == StageAct.End && cycle.ScoringClosedAt == undone.At)
                cycle.ScoringClosedAt = null;
            // From the first candidate on the practice has served: what was marked in it is nobody's business any more.
            if (step.Act == StageAct.Call && stage.Show.Practice is not null)
                await db.PracticeSheets.Where(s => s.CycleId == cycle.Id).ExecuteDeleteAsync(cancellationToken);
            // A talk that never was costs no overtime.
            if (step.Act == StageAct.Redo || undone?.Act == StageAct.StopClock)
            {
                foreach (var cost in await db.Adjustments.Where(a => a.EntryId == step.EntryId && a.Code == Adjustment.Overtime && a.CancelledAt == null).ToListAsync(cancellationToken))
                {
                    cost.Cancel(actor.Id, step.Act == StageAct.Redo ? "演示重来" : "撤销停止计时", step.At);
                    journal.Note(cycle.Id, step.EntryId, $"现场：{cost.Reason}的扣分随之取消");
                }
            }
        }

        private static string Words(StageStep step, OnStage stage, StageStep? undone)
        {
            var name = step.EntryId is { } id && stage.Entries.TryGetValue(id, out var entry) ? entry.PersonName : string.Empty;
            var what = step.Act switch
            {
                StageAct.Undo => $"撤销“{StageActNames.Of(undone!.Act)}”{(name.Length > 0 ? $"（{name}）" : string.Empty)}",
                StageAct.Call => $"请{name}上台",
                StageAct.Move => $"把{name}调到第 {step.Value} 位",
                StageAct.NoShow => $"{name}记为缺席",
                StageAct.Withdraw => $"{name}退出评选",
                StageAct.Redo => $"{name}的演示重来",
                StageAct.CloseScoring when step.Value > 0 => $"关闭{name}的评分，缺 {step.Value} 张",
                StageAct.RevealPlace => "揭晓下一名",
                _ => $"{StageActNames.Of(step.Act)}{(name.Length > 0 ? $"（{name}）" : string.Empty)}",
            };
            return step.Reason is null ? what : $"{what}，理由：{step.Reason}";
        }
    }
}
