using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Reports;

/// <summary>One entry's figures, block by block: with every rating as given for the street, with the means alone for the unit.</summary>
/// <param name="Unit">Whose figure it goes into; null without roll-up.</param>
/// <param name="Cells">In the order of the scheme's blocks.</param>
/// <param name="Lacking">Blocks without a figure.</param>
public sealed record EntryFigures(string Code, string Name, string Estate, string? Unit, IReadOnlyList<EntryFigures.Cell> Cells, string Deducted, string Total, IReadOnlyList<string> Lacking)
{
    /// <param name="Points">Points in the block; a dash where there are none.</param>
    /// <param name="Detail">What was given, where the reader may see it; null otherwise.</param>
    public sealed record Cell(string Block, string Points, string? Detail);

    /// <param name="of">Which entries.</param>
    /// <param name="raw">Whether single ratings are shown.</param>
    public static async Task<IReadOnlyList<EntryFigures>> Of(
        ScoringDb db, Cycle cycle, Scheme scheme, TallyRecord record, TallyResult result, System.Linq.Expressions.Expression<Func<Entry, bool>> of, bool raw, CancellationToken cancellationToken)
    {
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null && e.State == EntryState.Accepted).Where(of).OrderBy(e => e.Code).ToListAsync(cancellationToken);
        var ids = entries.ConvertAll(e => e.RollUpUnitId ?? 0);
        var units = await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
        var results = result.Entries.ToDictionary(e => e.Code, StringComparer.Ordinal);
        return [.. entries.Where(e => results.ContainsKey(e.Code!)).Select(e => One(e, results[e.Code!], units.GetValueOrDefault(e.RollUpUnitId ?? 0), scheme, record, result.Decimals, raw))];
    }

    private static EntryFigures One(Entry entry, EntryResult figures, string? unit, Scheme scheme, TallyRecord record, int decimals, bool raw)
    {
        var blocks = figures.Sections.SelectMany(s => s.Blocks).ToDictionary(b => b.Code, StringComparer.Ordinal);
        var cells = scheme.Rubric.Blocks.Select(b => new Cell(b.Name, blocks.GetValueOrDefault(b.Code) is { } found
            ? found.Applies ? found.Points?.RoundHalfUp(decimals) ?? "—" : "不适用" : "—", raw ? Detail(b, entry.Code!, scheme, record) : null)).ToList();
        return new EntryFigures(
            entry.Code!, entry.PersonName, entry.EstateName, unit, cells,
            figures.Deduction == Exact.Zero ? "—" : $"−{figures.Deduction.RoundHalfUp(decimals)}", figures.Total?.RoundHalfUp(decimals) ?? "—",
            [.. scheme.Rubric.Blocks.Where(b => blocks.GetValueOrDefault(b.Code) is { Applies: true, Points: null }).Select(b => $"{b.Name}还没有分")]);
    }

    private static string? Detail(RubricBlock block, string entry, Scheme scheme, TallyRecord record)
    {
        if (block.Kind == BlockKind.Residents && scheme.Survey?.Questions.FirstOrDefault(q => q.Code == block.Question) is { } question)
        {
            var counts = record.Ballots.Where(b => b.Entry == entry && b.Question == question.Code).SelectMany(b => b.Counts).ToLookup(c => c.Key, c => c.Value);
            return string.Join("，", question.Answers.Where(a => counts.Contains(a.Code)).Select(a => $"{a.Name} {counts[a.Code].Aggregate((x, y) => x + y)}"));
        }

        if (block.Kind != BlockKind.Judges)
            return null;
        var groups = scheme.Judging!.Panels.First(p => p.Panel == block.Panel).Groups;
        var judges = record.Judges.Where(j => j.Panel == block.Panel).ToDictionary(j => j.Code, j => groups.First(g => g.Group == j.Group).Name, StringComparer.Ordinal);
        return string.Join("，", record.Sheets.Where(s => s.Entry == entry && judges.ContainsKey(s.Judge))
            .Select(s => $"{judges[s.Judge]} {string.Join("/", block.Criteria.Select(c => s.Marks.TryGetValue(c.Code, out var mark) ? Word(c, mark) : "—"))}").Order(StringComparer.Ordinal));
    }

    private static string Word(RubricCriterion criterion, Mark mark) =>
        criterion.Scale.FirstOrDefault(w => w.Code == mark.Word)?.Name ?? mark.Word ?? mark.Number?.ToDecimalText() ?? "—";
}
