using MediatR;
using Scoring.Data;
using Scoring.Data.Entries;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>Hands an entry in, for the first time or again after a return.</summary>
public static class Submit
{
    public sealed record Command : ICommand<Done>, IKeyed
    {
        public int EntryId { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Handler(ScoringDb db, Clock clock, FilingDesk desk, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var entry = await desk.Entry(request.EntryId, cancellationToken);
            var (cycle, scheme, rules) = await desk.Cycle(entry.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, FilingDesk.ActOn(entry), clock.Now);
            var wins = await PastWins.Load(db, scheme.Code, cancellationToken);
            CoolingOff.Demand(entry.PersonName, wins.Of(entry.PersonId, entry.PersonName, entry.BranchId), rules.CoolingOffMonths, clock.Now);
            var again = entry.State == EntryState.Returned;
            entry.Submit(rules, entry.Attachments, clock.Now, scheme.Evidence);
            journal.Note(cycle.Id, entry.Id, again ? $"修改后重新提交{entry.PersonName}的申报" : $"提交{entry.PersonName}的申报");
            return Done.It;
        }
    }
}
