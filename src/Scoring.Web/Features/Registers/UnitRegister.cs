using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Domain.Registers;

namespace Scoring.Web.Features.Registers;

/// <summary>Units as a table: one row a unit, the district itself and retired ones left out.</summary>
public sealed class UnitRegister(ScoringDb db) : Register
{
    public override string Name => "单位";

    public override string Counter => "个";

    public override string KnownBy => "编号";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new(UnitRows.Code, "必填，字母、数字和短横线，最多 40 位，全区不重复。名册里有这个编号的改它，没有的新增"),
        new(UnitRows.UnitName, "必填，最多 60 个字；同一个上级下面不重名"),
        new(UnitRows.Kind, $"必填，{string.Join("、", UnitKinds.Listed.Select(UnitKinds.Name))}中的一种；定了不能改"),
        new(UnitRows.ParentCode, "必填，上级单位的编号；上级可以在同一张表里新增。改它就是把单位连同下级调到别处"),
        new(UnitRows.ParentName, "可以不填；填了就和编号核对，防止错行"),
        new(UnitRows.Households, "小区必填，整数；其他单位留空"),
    ];

    public override Task<int> Count(CancellationToken cancellationToken) => db.Units.CountAsync(u => u.ParentId != null && u.RetiredOn == null, cancellationToken);

    public override async Task<IReadOnlyList<IReadOnlyList<object?>>> Rows(CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().Where(u => u.ParentId != null && u.RetiredOn == null).OrderBy(u => u.Id)
            .Select(u => new { u.Code, u.Name, u.Kind, ParentCode = u.Parent!.Code, ParentName = u.Parent.Name, u.Households }).ToListAsync(cancellationToken);
        return [.. units.Select(u => new object?[] { u.Code, u.Name, UnitKinds.Name(u.Kind), u.ParentCode, u.ParentName, u.Households })];
    }

    public override async Task<Prepared> Prepare(IReadOnlyList<FilledRow> rows, CancellationToken cancellationToken)
    {
        var (plan, writes) = UnitRows.Plan(rows, await db.Units.AsNoTracking().ToListAsync(cancellationToken));
        return new Prepared(plan, stop => Write(writes, stop));
    }

    private async Task Write(IReadOnlyList<UnitWrite> writes, CancellationToken cancellationToken)
    {
        var units = await db.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var streets = new List<Unit>();
        // From the top down, so that whatever is above is there.
        foreach (var write in writes.OrderBy(w => UnitKinds.Listed.ToList().IndexOf(w.Kind)))
        {
            var parent = units[write.ParentCode];
            if (!units.TryGetValue(write.Code, out var unit))
            {
                unit = UnitKinds.Add(parent, write.Kind, write.Code, write.Name, write.Households);
                db.Units.Add(unit);
                units.Add(unit.Code, unit);
                if (unit.Kind == UnitKind.Street)
                    streets.Add(unit);
            }

            (unit.Name, unit.Households, unit.Parent) = (write.Name, write.Households, parent);
        }

        await db.SaveChangesAsync(cancellationToken);
        streets.ForEach(s => s.StreetId = s.Id);
        UnitTree.Settle(units.Values);
        await db.SaveChangesAsync(cancellationToken);
    }
}
