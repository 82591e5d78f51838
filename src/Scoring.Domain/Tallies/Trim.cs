namespace Scoring.Domain.Tallies;

/// <summary>
/// How a panel's marks become a value: each judge's x, the trimmed mean of each group, the weighted mean of the groups.
/// A missing sheet is never a zero.
/// </summary>
internal static class Trim
{
    public static (Exact? Value, List<string> Flags, JudgesTrace Trace) Value(JudgesRule rule, string entry, RecordIndex index)
    {
        var panel = index.Panels[rule.Panel];
        var trace = new JudgesTrace(panel.Code, [.. panel.Groups.Select(group => Group(panel, group, rule, entry, index))]);
        var marked = trace.Groups.Any(group => group.Judges.Count > 0);

        var flags = new List<string>();
        foreach (var group in trace.Groups)
        {
            if (group.Judges.Count == 0)
            {
                if (marked) flags.Add($"EMPTY_GROUP:{group.Code}");
            }
            else if (group.Judges.Count < panel.AcknowledgeBelow)
            {
                flags.Add($"INSUFFICIENT_JUDGES:{group.Code}");
            }
        }

        return (marked ? trace.WeightedSum / trace.WeightSum : null, flags, trace);
    }

    private static GroupTrace Group(PanelRule panel, GroupRule group, JudgesRule rule, string entry, RecordIndex index)
    {
        var (judges, absent, recused) = (new List<JudgeTrace>(), new List<string>(), new List<string>());
        foreach (var judge in index.Judges[(panel.Code, group.Code)])
        {
            if (index.IsRecused(judge.Code, entry)) recused.Add(judge.Code);
            else if (index.Sheet(judge.Code, entry) is { } sheet) judges.Add(Judge(rule, sheet));
            else absent.Add(judge.Code);
        }

        var drop = panel.DropFor(judges.Count);
        return new GroupTrace
        {
            Code = group.Code,
            Name = group.Name,
            Weight = group.Weight,
            Judges = drop is null ? judges : LeaveOut(judges, (int)drop.High, (int)drop.Low),
            Absent = absent,
            Recused = recused,
            Drop = drop,
            Mean = Mean(judges, drop),
        };
    }

    private static JudgeTrace Judge(JudgesRule rule, RecordSheet sheet)
    {
        var marks = new List<MarkTrace>(rule.Criteria.Count);
        var (sum, maxima) = (Exact.Zero, Exact.Zero);
        foreach (var criterion in rule.Criteria)
        {
            var mark = sheet.Marks[criterion.Code];
            var number = mark.Word is { } word ? criterion.Scale![word] : mark.Number!.Value;
            marks.Add(new MarkTrace(criterion, number, mark.Word));
            sum += number;
            maxima += criterion.Max;
        }

        return new JudgeTrace(sheet.Judge, marks, sum, maxima, Exact.Hundred * sum / maxima, Dropped.No);
    }

    private static Exact? Mean(List<JudgeTrace> judges, DropRule? drop)
    {
        if (judges.Count == 0) return null;
        var (high, low) = drop is null ? (0, 0) : ((int)drop.High, (int)drop.Low);
        var kept = judges.Select(judge => judge.X).Order().Skip(low).SkipLast(high).ToList();
        return kept.Aggregate(Exact.Zero, (sum, x) => sum + x) / kept.Count;
    }

    // Of judges with one and the same x it does not matter who is left out: the earlier in the record goes as the lower.
    private static List<JudgeTrace> LeaveOut(List<JudgeTrace> judges, int high, int low)
    {
        var order = Enumerable.Range(0, judges.Count).OrderBy(i => judges[i].X).ToList();
        var marked = new List<JudgeTrace>(judges);
        foreach (var i in order.Take(low)) marked[i] = judges[i] with { Dropped = Dropped.Low };
        foreach (var i in order.TakeLast(high)) marked[i] = judges[i] with { Dropped = Dropped.High };
        return marked;
    }
}
