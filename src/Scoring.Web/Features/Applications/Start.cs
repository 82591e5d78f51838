using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Entries;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Applications;

/// <summary>Begins the unit's application as a draft; what is in it is written in the nominations' room.</summary>
public static class Start
{
    public sealed record Command(int CycleId, Guid Key) : ICommand<int>, IKeyed;

    public sealed class Handler(ScoringDb db, Clock clock, ApplicantDesk desk, Actor actor, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Applicant);
            var (cycle, _, unit) = await desk.Cycle(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.Nominate, clock.Now);
            var street = unit.StreetId ?? throw new Refused($"名册里“{unit.Name}”不在任何街道，无法申报。请联系组织部改正名册。");
            var earlier = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.BranchId == unit.Id && e.Applied && e.State != EntryState.Withdrawn).FirstOrDefaultAsync(cancellationToken);
            if (earlier is not null)
                throw new Refused(earlier.State == EntryState.Rejected ? "本期初审没有通过，不再申报。" : "本单位本期已经开始申报，请继续填写原来的那一份。");
            var asked = await Enrolment.Asked(db, unit, cancellationToken);
            var slot = await db.Entries.Where(e => e.CycleId == cycle.Id && e.StreetId == street).MaxAsync(e => (int?)e.Slot, cancellationToken) ?? 0;
            var entry = new Entry
            {
                CycleId = cycle.Id, StreetId = street, Slot = slot + 1, PersonName = unit.Name, Composition = string.Empty, BranchId = unit.Id, BranchName = unit.Name,
                EstateId = asked.Id, EstateName = asked.Name, Applied = true, State = EntryState.Draft, CreatedAt = clock.Now,
            };
            db.Entries.Add(entry);
            await db.SaveChangesAsync(cancellationToken);
            journal.Note(cycle.Id, entry.Id, $"{unit.Name}开始自评申报");
            return entry.Id;
        }
    }
}
