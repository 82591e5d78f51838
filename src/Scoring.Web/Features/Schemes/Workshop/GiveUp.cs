using MediatR;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>A draft that nobody goes on with. Its saves stay.</summary>
public static class GiveUp
{
    public sealed record Command(int Id) : ICommand<Done>;

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var at = await DraftAtHand.Read(db, request.Id, cancellationToken);
            at.DemandEditing();
            at.Draft.GivenUpAt = clock.Now;
            journal.Note(null, null, $"放弃方案草案“{at.Draft.Name}”");
            return Done.It;
        }
    }
}
