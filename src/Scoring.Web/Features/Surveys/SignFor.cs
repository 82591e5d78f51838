using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>Notes who took a printed batch away to hand it out, when, and by whose hand it went. Once a batch.</summary>
public static class SignFor
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int Batch { get; init; }

        public string? TakenBy { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.TakenBy).NotEmpty().WithMessage("请写明由谁领走。").MaximumLength(40).WithMessage("领取人请不超过 40 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var (batch, cycle, estate) = await VoidBatch.Find(db, request.Batch, cancellationToken);
            PhaseTable.Demand(cycle, Act.SignForSlips, clock.Now);
            if (batch.VoidedAt is not null)
                throw new Refused("这一批选票已经作废，不能再领走。");
            if (await db.BatchHandovers.AnyAsync(h => h.BatchId == batch.Id, cancellationToken))
                throw new Refused("这一批选票已经登记过签收。");
            var name = request.TakenBy!.Trim();
            db.BatchHandovers.Add(new BatchHandover { BatchId = batch.Id, TakenBy = name, ById = actor.Id, At = clock.Now });
            journal.Note(cycle.Id, null, $"{estate}第 {batch.Id} 批入户选票 {batch.Count} 张由{name}签收领走");
            return $"已登记：第 {batch.Id} 批由{name}领走";
        }
    }
}
