using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Objections;

/// <summary>Name and telephone of an objector in clear, for who has to speak to them; the look is on record.</summary>
public static class Contact
{
    public sealed record Command(int ObjectionId) : ICommand<Answer>;

    public sealed record Answer(int ObjectionId, int Number, string Name, string Phone);

    public sealed class Handler(ScoringDb db, Actor actor, Journal journal) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var found = await Detail.Wanted(db, actor, request.ObjectionId, cancellationToken);
            if (!Detail.Reveals(actor, found))
                throw Refused.NotYours("联系方式只有经办和承办的同志可以查看。");
            var contact = await db.ObjectionContacts.AsNoTracking().SingleOrDefaultAsync(c => c.ObjectionId == found.Objection.Id, cancellationToken)
                ?? throw Refused.Missing("没有留下联系方式。");
            journal.Note(found.Objection.CycleId, found.Objection.EntryId, $"查看异议第 {found.Objection.Number} 号的联系方式", ObjectionFacts.Of(found.Objection));
            return new Answer(found.Objection.Id, found.Objection.Number, contact.Name, contact.Phone);
        }
    }
}
