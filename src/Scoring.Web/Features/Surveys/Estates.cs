using AutoMapper;
using AutoMapper.QueryableExtensions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Surveys;

/// <summary>Every estate's standing code, street by street: what goes on the notice boards.</summary>
public static class Estates
{
    public sealed record Query(int? Street) : IRequest<View>;

    public sealed record StreetRow(int Id, string Name, bool On);

    public sealed record Row(string Code, string Name, string Community, int Households, string Url);

    public sealed record View(IReadOnlyList<StreetRow> Streets, IReadOnlyList<Row> Rows);

    /// <summary>A row as it is read, before it gets its address.</summary>
    public sealed class Found
    {
        public string Code { get; init; } = string.Empty;

        public string Name { get; init; } = string.Empty;

        public string ParentName { get; init; } = string.Empty;

        public int? Households { get; init; }
    }

    public sealed class Map : Profile
    {
        public Map() => CreateMap<Domain.Organisation.Unit, Found>();
    }

    public sealed class Handler(ScoringDb db, IMapper mapper, Actor actor, PublicAddress address) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var own = actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) ? (int?)null : actor.UnitFor(Role.StreetCommittee);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street && u.RetiredOn == null && (own == null || u.Id == own)).OrderBy(u => u.Id).ToListAsync(cancellationToken);
            var chosen = own ?? streets.Find(s => s.Id == request.Street)?.Id ?? streets.FirstOrDefault()?.Id;
            var estates = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Estate && u.RetiredOn == null && u.StreetId == chosen).OrderBy(u => u.ParentId).ThenBy(u => u.Id)
                .ProjectTo<Found>(mapper.ConfigurationProvider).ToListAsync(cancellationToken);
            return new View(
                [.. streets.Select(s => new StreetRow(s.Id, s.Name, s.Id == chosen))],
                [.. estates.Select(e => new Row(e.Code, e.Name, e.ParentName, e.Households ?? 0, address.Survey(e.Code)))]);
        }
    }
}
