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

/// <summary>The second word: settles the objection as answered, and sends the result back when it has to be computed again; or gives the answer back.</summary>
public static class Decide
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int ObjectionId { get; init; }

        /// <summary>The answer that was looked at.</summary>
        public int AnswerId { get; init; }

        public bool Accept { get; init; }

        public string? Note { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Note).MaximumLength(300).WithMessage("审定意见请不超过 300 字。");
            RuleFor(c => c.Note).NotEmpty().When(c => !c.Accept).WithMessage("退回时请写明理由。");
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var found = await Detail.Wanted(db, actor, request.ObjectionId, cancellationToken);
            var (objection, answer) = (found.Objection, found.Waiting);
            var cycle = await db.Cycles.SingleAsync(c => c.Id == objection.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.DecideObjection, clock.Now);
            if (answer is null)
                throw new Refused("没有等待审定的答复，请刷新后再看。");
            if (answer.Id != request.AnswerId)
                throw new Refused("您看的不是最新的答复。请看过最新的再审定。");
            if (answer.ById == actor.Id)
                throw new Refused("审定人不能是答复人本人。请换一位同志审定。");
            db.ObjectionDecisions.Add(new ObjectionDecision
            {
                AnswerId = answer.Id, ObjectionId = objection.Id, AnsweredById = answer.ById, ById = actor.Id, Accepted = request.Accept, Note = request.Note?.Trim() is { Length: > 0 } note ? note : null, At = clock.Now,
            });
            if (!request.Accept)
            {
                journal.Note(cycle.Id, objection.EntryId, $"退回异议第 {objection.Number} 号的答复，理由：{request.Note!.Trim()}", ObjectionFacts.Of(objection));
                return "已退回，等承办的同志重新答复。";
            }

            var recount = answer.Outcome == ObjectionOutcome.Recount;
            cycle.ObjectionSettled(recount ? $"异议第 {objection.Number} 号成立，复核重算" : null);
            journal.Note(cycle.Id, objection.EntryId, $"审定异议第 {objection.Number} 号：{ObjectionNames.Of(answer.Outcome)}", ObjectionFacts.Of(objection, answer.Outcome));
            return recount ? "已办结。本期退回复核重算：请改正数据后重新核算、审定，再公示。" : "已办结。";
        }
    }
}
