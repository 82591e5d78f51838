using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Tallies;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>Draws lots within every tie that crosses the cut; the seed is kept, so that anyone can repeat the draw.</summary>
public static class DrawLots
{
    public sealed record Command : OnCycle;

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.DrawLots, clock.Now);
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
            if (run.ToDraw.Count == 0)
                throw new Refused(run.WaitsForRun ? "已经抽过签，请经办重新核算。" : "没有需要抽签的并列。");
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).ToDictionaryAsync(e => e.Code!, cancellationToken);
            var told = new List<string>();
            foreach (var group in run.ToDraw)
            {
                var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
                var order = Draw.Shuffle(seed, group);
                var draw = new Draw { CycleId = cycle.Id, Kind = "lot", Seed = seed, Order = order, ById = actor.Id, At = clock.Now };
                db.Draws.Add(draw);
                await db.SaveChangesAsync(cancellationToken);
                // Lots of an earlier tie that did not settle this one give way; their draw stays on record.
                await db.Lots.Where(l => l.CycleId == cycle.Id && db.Entries.Any(e => e.Id == l.EntryId && group.Contains(e.Code!))).ExecuteDeleteAsync(cancellationToken);
                db.Lots.AddRange(order.Select((code, i) => new Lot { CycleId = cycle.Id, EntryId = entries[code].Id, Number = i + 1, DrawId = draw.Id }));
                var words = string.Join("、", order.Select((code, i) => $"{i + 1} 号 {entries[code].PersonName}"));
                journal.Note(cycle.Id, null, $"并列抽签：{words}（种子 {seed}）", draw.Facts);
                told.Add(words);
            }

            return $"抽签完成：{string.Join("；", told)}。请经办重新核算。";
        }
    }
}
