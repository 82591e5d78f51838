using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>演练: the real panel, made-up candidates, a stage of its own. Nothing of it can be tallied or published.</summary>
public static class Rehearse
{
    private static readonly string[] Names = ["演练一号", "演练二号", "演练三号", "演练四号"];

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int CycleId { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var now = clock.Now;
            var real = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            if (real.Rehearsal)
                throw new Refused("这本身就是演练。请从正式的一期开始演练。");
            var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == real.Id && j.RemovedAt == null && j.ScopeUnitId == null).OrderBy(j => j.Code).ToListAsync(cancellationToken);
            if (judges.Count == 0)
                throw new Refused("还没有选派评委，没有人可以一起演练。请先选派评委。");
            var rehearsal = CycleDates.Rehearsal(real, now);
            db.Cycles.Add(rehearsal);
            await db.SaveChangesAsync(cancellationToken); // the rows below need its id
            await AddEntries(rehearsal, now, cancellationToken);
            var recusal = (await shelf.Of(rehearsal, cancellationToken)).Judging!.Recusal;
            foreach (var judge in judges)
                await AddJudge(rehearsal, judge, recusal, now, cancellationToken);
            journal.Note(real.Id, null, $"备好一场现场演练，评委 {judges.Count} 名，编写的候选人 {Names.Length} 位");
            return rehearsal.Id;
        }

        /// <summary>In different streets, so that a street's judges find out what standing aside looks like.</summary>
        private async Task AddEntries(Cycle rehearsal, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var branches = (await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Branch && u.RetiredOn == null && u.StreetId != null && u.ParentId != null).OrderBy(u => u.Id).ToListAsync(cancellationToken))
                .GroupBy(u => u.StreetId).SelectMany(g => g.Select((unit, at) => (unit, at))).OrderBy(b => b.at).Select(b => b.unit).Take(Names.Length).ToList();
            for (var n = 0; n < branches.Count; n++)
            {
                var branch = branches[n];
                db.Entries.Add(new Entry
                {
                    CycleId = rehearsal.Id, StreetId = branch.StreetId!.Value, Slot = n + 1, Code = $"E{n + 1:00}", PersonName = Names[n], Composition = "REHEARSAL",
                    BranchId = branch.Id, BranchName = "演练小区党支部", EstateId = branch.ParentId!.Value, EstateName = "演练小区", Households = 1,
                    State = EntryState.Accepted, CreatedAt = now,
                });
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        private async Task AddJudge(Cycle rehearsal, Judge real, Domain.Schemes.RecusalRules recusal, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var judge = new Judge
            {
                CycleId = rehearsal.Id, Code = real.Code, AccountId = real.AccountId, Name = real.Name, UnitId = real.UnitId, UnitName = real.UnitName, StreetId = real.StreetId,
                Panel = real.Panel, Group = real.Group, AppointedAt = now,
            };
            db.Judges.Add(judge);
            await db.SaveChangesAsync(cancellationToken);
            await AutomaticRecusals.ForJudge(db, judge, recusal, now, cancellationToken);
        }
    }
}
