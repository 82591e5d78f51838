using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Judging;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>Keeps what a judge has typed, as typed. Refused once nothing can be written any more; what was kept before stays.</summary>
public static class KeepDraft
{
    public sealed record Command : ICommand<Kept>, IQuiet
    {
        public int EntryId { get; init; }

        public string? Panel { get; init; }

        public Dictionary<string, string?> Marks { get; init; } = [];
    }

    public sealed record Kept(DateTimeOffset SavedAt);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Command, Kept>
    {
        public async Task<Kept> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var seat = await Seat.Of(db, shelf, actor, request.EntryId, request.Panel, cancellationToken);
            seat.Cell.DemandWritable(seat.Cycle, now);
            var typed = seat.Form.Keep(request.Marks.ToDictionary(m => m.Key, m => m.Value ?? string.Empty));
            var (judge, entry) = (seat.Cell.Judge.Id, seat.Cell.Entry.Id);
            var draft = await db.SheetDrafts.SingleOrDefaultAsync(d => d.JudgeId == judge && d.EntryId == entry, cancellationToken);
            if (draft is null)
                db.SheetDrafts.Add(new SheetDraft { JudgeId = judge, EntryId = entry, Marks = typed, SavedAt = now });
            else
                (draft.Marks, draft.SavedAt) = (typed, now);
            return new Kept(now);
        }
    }
}
