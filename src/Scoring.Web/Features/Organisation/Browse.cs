using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Organisation;

/// <summary>The roster of units: the top of the tree, or what a search finds, a page at a time.</summary>
public static class Browse
{
    public const int PageSize = 30;

    public sealed record Query(string? Q, UnitKind? Kind, int? Street, int Page = 1) : IRequest<View>
    {
        /// <summary>Nothing is asked: the top of the tree is shown.</summary>
        public bool Top => string.IsNullOrWhiteSpace(Q) && Kind is null && Street is null;
    }

    public sealed record View(Query Asked, int DistrictId, string District, UnitSum All, IReadOnlyList<Row> Rows, int Found, IReadOnlyList<Choice> Streets, bool MayEdit)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed record Row(int Id, string Name, UnitKind Kind, string Code, string? Parent, string? Street, UnitSum Sum);

    public sealed record Choice(int Id, string Name);

    public sealed class Handler(ScoringDb db, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var district = await db.Units.AsNoTracking().FirstAsync(u => u.Kind == UnitKind.District, cancellationToken);
            var units = db.Units.AsNoTracking().Where(u => u.Kind != UnitKind.District);
            if (request.Top)
                units = units.Where(u => u.ParentId == district.Id);
            if (request.Q?.Trim() is { Length: > 0 } words)
                units = units.Where(u => u.Name.Contains(words) || u.Code.Contains(words));
            if (request.Kind is { } kind)
                units = units.Where(u => u.Kind == kind);
            if (request.Street is { } street)
                units = units.Where(u => u.StreetId == street);

            var found = await units.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
            // The kind is kept as text, so the tree's order is not the column's: streets first, then by place in the file.
            var rows = await units.OrderBy(u => u.Kind == UnitKind.Department).ThenBy(u => u.Id).Skip((page - 1) * PageSize).Take(PageSize)
                .Select(u => new { u.Id, u.Name, u.Kind, u.Code, Parent = u.Parent!.Name, Street = u.Street!.Name }).ToListAsync(cancellationToken);
            var sums = await UnitSums.Load(db, cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).OrderBy(u => u.Id).Select(u => new Choice(u.Id, u.Name)).ToListAsync(cancellationToken);
            return new View(request with { Page = page }, district.Id, district.Name, sums[district.Id],
                [.. rows.Select(r => new Row(r.Id, r.Name, r.Kind, r.Code, r.Parent, r.Street, sums[r.Id]))], found, streets, actor.IsAny(Role.Operator, Role.Administrator));
        }
    }
}
