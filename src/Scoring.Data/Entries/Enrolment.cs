using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Judging;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Entries;

/// <summary>
/// Who takes part in a cycle whose subjects come from a register, and who rates what lies in their own unit. Both are made when the cycle
/// opens and completed at every pass of the clock (an account granted later still gets its sheets). Adds rows, saves, and changes none.
/// </summary>
public static class Enrolment
{
    /// <summary>The first part: every subject of the register becomes an accepted entry, once.</summary>
    /// <returns>How many were enrolled now.</returns>
    public static async Task<int> Subjects(ScoringDb db, Cycle cycle, Scheme scheme, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        if (scheme.Subject.From != SubjectSource.Register || await db.Entries.AnyAsync(e => e.CycleId == cycle.Id, cancellationToken))
            return 0;
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, cancellationToken);
        var households = units.Values.Where(u => u.Kind == UnitKind.Estate && u.ParentId is not null && !u.Retired).ToLookup(u => u.ParentId!.Value, u => u.Households ?? 0);
        var paired = scheme.Subject.NotPaired ? (await db.Pairings.AsNoTracking().ToListAsync(cancellationToken)).Where(p => p.Holds(ChinaTime.DateOf(now))).Select(p => p.EstateId).ToHashSet() : [];
        var slots = new Dictionary<int, int>();
        var found = scheme.Subject.UnitKind switch
        {
            Subject.Pairing => await Pairings(db, units, ChinaTime.DateOf(now), cancellationToken),
            Subject.Member => await Members(db, units, cancellationToken),
            var kind => [.. units.Values.Where(u => u.Kind == Enum.Parse<UnitKind>(kind, ignoreCase: true) && u.StreetId is not null && !u.Retired && !paired.Contains(u.Id)).Select(u => new Enrolled(u, u.Name))],
        };
        var number = 0;
        foreach (var one in found.OrderBy(f => units[f.Unit.StreetId!.Value].Code, StringComparer.Ordinal).ThenBy(f => f.Unit.Code, StringComparer.Ordinal).ThenBy(f => f.Name, StringComparer.Ordinal))
        {
            var street = one.Unit.StreetId!.Value;
            var asked = Asked(one.Unit, units);
            db.Entries.Add(new Entry
            {
                CycleId = cycle.Id,
                StreetId = street,
                Slot = slots[street] = slots.GetValueOrDefault(street) + 1,
                Code = string.Create(CultureInfo.InvariantCulture, $"E{++number:0000}"),
                PersonId = one.Person?.Id,
                PersonName = one.Name,
                PersonTitle = one.Person?.Title,
                Composition = string.Empty,
                BranchId = one.Unit.Id,
                BranchName = one.Unit.Name,
                EstateId = asked.Id,
                EstateName = asked.Name,
                Households = Math.Max(1, asked.Households ?? households[asked.Id].Sum()),
                PairingId = one.Pairing?.Id,
                RollUpUnitId = one.Pairing?.PairedUnitId,
                OnePerUnit = one.Pairing is null && one.Person is null,
                State = EntryState.Accepted,
                Version = 1,
                CreatedAt = now,
                SubmittedAt = now,
                DecidedAt = now,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        return number;
    }

    /// <summary>The second part: whoever holds the judge's role for a unit that is asked becomes a judge of what lies in it, with the recusals the rules impose.</summary>
    /// <returns>How many judges were made now.</returns>
    public static async Task<int> Raters(ScoringDb db, Cycle cycle, Scheme scheme, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var groups = (scheme.Judging?.Panels ?? []).SelectMany(p => p.Groups.Where(g => g.Unit is not null).Select(g => (p.Panel, Group: g))).ToList();
        if (groups.Count == 0)
            return 0;
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted).ToListAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, cancellationToken);
        var tree = new UnitTree(units.Values.Select(u => (u.Id, u.ParentId)));
        var asked = entries.SelectMany(e => tree.Path(e.BranchId).Concat(tree.Path(e.EstateId))).ToHashSet();
        var grants = (await db.Grants.AsNoTracking().Where(g => g.Role == Role.Judge).ToListAsync(cancellationToken)).Where(g => units.ContainsKey(g.UnitId)).ToList();
        var names = await db.Users.Where(a => db.Grants.Any(g => g.AccountId == a.Id && g.Role == Role.Judge)).Names(cancellationToken);
        var sitting = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id).Select(j => new { j.AccountId, j.Panel, j.Group, j.UnitId, j.RemovedAt, j.Code }).ToListAsync(cancellationToken);
        var seats = sitting.GroupBy(s => (s.Panel, s.Group, s.UnitId)).ToDictionary(g => g.Key, g => g.Count(s => s.RemovedAt is null));
        var (taken, codes, made) = (sitting.Select(s => (s.AccountId, s.Panel)).ToHashSet(), sitting.Select(s => s.Code).ToHashSet(StringComparer.Ordinal), new List<Judge>());
        foreach (var (panel, group) in groups)
        {
            var kind = Enum.Parse<UnitKind>(group.Unit!, ignoreCase: true);
            foreach (var grant in grants.Where(g => units[g.UnitId].Kind == kind).OrderBy(g => units[g.UnitId].Code, StringComparer.Ordinal).ThenBy(g => g.AccountId))
            {
                var unit = units[grant.UnitId];
                // A branch that is no subject itself is asked about the estate it belongs to.
                var scope = unit.Kind == UnitKind.Branch && !asked.Contains(unit.Id) ? unit.ParentId ?? unit.Id : unit.Id;
                var seat = (panel, group.Group, unit.Id);
                if (!asked.Contains(scope) || seats.GetValueOrDefault(seat) >= group.Each || !taken.Add((grant.AccountId, panel)))
                    continue;
                seats[seat] = seats.GetValueOrDefault(seat) + 1;
                var judge = new Judge
                {
                    CycleId = cycle.Id,
                    Code = JudgeCodes.Draw(codes),
                    AccountId = grant.AccountId,
                    Name = names[grant.AccountId],
                    UnitId = unit.Id,
                    UnitName = unit.Name,
                    StreetId = unit.StreetId,
                    Panel = panel,
                    Group = group.Group,
                    ScopeUnitId = scope,
                    AppointedAt = now,
                };
                db.Judges.Add(judge);
                made.Add(judge);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        // Only whoever would rate their own unit's help stands aside: that they know the estate is why they are asked.
        foreach (var judge in made)
        {
            foreach (var entry in entries.Where(e => e.RollUpUnitId == judge.UnitId && judge.Marks(e, tree)))
                db.Recusals.Add(new Recusal { JudgeId = judge.Id, EntryId = entry.Id, Ground = RecusalGround.SameUnit, At = now });
        }

        await db.SaveChangesAsync(cancellationToken);
        return made.Count;
    }

    private static async Task<List<Enrolled>> Pairings(ScoringDb db, Dictionary<int, Unit> units, DateOnly day, CancellationToken cancellationToken) =>
    [
        .. (await db.Pairings.AsNoTracking().ToListAsync(cancellationToken)).Where(p => p.Holds(day))
            .Select(p => new Enrolled(units[p.EstateId], $"{units[p.PairedUnitId].Name}·{units[p.EstateId].Name}", Pairing: p)),
    ];

    private static async Task<List<Enrolled>> Members(ScoringDb db, Dictionary<int, Unit> units, CancellationToken cancellationToken) =>
    [
        .. (await db.People.AsNoTracking().ToListAsync(cancellationToken)).Where(p => units[p.UnitId] is { Kind: UnitKind.Branch, StreetId: not null, Retired: false })
            .Select(p => new Enrolled(units[p.UnitId], p.Name, Person: p)),
    ];

    /// <summary>Whose residents are asked about a unit that applies for itself.</summary>
    public static async Task<Unit> Asked(ScoringDb db, Unit unit, CancellationToken cancellationToken = default)
    {
        var at = unit;
        while (at.Kind is not (UnitKind.Estate or UnitKind.Community or UnitKind.Street) && at.ParentId is { } above)
            at = await db.Units.AsNoTracking().SingleAsync(u => u.Id == above, cancellationToken);
        return at;
    }

    /// <summary>Households of a unit that is asked: its own, or those of all estates in it; null where the roster has none.</summary>
    public static async Task<int?> Households(ScoringDb db, int unitId, CancellationToken cancellationToken = default)
    {
        var unit = await db.Units.AsNoTracking().SingleAsync(u => u.Id == unitId, cancellationToken);
        if (unit.Households is not null)
            return unit.Households;
        var sum = await db.Units.Where(u => u.Kind == UnitKind.Estate && u.RetiredOn == null && (u.ParentId == unitId || (unit.Kind == UnitKind.Street && u.StreetId == unitId))).SumAsync(u => u.Households ?? 0, cancellationToken);
        return sum > 0 ? sum : null;
    }

    /// <summary>Whose residents are asked about a unit: its own where it has households or estates below it, else the next one above.</summary>
    private static Unit Asked(Unit unit, Dictionary<int, Unit> units)
    {
        for (var at = unit; ; at = units[at.ParentId.Value])
        {
            if (at.Kind is UnitKind.Estate or UnitKind.Community or UnitKind.Street || at.ParentId is null)
                return at;
        }
    }

    private sealed record Enrolled(Unit Unit, string Name, PairingAssignment? Pairing = null, Person? Person = null);
}
