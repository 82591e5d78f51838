using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Objections;

/// <summary>How an objection stands, for whoever has its receipt number. Says nothing of who filed it or what it says.</summary>
public static class Receipt
{
    public sealed record Query(string? Number) : IRequest<View>;

    /// <param name="Number">As typed; null before anything was asked.</param>
    /// <param name="Found">Null when there is no such receipt.</param>
    public sealed record View(string? Number, Row? Found);

    public sealed record Row(string Title, int CycleId, int Number, Badge State, string Received, Due? AnswerBy, string? Outcome, string? Reply, string? SettledOn);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var typed = request.Number?.Trim() ?? string.Empty;
            var hash = ObjectionRules.HashOf(typed);
            var found = typed.Length == 0 ? null : (await ObjectionCase.Read(db, db.Objections.Where(o => o.ReceiptHash == hash), cancellationToken)).SingleOrDefault();
            if (found is null)
                return new View(typed, null);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == found.Objection.CycleId, cancellationToken);
            var rule = (await shelf.Of(cycle, cancellationToken)).Publication.Objections;
            var word = found.Settled is { } answer ? found.WordOn(answer) : null;
            return new View(typed, new Row(
                cycle.Title, cycle.Id, found.Objection.Number,
                // Answered within the house is still being looked into for whoever waits outside.
                found.State == ObjectionState.Settled ? new Badge("已办结", Tone.Ok) : new Badge(found.State == ObjectionState.Filed ? "已收到" : "核实中", Tone.Wait),
                ChinaTime.Words(found.Objection.ReceivedOn),
                word is null ? CycleWords.Due(ObjectionRules.AnswerBy(found.Objection.ReceivedOn, rule, shelf.Calendar), clock.Now) : null,
                found.Settled is { } settled ? ObjectionNames.Of(settled.Outcome) : null, found.Settled?.Reply, word is null ? null : ChinaTime.Words(ChinaTime.DateOf(word.At))));
        }
    }
}
