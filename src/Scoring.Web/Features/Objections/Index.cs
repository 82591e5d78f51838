using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Objections;

/// <summary>The objections that the reader may see: all of them, or for a department those it looks into. Open ones first.</summary>
public static class Index
{
    public sealed record Query(int? CycleId) : IRequest<View>;

    /// <param name="CycleId">The cycle whose papers can be typed in now; null where none is on notice or the reader types none.</param>
    public sealed record View(PageHead Head, IReadOnlyList<Row> Rows, int? CycleId);

    public sealed record Row(int Id, string Number, string Cycle, string About, Badge State, string Who, Due? Due, string Filed);

    public sealed class Handler(ScoringDb db, Actor actor, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var which = db.Objections.Where(o => request.CycleId == null || o.CycleId == request.CycleId);
            var cases = (await ObjectionCase.Read(db, which, cancellationToken)).Where(c => Seen.By(actor, c)).ToList();
            var cycles = await db.Cycles.AsNoTracking().Where(c => cases.Select(o => o.Objection.CycleId).Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
            var about = cases.ConvertAll(c => c.Objection.EntryId);
            var names = await db.Entries.AsNoTracking().Where(e => about.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.PersonName, cancellationToken);
            var people = await db.Users.Names(cancellationToken);
            var rows = new List<Row>();
            foreach (var found in cases.OrderBy(c => c.State == ObjectionState.Settled).ThenByDescending(c => c.Objection.FiledAt))
            {
                var cycle = cycles[found.Objection.CycleId];
                var rule = (await shelf.Of(cycle, cancellationToken)).Publication.Objections;
                rows.Add(new Row(
                    found.Objection.Id, $"第 {found.Objection.Number} 号", cycle.Title, found.Objection.EntryId is { } id ? names.GetValueOrDefault(id, "—") : "整份名单", Words.Badge(found),
                    found.Assignment is { } assigned ? people.GetValueOrDefault(assigned.AccountId, "—") : "—",
                    found.State == ObjectionState.Settled ? null : CycleWords.Due(ObjectionRules.AnswerBy(found.Objection.ReceivedOn, rule, shelf.Calendar), clock.Now), ChinaTime.Words(found.Objection.ReceivedOn)));
            }

            var open = actor.Is(Role.Operator) ? await db.Contests.AsNoTracking().Where(c => (request.CycleId == null || c.Id == request.CycleId) && (c.State == Domain.Cycles.CycleState.PublicNotice || c.State == Domain.Cycles.CycleState.ObjectionHold))
                .OrderByDescending(c => c.Id).Select(c => (int?)c.Id).FirstOrDefaultAsync(cancellationToken) : null;
            var head = new PageHead("异议") { Crumbs = actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor) ? [("期次", "/cycles")] : [], Sub = "公示期内收到的书面异议：分办、核实答复、审定" };
            return new View(head, rows, open);
        }
    }
}

/// <summary>Who may see an objection: the organisers all, a department those that were given to it.</summary>
internal static class Seen
{
    public static bool By(Actor actor, ObjectionCase found) =>
        actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) || found.Assignment?.AccountId == actor.AccountId;
}

/// <summary>The words for how an objection stands.</summary>
internal static class Words
{
    public static Badge Badge(ObjectionCase found) => found.State switch
    {
        ObjectionState.Settled => new(ObjectionNames.Of(found.Settled!.Outcome), found.Settled.Outcome == ObjectionOutcome.Recount ? Tone.Refused : Tone.Ok),
        ObjectionState.Filed => new(ObjectionNames.Of(ObjectionState.Filed), Tone.Now),
        var state => new(ObjectionNames.Of(state), Tone.Wait),
    };
}
