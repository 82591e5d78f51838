namespace Scoring.Domain.Tallies;

/// <summary>What judges, recusals and sheets must satisfy.</summary>
internal static class SheetCheck
{
    private static readonly JsonPath Root = JsonPath.Root();

    public static void Check(TallyRecord record, Dictionary<string, RecordEntry> entries)
    {
        var judges = Judges(record);
        var recusals = Recusals(record, judges, entries);
        var criteria = Criteria(record.Scheme);
        var seen = new HashSet<(string Judge, string Entry)>();
        for (var i = 0; i < record.Sheets.Count; i++)
        {
            var sheet = record.Sheets[i];
            if (!judges.TryGetValue(sheet.Judge, out var judge)) throw At(i).Member("judge").Refuse($"没有评委“{sheet.Judge}”");
            if (!entries.TryGetValue(sheet.Entry, out var entry)) throw At(i).Member("entry").Refuse(RecordCheck.NoEntry(sheet.Entry));
            if (!seen.Add((sheet.Judge, sheet.Entry))) throw At(i).Refuse($"评委“{sheet.Judge}”给“{sheet.Entry}”交了两张评分表");
            if (recusals.Contains((sheet.Judge, sheet.Entry))) throw At(i).Refuse($"评委“{sheet.Judge}”对“{sheet.Entry}”已回避，不能评分");
            Marks(sheet, entry, criteria[judge.Panel], i);
        }
    }

    private static JsonPath At(int sheet) => Root.Member("sheets").Item(sheet);

    private static Dictionary<string, RecordJudge> Judges(TallyRecord record)
    {
        var groups = record.Scheme.Panels.ToDictionary(
            panel => panel.Code, panel => panel.Groups.Select(group => group.Code).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var judges = new Dictionary<string, RecordJudge>(StringComparer.Ordinal);
        for (var i = 0; i < record.Judges.Count; i++)
        {
            var judge = record.Judges[i];
            var at = Root.Member("judges").Item(i);
            if (!judges.TryAdd(judge.Code, judge)) throw at.Member("code").Refuse($"代码“{judge.Code}”写了两次");
            if (!groups.TryGetValue(judge.Panel, out var known)) throw at.Member("panel").Refuse($"没有评委组“{judge.Panel}”");
            if (!known.Contains(judge.Group)) throw at.Member("group").Refuse($"评委组“{judge.Panel}”里没有“{judge.Group}”");
        }

        return judges;
    }

    private static HashSet<(string Judge, string Entry)> Recusals(
        TallyRecord record, Dictionary<string, RecordJudge> judges, Dictionary<string, RecordEntry> entries)
    {
        var recusals = new HashSet<(string Judge, string Entry)>();
        for (var i = 0; i < record.Recusals.Count; i++)
        {
            var row = record.Recusals[i];
            var at = Root.Member("recusals").Item(i);
            if (!judges.ContainsKey(row.Judge)) throw at.Member("judge").Refuse($"没有评委“{row.Judge}”");
            if (!entries.ContainsKey(row.Entry)) throw at.Member("entry").Refuse(RecordCheck.NoEntry(row.Entry));
            recusals.Add((row.Judge, row.Entry));
        }

        return recusals;
    }

    private static Dictionary<string, Dictionary<string, (CriterionRule Rule, string Block)>> Criteria(TallyScheme scheme)
    {
        var criteria = scheme.Panels.ToDictionary(
            panel => panel.Code, _ => new Dictionary<string, (CriterionRule Rule, string Block)>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var block in scheme.Blocks)
        {
            if (block.Source is not JudgesRule judges) continue;
            foreach (var criterion in judges.Criteria) criteria[judges.Panel].Add(criterion.Code, (criterion, block.Code));
        }

        return criteria;
    }

    private static void Marks(RecordSheet sheet, RecordEntry entry, Dictionary<string, (CriterionRule Rule, string Block)> criteria, int index)
    {
        foreach (var (code, mark) in sheet.Marks)
        {
            if (!criteria.TryGetValue(code, out var criterion)) throw Mark(index, code).Refuse("评委所在的评委组没有这个评分项");
            if (mark.Word is { } word)
            {
                if (criterion.Rule.Scale?.ContainsKey(word) != true) throw Mark(index, code).Refuse($"没有等级“{word}”");
            }
            else if (mark.Number is not { } number || number.Sign < 0 || number > criterion.Rule.Max)
            {
                throw Mark(index, code).Refuse("评分应在 0 与这一项的满分之间");
            }
        }

        foreach (var (code, criterion) in criteria)
        {
            if (!sheet.Marks.ContainsKey(code) && !entry.NotApplicable.Contains(criterion.Block)) throw Mark(index, code).Refuse("缺少这一项评分");
        }
    }

    private static JsonPath Mark(int sheet, string criterion) => At(sheet).Member("marks").Member(criterion);
}
