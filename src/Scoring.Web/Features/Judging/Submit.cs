using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Judging;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>交表: one sheet, once, locked. A device that lost the answer sends the same key again and gets the same receipt.</summary>
public static class Submit
{
    public sealed record Command : ICommand<Receipt>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Panel { get; init; }

        public Dictionary<string, string?> Marks { get; init; } = [];

        public Guid Key { get; init; }
    }

    public sealed record Receipt(int EntryId, int Revision, string Fingerprint);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Key).NotEmpty().WithMessage("这张表缺少交表编号。请刷新页面再交，已打的分还在。");
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, Receipt>
    {
        public async Task<Receipt> Handle(Command request, CancellationToken cancellationToken)
        {
            var seat = await Seat.Of(db, shelf, actor, request.EntryId, request.Panel, cancellationToken);
            var sheet = seat.Cell.HandIn(seat.Cycle, seat.Form, request.Marks.ToDictionary(m => m.Key, m => m.Value ?? string.Empty), request.Key, clock.Now);
            db.Sheets.Add(sheet);
            await db.SheetDrafts.Where(d => d.JudgeId == sheet.JudgeId && d.EntryId == sheet.EntryId).ExecuteDeleteAsync(cancellationToken);
            after.SheetIn(seat.Cycle.Id);
            // Neither marks nor the fingerprint, from which few possible marks could be guessed back: the journal is read before the tally.
            journal.Note(seat.Cycle.Id, sheet.EntryId, $"{seat.Cell.Judge.Name}（{seat.Cell.Judge.Code}）交出{seat.Cell.Entry.PersonName}的评分表，第 {sheet.Revision} 次");
            return new Receipt(sheet.EntryId, sheet.Revision, sheet.Fingerprint);
        }
    }

    /// <summary>Asked once where no script can ask: what would be handed in, in words. Writes nothing.</summary>
    public sealed record Ask(Command Command) : IRequest<Question>;

    public sealed record Question(Command Command, string PersonName, IReadOnlyList<(string Name, string Words)> Marks, string Sum);

    public sealed class AskHandler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Ask, Question>
    {
        public async Task<Question> Handle(Ask request, CancellationToken cancellationToken)
        {
            var seat = await Seat.Of(db, shelf, actor, request.Command.EntryId, request.Command.Panel, cancellationToken);
            seat.Cell.DemandOpen(seat.Cycle, clock.Now);
            var marks = seat.Form.Check(request.Command.Marks.ToDictionary(m => m.Key, m => m.Value ?? string.Empty));
            return new Question(request.Command, seat.Cell.Entry.PersonName,
                [.. seat.Form.Criteria.Select(c => (c.Name, SheetForm.Words(c, marks[c.Code])))], seat.Form.Sum(marks).ToString("0.###"));
        }
    }
}
