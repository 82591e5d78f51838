using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Features.Organisation;

/// <summary>What lies beneath a unit, itself included.</summary>
public sealed record UnitSum(int Communities, int Estates, int Branches, int Households, int People);

/// <summary>Adds the tree up once, retired units left out: some thousand narrow rows, so one pass is cheaper than a question per row shown.</summary>
public sealed class UnitSums
{
    private readonly Dictionary<int, UnitSum> sums = [];

    public UnitSum this[int unitId] => sums.GetValueOrDefault(unitId) ?? new(0, 0, 0, 0, 0);

    public static async Task<UnitSums> Load(ScoringDb db, CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().Select(u => new { u.Id, u.ParentId, u.Kind, u.Households, u.RetiredOn }).ToDictionaryAsync(u => u.Id, cancellationToken);
        var people = await db.People.GroupBy(p => p.UnitId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var read = new UnitSums();
        foreach (var unit in units.Values)
        {
            if (unit.RetiredOn is not null)
                continue;
            var own = new UnitSum(
                unit.Kind == UnitKind.Community ? 1 : 0, unit.Kind == UnitKind.Estate ? 1 : 0, unit.Kind == UnitKind.Branch ? 1 : 0,
                unit.Households ?? 0, people.GetValueOrDefault(unit.Id));
            for (int? at = unit.Id; at is { } id; at = units[id].ParentId)
                read.sums[id] = Plus(read[id], own);
        }

        return read;
    }

    private static UnitSum Plus(UnitSum a, UnitSum b) =>
        new(a.Communities + b.Communities, a.Estates + b.Estates, a.Branches + b.Branches, a.Households + b.Households, a.People + b.People);
}
