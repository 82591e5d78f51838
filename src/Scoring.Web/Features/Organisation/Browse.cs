using AutoMapper;
using AutoMapper.QueryableExtensions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Organisation;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Organisation;

/// <summary>The roster of units: the top of the tree, or what a search finds, a page at a time.</summary>
public static class Browse
{
    public const int PageSize = 30;

    public sealed record Query(string? Q, UnitKind? Kind, int? Street, bool Retired = false, int Page = 1) : IRequest<View>
    {
        /// <summary>Nothing is asked: the top of the tree is shown.</summary>
        public bool Top => string.IsNullOrWhiteSpace(Q) && Kind is null && Street is null && !Retired;
    }

    public sealed record View(Query Asked, int DistrictId, string District, UnitSum All, IReadOnlyList<Row> Rows, int Found, IReadOnlyList<Choice> Streets, bool MayEdit)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed record Row(int Id, string Name, UnitKind Kind, string Code, string? Parent, string? Street, UnitSum Sum, bool Retired = false);

    public sealed class Choice
    {
        public int Id { get; init; }

        public string Name { get; init; } = string.Empty;
    }

    /// <summary>A row as it is read, before the sums below it are added.</summary>
    public sealed class Found
    {
        public int Id { get; init; }

        public string Name { get; init; } = string.Empty;

        public UnitKind Kind { get; init; }

        public string Code { get; init; } = string.Empty;

        public string? ParentName { get; init; }

        public bool Retired { get; init; }

        public string? StreetName { get; init; }
    }

    public sealed class Map : Profile
    {
        public Map()
        {
            CreateMap<Domain.Organisation.Unit, Found>().ForMember(f => f.Retired, m => m.MapFrom(u => u.RetiredOn != null));
            CreateMap<Domain.Organisation.Unit, Choice>();
        }
    }

    public sealed class Handler(ScoringDb db, IMapper mapper, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var district = await db.Units.AsNoTracking().FirstAsync(u => u.Kind == UnitKind.District, cancellationToken);
            var units = db.Units.AsNoTracking().Where(u => u.Kind != UnitKind.District && (u.RetiredOn != null) == request.Retired);
            if (request.Top)
                units = units.Where(u => u.ParentId == district.Id);
            if (request.Q?.Trim() is { Length: > 0 } words)
                units = units.Named(words);
            if (request.Kind is { } kind)
                units = units.Where(u => u.Kind == kind);
            if (request.Street is { } street)
                units = units.Where(u => u.StreetId == street);

            var found = await units.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
            // The kind is kept as text, so the tree's order is not the column's: streets first, then by place in the file.
            var rows = await units.OrderBy(u => u.Kind == UnitKind.Department).ThenBy(u => u.Id).Skip((page - 1) * PageSize).Take(PageSize)
                .ProjectTo<Found>(mapper.ConfigurationProvider).ToListAsync(cancellationToken);
            var sums = await UnitSums.Load(db, cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street && u.RetiredOn == null).OrderBy(u => u.Id).ProjectTo<Choice>(mapper.ConfigurationProvider).ToListAsync(cancellationToken);
            return new View(request with { Page = page }, district.Id, district.Name, sums[district.Id],
                [.. rows.Select(r => new Row(r.Id, r.Name, r.Kind, r.Code, r.ParentName, r.StreetName, sums[r.Id], r.Retired))], found, streets, actor.IsAny(Role.Operator, Role.Administrator));
        }
    }
}
