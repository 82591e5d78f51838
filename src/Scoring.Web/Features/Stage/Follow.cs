using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Live;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Stage;

/// <summary>Who may follow a stage live: those who run it, and its judges.</summary>
public static class Follow
{
    public sealed record Console(string Id) : IRequest<Admitted>;

    public sealed record Judge(string Id) : IRequest<Admitted>;

    public sealed class ConsoleHandler(ScoringDb db, Actor actor) : IRequestHandler<Console, Admitted>
    {
        public async Task<Admitted> Handle(Console request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Timekeeper, Role.Supervisor);
            var cycle = await db.Cycles.AsNoTracking().Wanted(Number(request.Id), cancellationToken);
            return new Admitted(cycle.Id, []);
        }
    }

    public sealed class JudgeHandler(ScoringDb db, Actor actor) : IRequestHandler<Judge, Admitted>
    {
        public async Task<Admitted> Handle(Judge request, CancellationToken cancellationToken)
        {
            // Asked for before the query: a session that has expired is refused in words, not from within an expression.
            var (cycle, me) = (Number(request.Id), actor.Id);
            var mine = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle && j.AccountId == me && j.RemovedAt == null).Select(j => j.Id).ToListAsync(cancellationToken);
            return mine.Count > 0 ? new Admitted(cycle, mine) : throw Refused.NotYours("您不在本期的评委名单里。");
        }
    }

    private static int Number(string id) => int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : throw Refused.Missing("没有这一期。");
}
