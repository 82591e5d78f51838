using Microsoft.EntityFrameworkCore;
using Scoring.Data.Stages;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Units = Scoring.Data.Organisation.Units;

namespace Scoring.Data.Judging;

/// <summary>The sheets of a cycle as they stand, for every room that must know what counts and what is owed.</summary>
public static class SheetsOfCycle
{
    /// <summary>Reads judges, accepted (or since withdrawn) entries, recusals, every revision and every reopening of a cycle.</summary>
    public static async Task<SheetBoard> Of(ScoringDb db, int cycleId, CancellationToken cancellationToken = default)
    {
        var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycleId && j.RemovedAt == null).ToListAsync(cancellationToken);
        var entries = await db.Entries.AsNoTracking()
            .Where(e => e.CycleId == cycleId && e.Code != null && (e.State == EntryState.Accepted || e.State == EntryState.Withdrawn))
            .ToListAsync(cancellationToken);
        var here = db.Judges.Where(j => j.CycleId == cycleId && j.RemovedAt == null).Select(j => j.Id);
        var recusals = await db.Recusals.AsNoTracking().Where(r => here.Contains(r.JudgeId)).ToListAsync(cancellationToken);
        var sheets = await db.Sheets.AsNoTracking().Where(s => here.Contains(s.JudgeId)).ToListAsync(cancellationToken);
        var reopened = await db.Reopenings.AsNoTracking()
            .Where(r => db.Sheets.Any(s => s.Id == r.SheetId && here.Contains(s.JudgeId))).Select(r => new { r.SheetId, r.TakenBack }).ToListAsync(cancellationToken);
        var tree = judges.Exists(j => j.ScopeUnitId is not null) ? await Units.Tree(db, cancellationToken) : null;
        return new SheetBoard(judges, entries, recusals, sheets,
            reopened.Where(r => !r.TakenBack).Select(r => r.SheetId).ToHashSet(), tree, await ShowOfCycle.Read(db, cycleId, cancellationToken: cancellationToken),
            reopened.Where(r => r.TakenBack).Select(r => r.SheetId).ToHashSet());
    }

    /// <summary>One judge before one entry, without reading anybody else's sheets.</summary>
    /// <param name="db">Read through.</param>
    /// <param name="judge">Who.</param>
    /// <param name="entry">Before whom.</param>
    /// <param name="show">The stage, where the caller has read it already.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<SheetCell> One(ScoringDb db, Judge judge, Entry entry, Show? show = null, CancellationToken cancellationToken = default)
    {
        if (judge.ScopeUnitId is not null && !judge.Marks(entry, await Units.Tree(db, cancellationToken)))
            return new SheetCell(judge, entry, SheetStanding.Elsewhere, null, null);
        var latest = await db.Sheets.AsNoTracking().Where(s => s.JudgeId == judge.Id && s.EntryId == entry.Id)
            .OrderByDescending(s => s.Revision).FirstOrDefaultAsync(cancellationToken);
        var reopening = latest is null ? null : await db.Reopenings.AsNoTracking().SingleOrDefaultAsync(r => r.SheetId == latest.Id, cancellationToken);
        show ??= await ShowOfCycle.Read(db, entry.CycleId, cancellationToken: cancellationToken);
        var again = reopening is { TakenBack: false } || latest?.HandedInAt < show.Rounds.GetValueOrDefault(entry.Id);
        var recusal = await db.Recusals.AsNoTracking().SingleOrDefaultAsync(r => r.JudgeId == judge.Id && r.EntryId == entry.Id, cancellationToken);
        return SheetCell.Of(judge, entry, latest, again, recusal?.Ground, reopening is { TakenBack: true }) with
        {
            // Who marks only what lies in their own unit does so outside the hall.
            Window = judge.ScopeUnitId is null ? show.Window(entry.Id, reopening is { TakenBack: false } ? reopening.At : null) : SheetWindow.Free,
        };
    }
}
