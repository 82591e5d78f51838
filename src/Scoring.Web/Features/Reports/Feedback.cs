using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reports;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reports;

/// <summary>单位反馈 while the figures are on notice, and the operator's one answer to it.</summary>
public static class Feedback
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public string? Text { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Reply : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        public string? Text { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Text).NotEmpty().WithMessage("请写明要反馈的内容。").MaximumLength(UnitFeedback.Longest).WithMessage($"反馈请不超过 {UnitFeedback.Longest} 字。");
    }

    public sealed class ReplyValidator : AbstractValidator<Reply>
    {
        public ReplyValidator() => RuleFor(c => c.Text).NotEmpty().WithMessage("请写明答复。").MaximumLength(UnitFeedback.Longest).WithMessage($"答复请不超过 {UnitFeedback.Longest} 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = actor.UnitFor(Role.PairedUnit);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.GiveFeedback, clock.Now);
            if (!await db.Entries.AnyAsync(e => e.CycleId == cycle.Id && e.RollUpUnitId == unit, cancellationToken))
                throw Refused.NotYours("本单位不在这一期的评价里。");
            db.UnitFeedbacks.Add(new UnitFeedback { CycleId = cycle.Id, UnitId = unit, Text = request.Text!.Trim(), ById = actor.Id, At = clock.Now });
            journal.Note(cycle.Id, null, $"{actor.Grants.First(g => g.Role == Role.PairedUnit).UnitName}提出反馈");
            return "反馈已送达，答复会显示在这里。";
        }
    }

    public sealed class ReplyHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Reply, string>
    {
        public async Task<string> Handle(Reply request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var said = await db.UnitFeedbacks.SingleOrDefaultAsync(f => f.Id == request.Id, cancellationToken) ?? throw Refused.Missing("没有这一条反馈。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == said.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.AnswerFeedback, clock.Now);
            if (said.RepliedAt is not null)
                throw new Refused("这一条已经答复过。");
            (said.Reply, said.RepliedById, said.RepliedAt) = (request.Text!.Trim(), actor.Id, clock.Now);
            var unit = await db.Units.Where(u => u.Id == said.UnitId).Select(u => u.Name).SingleAsync(cancellationToken);
            journal.Note(cycle.Id, null, $"答复{unit}的反馈");
            return $"已答复{unit}。";
        }
    }
}
