using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Objections;

/// <summary>分办: gives an objection to who looks into it; given again, the newest counts.</summary>
public static class Assign
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int ObjectionId { get; init; }

        public int AccountId { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.AccountId).GreaterThan(0).WithMessage("请选择承办的同志。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var found = await Detail.Wanted(db, actor, request.ObjectionId, cancellationToken);
            var cycle = await db.Cycles.SingleAsync(c => c.Id == found.Objection.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.AssignObjection, clock.Now);
            if (found.State is ObjectionState.Settled or ObjectionState.Answered)
                throw new Refused(found.State == ObjectionState.Settled ? "这件异议已经办结。" : "已经有答复在等审定，不能再换人。");
            if (found.Assignment?.AccountId == request.AccountId)
                throw new Refused("已经分办给这位同志，不用再分。");
            var worker = await db.Users.AsNoTracking().Where(a => a.Id == request.AccountId && a.Grants.Any(g => g.Role == Role.Operator || g.Role == Role.Supervisor || g.Role == Role.EvidenceDepartment))
                .Select(a => a.FullName).SingleOrDefaultAsync(cancellationToken) ?? throw Refused.Input("这位同志不能承办异议，请另选一位。");
            db.ObjectionAssignments.Add(new ObjectionAssignment { ObjectionId = found.Objection.Id, AccountId = request.AccountId, ById = actor.Id, At = clock.Now });
            journal.Note(cycle.Id, found.Objection.EntryId, $"异议第 {found.Objection.Number} 号分办给{worker}", ObjectionFacts.Of(found.Objection));
            return $"已分办给 {worker}。";
        }
    }
}
