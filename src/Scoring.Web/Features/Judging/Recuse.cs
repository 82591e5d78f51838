using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>A judge's own word that they stand aside for one candidate.</summary>
public static class Recuse
{
    public sealed record Query(int EntryId, string? Panel) : IRequest<View>;

    public sealed record View(int EntryId, string? Panel, string PersonName, string PersonLine, bool Rehearsal, Guid Key)
    {
        public string Note { get; init; } = string.Empty;
    }

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Panel { get; init; }

        public string? Note { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Note).NotEmpty().WithMessage("请写一句回避的原因，例如：是亲属。").MaximumLength(200).WithMessage("原因请不超过 200 字。");
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var seat = await Seat.Of(db, shelf, actor, request.EntryId, request.Panel, cancellationToken);
            return new View(request.EntryId, request.Panel, seat.Cell.Entry.PersonName, seat.Cell.Entry.BranchName, seat.Cycle.Rehearsal, Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var seat = await Seat.Of(db, shelf, actor, request.EntryId, request.Panel, cancellationToken);
            var scheme = await shelf.Of(seat.Cycle, cancellationToken);
            if (scheme.Judging?.Recusal.Declared != true)
                throw new Refused("本方案没有设“本人申请回避”。确需回避的，请联系组织部。");
            db.Recusals.Add(seat.Cell.Declare(seat.Cycle, request.Note!, clock.Now));
            await db.SheetDrafts.Where(d => d.JudgeId == seat.Cell.Judge.Id && d.EntryId == request.EntryId).ExecuteDeleteAsync(cancellationToken);
            after.Touched(seat.Cycle.Id);
            journal.Note(seat.Cycle.Id, request.EntryId, $"{seat.Cell.Judge.Name}（{seat.Cell.Judge.Code}）申请回避{seat.Cell.Entry.PersonName}：{request.Note!.Trim()}");
            return $"您已回避{seat.Cell.Entry.PersonName}，不用再评。";
        }
    }
}
