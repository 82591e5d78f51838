using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Judging;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>取回: the judge's own undo of a hand-in while sheets are still taken. The sheet stays as it was and stops counting; its marks become the draft again.</summary>
public static class TakeBack
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Panel { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var seat = await Seat.Of(db, shelf, actor, request.EntryId, request.Panel, cancellationToken);
            var (judge, entry, sheet) = (seat.Cell.Judge, seat.Cell.Entry, seat.Cell.Latest);
            db.Reopenings.Add(seat.Cell.TakeBack(seat.Cycle, clock.Now));
            await db.SheetDrafts.Where(d => d.JudgeId == judge.Id && d.EntryId == entry.Id).ExecuteDeleteAsync(cancellationToken);
            db.SheetDrafts.Add(new SheetDraft { JudgeId = judge.Id, EntryId = entry.Id, Marks = sheet!.Marks, SavedAt = clock.Now });
            after.Touched(seat.Cycle.Id);
            journal.Note(seat.Cycle.Id, entry.Id, $"{judge.Name}（{judge.Code}）取回给{entry.PersonName}的评分表，第 {sheet.Revision} 次");
            return $"{entry.PersonName}的评分表已取回，现在不计分。改好后请在评分关闭以前再交。";
        }
    }
}
