using System.Text.Json.Serialization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Stages;
using Scoring.Domain.Calendars;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Live;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>What the consoles follow: where the stage stands, who is in, who is missing, what may come next. No mark.</summary>
public static class ConsoleState
{
    public sealed record Query(int CycleId) : IRequest<object>;

    /// <param name="Step">Number of the newest step, which the next one must follow.</param>
    /// <param name="Waiting">Sheets in and wanted of the turns being scored, or of the last one closed.</param>
    /// <param name="Buttons">The acts that may come next, the primary one first.</param>
    /// <param name="Screens">How many big screens and viewers are connected.</param>
    /// <param name="Late">Sheets that came after closing and wait for the supervisor's word.</param>
    /// <param name="Practice">What the scheme says about the practice; null where it has none, or when it is over for today.</param>
    /// <param name="Practised">Whether there has been one.</param>
    public sealed record State(
        int Step, bool Opened, bool Ended, bool Rehearsal, Scene Scene, Current? Current, TalkClock? Clock, bool WaitsForOthers, IReadOnlyList<Row> Order, IReadOnlyList<JudgeRow> Judges,
        SheetCount Waiting, IReadOnlyList<Button> Buttons, LastStep? Last, IReadOnlyList<Overrun> Overtime, int Screens, int Late, Trial? Practice, bool Practised) : ICountSheets
    {
        /// <summary>What it was read from; stays on the server.</summary>
        [JsonIgnore]
        internal OnStage? From { get; init; }

        Show ICountSheets.Show => From!.Show;

        object ICountSheets.Counted(IReadOnlyList<JudgeAtTurn> panel)
        {
            var (now, waiting) = (panel.ToDictionary(j => (j.Judge.Id, j.EntryId)), Counted(From!.Show, panel));
            return this with
            {
                Judges = [.. Judges.Select(row => now.TryGetValue((row.JudgeId, row.EntryId), out var at) ? row with { Standing = at.Standing, InMs = at.HandedInAt?.ToUnixTimeMilliseconds() } : row)],
                Waiting = waiting,
                Buttons = ButtonsOf(From, waiting.Of - waiting.In),
            };
        }
    }

    /// <param name="Text">The scheme's words.</param>
    /// <param name="Clip">The name of its film; null without one.</param>
    /// <param name="On">Whether practice sheets are taken now.</param>
    /// <param name="OnScreen">Whether the film is on the big screen.</param>
    public sealed record Trial(string Text, string? Clip, bool On, bool Playing, bool OnScreen);

    public sealed record Row(int EntryId, int Place, string Name, string Street, string Branch, TurnState State, string Words, bool Released, int Round);

    public sealed record JudgeRow(int JudgeId, int EntryId, string Code, string Name, string Unit, SheetStanding Standing, long? InMs, bool Connected, long? OfflineSinceMs, bool Present);

    public sealed record Button(StageAct Act, string Label, int? EntryId, bool Primary, bool WantsReason);

