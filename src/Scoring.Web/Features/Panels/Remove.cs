using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Panels;

/// <summary>Takes a judge off the panel, before scoring begins.</summary>
public static class Remove
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int JudgeId { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.AppointJudge, clock.Now);
            await Change.DemandReason(db, cycle.Id, request.Reason, cancellationToken);
            var judge = await db.Judges.SingleOrDefaultAsync(j => j.Id == request.JudgeId && j.CycleId == cycle.Id && j.RemovedAt == null, cancellationToken)
                ?? throw Refused.Missing("这位评委已经不在名单里。请刷新页面。");
            judge.RemovedAt = clock.Now;
            journal.Note(cycle.Id, null, $"移除评委{judge.Name}（{judge.Code}，{judge.UnitName}）{Change.Because(request.Reason)}");
            return $"已移除{judge.Name}。请让{judge.UnitName}另派一名。";
        }
    }
}
