using MediatR;
using Scoring.Data;
using Scoring.Data.Papers;
using Scoring.Domain.Judging;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Papers;

/// <summary>The third person decides, field by field, what the paper says where two read it differently.</summary>
public static class Resolve
{
    public sealed record Command : ICommand<PaperDone>, IKeyed
    {
        public int FormId { get; init; }

        public Dictionary<string, string?> Values { get; init; } = [];

        public Guid Key { get; init; }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit push) : IRequestHandler<Command, PaperDone>
    {
        public async Task<PaperDone> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand([.. PaperSheets.Resolvers]);
            var now = clock.Now;
            var seat = await PaperSeat.Of(db, shelf, actor, request.FormId, cancellationToken);
            var differed = seat.Paper.Differences.Count;
            var after = seat.Paper.Resolve(actor.Id, request.Values.ToDictionary(v => v.Key, v => v.Value ?? string.Empty), now);
            OnePaper.Store(db, seat.Paper, after);
            await db.SaveChangesAsync(cancellationToken);
            var told = await seat.Settle(db, after, now, cancellationToken);
            push.Touched(seat.Cycle.Id);
            journal.Note(seat.Cycle.Id, seat.Cell.Entry.Id, $"核定{seat.Title}的 {differed} 处差异。{told}");
            return new PaperDone(seat.Cycle.Id, $"{seat.Cell.Judge.Code}/{seat.Cell.Entry.Code}：{told}");
        }
    }
}
