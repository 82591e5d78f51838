using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Judging;

/// <summary>
/// Writes the recusals that the rules impose by themselves: when a judge is appointed, and when an entry is accepted.
/// Adds rows to the context and saves nothing; a pair that is recused already is left as it is.
/// </summary>
public static class AutomaticRecusals
{
    /// <summary>For an entry just accepted, against every judge on the panels. The entry must have its id.</summary>
    /// <returns>The judges who must stand aside.</returns>
    public static async Task<IReadOnlyList<Judge>> ForEntry(
        ScoringDb db, Entry entry, RecusalRules rules, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var judges = await db.Judges.Where(j => j.CycleId == entry.CycleId && j.RemovedAt == null).ToListAsync(cancellationToken);
        var already = await db.Recusals.Where(r => r.EntryId == entry.Id).Select(r => r.JudgeId).ToListAsync(cancellationToken);
        var units = await UnitsOf(db, entry, cancellationToken);
        return [.. judges.Where(j => !already.Contains(j.Id) && Write(db, j, entry, units, rules, now))];
    }

    /// <summary>For a judge just appointed and saved, against every accepted entry.</summary>
    /// <returns>The entries the judge may not score.</returns>
    public static async Task<IReadOnlyList<Entry>> ForJudge(
        ScoringDb db, Judge judge, RecusalRules rules, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var recused = new List<Entry>();
        var already = await db.Recusals.Where(r => r.JudgeId == judge.Id).Select(r => r.EntryId).ToListAsync(cancellationToken);
        foreach (var entry in await db.Entries.Where(e => e.CycleId == judge.CycleId && e.State == EntryState.Accepted).ToListAsync(cancellationToken))
        {
            if (!already.Contains(entry.Id) && Write(db, judge, entry, await UnitsOf(db, entry, cancellationToken), rules, now))
                recused.Add(entry);
        }

        return recused;
    }

    private static bool Write(ScoringDb db, Judge judge, Entry entry, IReadOnlyCollection<int> units, RecusalRules rules, DateTimeOffset now)
    {
        var ground = Recusal.Automatic(judge.UnitId, rules.SameStreet ? judge.StreetId : null, entry.StreetId, rules.SameUnit ? units : []);
        if (ground is { } found)
            db.Recusals.Add(new Recusal { JudgeId = judge.Id, EntryId = entry.Id, Ground = found, At = now });
        return ground is not null;
    }

    /// <summary>The candidate's branch, estate and community: what lies between the branch and the street.</summary>
    private static async Task<IReadOnlyCollection<int>> UnitsOf(ScoringDb db, Entry entry, CancellationToken cancellationToken)
    {
        var units = new HashSet<int> { entry.BranchId, entry.EstateId };
        // A unit never rates itself, nor the help it gave.
        if (entry.RollUpUnitId is { } helper)
            units.Add(helper);
        for (int? id = entry.BranchId; id is { } at;)
        {
            var unit = await db.Units.AsNoTracking().Where(u => u.Id == at).Select(u => new { u.Kind, u.ParentId }).SingleAsync(cancellationToken);
            if (unit.Kind is UnitKind.Street or UnitKind.District or UnitKind.Department)
                break;
            units.Add(at);
            id = unit.ParentId;
        }

        return units;
    }
}
