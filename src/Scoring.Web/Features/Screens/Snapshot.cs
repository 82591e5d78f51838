using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Stages;
using Scoring.Data.Tallying;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Screens;

/// <summary>What the hall's screens show now. The one place where marks leave the server towards the hall: each is asked whether it was released.</summary>
public static class Snapshot
{
    public sealed record Query(int CycleId) : IRequest<object>;

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf) : IRequestHandler<Query, object>
    {
        public async Task<object> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == request.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var show = await ShowOfCycle.Read(db, cycle.Id, scheme, cancellationToken);
            var hall = new Hall(cycle, scheme, show, await Candidates(cycle.Id, cancellationToken));
            var scene = show.Scene.Kind;
            var subject = scene == SceneKind.Stage && show.Scene.EntryId is { } id ? show.TurnOf(id) : show.Current;
            var files = scene is SceneKind.Stage or SceneKind.Material ? await HallFiles.Now(db, cycle.Id, show, scheme, cancellationToken) : [];
            var clip = scene == SceneKind.Practice ? await HallFiles.Clip(db, cycle.Id, show, cancellationToken) : null;
            var live = cycle.PhaseOrNull(PhaseCode.Live);
            return new ScreenState
            {
                From = show,
                Step = show.Number,
                Rehearsal = cycle.Rehearsal,
                Title = live is null || cycle.Title.Contains(live.Name, StringComparison.Ordinal) ? cycle.Title : $"{cycle.Title} · {live.Name}",
                Date = ChinaTime.Words(ChinaTime.DateOf(live?.StartsAt ?? clock.Now)),
                Scene = Camel(scene.ToString()),
                // Before the draw nobody has a turn, and all the same they are coming.
                Candidates = show.Turns.Count > 0 ? show.Turns.Count : hall.Candidates.Count(c => c.Entry.State == EntryState.Accepted),
                Current = scene is SceneKind.Stage or SceneKind.Material && subject is not null ? hall.OnStage(subject, files) : null,
                Clock = scene is SceneKind.Stage or SceneKind.Material && show.Current is { State: TurnState.Called or TurnState.Talking } current ? Face(current.Clock, scheme) : null,
                Waiting = scene is SceneKind.Stage && show.Taking.Any() ? SheetsIn.Count(await SheetsIn.Of(db, cycle.Id, show, cancellationToken)) : null,
                Reveal = scene == SceneKind.Stage && subject is { Released: true } ? await Reveal(hall, subject, cancellationToken) : null,
                Board = scene == SceneKind.Board ? await Board(hall, cancellationToken) : null,
                Final = scene == SceneKind.Final ? await Final(hall, cancellationToken) : null,
                Draw = scene == SceneKind.Draw ? await Draw(hall, cancellationToken) : null,
                Material = scene == SceneKind.Material && files.Find(f => f.Id == show.Scene.AttachmentId) is { } file ? Material(HallFiles.Part(file), show.Scene)
                    : clip is not null && (show.Scene.PlayingSince is not null || show.Scene.Second > 0) ? Material(HallFiles.Part(clip), show.Scene) : null,
                Practice = scene == SceneKind.Practice ? await Practice(cycle.Id, show, cancellationToken) : null,
                Preload = clip is not null ? [HallFiles.Part(clip)] : files.Count > 0 ? [.. files.Select(HallFiles.Part)] : null,
                Next = scene is SceneKind.Welcome or SceneKind.Stage or SceneKind.Pause or SceneKind.Board && show.Next is { } next ? hall.Upcoming(next) : null,
            };
        }

        private async Task<List<(Entry Entry, string Street)>> Candidates(int cycleId, CancellationToken cancellationToken) =>
            [.. (await db.Entries.AsNoTracking().Where(e => e.CycleId == cycleId && e.Code != null && (e.State == EntryState.Accepted || e.State == EntryState.Withdrawn)).WithoutDossier()
                .Join(db.Units, e => e.StreetId, u => u.Id, (e, u) => new { Entry = e, u.Name }).ToListAsync(cancellationToken)).Select(r => (r.Entry, r.Name))];

        private async Task<PracticePart> Practice(int cycleId, Show show, CancellationToken cancellationToken)
        {
            var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycleId && j.RemovedAt == null && j.ScopeUnitId == null).Select(j => j.Id).ToListAsync(cancellationToken);
            return new PracticePart(show.Practising, await db.PracticeSheets.CountAsync(s => s.Number == show.Practice && judges.Contains(s.JudgeId), cancellationToken), judges.Count);
        }

        private async Task<RevealPart> Reveal(Hall hall, Turn turn, CancellationToken cancellationToken)
        {
            var overtime = await db.Adjustments.AsNoTracking().Where(a => a.EntryId == turn.EntryId && a.Code == Adjustment.Overtime && a.ConfirmedAt != null && a.CancelledAt == null)
                .OrderBy(a => a.Id).ToListAsync(cancellationToken);
            return (await Scores(hall, cancellationToken)).Reveal(hall[turn].Code!, overtime);
        }

        private async Task<BoardPart> Board(Hall hall, CancellationToken cancellationToken)
        {
            var closed = hall.Show.Turns.Where(t => t.State == TurnState.Closed).ToList();
            return (await Scores(hall, cancellationToken)).Board(closed.Where(t => t.Released).Select(t => t.EntryId).ToHashSet(), closed.Count(t => !t.Released));
        }

        private async Task<FinalPart> Final(Hall hall, CancellationToken cancellationToken)
        {
            var order = await FinalOrder.Read(db, hall.Cycle, hall.Scheme, hall.Show, cancellationToken);
            return (await Scores(hall, cancellationToken)).Final(order, hall.Show.Scene.Places, Figures.Words(hall.Scheme.Rubric.Total));
        }

        private async Task<DrawPart> Draw(Hall hall, CancellationToken cancellationToken)
        {
            var draw = await db.Draws.AsNoTracking().Where(d => d.CycleId == hall.Cycle.Id && d.Kind == RunningOrder.Kind).OrderByDescending(d => d.Id).FirstOrDefaultAsync(cancellationToken);
            var taking = hall.Candidates.Where(c => draw?.Order.Contains(c.Entry.Code!) ?? c.Entry.State == EntryState.Accepted).OrderBy(c => c.Entry.Code, StringComparer.Ordinal);
            return new DrawPart(draw?.Seed, draw is null ? null : ChinaTime.Words(draw.At), [.. taking.Select(c => new DrawRow(
                c.Entry.Code!, c.Entry.PersonName, c.Street,
                draw is null ? null : Domain.Judging.Draw.LotOf(draw.Seed, c.Entry.Code!)[..8],
                draw is null ? null : draw.Order.ToList().IndexOf(c.Entry.Code!) + 1))]);
        }

        private Task<HallScores> Scores(Hall hall, CancellationToken cancellationToken) => HallScores.Load(db, hall.Cycle, hall.Scheme, hall.Names, cancellationToken);
    }

    private static ClockFace Face(Stopwatch clock, Scheme scheme) => new(
        (long)clock.Ran.TotalMilliseconds, clock.Since?.ToUnixTimeMilliseconds(), (scheme.Talk?.Minutes ?? 0) * 60_000L, (scheme.Talk?.WarnSeconds ?? 0) * 1000L, (scheme.Adjustments.Overtime?.GraceSeconds ?? 0) * 1000L);

    private static MaterialPart Material(HallFile file, Scene scene) =>
        new(file.Id, file.Type, file.Name, scene.Page, scene.PlayingSince?.ToUnixTimeMilliseconds(), scene.Second);

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];

    /// <summary>The cycle with its people, as the hall may know them.</summary>
    private sealed record Hall(Cycle Cycle, Scheme Scheme, Show Show, IReadOnlyList<(Entry Entry, string Street)> Candidates)
    {
        public IReadOnlyDictionary<string, (int Id, string Name, string Street, string Branch)> Names { get; } =
            Candidates.ToDictionary(c => c.Entry.Code!, c => (c.Entry.Id, c.Entry.PersonName, c.Street, c.Entry.BranchName), StringComparer.Ordinal);

        public Entry this[Turn turn] => Candidates.First(c => c.Entry.Id == turn.EntryId).Entry;

        public OnStage OnStage(Turn turn, List<Attachment> files)
        {
            var (entry, street) = Candidates.First(c => c.Entry.Id == turn.EntryId);
            var waits = Show.WaitsForOthers && turn.EntryId == Show.CurrentId;
            return new OnStage(
                entry.Id, Show.Turns.ToList().FindIndex(t => t.EntryId == entry.Id) + 1, Show.Turns.Count, entry.PersonName, street, entry.BranchName, Camel(turn.State.ToString()),
                turn.Released, waits, files.Find(f => f.EntryId == entry.Id && HallFiles.Part(f).Type == Shared.Files.HallType.Picture)?.Id);
        }

        public Upcoming Upcoming(Turn next)
        {
            var (entry, street) = Candidates.First(c => c.Entry.Id == next.EntryId);
            return new Upcoming(entry.PersonName, street);
        }
    }
}
