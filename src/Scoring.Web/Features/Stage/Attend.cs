using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Stages;
using Scoring.Domain.Cycles;
using Scoring.Domain.Stages;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>A judge whose phone follows the stage on the live day is there by that; said once.</summary>
public static class Attend
{
    public sealed record Command(int CycleId, IReadOnlyList<int> JudgeIds) : ICommand<Done>, IQuiet;

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            cycle.Advance(clock.Now);
            if (!PhaseTable.Allows(cycle, Act.CallRoll, clock.Now))
                return Done.It;
            var there = await Attending.Of(db, cycle.Id, cancellationToken);
            foreach (var judge in request.JudgeIds.Where(j => !there.Judges.Contains(j)))
            {
                db.Attendances.Add(new Attendance { CycleId = cycle.Id, JudgeId = judge, Present = true, BySignIn = true, ById = actor.Id, At = clock.Now });
                journal.Note(cycle.Id, null, $"点名：评委{await db.Judges.Where(j => j.Id == judge).Select(j => j.Name).SingleAsync(cancellationToken)}用手机到场");
                after.Touched(cycle.Id);
            }

            return Done.It;
        }
    }
}
