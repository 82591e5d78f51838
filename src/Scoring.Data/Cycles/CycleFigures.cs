using Microsoft.EntityFrameworkCore;
using Scoring.Data.Judging;
using Scoring.Data.Stages;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Cycles;

/// <summary>How far a cycle has come, in counts: what the to-do pages and the cycle's own page say. Holds no mark and no answer.</summary>
public sealed record CycleFigures
{
    public required int Streets { get; init; }

    /// <summary>Places that all streets together may fill.</summary>
    public required int Slots { get; init; }

    public required IReadOnlyDictionary<EntryState, int> Entries { get; init; }

    /// <summary>Live entries of each street, by unit id.</summary>
    public required IReadOnlyDictionary<int, int> SubmittedByStreet { get; init; }

    /// <summary>Accepted entries × evidence blocks.</summary>
    public required int EvidenceWanted { get; init; }

    public required int EvidenceGiven { get; init; }

    /// <summary>What is still missing of each department, by unit code.</summary>
    public required IReadOnlyDictionary<string, int> EvidenceMissing { get; init; }

    public required int JudgesWanted { get; init; }

    public required int JudgesAppointed { get; init; }

    public required bool OrderDrawn { get; init; }

    public required int SheetsWanted { get; init; }

    public required int SheetsIn { get; init; }

    /// <summary>Sheets given back by the supervisor and not handed in again.</summary>
    public required int SheetsReopened { get; init; }

    /// <summary>Late sheets that the supervisor has not decided about.</summary>
    public required int LateWaiting { get; init; }

    public required int AdjustmentsOpen { get; init; }

    public required int TallyRuns { get; init; }

    public required bool Approved { get; init; }

    /// <summary>The units that may apply for themselves.</summary>
    private static Task<int> Kin(ScoringDb db, Scheme scheme, CancellationToken cancellationToken) =>
        Enum.TryParse<UnitKind>(scheme.Subject.UnitKind, ignoreCase: true, out var kind) ? db.Units.CountAsync(u => u.Kind == kind && u.StreetId != null && u.RetiredOn == null, cancellationToken) : Task.FromResult(0);

    public int Count(EntryState state) => Entries.GetValueOrDefault(state);

    /// <summary>Filed and not withdrawn or rejected.</summary>
    public int Filed => Count(EntryState.Submitted) + Count(EntryState.Returned) + Count(EntryState.Accepted);

    /// <summary>Judge × accepted entry, of which judges who mark only what lies in their own unit have fewer.</summary>
    private static async Task<int> Wanted(ScoringDb db, Cycle cycle, int all, CancellationToken cancellationToken)
    {
        if (!await db.Judges.AnyAsync(j => j.CycleId == cycle.Id && j.RemovedAt == null && j.ScopeUnitId != null, cancellationToken))
            return all;
        return (await SheetsOfCycle.Of(db, cycle.Id, cancellationToken)).Cells.Count(c => c.Entry.State == EntryState.Accepted);
    }