    /// <param name="Undoable">Whether it may still be undone.</param>
    public sealed record LastStep(int Number, StageAct Act, string Words, string Who, string At, bool Undoable);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Presence presence) : IRequestHandler<Query, object>
    {
        public async Task<object> Handle(Query request, CancellationToken cancellationToken)
        {
            var stage = await OnStage.Read(db, shelf, request.CycleId, cancellationToken);
            var show = stage.Show;
            var panel = await SheetsIn.Of(db, stage.Cycle.Id, show, cancellationToken);
            if (show.Practising)
                panel = await Practised(panel, show, cancellationToken);
            var present = (await Attending.Of(db, stage.Cycle.Id, cancellationToken)).Judges;
            var waiting = Counted(show, panel);
            var newest = await db.StageSteps.AsNoTracking().Where(s => s.CycleId == stage.Cycle.Id && s.Number == show.Number).SingleOrDefaultAsync(cancellationToken);
            return new State(
                show.Number, show.Opened, show.Ended, stage.Cycle.Rehearsal, show.Scene, stage.Current, stage.Clock, show.WaitsForOthers,
                [.. show.Turns.Where(t => stage.Entries.ContainsKey(t.EntryId)).Select((t, at) => RowOf(stage, t, at + 1))],
                [.. panel.Select(j => JudgeOf(j, present.Contains(j.Judge.Id)))],
                waiting, ButtonsOf(stage, waiting.Of - waiting.In),
                newest is null ? null : new LastStep(newest.Number, newest.Act, Words(newest, stage), newest.Who, $"{ChinaTime.TimeOf(newest.At):HH:mm:ss}", ShowRules.Allows(show, StageAct.Undo)),
                await Overrun.Of(db, stage, cancellationToken), presence.Count("screen", stage.Cycle.Id),
                await db.LateSheets.CountAsync(l => db.Judges.Any(j => j.Id == l.JudgeId && j.CycleId == stage.Cycle.Id) && !db.LateDecisions.Any(d => d.LateSheetId == l.Id), cancellationToken),
                await TrialOf(stage, cancellationToken), show.Practice is not null)
            {
                From = stage,
            };
        }

        /// <summary>The panel as it stands in the practice.</summary>
        private async Task<IReadOnlyList<JudgeAtTurn>> Practised(IReadOnlyList<JudgeAtTurn> panel, Show show, CancellationToken cancellationToken)
        {
            var number = show.Practice!.Value;
            var ids = panel.Select(j => j.Judge.Id).ToList();
            var at = await db.PracticeSheets.AsNoTracking().Where(s => s.Number == number && ids.Contains(s.JudgeId)).ToDictionaryAsync(s => s.JudgeId, s => s.At, cancellationToken);
            return [.. panel.Select(j => at.TryGetValue(j.Judge.Id, out var when) ? j with { Standing = SheetStanding.HandedIn, HandedInAt = when } : j with { Standing = SheetStanding.Waiting })];
        }

        private async Task<Trial?> TrialOf(OnStage stage, CancellationToken cancellationToken)
        {
            var show = stage.Show;
            if (stage.Scheme.Judging?.Calibration?.Practice is not { } text || show.Ended || !show.Turns.All(t => t.State == TurnState.Waiting))
                return null;
            var clip = await db.PracticeClips.AsNoTracking().Where(c => c.CycleId == stage.Cycle.Id).Select(c => c.FileName).SingleOrDefaultAsync(cancellationToken);
            return new Trial(text, clip, show.Practising, show.Scene.PlayingSince is not null, show.Scene is { Kind: SceneKind.Practice } scene && (scene.PlayingSince is not null || scene.Second > 0));
        }

        private static Row RowOf(OnStage stage, Turn turn, int place)
        {
            var entry = stage.Entries[turn.EntryId];
            return new(turn.EntryId, place, entry.PersonName, stage.StreetOf(entry), entry.BranchName, turn.State, TurnStateNames.Of(turn.State), turn.Released, turn.Round);
        }

        private JudgeRow JudgeOf(JudgeAtTurn at, bool present)
        {
            var (connected, lost) = presence.Of(at.Judge.Id);
            return new(
                at.Judge.Id, at.EntryId, at.Judge.Code, at.Judge.Name, at.Judge.UnitName, at.Standing, at.HandedInAt?.ToUnixTimeMilliseconds(), connected, lost?.ToUnixTimeMilliseconds(), present);
        }

        private static string Words(StageStep step, OnStage stage) =>
            step.EntryId is { } id && stage.Entries.TryGetValue(id, out var entry) ? $"{StageActNames.Of(step.Act)}（{entry.PersonName}）" : StageActNames.Of(step.Act);
    }

    /// <summary>Nothing is waited for before the first candidate.</summary>
    private static SheetCount Counted(Show show, IReadOnlyList<JudgeAtTurn> panel) =>
        show.Taking.Any() || show.CurrentId is not null || show.Practising ? SheetsIn.Count(panel) : new(0, 0);

    private static readonly StageAct[] Offered =
    [
        StageAct.Open, StageAct.Call, StageAct.StartClock, StageAct.StopClock, StageAct.ResumeClock, StageAct.OpenScoring, StageAct.CloseScoring, StageAct.Reveal, StageAct.BeginFinal,
        StageAct.RevealPlace, StageAct.End, StageAct.PauseClock, StageAct.NoShow, StageAct.Withdraw, StageAct.Redo, StageAct.Practise, StageAct.EndPractice,
        StageAct.ShowWelcome, StageAct.ShowDraw, StageAct.ShowStage, StageAct.ShowBoard, StageAct.ShowPause,
    ];

    private static IReadOnlyList<Button> ButtonsOf(OnStage stage, int missing)
    {
        var (show, next) = (stage.Show, NextStep.Of(stage.Show));
        var buttons = new List<Button>();
        foreach (var act in Offered.Where(a => a != StageAct.Practise || stage.Scheme.Judging?.Calibration?.Practice is not null))
        {
            var entry = act == StageAct.Call ? show.Next?.EntryId : next?.Act == act && next.EntryId is { } named ? named : act is StageAct.Reveal or StageAct.NoShow or StageAct.Withdraw or StageAct.Redo ? show.CurrentId : null;
            var allowed = ShowRules.Allows(show, act, entry) || (act == StageAct.End && stage.Cycle.Rehearsal && show is { Opened: true, Ended: false });
            if (allowed)
                buttons.Add(new Button(act, Label(stage, act, entry, missing), entry, next?.Act == act, ShowRules.WantReason.Contains(act) || (act == StageAct.CloseScoring && missing > 0)));
        }

        return [.. buttons.OrderByDescending(b => b.Primary)];
    }

    private static string Label(OnStage stage, StageAct act, int? entry, int missing) => act switch
    {
        StageAct.Call when entry is { } id && stage.Entries.TryGetValue(id, out var found) => $"请 {stage.PlaceOf(id):00} 号 {found.PersonName} 上台",
        StageAct.Reveal when entry is { } id && id != stage.Show.CurrentId && stage.Entries.TryGetValue(id, out var held) => $"亮分：{stage.PlaceOf(id):00} 号 {held.PersonName}",
        StageAct.CloseScoring when missing > 0 => $"关闭评分（还差 {missing} 张）",
        StageAct.End when stage.Cycle.Rehearsal => "结束演练",
        _ => StageActNames.Of(act),
    };
}
