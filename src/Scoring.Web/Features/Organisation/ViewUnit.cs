using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Organisation;

/// <summary>One unit: where it stands in the tree, what is below it, who belongs to it.</summary>
public static class ViewUnit
{
    public const int PageSize = 50;

    public sealed record Query(int Id, int Page = 1) : IRequest<View>;

    // Above runs from the district down to the parent; Children is one page of them; MayAdd is empty for those who may not.
    public sealed record View(
        int Id, string Name, UnitKind Kind, string Code, int? Households, int? StreetId, IReadOnlyList<(int Id, string Name)> Above, UnitSum Sum,
        IReadOnlyList<Row> Children, int ChildCount, int Page, IReadOnlyList<PersonRow> People, bool MayEdit, IReadOnlyList<UnitKind> MayAdd, Ending? Ended)
    {
        public int PageCount => (ChildCount + PageSize - 1) / PageSize;
    }

    /// <summary>Since when it is retired, why, and which unit goes on in its place.</summary>
    public sealed record Ending(string On, string Because, int? IntoId, string? Into);

    public sealed record Row(int Id, string Name, UnitKind Kind, string Code, UnitSum Sum);

    public sealed record PersonRow(int Id, string Name, string? Title, string Composition, string Phone);

    public sealed class Handler(ScoringDb db, Actor actor, Compositions compositions) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == request.Id, cancellationToken)
                ?? throw Refused.Missing("名册里没有这个单位。");
            var above = new List<(int, string)>();
            for (var parent = unit.ParentId; parent is { } id;)
            {
                var found = await db.Units.AsNoTracking().Select(u => new { u.Id, u.Name, u.ParentId }).SingleAsync(u => u.Id == id, cancellationToken);
                above.Insert(0, (found.Id, found.Name));
                parent = found.ParentId;
            }

            var below = db.Units.AsNoTracking().Where(u => u.ParentId == unit.Id && u.RetiredOn == null);
            var count = await below.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (count + PageSize - 1) / PageSize));
            var sums = await UnitSums.Load(db, cancellationToken);
            var children = await below.OrderBy(u => u.Kind == UnitKind.Department).ThenBy(u => u.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
            var people = await db.People.AsNoTracking().Where(p => p.UnitId == unit.Id || (unit.Kind == UnitKind.Estate && p.Unit!.ParentId == unit.Id))
                .OrderBy(p => p.Id).Take(PageSize).ToListAsync(cancellationToken);
            var names = await compositions.Names(cancellationToken);
            var mayEdit = !unit.Retired && actor.IsAny(Role.Operator, Role.Administrator);
            var into = unit.MergedIntoId is { } merged ? await db.Units.Where(u => u.Id == merged).Select(u => u.Name).SingleAsync(cancellationToken) : null;
            return new View(unit.Id, unit.Name, unit.Kind, unit.Code, unit.Households, unit.StreetId, above, sums[unit.Id],
                [.. children.Select(c => new Row(c.Id, c.Name, c.Kind, c.Code, sums[c.Id]))], count, page,
                [.. people.Select(p => new PersonRow(p.Id, p.Name, p.Title, Compositions.Name(names, p.Composition), Masked.Phone(p.Phone)))],
                mayEdit, mayEdit ? UnitKinds.Below(unit.Kind) : [], unit.RetiredOn is { } on ? new Ending($"{on:yyyy-MM-dd}", unit.RetiredBecause!, unit.MergedIntoId, into) : null);
        }
    }
}