    public static async Task<CycleFigures> Load(ScoringDb db, Cycle cycle, Scheme scheme, CancellationToken cancellationToken = default)
    {
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id)
            .Select(e => new { e.Id, e.State, e.StreetId, e.RunningNumber }).ToListAsync(cancellationToken);
        var accepted = entries.Where(e => e.State == EntryState.Accepted).Select(e => e.Id).ToHashSet();
        var given = (await db.EvidenceMarks.AsNoTracking().Where(m => accepted.Contains(m.EntryId)).Select(m => new { m.EntryId, m.Block }).Distinct().ToListAsync(cancellationToken))
            .GroupBy(m => m.Block).ToDictionary(g => g.Key, g => g.Count());
        // Who did not come, or withdrew on the day, is owed no sheet; a talk that started afresh wants its sheets afresh.
        var show = await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken);
        var (scored, rounds) = (accepted.Except(show.Out).ToHashSet(), show.Rounds);
        var streets = await db.Units.CountAsync(u => u.Kind == UnitKind.Street && u.RetiredOn == null, cancellationToken);
        var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id && j.RemovedAt == null).Select(j => j.Id).ToListAsync(cancellationToken);
        var recusals = (await db.Recusals.AsNoTracking().Where(r => judges.Contains(r.JudgeId) && scored.Contains(r.EntryId)).Select(r => new { r.JudgeId, r.EntryId }).ToListAsync(cancellationToken))
            .Select(r => (r.JudgeId, r.EntryId)).ToHashSet();
        var sheets = await db.Sheets.AsNoTracking().Where(s => judges.Contains(s.JudgeId) && scored.Contains(s.EntryId))
            .Select(s => new { s.JudgeId, s.EntryId, s.Revision, s.HandedInAt, Reopened = db.Reopenings.Any(r => r.SheetId == s.Id && !r.TakenBack), TakenBack = db.Reopenings.Any(r => r.SheetId == s.Id && r.TakenBack) }).ToListAsync(cancellationToken);
        var latest = sheets.GroupBy(s => (s.JudgeId, s.EntryId)).Where(g => !recusals.Contains(g.Key)).Select(g => g.MaxBy(s => s.Revision)!).ToList();
        var run = await db.TallyRuns.AsNoTracking().Where(r => r.CycleId == cycle.Id).OrderByDescending(r => r.Number).Select(r => new { r.Id, r.Number }).FirstOrDefaultAsync(cancellationToken);
        return new CycleFigures
        {
            Streets = streets,
            Slots = scheme.Subject.From == SubjectSource.Application ? await Kin(db, scheme, cancellationToken) : streets * (scheme.Nomination?.QuotaPerStreet ?? 0),
            Entries = entries.GroupBy(e => e.State).ToDictionary(g => g.Key, g => g.Count()),
            SubmittedByStreet = entries.Where(e => e.State is EntryState.Submitted or EntryState.Accepted or EntryState.Returned).GroupBy(e => e.StreetId).ToDictionary(g => g.Key, g => g.Count()),
            EvidenceWanted = accepted.Count * scheme.Evidence.Count,
            EvidenceGiven = scheme.Evidence.Sum(b => given.GetValueOrDefault(b.Block)),
            EvidenceMissing = scheme.Evidence.SelectMany(b => b.Departments.Select(d => (Department: d, Missing: accepted.Count - given.GetValueOrDefault(b.Block))))
                .GroupBy(p => p.Department).ToDictionary(g => g.Key, g => g.Sum(p => p.Missing)),
            JudgesWanted = scheme.Judging?.Panels.Sum(p => p.Groups.Where(g => g.Unit is null).Sum(g => g.Each * (g.ByStreet ? streets : g.Departments.Count))) ?? 0,
            JudgesAppointed = await db.Judges.CountAsync(j => j.CycleId == cycle.Id && j.RemovedAt == null && j.ScopeUnitId == null, cancellationToken),
            OrderDrawn = accepted.Count > 0 && entries.Where(e => e.State == EntryState.Accepted).All(e => e.RunningNumber is not null),
            SheetsWanted = await Wanted(db, cycle, judges.Count * scored.Count, cancellationToken) - recusals.Count,
            SheetsIn = latest.Count(s => !s.Reopened && !s.TakenBack && !(s.HandedInAt < rounds.GetValueOrDefault(s.EntryId))),
            SheetsReopened = latest.Count(s => s.Reopened || s.HandedInAt < rounds.GetValueOrDefault(s.EntryId)),
            LateWaiting = await db.LateSheets.CountAsync(l => judges.Contains(l.JudgeId) && !db.LateDecisions.Any(d => d.LateSheetId == l.Id), cancellationToken),
            AdjustmentsOpen = await db.Adjustments.CountAsync(a => accepted.Contains(a.EntryId) && a.ConfirmedAt == null && a.CancelledAt == null, cancellationToken),
            TallyRuns = run?.Number ?? 0,
            Approved = run is not null && await db.Approvals.AnyAsync(a => a.TallyRunId == run.Id, cancellationToken),
        };
    }
}
