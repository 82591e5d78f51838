using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>What overtime costs: the clock says how long, the scheme how much; the timekeeper puts it forward, the supervisor confirms it, either sets it aside with a reason.</summary>
public static class Overtime
{
    public enum Word
    {
        /// <summary>Put it forward.</summary>
        Propose,

        /// <summary>Confirm what somebody else put forward.</summary>
        Confirm,

        /// <summary>Set it aside.</summary>
        Aside,
    }

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int EntryId { get; init; }

        public Word Word { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reason).NotEmpty().When(c => c.Word == Word.Aside).WithMessage("不扣分，请写明理由，理由会记入经过。");
            RuleFor(c => c.Reason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            var supervisor = actor.Is(Role.Supervisor) && request.Word != Word.Propose;
            var act = supervisor ? Act.ConfirmAdjustment : Act.ProposeAdjustment;
            actor.Demand(request.Word == Word.Confirm ? [Role.Supervisor] : PhaseTable.Of(act).Roles);
            PhaseTable.Demand(cycle, act, now);
            var stage = await OnStage.Read(db, shelf, cycle, cancellationToken);
            var late = (await Overrun.Of(db, stage, cancellationToken)).FirstOrDefault(o => o.EntryId == request.EntryId)
                ?? throw new Refused("这位候选人没有超出宽限，不用扣分。");
            var row = late.AdjustmentId is { } id && late.State != "aside" ? await db.Adjustments.SingleAsync(a => a.Id == id, cancellationToken) : null;
            if (row is null)
            {
                if (request.Word == Word.Confirm)
                    throw new Refused("还没有人提出扣分。请计时员先提出，再由监督员确认。");
                row = Adjustment.ForOvertime(request.EntryId, stage.Scheme.Adjustments, late.Seconds, actor.Id, now);
                db.Adjustments.Add(row);
            }
            else if (request.Word == Word.Propose)
            {
                throw new Refused("这一笔已经提出过，等监督员确认。");
            }

            // That the two are different people is the table's constraint; it answers with its own sentence.
            if (request.Word == Word.Confirm)
                row.Confirm(actor.Id, now);
            if (request.Word == Word.Aside)
                row.Cancel(actor.Id, request.Reason!.Trim(), now);
            var told = $"{late.Name}{row.Reason}，{request.Word switch { Word.Propose => $"提出扣 {row.Amount:0.###} 分，等监督员确认", Word.Confirm => $"确认扣 {row.Amount:0.###} 分", _ => $"不扣分，理由：{request.Reason!.Trim()}" }}";
            journal.Note(cycle.Id, request.EntryId, $"现场：{told}");
            after.Touched(cycle.Id);
            return told;
        }
    }
}
