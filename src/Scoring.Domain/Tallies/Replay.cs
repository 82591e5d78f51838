// What-if: a record of the past under other rules. Must not pretend: what the record cannot answer is left out and said, and nothing is kept of it.
namespace Scoring.Domain.Tallies;

/// <summary>A past record put under another scheme: what the scheme still asks for is taken over, the rest is left out.</summary>
/// <param name="Record">The record under the other scheme; its tally says what would have come out.</param>
/// <param name="Remarks">What was converted, left out or is missing, as Chinese sentences in the order of the record.</param>
public sealed record Replay(TallyRecord Record, IReadOnlyList<string> Remarks)
{
    /// <summary>
    /// Puts a record under another scheme. Points and marks whose full mark has changed are converted in proportion; sheets that lack a criterion of the other
    /// scheme, and rows for blocks it does not have, are left out.
    /// </summary>
    /// <exception cref="InvalidRecord">The record does not fit even so (a sample asked for where households are unknown).</exception>
    public static Replay Under(TallyRecord past, TallyScheme scheme)
    {
        var remarks = new List<string>();
        var old = past.Scheme.Blocks.ToDictionary(block => block.Code, StringComparer.Ordinal);
        var blocks = scheme.Blocks.ToDictionary(block => block.Code, StringComparer.Ordinal);
        foreach (var gone in old.Values.Where(block => !blocks.ContainsKey(block.Code))) remarks.Add($"“{gone.Name ?? gone.Code}”不再计分，当时的得分不用。");
        foreach (var block in blocks.Values.Where(block => !old.ContainsKey(block.Code) && block.Source is EvidenceRule or MetricRule)) remarks.Add($"“{block.Name ?? block.Code}”是新加的，当时没有数据，这一项会缺分。");
        foreach (var block in blocks.Values.Where(block => old.TryGetValue(block.Code, out var was) && was.Source.Kind != block.Source.Kind)) remarks.Add($"“{block.Name ?? block.Code}”的分数来源换了，当时的数据用不上。");
        foreach (var (block, share) in Scaled(old, blocks)) remarks.Add($"“{block.Name ?? block.Code}”的满分改了，当时的得分按比例折算（乘以 {share.RoundHalfUp(4)}）。");

        var judges = past.Judges.Where(judge => scheme.Panels.Any(panel => panel.Code == judge.Panel && panel.Groups.Any(group => group.Code == judge.Group))).ToDictionary(judge => judge.Code, StringComparer.Ordinal);
        if (judges.Count < past.Judges.Count) remarks.Add($"有 {past.Judges.Count - judges.Count} 位评委所在的组没有了，他们的评分不用。");
        var sheets = Sheets(past, scheme, judges);
        var lost = past.Sheets.Count(sheet => judges.ContainsKey(sheet.Judge)) - sheets.Count;
        if (lost > 0) remarks.Add($"有 {lost} 张评分表缺少新的评分要素，当时没有打过分，不用。");
        var record = new TallyRecord(
            scheme,
            [.. past.Entries.Select(entry => entry with { NotApplicable = [.. entry.NotApplicable.Where(blocks.ContainsKey)] })],
            [.. judges.Values],
            [.. past.Recusals.Where(recusal => judges.ContainsKey(recusal.Judge))],
            sheets,
            Evidence(past, old, blocks),
            Ballots(past, scheme),
            [.. past.Metrics.Where(metric => blocks.GetValueOrDefault(metric.Block)?.Source is MetricRule)],
            past.Adjustments,
            [.. past.Vetoes.Where(veto => veto.Section is null || scheme.Sections.Any(section => section.Code == veto.Section))],
            past.Lots);
        return new(record, remarks);
    }

    private static IEnumerable<(BlockRule Block, Exact Share)> Scaled(Dictionary<string, BlockRule> old, Dictionary<string, BlockRule> blocks) =>
        from block in blocks.Values
        let now = block.Source as EvidenceRule
        let was = old.GetValueOrDefault(block.Code)?.Source as EvidenceRule
        where now is not null && was is not null && now.Full != was.Full
        select (block, now.Full / was.Full);

    private static List<RecordEvidence> Evidence(TallyRecord past, Dictionary<string, BlockRule> old, Dictionary<string, BlockRule> blocks)
    {
        var shares = Scaled(old, blocks).ToDictionary(scaled => scaled.Block.Code, scaled => scaled.Share, StringComparer.Ordinal);
        return
        [
            .. past.Evidence.Where(row => blocks.GetValueOrDefault(row.Block)?.Source is EvidenceRule).Select(row => shares.TryGetValue(row.Block, out var share)
                ? row with { Points = row.Points * share, Deductions = row.Deductions is { } deductions ? [.. deductions.Select(deduction => deduction * share)] : null }
                : row),
        ];
    }

    private static List<RecordSheet> Sheets(TallyRecord past, TallyScheme scheme, Dictionary<string, RecordJudge> judges)
    {
        var asked = scheme.Blocks.Where(block => block.Source is JudgesRule).SelectMany(block => ((JudgesRule)block.Source).Criteria, (block, criterion) => (Block: block.Code, ((JudgesRule)block.Source).Panel, Criterion: criterion)).ToList();
        var full = past.Scheme.Blocks.Select(block => block.Source).OfType<JudgesRule>().SelectMany(rule => rule.Criteria.Select(criterion => (rule.Panel, criterion.Code, criterion.Max)))
            .ToDictionary(criterion => (criterion.Panel, criterion.Code), criterion => criterion.Max);
        var entries = past.Entries.ToDictionary(entry => entry.Code, StringComparer.Ordinal);
        var sheets = new List<RecordSheet>();
        foreach (var sheet in past.Sheets.Where(sheet => judges.ContainsKey(sheet.Judge)))
        {
            var panel = judges[sheet.Judge].Panel;
            var marks = new Dictionary<string, Mark>(StringComparer.Ordinal);
            var whole = true;
            foreach (var (block, _, criterion) in asked.Where(criterion => criterion.Panel == panel))
            {
                if (sheet.Marks.TryGetValue(criterion.Code, out var mark) && Converted(mark, full[(panel, criterion.Code)], criterion) is { } kept)
                    marks[criterion.Code] = kept;
                else
                    whole &= entries[sheet.Entry].NotApplicable.Contains(block);
            }

            if (whole) sheets.Add(sheet with { Marks = marks });
        }

        return sheets;
    }

    private static Mark? Converted(Mark mark, Exact was, CriterionRule now)
    {
        if (mark.Word is { } word) return now.Scale?.ContainsKey(word) == true ? mark : (Mark?)null;
        return was == now.Max ? mark : mark.Number!.Value * (now.Max / was);
    }

    private static List<RecordBallot> Ballots(TallyRecord past, TallyScheme scheme)
    {
        var known = scheme.Blocks.Select(block => block.Source).OfType<ResidentsRule>().ToLookup(rule => rule.Question, StringComparer.Ordinal);
        return
        [
            .. past.Ballots.Select(row => known[row.Question].Any()
                ? row with { Counts = row.Counts.Where(count => known[row.Question].All(rule => rule.Coefficients.ContainsKey(count.Key) || rule.Excluded.Contains(count.Key))).ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal) }
                : row),
        ];
    }
}
