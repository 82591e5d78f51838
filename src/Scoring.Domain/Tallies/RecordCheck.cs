namespace Scoring.Domain.Tallies;

/// <summary>
/// What a record must satisfy beyond its types: every code once, every reference known, every figure within its range.
/// Rows of withdrawn entries and of blocks that do not apply are checked like any other.
/// </summary>
internal static class RecordCheck
{
    private static readonly JsonPath Root = JsonPath.Root();

    public static void Check(TallyRecord record)
    {
        var blocks = record.Scheme.Blocks.ToDictionary(block => block.Code, StringComparer.Ordinal);
        var entries = Entries(record, blocks);
        SheetCheck.Check(record, entries);
        Evidence(record, entries, blocks);
        Ballots(record, entries);
        Metrics(record, entries, blocks);
        Adjustments(record, entries);
        Vetoes(record, entries);
        foreach (var (entry, _) in record.Lots)
        {
            if (!entries.ContainsKey(entry)) throw Root.Member("lots").Member(entry).Refuse(NoEntry(entry));
        }
    }

    public static string NoEntry(string code) => $"没有参评对象“{code}”";

    private static Dictionary<string, RecordEntry> Entries(TallyRecord record, Dictionary<string, BlockRule> blocks)
    {
        var sampled = blocks.Values.Any(block => block.Source is ResidentsRule { Sample: not null });
        var entries = new Dictionary<string, RecordEntry>(StringComparer.Ordinal);
        for (var i = 0; i < record.Entries.Count; i++)
        {
            var entry = record.Entries[i];
            var at = Root.Member("entries").Item(i);
            if (!entries.TryAdd(entry.Code, entry)) throw at.Member("code").Refuse($"代码“{entry.Code}”写了两次");
            for (var b = 0; b < entry.NotApplicable.Count; b++)
            {
                if (!blocks.ContainsKey(entry.NotApplicable[b])) throw at.Member("notApplicable").Item(b).Refuse(NoBlock(entry.NotApplicable[b]));
            }

            // Only withdrawal excuses the households; that the block does not apply does not.
            if (!sampled || entry.Withdrawn) continue;
            if (entry.Households is not { } households) throw at.Member("households").Refuse("方案按户数定样本量，缺少户数");
            if (households < 1) throw at.Member("households").Refuse("户数应至少为 1");
        }

        return entries;
    }

    private static void Evidence(TallyRecord record, Dictionary<string, RecordEntry> entries, Dictionary<string, BlockRule> blocks)
    {
        var seen = new HashSet<(string Entry, string Block)>();
        for (var i = 0; i < record.Evidence.Count; i++)
        {
            var row = record.Evidence[i];
            var at = Root.Member("evidence").Item(i);
            var rule = Named<EvidenceRule>(row.Entry, row.Block, entries, blocks, at);
            if (!seen.Add((row.Entry, row.Block))) throw at.Refuse($"“{row.Entry}”的“{row.Block}”写了两行");
            switch (row.Points, row.Deductions)
            {
                case (null, null):
                    throw at.Refuse("缺少得分（points）或扣分（deductions）");
                case ({ } points, null):
                    if (points.Sign < 0 || points > rule.Full) throw at.Member("points").Refuse("得分应在 0 与满分之间");
                    break;
                case (null, { } deductions):
                    for (var d = 0; d < deductions.Count; d++)
                    {
                        if (deductions[d].Sign < 0) throw at.Member("deductions").Item(d).Refuse("不能小于 0");
                    }

                    break;
                default:
                    throw at.Refuse("得分（points）与扣分（deductions）只能写一样");
            }
        }
    }

    private static void Ballots(TallyRecord record, Dictionary<string, RecordEntry> entries)
    {
        var questions = record.Scheme.Blocks.Select(block => block.Source).OfType<ResidentsRule>().ToLookup(rule => rule.Question, StringComparer.Ordinal);
        for (var i = 0; i < record.Ballots.Count; i++)
        {
            var row = record.Ballots[i];
            var at = Root.Member("ballots").Item(i);
            if (!entries.ContainsKey(row.Entry)) throw at.Member("entry").Refuse(NoEntry(row.Entry));
            foreach (var rule in questions[row.Question])
            {
                foreach (var (answer, count) in row.Counts)
                {
                    if (!rule.Coefficients.ContainsKey(answer) && !rule.Excluded.Contains(answer))
                        throw at.Member("counts").Member(answer).Refuse("没有这个答案");
                    if (count.Sign < 0) throw at.Member("counts").Member(answer).Refuse("不能小于 0");
                }
            }
        }
    }

    private static void Metrics(TallyRecord record, Dictionary<string, RecordEntry> entries, Dictionary<string, BlockRule> blocks)
    {
        var seen = new HashSet<(string Entry, string Block)>();
        for (var i = 0; i < record.Metrics.Count; i++)
        {
            var row = record.Metrics[i];
            var at = Root.Member("metrics").Item(i);
            Named<MetricRule>(row.Entry, row.Block, entries, blocks, at);
            if (!seen.Add((row.Entry, row.Block))) throw at.Refuse($"“{row.Entry}”的“{row.Block}”写了两行");
        }
    }

    private static void Adjustments(TallyRecord record, Dictionary<string, RecordEntry> entries)
    {
        for (var i = 0; i < record.Adjustments.Count; i++)
        {
            var row = record.Adjustments[i];
            var at = Root.Member("adjustments").Item(i);
            if (!entries.ContainsKey(row.Entry)) throw at.Member("entry").Refuse(NoEntry(row.Entry));
            if (row.Amount.Sign < 0) throw at.Member("amount").Refuse("不能小于 0");
        }
    }

    private static void Vetoes(TallyRecord record, Dictionary<string, RecordEntry> entries)
    {
        for (var i = 0; i < record.Vetoes.Count; i++)
        {
            var row = record.Vetoes[i];
            var at = Root.Member("vetoes").Item(i);
            if (!entries.ContainsKey(row.Entry)) throw at.Member("entry").Refuse(NoEntry(row.Entry));
            if (row.Section is { } section && !record.Scheme.Sections.Any(rule => rule.Code == section))
                throw at.Member("section").Refuse($"没有板块“{section}”");
        }
    }

    private static string NoBlock(string code) => $"没有指标“{code}”";

    private static T Named<T>(string entry, string block, Dictionary<string, RecordEntry> entries, Dictionary<string, BlockRule> blocks, JsonPath at)
        where T : SourceRule
    {
        if (!entries.ContainsKey(entry)) throw at.Member("entry").Refuse(NoEntry(entry));
        if (!blocks.TryGetValue(block, out var rule)) throw at.Member("block").Refuse(NoBlock(block));
        return rule.Source as T ?? throw at.Member("block").Refuse($"指标“{block}”不是这一类");
    }
}
