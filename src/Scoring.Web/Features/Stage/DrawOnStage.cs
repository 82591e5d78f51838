using System.Security.Cryptography;
using MediatR;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>现场抽签: draws the running order before everybody's eyes, and has the big screen show it. Drawn once; the seed lets anyone repeat it.</summary>
public static class DrawOnStage
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int After { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Supervisor);
            var now = clock.Now;
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            if (await OrderDraw.Standing(db, cycle.Id, cancellationToken) is not null)
                throw new Refused("出场顺序已经抽定，不再重抽。要让大家看抽签过程，请点“大屏放抽签”。");
            if ((await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken)).Practising)
                throw new Refused("正在试评。请先结束试评，再抽签。");
            var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var draw = await OrderDraw.Make(db, cycle, (actor.Id, actor.Is(Role.Supervisor)), null, seed, now, cancellationToken);
            var show = await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken);
            if (show is { Opened: true, Ended: false })
                db.StageSteps.Add(new StageStep { CycleId = cycle.Id, Number = show.Number + 1, Act = StageAct.ShowDraw, ById = actor.Id, Who = actor.Who, At = now });
            journal.Note(cycle.Id, null, $"现场抽定 {draw.Order.Count} 位候选人的出场顺序，种子 {seed}", draw.Facts);
            after.Touched(cycle.Id);
            return $"出场顺序已抽定，共 {draw.Order.Count} 位。";
        }
    }
}
