using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>
/// 交表: one sheet, once, locked. A device that lost the answer sends the same key again and gets the same receipt. What comes after the stage has
/// closed is kept for the supervisor, and the answer says so.
/// </summary>
public static class Submit
{
    public sealed record Command : ICommand<Receipt>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Panel { get; init; }

        public Dictionary<string, string?> Marks { get; init; } = [];

        public Guid Key { get; init; }

        /// <summary>Whose sheet it is, where a device kept it for later: never somebody else's who has signed in since.</summary>
        public int? Judge { get; init; }

        /// <summary>Which telling of the talk the marks are for, where a device kept it for later.</summary>
        public int? Round { get; init; }
    }

    /// <param name="Late">Came after closing: kept for the supervisor, counted by nobody so far.</param>
    public sealed record Receipt(int EntryId, int Revision, string Fingerprint, bool Late = false);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Key).NotEmpty().WithMessage("这张表缺少交表编号。请刷新页面再交，已打的分还在。");
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, Receipt>
    {
        public async Task<Receipt> Handle(Command request, CancellationToken cancellationToken)
        {
            var seat = await Seat.Of(db, shelf, actor, request.EntryId, request.Panel, cancellationToken);
            var typed = request.Marks.ToDictionary(m => m.Key, m => m.Value ?? string.Empty);
            if (request.Judge is { } meant && meant != seat.Cell.Judge.Id)
                throw Refused.NotYours($"{seat.Cell.Entry.PersonName}的这份分是另一位评委在这台手机上打的，不能由您交。请那位评委登录后再交。");
            if (request.Round is { } round && round != seat.Round)
                throw new Refused($"{seat.Cell.Entry.PersonName}的演示已经重来，这份分是上一次演示的，不再收。请按重来以后的演示重新打分。");
            if (seat.Cell.ComesLate(seat.Cycle, clock.Now))
                return await Quarantine(seat, typed, request.Key, cancellationToken);
            var sheet = seat.Cell.HandIn(seat.Cycle, seat.Form, typed, request.Key, clock.Now);
            db.Sheets.Add(sheet);
            await db.SheetDrafts.Where(d => d.JudgeId == sheet.JudgeId && d.EntryId == sheet.EntryId).ExecuteDeleteAsync(cancellationToken);
            after.SheetIn(seat.Cycle.Id);
            // Neither marks nor the fingerprint, from which few possible marks could be guessed back: the journal is read before the tally.
            journal.Note(seat.Cycle.Id, sheet.EntryId, $"{seat.Cell.Judge.Name}（{seat.Cell.Judge.Code}）交出{seat.Cell.Entry.PersonName}的评分表，第 {sheet.Revision} 次");
            return new Receipt(sheet.EntryId, sheet.Revision, sheet.Fingerprint);
        }

        private async Task<Receipt> Quarantine(Seat seat, IReadOnlyDictionary<string, string> typed, Guid key, CancellationToken cancellationToken)
        {
            var (judge, entry) = (seat.Cell.Judge, seat.Cell.Entry);
            var late = seat.Cell.Late(seat.Form, typed, seat.Round, key, clock.Now);
            if (await db.LateSheets.AnyAsync(l => l.JudgeId == judge.Id && l.EntryId == entry.Id && l.Revision == late.Revision && l.Round == late.Round, cancellationToken))
                throw new Refused($"您给{entry.PersonName}的评分表已经有一张在关闭以后送到，由监督员处理，不能再交一张。有疑问的，请当面告知监督员。");
            db.LateSheets.Add(late);
            after.Touched(seat.Cycle.Id);
            journal.Note(seat.Cycle.Id, entry.Id, $"{judge.Name}（{judge.Code}）给{entry.PersonName}的评分表在评分关闭以后送到，等监督员处理");
            return new Receipt(entry.Id, late.Revision, string.Empty, Late: true);
        }
    }
}
