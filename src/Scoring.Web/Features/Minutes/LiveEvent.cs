using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Stages;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Papers;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;

namespace Scoring.Web.Features.Minutes;

/// <summary>Everything that the minutes tell of, as it stands in the rows: the day's steps and who took part. Read once, changed by nobody.</summary>
public sealed class LiveEvent
{
    public required Cycle Cycle { get; init; }

    public required Scheme Scheme { get; init; }

    public required IReadOnlyList<Judge> Judges { get; init; }

    /// <summary>Those that took part, in running order; who withdrew before is left out.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    public required IReadOnlyDictionary<int, string> Streets { get; init; }

    /// <summary>Account id → full name.</summary>
    public required IReadOnlyDictionary<int, string> People { get; init; }

    /// <summary>Draws of the running order, the newest last.</summary>
    public required IReadOnlyList<Draw> Draws { get; init; }

    public required IReadOnlyList<Recusal> Recusals { get; init; }

    public required IReadOnlyList<StageStep> Steps { get; init; }

    public required Show Show { get; init; }

    public required IReadOnlyList<Adjustment> Adjustments { get; init; }

    public required IReadOnlyList<(ScoreSheet Sheet, SheetReopening Reopening)> Reopenings { get; init; }

    public required IReadOnlyList<(PaperSheet Sheet, DoubleEntry Paper, PaperSheetOutcome? Outcome)> Papers { get; init; }

    public required IReadOnlyList<(LateSheet Sheet, LateDecision? Decision)> Late { get; init; }

    /// <summary>Judges and candidates for whom the roll was called, and who was there.</summary>
    public required Attending Roll { get; init; }

    /// <summary>Null before the tally, and always for a rehearsal.</summary>
    public required RunOfCycle? Run { get; init; }

    /// <summary>Steps that were not undone afterwards.</summary>
    public IReadOnlyList<StageStep> Standing
    {
        get
        {
            var undone = Steps.Where(s => s.Act == StageAct.Undo).Select(s => s.Value!.Value).ToHashSet();
            return [.. Steps.Where(s => s.Act != StageAct.Undo && !undone.Contains(s.Number))];
        }
    }

    public Entry? EntryOf(int? id) => Entries.FirstOrDefault(e => e.Id == id);

    public Judge JudgeOf(int id) => Judges.First(j => j.Id == id);

    public static async Task<LiveEvent> Read(ScoringDb db, Cycle cycle, Scheme scheme, CancellationToken cancellationToken)
    {
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null && (e.State == EntryState.Accepted || (e.State == EntryState.Withdrawn && e.RunningNumber != null)))
            .OrderBy(e => e.RunningNumber ?? int.MaxValue).ThenBy(e => e.Code).ToListAsync(cancellationToken);
        var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id).OrderBy(j => j.Code).ToListAsync(cancellationToken);
        var (here, taking) = (judges.ConvertAll(j => j.Id), entries.ConvertAll(e => e.Id));
        var steps = await db.StageSteps.AsNoTracking().Where(s => s.CycleId == cycle.Id).OrderBy(s => s.Number).ToListAsync(cancellationToken);
        var reopened = await db.Reopenings.AsNoTracking().Join(db.Sheets, r => r.SheetId, s => s.Id, (r, s) => new { Reopening = r, Sheet = s })
            .Where(p => here.Contains(p.Sheet.JudgeId)).OrderBy(p => p.Reopening.Id).ToListAsync(cancellationToken);
        var outcomes = await db.PaperSheetOutcomes.AsNoTracking().ToDictionaryAsync(o => o.FormId, cancellationToken);
        var papers = (await Data.Papers.OnePaper.Sheets(db, cycle.Id, cancellationToken)).ToDictionary(p => p.Form.Id);
        var paperSheets = await db.PaperSheets.AsNoTracking().Where(s => here.Contains(s.JudgeId)).ToListAsync(cancellationToken);
        var late = await db.LateSheets.AsNoTracking().Where(l => here.Contains(l.JudgeId)).OrderBy(l => l.Id).ToListAsync(cancellationToken);
        var decisions = await db.LateDecisions.AsNoTracking().ToDictionaryAsync(d => d.LateSheetId, cancellationToken);
        return new LiveEvent
        {
            Cycle = cycle,
            Scheme = scheme,
            Judges = judges,
            Entries = entries,
            Streets = await db.Units.AsNoTracking().Where(u => u.StreetId == u.Id).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken),
            People = await db.Users.Names(cancellationToken),
            Draws = await db.Draws.AsNoTracking().Where(d => d.CycleId == cycle.Id && d.Kind == RunningOrder.Kind).OrderBy(d => d.Id).ToListAsync(cancellationToken),
            Recusals = await db.Recusals.AsNoTracking().Where(r => here.Contains(r.JudgeId) && taking.Contains(r.EntryId)).ToListAsync(cancellationToken),
            Steps = steps,
            Show = Show.Of(steps, entries.Where(e => e.State == EntryState.Accepted).Select(e => e.Id), 1),
            Adjustments = await db.Adjustments.AsNoTracking().Where(a => taking.Contains(a.EntryId)).OrderBy(a => a.Id).ToListAsync(cancellationToken),
            Reopenings = [.. reopened.Select(p => (p.Sheet, p.Reopening))],
            Papers = [.. paperSheets.Select(s => (s, papers[s.FormId], outcomes.GetValueOrDefault(s.FormId))).OrderBy(p => p.Item2.Form.Subject, StringComparer.Ordinal)],
            Late = [.. late.Select(l => (l, decisions.GetValueOrDefault(l.Id)))],
            Roll = await Attending.Of(db, cycle.Id, cancellationToken),
            Run = cycle.Rehearsal ? null : await RunOfCycle.Latest(db, cycle.Id, cancellationToken),
        };
    }
}
