using FluentValidation;
using MediatR;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Tallies;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>The second person's word on the newest run. Refused while a flag is open, or when something changed since it was computed.</summary>
public static class Approve
{
    public sealed record Command : OnCycle
    {
        /// <summary>The run that the approver looked at.</summary>
        public int RunId { get; init; }

        public string? Note { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Note).MaximumLength(200).WithMessage("审定意见请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.Approve, clock.Now);
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
            if (run.Run.Id != request.RunId)
                throw new Refused($"您看的不是最新的核算（现在是第 {run.Run.Number} 次）。请看过最新结果后再审定。");
            if (run.Unsettled.Count > 0)
                throw new Refused($"还有 {run.Unsettled.Count} 个提示没有处理，请监督员确认或抽签后再审定。");
            if (run.Run.ById == actor.Id)
                throw new Refused("审定人不能是核算人本人。请换一位同志审定。");
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (RunOfCycle.Hash((await RecordOfCycle.Build(db, cycle, scheme, cancellationToken)).Print()) != run.Run.RecordHash)
                throw new Refused("核算之后数据有变动，请经办重新核算后再审定。");
            db.Approvals.Add(new Approval { TallyRunId = run.Run.Id, TalliedById = run.Run.ById, ApprovedById = actor.Id, Note = request.Note?.Trim(), At = clock.Now });
            cycle.State = CycleState.Approved;
            journal.Note(cycle.Id, null, $"审定第 {run.Run.Number} 次核算，指纹 {Domain.Notices.Publication.FingerprintOf(run.Run.ResultHash)}", RunOfCycle.Facts(run.Run.ResultHash));
            return cycle.GoesPublic ? "已审定。请经办张贴公示。" : "已审定。结果不公开，请经办送交决定，并登记组织决定。";
        }
    }
}
