using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Live;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>点名: which judges and candidates are there. A judge who follows the stage on the day is there by that; everybody else is called.</summary>
public static class Roll
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record View(int CycleId, PageHead Head, int Step, bool CanCall, bool CanMove, int Free, IReadOnlyList<Row> Judges, IReadOnlyList<Row> Entries);

    /// <param name="Called">Whether there has been any word about them.</param>
    /// <param name="Note">What else is known: connected, or the state on stage.</param>
    public sealed record Row(int Id, string Number, string Name, string Line, bool Present, bool Called, string Note, bool Movable, Guid Key);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int? JudgeId { get; init; }

        public int? EntryId { get; init; }

        public bool Present { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Presence presence) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var stage = await OnStage.Read(db, shelf, request.CycleId, cancellationToken);
            var (cycle, show) = (stage.Cycle, stage.Show);
            cycle.Advance(clock.Now);
            var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id && j.RemovedAt == null && j.ScopeUnitId == null).OrderBy(j => j.Code).ToListAsync(cancellationToken);
            var there = await Attending.Of(db, cycle.Id, cancellationToken);
            var order = show.Turns.Select(t => stage.Entries.GetValueOrDefault(t.EntryId)).OfType<Domain.Entries.Entry>().Concat(stage.Entries.Values.Where(e => e.RunningNumber is null).OrderBy(e => e.Code));
            return new View(
                cycle.Id,
                new PageHead("点名")
                {
                    Crumbs = [("现场", "/stage"), (cycle.Title, $"/stage/{cycle.Id}")], Sub = cycle.Title,
                    Next = judges.Exists(j => !there.Judges.Contains(j.Id)) ? "逐一点名，到了的点“到场”；没有到的，开场以后调整顺序" : null,
                },
                show.Number, PhaseTable.Allows(cycle, Act.CallRoll, clock.Now) && actor.IsAny(PhaseTable.Of(Act.CallRoll).Roles),
                show is { Opened: true, Ended: false } && actor.Is(Domain.Organisation.Role.Operator), ShowRules.Held(show, null) + 1,
                [.. judges.Select(j => new Row(j.Id, j.Code, j.Name, j.UnitName, there.Judges.Contains(j.Id), true, presence.Of(j.Id).Connected ? "手机已连上" : string.Empty, false, Guid.NewGuid()))],
                [.. order.Select(e => new Row(
                    e.Id, stage.PlaceOf(e.Id) is > 0 and var place ? place.ToString("00") : e.Code!, e.PersonName, $"{stage.StreetOf(e)} · {e.BranchName}", there.Entries.Contains(e.Id), there.Called.Contains(e.Id),
                    show.TurnOf(e.Id) is { State: not TurnState.Waiting } turn ? TurnStateNames.Of(turn.State) : string.Empty, ShowRules.Allows(show, StageAct.Move, e.Id), Guid.NewGuid()))]);
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(PhaseTable.Of(Act.CallRoll).Roles);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.CallRoll, clock.Now);
            var name = request.JudgeId is { } judge
                ? await db.Judges.Where(j => j.Id == judge && j.CycleId == cycle.Id && j.RemovedAt == null).Select(j => j.Name).SingleOrDefaultAsync(cancellationToken)
                : await db.Entries.Where(e => e.Id == request.EntryId && e.CycleId == cycle.Id).Select(e => e.PersonName).SingleOrDefaultAsync(cancellationToken);
            if (name is null)
                throw Refused.Missing("名单里没有这一位。请刷新页面。");
            db.Attendances.Add(new Attendance
            {
                CycleId = cycle.Id, JudgeId = request.JudgeId, EntryId = request.JudgeId is null ? request.EntryId : null, Present = request.Present, ById = actor.Id, At = clock.Now,
            });
            var told = $"{(request.JudgeId is null ? "候选人" : "评委")}{name}{(request.Present ? "到场" : "未到")}";
            journal.Note(cycle.Id, request.JudgeId is null ? request.EntryId : null, $"点名：{told}");
            after.Touched(cycle.Id);
            return $"{told}，已记下。";
        }
    }
}
