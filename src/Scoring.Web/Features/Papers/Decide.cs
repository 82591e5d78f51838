using FluentValidation;
using MediatR;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Papers;

/// <summary>The supervisor's word on a settled paper that did not count by itself: take it in, or leave it out, with a reason.</summary>
public static class Decide
{
    public sealed record Command : ICommand<PaperDone>, IKeyed
    {
        public int FormId { get; init; }

        public bool TakeIn { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明理由，会写进现场记录。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, PaperDone>
    {
        public async Task<PaperDone> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor);
            var now = clock.Now;
            var seat = await PaperSeat.Of(db, shelf, actor, request.FormId, cancellationToken);
            if (!seat.Waits)
                throw new Refused("这张纸现在不用决定：还没有核定，或者已经有了结论。请刷新页面看最新情况。");
            var reason = request.Reason!.Trim();
            if (request.TakeIn)
            {
                var sheet = PaperSheets.TakeIn(seat.Cell, seat.Cycle, seat.Form, seat.Paper.Settlement!, Guid.NewGuid(), now);
                await seat.Count(db, sheet, actor.Id, reason, now, cancellationToken);
            }
            else
            {
                PhaseTable.Demand(seat.Cycle, Act.DecideLateSheet, now);
                db.PaperSheetOutcomes.Add(new PaperSheetOutcome { FormId = seat.Paper.Form.Id, ById = actor.Id, Reason = reason, At = now });
            }

            var told = request.TakeIn ? "已计入评分表" : "不计入";
            after.Touched(seat.Cycle.Id);
            journal.Note(seat.Cycle.Id, seat.Cell.Entry.Id, $"{seat.Title}：{told}，理由：{reason}");
            return new PaperDone(seat.Cycle.Id, $"{seat.Cell.Judge.Code}/{seat.Cell.Entry.Code}：{told}。");
        }
    }
}
