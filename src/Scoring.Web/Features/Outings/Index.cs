using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Outings;

/// <summary>观摩和讲堂: what is planned and what has been. A street sees those to which it is invited.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    public sealed record View(string Quarter, IReadOnlyList<Row> Coming, IReadOnlyList<Row> Past, bool Plans);

    public sealed record Row(int Id, string Kind, string Title, string When, string Place, string Speakers, string Guests, Badge State);

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var today = ChinaTime.DateOf(clock.Now);
            var all = await db.Outings.AsNoTracking().OrderByDescending(o => o.Day).ToListAsync(cancellationToken);
            if (!actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor))
                all = all.FindAll(o => o.Guests.Exists(g => g.StreetId == actor.UnitFor(Role.StreetCommittee)));
            Row Of(Outing o) => new(
                o.Id, OutingKindNames.Of(o.Kind), o.Title, ChinaTime.Words(o.Day), o.Place, string.Join("、", o.Speakers.Select(s => s.Name)),
                $"{o.Guests.Count(g => g.People > 0)} / {o.Guests.Count} 个街道报名，{o.Guests.Sum(g => g.People ?? 0)} 人", OutingSeat.State(o, today));
            return new View(
                Period.Of(Cadence.Quarterly, today).Name, [.. all.Where(o => o.Day >= today && !o.Cancelled).OrderBy(o => o.Day).Select(Of)],
                [.. all.Where(o => o.Day < today || o.Cancelled).Select(Of)], actor.Is(Role.Operator));
        }
    }
}
