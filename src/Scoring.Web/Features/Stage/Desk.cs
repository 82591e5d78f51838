using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Stages;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>The console and the timekeeper's clock as pages: the same state that the consoles follow, with what this person may do about it.</summary>
public static class Desk
{
    public sealed record Query(int CycleId) : IRequest<View>;

    /// <param name="Drives">May take the steps.</param>
    /// <param name="KeepsTime">May run the clock and propose what overtime costs.</param>
    /// <param name="Supervises">Confirms what overtime costs.</param>
    /// <param name="CanDraw">The order has not been drawn and this person may draw it.</param>
    public sealed record View(int CycleId, PageHead Head, ConsoleState.State State, bool Drives, bool KeepsTime, bool Supervises, bool Shows, bool CanDraw, int AccountId, IReadOnlyList<string> Guidance, MaterialDesk Materials)
    {
        public ConsoleState.Button? Primary => State.Buttons.FirstOrDefault(b => b.Primary && Mine(b.Act));

        public ConsoleState.Button? Of(StageAct act) => State.Buttons.FirstOrDefault(b => b.Act == act && !b.Primary && Mine(b.Act));

        public bool Mine(StageAct act) => Drives || (KeepsTime && NextStep.ClockActs.Contains(act)) || (Shows && NextStep.ShowingActs.Contains(act));

        public bool MayUndo => State.Last is { Undoable: true } last && Mine(last.Act);

        public StepForm Form(StageAct act, string label, string css = "btn", int? entryId = null, int? value = null, IReadOnlyList<string>? reasons = null) =>
            new(CycleId, State.Step, act, label, css, entryId, value, reasons);

        public string ClockJson => JsonSerializer.Serialize(State.Clock, JsonSerializerOptions.Web);

        /// <summary>Judges of the turns in focus, those who are waited for first.</summary>
        public IEnumerable<ConsoleState.JudgeRow> Panel => State.Judges.OrderBy(j => j.Standing switch { SheetStanding.Waiting or SheetStanding.Reopened => 0, SheetStanding.HandedIn => 1, _ => 2 }).ThenBy(j => j.Code, StringComparer.Ordinal);
    }

    public sealed class Handler(ScoringDb db, IMediator mediator, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            cycle.Advance(now);
            var state = (ConsoleState.State)await mediator.Send(new ConsoleState.Query(cycle.Id), cancellationToken);
            var drives = actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Domain.Cycles.Act.RunStage, now);
            var keeps = actor.IsAny(Role.Operator, Role.Timekeeper) && PhaseTable.Allows(cycle, Domain.Cycles.Act.KeepTime, now);
            var shows = actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Domain.Cycles.Act.ShowOnStage, now);
            var supervises = actor.Is(Role.Supervisor) && PhaseTable.Allows(cycle, Domain.Cycles.Act.ConfirmAdjustment, now);
            var draws = state.Order.Count == 0 && actor.IsAny(Role.Operator, Role.Supervisor) && PhaseTable.Allows(cycle, Domain.Cycles.Act.DrawOrder, now);
            return new View(
                cycle.Id, HeadOf(cycle, state), state, drives, keeps, supervises, shows, draws, actor.Id, Guidance(cycle, state, now),
                await MaterialDesk.Of(db, cycle.Id, await ShowOfCycle.Read(db, cycle.Id, await shelf.Of(cycle, cancellationToken), cancellationToken), await shelf.Of(cycle, cancellationToken), drives, cancellationToken));
        }

        private static PageHead HeadOf(Cycle cycle, ConsoleState.State state) => new(cycle.Rehearsal ? "现场控制台（演练）" : "现场控制台")
        {
            Crumbs = cycle.Rehearsal ? [("现场", "/stage")] : [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")],
            Sub = cycle.Title,
            State = state.Ended ? new Badge("已收场", Tone.Ok) : state.Opened ? new Badge("进行中", Tone.Now) : new Badge("未开场"),
        };

        private static List<string> Guidance(Cycle cycle, ConsoleState.State state, DateTimeOffset now)
        {
            var lines = new List<string>();
            if (!PhaseTable.Allows(cycle, Domain.Cycles.Act.RunStage, now))
                lines.Add($"“{cycle.Title}”现在是“{StateNames.Of(cycle.State)}”，不能主持现场。{(cycle.State < CycleState.Scoring ? "现场评选当天再来；之前可以演练。" : string.Empty)}");
            else if (state.Order.Count == 0)
                lines.Add("出场顺序还没有抽定。可以先开场，再当着大家抽签。");
            if (state.WaitsForOthers)
                lines.Add("前几位一起评分：这位讲完先不打开评分，等后面几位也讲完。");
            return lines;
        }
    }
}

/// <summary>One button with what it carries.</summary>
/// <param name="Reasons">Asked for when given; its items are offered as buttons, beside a line to write in.</param>
public sealed record StepForm(int CycleId, int After, StageAct Act, string Label, string Css, int? EntryId, int? Value, IReadOnlyList<string>? Reasons)
{
    public bool Clock { get; init; }

    /// <summary>The key that presses it.</summary>
    public string? Press { get; init; }

    /// <summary>Asked once before it is done.</summary>
    public string? Confirm { get; init; }

    public bool PlaceAsked { get; init; }

    /// <summary>Where two buttons of one act stand side by side; null: the act names it.</summary>
    public string? Id { get; init; }
}
