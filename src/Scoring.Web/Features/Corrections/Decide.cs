using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Corrections;

/// <summary>
/// The second word: a corrected word makes a further publication at once; a corrected result goes back to where its data can be mended, and its further
/// publication follows the fresh notice. What was published before stays as it was.
/// </summary>
public static class Decide
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int CorrectionId { get; init; }

        public bool Accept { get; init; }

        public string? Note { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Note).MaximumLength(300).WithMessage("审定意见请不超过 300 字。");
            RuleFor(c => c.Note).NotEmpty().When(c => !c.Accept).WithMessage("不同意时请写明理由。");
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.DecideCorrection, clock.Now);
            var correction = await db.Corrections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CorrectionId && c.CycleId == cycle.Id, cancellationToken) ?? throw Refused.Missing("没有这条更正。");
            if (await db.CorrectionDecisions.AnyAsync(d => d.CorrectionId == correction.Id, cancellationToken))
                throw new Refused("这条更正已经审定过。");
            if (correction.ProposedById == actor.Id)
                throw new Refused("审定人不能是提出人本人。请换一位同志审定。");
            var number = request.Accept ? await db.CorrectionDecisions.CountAsync(d => d.CycleId == cycle.Id && d.Accepted, cancellationToken) + 1 : (int?)null;
            db.CorrectionDecisions.Add(new CorrectionDecision
            {
                CorrectionId = correction.Id, CycleId = cycle.Id, ProposedById = correction.ProposedById, ById = actor.Id, Accepted = request.Accept, Number = number,
                Note = request.Note?.Trim() is { Length: > 0 } note ? note : null, At = clock.Now,
            });
            await db.SaveChangesAsync(cancellationToken);
            if (number is null)
            {
                journal.Note(cycle.Id, correction.EntryId, $"不同意更正，理由：{request.Note!.Trim()}");
                return "已退回，公开页面不变。";
            }

            var facts = new Dictionary<string, string> { ["correction"] = number.Value.ToString(CultureInfo.InvariantCulture) };
            if (correction.Kind == CorrectionKind.Result)
            {
                cycle.Recount($"更正第 {number} 号：{correction.Reason}");
                journal.Note(cycle.Id, null, $"审定更正第 {number} 号：复核重算", facts);
                return $"更正第 {number} 号已审定，本期退回复核重算：请改正数据后重新核算、审定、公示。";
            }

            var current = await db.Publications.AsNoTracking().Include(p => p.Rows).SingleAsync(p => p.Id == correction.PublicationId, cancellationToken);
            db.Publications.Add(current.Corrected(correction, clock.Now));
            var result = await db.TallyRuns.Where(r => r.Id == current.TallyRunId).Select(r => r.ResultHash).SingleAsync(cancellationToken);
            journal.Note(cycle.Id, correction.EntryId, $"审定更正第 {number} 号：{PublicFieldNames.Of(correction.Field!.Value)}“{correction.Before}”更正为“{correction.After}”",
                new Dictionary<string, string>(RunOfCycle.Facts(result)) { ["correction"] = facts["correction"] });
            return $"更正第 {number} 号已公布。";
        }
    }
}
