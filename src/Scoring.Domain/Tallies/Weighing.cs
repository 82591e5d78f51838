namespace Scoring.Domain.Tallies;

/// <summary>From a block's value to points, from points to sections, from sections to a total. Ranks and awards come later.</summary>
internal sealed class Weighing
{
    private readonly RecordIndex _index;
    private readonly TallyScheme _scheme;
    private readonly Dictionary<string, Dictionary<string, (Exact? Value, ResidentsTrace Trace)>> _surveys = new(StringComparer.Ordinal);
    private readonly Exact _weight;

    public Weighing(RecordIndex index)
    {
        _index = index;
        _scheme = index.Record.Scheme;
        _weight = Sum(_scheme.Blocks, block => block.Weight);
        foreach (var block in _scheme.Blocks)
        {
            if (block.Source is ResidentsRule rule) _surveys.Add(block.Code, Satisfaction.Measure(block.Code, rule, index));
        }
    }

    public EntryResult Entry(RecordEntry entry)
    {
        if (entry.Withdrawn) return new EntryResult { Code = entry.Code, Unit = entry.Unit, Status = TallyStatus.Withdrawn };

        var sections = _scheme.Sections.Select(section => Section(section, entry)).ToList();
        var adjustments = _index.Adjustments(entry.Code);
        var bonusGiven = Sum(adjustments.Where(row => row.Kind == AdjustmentKind.Bonus), row => row.Amount);
        var deductionGiven = Sum(adjustments.Where(row => row.Kind == AdjustmentKind.Deduction), row => row.Amount);
        var bonus = _scheme.BonusCap is { } bonusCap ? Exact.Min(bonusGiven, bonusCap) : bonusGiven;
        var deduction = _scheme.DeductionCap is { } deductionCap ? Exact.Min(deductionGiven, deductionCap) : deductionGiven;
        var limit = _weight + bonus;

        var blocked = sections.Any(section => section.Score is null);
        Exact? sum = blocked ? null : Sum(sections, section => section.Score!.Value);
        Exact? exactSum = blocked ? null : Sum(sections, section => section.ExactScore!.Value);
        var unheld = sum + bonus - deduction;

        return new EntryResult
        {
            Code = entry.Code,
            Unit = entry.Unit,
            Status = blocked ? TallyStatus.Blocked : _index.IsVetoed(entry.Code, null) ? TallyStatus.Vetoed : TallyStatus.Ranked,
            Total = unheld?.Within(Exact.Zero, limit).Rounded(_scheme.Decimals),
            ExactTotal = (exactSum + bonus - deduction)?.Within(Exact.Zero, limit),
            Bonus = bonus,
            Deduction = deduction,
            Sections = sections,
            Trace = new TotalTrace
            {
                Sections = sum,
                ExactSections = exactSum,
                Adjustments = adjustments,
                BonusGiven = bonusGiven,
                BonusCap = _scheme.BonusCap,
                DeductionGiven = deductionGiven,
                DeductionCap = _scheme.DeductionCap,
                Limit = limit,
                Unheld = unheld,
            },
        };
    }

    private SectionResult Section(SectionRule rule, RecordEntry entry)
    {
        var blocks = rule.Blocks.Select(block => Block(block, entry)).ToList();
        var applicable = blocks.Where(block => block.Applies).ToList();
        var missing = applicable.Count == 0 || applicable.Any(block => block.Points is null);
        var weight = Sum(blocks, block => block.Weight);
        var applicableWeight = Sum(applicable, block => block.Weight);
        var vetoed = _index.IsVetoed(entry.Code, rule.Code);
        Exact? score = null, exactScore = null;
        if (!missing)
        {
            var points = Sum(applicable, block => block.Points!.Value);
            var exactPoints = Sum(applicable, block => block.ExactPoints!.Value);
            var every = applicable.Count == blocks.Count;
            score = every ? points : (weight * points / applicableWeight).Rounded(_scheme.Decimals);
            exactScore = every ? exactPoints : weight * exactPoints / applicableWeight;
        }

        return new SectionResult
        {
            Code = rule.Code,
            Name = rule.Name,
            Score = score,
            ExactScore = exactScore,
            Won = _scheme.Award is LevelsAward levels ? score >= levels.Threshold && !vetoed : null,
            Vetoed = vetoed,
            Flags = missing ? [Flag.Missing] : [],
            Blocks = blocks,
            Weight = weight,
            ApplicableWeight = applicableWeight,
        };
    }

    private BlockResult Block(BlockRule rule, RecordEntry entry)
    {
        var block = new BlockResult
        {
            Code = rule.Code,
            Name = rule.Name,
            Kind = rule.Source.Kind,
            Weight = rule.Weight,
            Applies = !entry.NotApplicable.Contains(rule.Code),
        };
        if (!block.Applies) return block with { Flags = [Flag.NotApplicable] };

        var (value, flags, trace) = Value(rule, entry.Code);
        if (value is null) flags.Add(Flag.Missing);
        var points = rule.Weight * value / Exact.Hundred;
        return block with { Value = value, ExactPoints = points, Points = points?.Rounded(_scheme.Decimals), Flags = flags, Trace = trace };
    }

    private (Exact? Value, List<string> Flags, SourceTrace Trace) Value(BlockRule block, string entry)
    {
        switch (block.Source)
        {
            case JudgesRule judges:
                return Trim.Value(judges, entry, _index);
            case ResidentsRule:
                var (value, trace) = _surveys[block.Code][entry];
                return (value, trace.Outcome switch
                {
                    SampleOutcome.Low => [Flag.LowSample],
                    SampleOutcome.NotMeasured => [Flag.NotMeasured],
                    _ => [],
                }, trace);
            case EvidenceRule evidence:
                var row = _index.Evidence(entry, block.Code);
                var points = row?.Points ?? (row?.Deductions is { } taken ? Exact.Max(Exact.Zero, evidence.Full - Sum(taken, amount => amount)) : null);
                return (Exact.Hundred * points / evidence.Full, [], new EvidenceTrace(evidence.Full, points, row?.Deductions));
            case MetricRule metric:
                var measured = _index.Metric(entry, block.Code)?.Value;
                var unheld = Exact.Hundred * (measured - metric.Zero) / (metric.Full - metric.Zero);
                return (unheld?.Within(Exact.Zero, Exact.Hundred), [], new MetricTrace(metric.Zero, metric.Full, measured, unheld));
            default:
                throw new InvalidOperationException($"No arithmetic for {block.Source}.");
        }
    }

    private static Exact Sum<T>(IEnumerable<T> items, Func<T, Exact> of) => items.Aggregate(Exact.Zero, (sum, item) => sum + of(item));

    private static class Flag
    {
        public const string Missing = "MISSING";
        public const string NotApplicable = "NOT_APPLICABLE";
        public const string LowSample = "LOW_SAMPLE";
        public const string NotMeasured = "NOT_MEASURED";
    }
}
