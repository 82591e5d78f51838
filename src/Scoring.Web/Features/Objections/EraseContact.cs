using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Objections;

/// <summary>Takes an objector's name and telephone out of the file once they are of no more use: the objection is settled and the result is published. That it was done stays on record.</summary>
public static class EraseContact
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int ObjectionId { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Handler(ScoringDb db, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor);
            var found = await Detail.Wanted(db, actor, request.ObjectionId, cancellationToken);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == found.Objection.CycleId, cancellationToken);
            if (!MayBe(found, cycle))
                throw new Refused("异议办结、结果发布以后才能删除联系方式，现在还可能要找提出人核实。");
            var contact = await db.ObjectionContacts.SingleOrDefaultAsync(c => c.ObjectionId == found.Objection.Id, cancellationToken) ?? throw new Refused("没有留下联系方式，或者已经删除。");
            db.ObjectionContacts.Remove(contact);
            journal.Note(cycle.Id, found.Objection.EntryId, $"删除异议第 {found.Objection.Number} 号提出人的联系方式", ObjectionFacts.Of(found.Objection));
            return $"异议第 {found.Objection.Number} 号提出人的姓名和电话已经删除。";
        }
    }

    /// <summary>Whether nobody need be asked about it any more.</summary>
    internal static bool MayBe(ObjectionCase found, Cycle cycle) => found.Settled is not null && (cycle.State is CycleState.Published or CycleState.Archived);
}
