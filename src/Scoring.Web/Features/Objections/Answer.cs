using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Objections;

/// <summary>The first word: what was verified, what it comes to, and what the objector is told.</summary>
public static class Answer
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int ObjectionId { get; init; }

        public ObjectionOutcome? Outcome { get; init; }

        public string? Findings { get; init; }

        public string? Reply { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Outcome).NotNull().WithMessage("请选择处理意见。").IsInEnum();
            RuleFor(c => c.Findings).NotEmpty().WithMessage("请写明核实了什么、怎么核实的。").MaximumLength(2000).WithMessage("核实情况请不超过 2000 字。");
            RuleFor(c => c.Reply).NotEmpty().WithMessage("请写给提出人的答复。").MaximumLength(1000).WithMessage("答复请不超过 1000 字。");
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Supervisor, Role.EvidenceDepartment);
            var found = await Detail.Wanted(db, actor, request.ObjectionId, cancellationToken);
            var cycle = await db.Cycles.SingleAsync(c => c.Id == found.Objection.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.AnswerObjection, clock.Now);
            if (found.Assignment?.AccountId != actor.Id)
                throw Refused.NotYours("这件异议由承办的同志答复。");
            if (found.Settled is not null || found.Waiting is not null)
                throw new Refused(found.Settled is not null ? "这件异议已经办结。" : "已经有答复在等审定，审定之后再改。");
            db.ObjectionAnswers.Add(new ObjectionAnswer
            {
                ObjectionId = found.Objection.Id, Outcome = request.Outcome!.Value, Findings = request.Findings!.Trim(), Reply = request.Reply!.Trim(), ById = actor.Id, At = clock.Now,
            });
            journal.Note(cycle.Id, found.Objection.EntryId, $"答复异议第 {found.Objection.Number} 号：{ObjectionNames.Of(request.Outcome.Value)}", ObjectionFacts.Of(found.Objection));
            return "答复已提交，等另一位同志审定。";
        }
    }
}
