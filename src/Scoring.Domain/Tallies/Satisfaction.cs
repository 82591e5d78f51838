using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>
/// How residents' answers become a value. A low sample is drawn down towards the mean of those that reached theirs, never up;
/// hence a block is measured for all entries together.
/// </summary>
internal static class Satisfaction
{
    /// <summary>The value and trace of every entry to which the block applies and which is not withdrawn.</summary>
    public static Dictionary<string, (Exact? Value, ResidentsTrace Trace)> Measure(string block, ResidentsRule rule, RecordIndex index)
    {
        var first = index.Record.Entries
            .Where(entry => !entry.Withdrawn && !entry.NotApplicable.Contains(block))
            .ToDictionary(entry => entry.Code, entry => Sample(rule, entry, index), StringComparer.Ordinal);

        // An entry with a low sample has not reached its need, so this is the mean over the others for each of them.
        var reached = first.Values.Where(trace => trace.Outcome == SampleOutcome.Full).Select(trace => trace.Satisfaction!.Value).ToList();
        Exact? mean = reached.Count == 0 ? null : reached.Aggregate(Exact.Zero, (sum, sat) => sum + sat) / reached.Count;

        return first.ToDictionary(
            pair => pair.Key,
            pair => Value(pair.Value.Outcome == SampleOutcome.Low
                ? pair.Value with { Mean = mean ?? pair.Value.Satisfaction, MeanOf = reached.Count }
                : pair.Value),
            StringComparer.Ordinal);
    }

    private static ResidentsTrace Sample(ResidentsRule rule, RecordEntry entry, RecordIndex index)
    {
        var answers = new List<AnswerTrace>();
        var (counted, weighted) = (BigInteger.Zero, Exact.Zero);
        foreach (var (answer, coefficient) in rule.Coefficients)
        {
            var count = index.Count(entry.Code, rule.Question, answer);
            answers.Add(new AnswerTrace(answer, rule.Names.GetValueOrDefault(answer), coefficient, count));
            counted += count;
            weighted += coefficient * count;
        }

        foreach (var answer in rule.Excluded.Distinct(StringComparer.Ordinal))
            answers.Add(new AnswerTrace(answer, rule.Names.GetValueOrDefault(answer), null, index.Count(entry.Code, rule.Question, answer)));

        var trace = new ResidentsTrace
        {
            Question = rule.Question,
            Answers = answers,
            Counted = counted,
            Satisfaction = counted.IsZero ? null : Exact.Hundred * weighted / counted,
            Outcome = counted.IsZero ? SampleOutcome.NotMeasured : SampleOutcome.Full,
        };
        if (rule.Sample is not { } sample) return trace;

        var households = entry.Households!.Value;
        var need = sample.Need(households);
        var least = BigInteger.Min(sample.Absolute, households);
        return trace with
        {
            Households = households,
            Need = need,
            Least = least,
            Outcome = Outcome(counted, need, least),
        };
    }

    // Read from the top, as the page says; only "nobody answered" comes first, because then there is no sat to give.
    private static SampleOutcome Outcome(BigInteger counted, BigInteger need, BigInteger least)
    {
        if (counted.IsZero) return SampleOutcome.NotMeasured;
        if (counted >= need) return SampleOutcome.Full;
        return counted >= least ? SampleOutcome.Low : SampleOutcome.NotMeasured;
    }

    private static (Exact? Value, ResidentsTrace Trace) Value(ResidentsTrace trace) => trace.Outcome switch
    {
        SampleOutcome.Full => (trace.Satisfaction, trace),
        SampleOutcome.Low => (Drawn(trace.Satisfaction!.Value, trace.Mean!.Value, trace.Counted, trace.Need!.Value), trace),
        _ => (null, trace),
    };

    private static Exact Drawn(Exact sat, Exact mean, BigInteger counted, BigInteger need) =>
        ((counted * sat) + ((need - counted) * Exact.Min(sat, mean))) / need;
}
