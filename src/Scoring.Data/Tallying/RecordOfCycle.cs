using System.Globalization;
using System.Numerics;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Judging;
using Scoring.Data.Surveys;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tallying;

/// <summary>
/// Puts the rows of a cycle together as the record that the tally is computed from. The order is fixed (by code), so that the same
/// rows always give the same text and the same hash.
/// </summary>
public static class RecordOfCycle
{
    /// <exception cref="InvalidRecord">The rows do not make a valid record; only a fault of ours could bring that about.</exception>
    public static async Task<TallyRecord> Build(ScoringDb db, Cycle cycle, Scheme scheme, CancellationToken cancellationToken = default)
    {
        var entries = await db.Entries.AsNoTracking()
            .Where(e => e.CycleId == cycle.Id && e.Code != null && (e.State == EntryState.Accepted || e.State == EntryState.Withdrawn))
            .OrderBy(e => e.Code).ToListAsync(cancellationToken);
        var codes = entries.ToDictionary(e => e.Id, e => e.Code!);
        var ids = codes.Keys.ToList();
        var board = await SheetsOfCycle.Of(db, cycle.Id, cancellationToken);
        var judges = board.Judges.ToDictionary(j => j.Id, j => j.Code);
        var recusals = await db.Recusals.AsNoTracking().Where(r => ids.Contains(r.EntryId)).Select(r => new { r.JudgeId, r.EntryId }).ToListAsync(cancellationToken);
        var evidence = (await db.EvidenceMarks.AsNoTracking().Where(m => ids.Contains(m.EntryId)).ToListAsync(cancellationToken))
            .GroupBy(m => (m.EntryId, m.Block)).Select(g => g.MaxBy(m => m.Revision)!);
        var blocks = scheme.Rubric.Blocks.Where(b => b.Kind == BlockKind.Evidence).Select((b, i) => (b.Code, i)).ToDictionary(b => b.Code, b => b.i);
        var figures = (await db.MetricFigures.AsNoTracking().Where(m => ids.Contains(m.EntryId)).ToListAsync(cancellationToken))
            .GroupBy(m => (m.EntryId, m.Block)).Select(g => g.MaxBy(m => m.Revision)!);
        var left = (await db.NotApplicables.AsNoTracking().Where(n => ids.Contains(n.EntryId) && n.ApprovedAt != null && n.CancelledAt == null).ToListAsync(cancellationToken)).ToLookup(n => n.EntryId, n => n.Block);
        var units = await db.Units.AsNoTracking().Where(u => db.Entries.Any(e => e.CycleId == cycle.Id && e.RollUpUnitId == u.Id)).ToDictionaryAsync(u => u.Id, u => u.Code, cancellationToken);
        var adjustments = await db.Adjustments.AsNoTracking()
            .Where(a => ids.Contains(a.EntryId) && a.ConfirmedAt != null && a.CancelledAt == null).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        var vetoes = await db.Vetoes.AsNoTracking().Where(v => ids.Contains(v.EntryId) && v.LiftedAt == null).OrderBy(v => v.Id).ToListAsync(cancellationToken);
        var lots = await db.Lots.AsNoTracking().Where(l => l.CycleId == cycle.Id).ToListAsync(cancellationToken);

        return new TallyRecord(
            scheme.Scoring,
            [.. entries.Select(e => new RecordEntry
            {
                Code = e.Code!,
                Unit = e.RollUpUnitId is { } unit ? units[unit] : null,
                Households = e.Households,
                NotApplicable = [.. scheme.Rubric.Blocks.Select(b => b.Code).Where(left[e.Id].Contains)],
                Withdrawn = e.State == EntryState.Withdrawn || board.Out(e),
            })],
            [.. board.Judges.Select(j => new RecordJudge(j.Code, j.Panel, j.Group))],
            [.. recusals.Where(r => judges.ContainsKey(r.JudgeId)).Select(r => new RecordRecusal(judges[r.JudgeId], codes[r.EntryId]))
                .OrderBy(r => r.Judge, StringComparer.Ordinal).ThenBy(r => r.Entry, StringComparer.Ordinal)],
            [.. board.Counting.Select(s => new RecordSheet(judges[s.JudgeId], codes[s.EntryId], Marks(s.Marks)))
                .OrderBy(s => s.Entry, StringComparer.Ordinal).ThenBy(s => s.Judge, StringComparer.Ordinal)],
            [.. evidence.OrderBy(m => codes[m.EntryId], StringComparer.Ordinal).ThenBy(m => blocks.GetValueOrDefault(m.Block))
                .Select(m => new RecordEvidence(codes[m.EntryId], m.Block, m.Points is { } p ? (Exact)p : null, m.Deductions?.Select(d => (Exact)d).ToList()))],
            [.. (await BallotsOfCycle.Read(db, cycle, scheme.Survey, cancellationToken)).Where(b => codes.ContainsKey(b.EntryId)).GroupBy(b => (b.EntryId, b.Question))
                .Select(g => new RecordBallot(codes[g.Key.EntryId], g.Key.Question, g.ToDictionary(b => b.Answer, b => (BigInteger)b.Count, StringComparer.Ordinal)))
                .OrderBy(b => b.Entry, StringComparer.Ordinal).ThenBy(b => b.Question, StringComparer.Ordinal)],
            [.. figures.OrderBy(m => codes[m.EntryId], StringComparer.Ordinal).ThenBy(m => m.Block, StringComparer.Ordinal).Select(m => new RecordMetric(codes[m.EntryId], m.Block, (Exact)m.Value))],
            [.. adjustments.Select(a => new RecordAdjustment(codes[a.EntryId], a.Kind == "bonus" ? AdjustmentKind.Bonus : AdjustmentKind.Deduction, a.Amount, a.Reason))],
            [.. vetoes.Select(v => new RecordVeto(codes[v.EntryId], v.Section, $"{v.Document} {v.Reason}"))],
            lots.Where(l => codes.ContainsKey(l.EntryId)).OrderBy(l => codes[l.EntryId], StringComparer.Ordinal).ToDictionary(l => codes[l.EntryId], l => (Exact)l.Number, StringComparer.Ordinal));
    }

    /// <summary>A mark as kept ("11.5", "good") becomes the number or the word it is.</summary>
    private static IReadOnlyDictionary<string, Mark> Marks(IReadOnlyDictionary<string, string> marks) =>
        marks.OrderBy(m => m.Key, StringComparer.Ordinal).ToDictionary(m => m.Key, m => ToMark(m.Value), StringComparer.Ordinal);

    private static Mark ToMark(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : text;
}
