using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>The rows of a record by what they belong to, so that no block has to search for them.</summary>
internal sealed class RecordIndex
{
    private readonly Dictionary<(string Judge, string Entry), RecordSheet> _sheets;
    private readonly HashSet<(string Judge, string Entry)> _recusals;
    private readonly Dictionary<(string Entry, string Block), RecordEvidence> _evidence;
    private readonly Dictionary<(string Entry, string Block), RecordMetric> _metrics;
    private readonly Dictionary<(string Entry, string Question), Dictionary<string, BigInteger>> _ballots = [];
    private readonly ILookup<string, RecordAdjustment> _adjustments;
    private readonly HashSet<(string Entry, string? Section)> _vetoes;

    public RecordIndex(TallyRecord record)
    {
        Record = record;
        _sheets = record.Sheets.ToDictionary(sheet => (sheet.Judge, sheet.Entry));
        _recusals = record.Recusals.Select(row => (row.Judge, row.Entry)).ToHashSet();
        _evidence = record.Evidence.ToDictionary(row => (row.Entry, row.Block));
        _metrics = record.Metrics.ToDictionary(row => (row.Entry, row.Block));
        _adjustments = record.Adjustments.ToLookup(row => row.Entry, StringComparer.Ordinal);
        _vetoes = record.Vetoes.Select(row => (row.Entry, row.Section)).ToHashSet();
        Panels = record.Scheme.Panels.ToDictionary(panel => panel.Code, StringComparer.Ordinal);
        Judges = record.Judges.ToLookup(judge => (judge.Panel, judge.Group));
        foreach (var row in record.Ballots)
        {
            if (!_ballots.TryGetValue((row.Entry, row.Question), out var counts))
                _ballots[(row.Entry, row.Question)] = counts = new(StringComparer.Ordinal);
            foreach (var (answer, count) in row.Counts) counts[answer] = counts.GetValueOrDefault(answer) + count;
        }
    }

    public TallyRecord Record { get; }

    public Dictionary<string, PanelRule> Panels { get; }

    public ILookup<(string Panel, string Group), RecordJudge> Judges { get; }

    public RecordSheet? Sheet(string judge, string entry) => _sheets.GetValueOrDefault((judge, entry));

    public bool IsRecused(string judge, string entry) => _recusals.Contains((judge, entry));

    public RecordEvidence? Evidence(string entry, string block) => _evidence.GetValueOrDefault((entry, block));

    public RecordMetric? Metric(string entry, string block) => _metrics.GetValueOrDefault((entry, block));

    /// <summary>The sum of all rows of the entry for the question; an answer nobody gave counts 0.</summary>
    public BigInteger Count(string entry, string question, string answer) =>
        _ballots.TryGetValue((entry, question), out var counts) ? counts.GetValueOrDefault(answer) : BigInteger.Zero;

    public IReadOnlyList<RecordAdjustment> Adjustments(string entry) => [.. _adjustments[entry]];

    /// <summary>Whether the section, or (null) the whole entry, is vetoed.</summary>
    public bool IsVetoed(string entry, string? section) => _vetoes.Contains((entry, section));
}
