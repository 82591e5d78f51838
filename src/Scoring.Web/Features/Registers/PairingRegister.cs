using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Domain.Registers;

namespace Scoring.Web.Features.Registers;

/// <summary>Pairings as a table, those that have ended included.</summary>
public sealed class PairingRegister(ScoringDb db) : Register
{
    public override string Name => "包联关系";

    public override string Counter => "条";

    public override string KnownBy => "包联单位、小区和开始日期";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new(PairingRows.UnitCode, "必填，机关企事业单位或部门的编号"),
        new(PairingRows.UnitName, "可以不填；填了就和编号核对，防止错行"),
        new(PairingRows.EstateCode, "必填，小区的编号"),
        new(PairingRows.EstateName, "可以不填；填了就和编号核对"),
        new(PairingRows.Since, "必填，例如 2026-10-01"),
        new(PairingRows.LeadCadre, "必填，最多 60 个字"),
        new(PairingRows.Commitments, "可以不填，最多 2000 个字"),
        new(PairingRows.Until, "还在包联的留空；填了就是结束这一条，结束以后不能再改"),
        new(PairingRows.EndReason, "填了结束日期的必填"),
    ];

    public override Task<int> Count(CancellationToken cancellationToken) => db.Pairings.CountAsync(cancellationToken);

    public override async Task<IReadOnlyList<IReadOnlyList<object?>>> Rows(CancellationToken cancellationToken)
    {
        var pairings = await db.Pairings.AsNoTracking().OrderBy(p => p.Id)
            .Select(p => new { Unit = p.PairedUnit!.Code, UnitName = p.PairedUnit.Name, Estate = p.Estate!.Code, EstateName = p.Estate.Name, p.Since, p.LeadCadre, p.Commitments, p.Until, p.EndReason }).ToListAsync(cancellationToken);
        return [.. pairings.Select(p => new object?[] { p.Unit, p.UnitName, p.Estate, p.EstateName, p.Since, p.LeadCadre, p.Commitments, p.Until, p.EndReason })];
    }

    public override async Task<Prepared> Prepare(IReadOnlyList<FilledRow> rows, CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var (plan, writes) = PairingRows.Plan(rows, await db.Pairings.AsNoTracking().ToListAsync(cancellationToken), units);
        return new Prepared(plan, stop => Write(writes, stop));
    }

    private async Task Write(IReadOnlyList<PairingWrite> writes, CancellationToken cancellationToken)
    {
        var pairings = await db.Pairings.ToDictionaryAsync(p => p.Id, cancellationToken);
        // What ends comes first: where one ends and another begins, the unit is never twice at one estate.
        foreach (var write in writes.Where(w => w.Existing is not null))
        {
            var pairing = pairings[write.Existing!.Value];
            (pairing.LeadCadre, pairing.Commitments, pairing.Until, pairing.EndReason) = (write.LeadCadre, write.Commitments, write.Until, write.EndReason);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.Pairings.AddRange(writes.Where(w => w.Existing is null).Select(w => new PairingAssignment
        {
            PairedUnitId = w.UnitId, EstateId = w.EstateId, Since = w.Since, LeadCadre = w.LeadCadre, Commitments = w.Commitments, Until = w.Until, EndReason = w.EndReason,
        }));
        await db.SaveChangesAsync(cancellationToken);
    }
}
