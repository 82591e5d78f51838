using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Practices;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Outings;

/// <summary>Plans an event from published winners: when, where, who speaks, which streets are invited.</summary>
public static class Plan
{
    private const int OfEach = 12;

    public sealed record Query(OutingKind? Kind, Command? Typed = null) : IRequest<View>;

    public sealed record View(PageHead Head, Command Form, IReadOnlyList<Winner> Winners, IReadOnlyList<(int Id, string Name)> Streets, string Hint, string KeepKey);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public OutingKind Kind { get; init; }

        public string? Title { get; init; }

        public DateOnly? Day { get; init; }

        public string? Place { get; init; }

        /// <summary>Published entries.</summary>
        public List<int> Speakers { get; init; } = [];

        public List<int> Streets { get; init; } = [];

        public Guid Key { get; init; }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var quarter = Period.Of(Cadence.Quarterly, ChinaTime.DateOf(clock.Now));
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).OrderBy(u => u.Code).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
            var form = request.Typed ?? new Command { Kind = request.Kind ?? OutingKind.FieldVisit, Streets = [.. streets.Select(s => s.Id)] };
            return new View(
                new PageHead("安排观摩或讲堂") { Crumbs = [("观摩和讲堂", "/outings")], Sub = quarter.Name, Next = "填好以后，受邀的街道在待办里看到，报名参加人" },
                form with { Key = Guid.NewGuid() }, [.. (await PublishedWinners.Read(db, clock.Now, null, id => shelf.Of(id, cancellationToken), cancellationToken)).Newest(OfEach)],
                [.. streets.Select(s => (s.Id, s.Name))], $"实地观摩放在每季度最后一个月（本季度是 {quarter.Month(3).Month} 月），巡回讲堂每季度一次。", $"outing/{actor.Id}");
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var winners = (await PublishedWinners.Read(db, clock.Now, null, id => shelf.Of(id, cancellationToken), cancellationToken)).GroupBy(w => w.EntryId).ToDictionary(g => g.Key, g => g.First());
            var speakers = request.Speakers.Distinct().Select(id => winners.TryGetValue(id, out var winner)
                ? new OutingSpeaker { EntryId = id, Name = winner.Name, From = winner.From } : throw Refused.Input("请从公开名单上的入选对象里选。")).ToList();
            var streets = await db.Units.Where(u => u.Kind == UnitKind.Street && request.Streets.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancellationToken);
            var one = Outing.Plan(request.Kind, request.Title, request.Day, request.Place, speakers, streets, actor.Id, clock.Now);
            db.Outings.Add(one);
            await db.SaveChangesAsync(cancellationToken);
            journal.Note(null, null, $"安排{OutingKindNames.Of(one.Kind)}“{one.Title}”，{ChinaTime.Words(one.Day)}，邀请 {streets.Count} 个街道");
            return one.Id;
        }
    }
}
