using AutoMapper;
using AutoMapper.QueryableExtensions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Organisation;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Features.Organisation;

/// <summary>The roster of people, searched and paged.</summary>
public static class People
{
    public const int PageSize = 30;

    public sealed record Query(string? Q, int? Street, string? Composition, int Page = 1) : IRequest<View>;

    public sealed record View(Query Asked, IReadOnlyList<Row> Rows, int Found, IReadOnlyList<Browse.Choice> Streets, IReadOnlyDictionary<string, string> Compositions)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed record Row(int Id, string Name, string? Title, string Composition, int UnitId, string Unit, string? Street, string Phone);

    /// <summary>A row as it is read, before codes and numbers become words.</summary>
    public sealed class Found
    {
        public int Id { get; init; }

        public string Name { get; init; } = string.Empty;

        public string? Title { get; init; }

        public string Composition { get; init; } = string.Empty;

        public int UnitId { get; init; }

        public string UnitName { get; init; } = string.Empty;

        public string? UnitStreetName { get; init; }

        public string? Phone { get; init; }
    }

    public sealed class Map : Profile
    {
        public Map() => CreateMap<Person, Found>();
    }

    public sealed class Handler(ScoringDb db, IMapper mapper, Compositions compositions) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var people = db.People.AsNoTracking();
            if (request.Q?.Trim() is { Length: > 0 } words)
                people = people.Named(words);
            if (request.Street is { } street)
                people = people.Where(p => p.Unit!.StreetId == street);
            if (request.Composition is { Length: > 0 } composition)
                people = people.Where(p => p.Composition == composition);

            var found = await people.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
            var rows = await people.OrderBy(p => p.Id).Skip((page - 1) * PageSize).Take(PageSize)
                .ProjectTo<Found>(mapper.ConfigurationProvider).ToListAsync(cancellationToken);
            var names = await compositions.Names(cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).OrderBy(u => u.Id).ProjectTo<Browse.Choice>(mapper.ConfigurationProvider).ToListAsync(cancellationToken);
            return new View(request with { Page = page },
                [.. rows.Select(r => new Row(r.Id, r.Name, r.Title, Organisation.Compositions.Name(names, r.Composition), r.UnitId, r.UnitName, r.UnitStreetName, Masked.Phone(r.Phone)))],
                found, streets, names);
        }
    }
}
