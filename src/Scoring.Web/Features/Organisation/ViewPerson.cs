using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Organisation;

/// <summary>One person: branch, what kind of secretary, and the contests so far.</summary>
public static class ViewPerson
{
    public sealed record Query(int Id) : IRequest<View>;

    public sealed record View(
        int Id, string Name, string? Title, string Composition, int UnitId, string Unit, string? Street, string Age, string Party, string Phone,
        Timeline History, bool MayEdit);

    public sealed class Handler(ScoringDb db, Actor actor, Compositions compositions) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var person = await db.People.AsNoTracking().Include(p => p.Unit).ThenInclude(u => u!.Street).SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken)
                ?? throw Refused.Missing("名册里没有这位同志。");
            var names = await compositions.Names(cancellationToken);
            return new View(person.Id, person.Name, person.Title, Compositions.Name(names, person.Composition), person.UnitId, person.Unit!.Name, person.Unit.Street?.Name,
                Year(person.BirthYear, "年生"), Year(person.PartyYear, "年入党"), Masked.Phone(person.Phone), await History(person.Id, cancellationToken),
                actor.IsAny(Role.Operator, Role.Administrator));
        }

        private static string Year(int? year, string word) => year is { } y ? y.ToString(CultureInfo.InvariantCulture) + word : "未填";

        /// <summary>Published awards for everybody here; nominations still under way only for those who take part in contests.</summary>
        private async Task<Timeline> History(int personId, CancellationToken cancellationToken)
        {
            var entries = await (from e in db.Entries.AsNoTracking() join c in db.Contests on e.CycleId equals c.Id
                where e.PersonId == personId orderby e.Id descending
                select new { e.Id, c.Title, e.State, e.Reason, e.CreatedAt }).ToListAsync(cancellationToken);
            var ids = entries.ConvertAll(e => e.Id);
            var published = await (from p in db.Publications.Current().AsNoTracking() from r in p.Rows where ids.Contains(r.EntryId)
                select new { r.EntryId, r.Rank, r.Total, p.PublishedAt }).ToListAsync(cancellationToken);
            var all = actor.IsAny(Role.Operator, Role.Supervisor);
            return new Timeline([.. entries.Select(e => (Entry: e, Award: published.Find(p => p.EntryId == e.Id))).Where(x => all || x.Award is not null)
                .Select(x => x.Award is { } award
                    ? new TimelineItem(x.Entry.Title, ChinaTime.Words(ChinaTime.DateOf(award.PublishedAt)), null, $"当选，第 {award.Rank} 名，总分 {award.Total}", Tone.Ok)
                    : new TimelineItem(x.Entry.Title, ChinaTime.Words(ChinaTime.DateOf(x.Entry.CreatedAt)), null,
                        $"申报：{EntryStateNames.Of(x.Entry.State)}{(x.Entry.Reason is null ? "" : $"（{x.Entry.Reason}）")}",
                        x.Entry.State is EntryState.Rejected or EntryState.Withdrawn ? Tone.Refused : Tone.Off))], "历次申报和当选");
        }
    }
}
