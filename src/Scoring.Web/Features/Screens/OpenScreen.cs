using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Screens;

/// <summary>Gives out one more address of the big screen, or takes all of them back. The address is made by the page that asks; the database learns its hash.</summary>
public static class OpenScreen
{
    /// <param name="Secret">Fresh, see <see cref="ScreenKey.Of"/>; forgotten when the answer is out.</param>
    public sealed record Command(int CycleId, string Secret) : ICommand<Done>
    {
        /// <summary>Never the key, whoever prints this record.</summary>
        public override string ToString() => $"a screen key of cycle {CycleId}";
    }

    /// <summary>Takes every address of the cycle back.</summary>
    public sealed record Revoke(int CycleId) : ICommand<int>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Secret).Length(2 * ScreenKey.RandomBytes);
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Supervisor);
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            db.ScreenKeys.Add(new ScreenKey { CycleId = cycle.Id, Hash = ScreenKey.HashOf(request.Secret), ById = actor.Id, At = clock.Now });
            journal.Note(cycle.Id, null, "打开一块大屏");
            return Done.It;
        }
    }

    public sealed class RevokeHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Revoke, int>
    {
        public async Task<int> Handle(Revoke request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Supervisor);
            var keys = await db.ScreenKeys.Where(k => k.CycleId == request.CycleId && k.RevokedAt == null).ToListAsync(cancellationToken);
            foreach (var key in keys)
                key.RevokedAt = clock.Now;
            journal.Note(request.CycleId, null, $"收回大屏地址 {keys.Count} 个");
            return keys.Count;
        }
    }
}
