using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>
/// Everything a tally is computed from: the frozen scheme, the entries, and what judges, departments and residents handed in.
/// A record that exists is valid; what stands behind it (rows, people, dates) it does not know.
/// </summary>
public sealed class TallyRecord
{
    /// <summary>The format that this page of rules reads.</summary>
    public const string Format = "scoring-record/1";

    /// <summary>Puts a record together in code and checks it as if it had been read; list positions are the path's indices.</summary>
    /// <exception cref="InvalidRecord">The record breaks a rule of the tally.</exception>
    public TallyRecord(
        TallyScheme scheme,
        IReadOnlyList<RecordEntry> entries,
        IReadOnlyList<RecordJudge>? judges = null,
        IReadOnlyList<RecordRecusal>? recusals = null,
        IReadOnlyList<RecordSheet>? sheets = null,
        IReadOnlyList<RecordEvidence>? evidence = null,
        IReadOnlyList<RecordBallot>? ballots = null,
        IReadOnlyList<RecordMetric>? metrics = null,
        IReadOnlyList<RecordAdjustment>? adjustments = null,
        IReadOnlyList<RecordVeto>? vetoes = null,
        IReadOnlyDictionary<string, Exact>? lots = null)
    {
        Scheme = scheme;
        Entries = entries;
        Judges = judges ?? [];
        Recusals = recusals ?? [];
        Sheets = sheets ?? [];
        Evidence = evidence ?? [];
        Ballots = ballots ?? [];
        Metrics = metrics ?? [];
        Adjustments = adjustments ?? [];
        Vetoes = vetoes ?? [];
        Lots = lots ?? new Dictionary<string, Exact>(StringComparer.Ordinal);
        Scheme.Check("$.scheme");
        RecordCheck.Check(this);
    }

    public TallyScheme Scheme { get; }

    /// <summary>In the order of the record, which is the order of the result.</summary>
    public IReadOnlyList<RecordEntry> Entries { get; }

    public IReadOnlyList<RecordJudge> Judges { get; }

    public IReadOnlyList<RecordRecusal> Recusals { get; }

    public IReadOnlyList<RecordSheet> Sheets { get; }

    public IReadOnlyList<RecordEvidence> Evidence { get; }

    public IReadOnlyList<RecordBallot> Ballots { get; }

    public IReadOnlyList<RecordMetric> Metrics { get; }

    public IReadOnlyList<RecordAdjustment> Adjustments { get; }

    public IReadOnlyList<RecordVeto> Vetoes { get; }

    /// <summary>Lots drawn, by entry; the lower number goes first.</summary>
    public IReadOnlyDictionary<string, Exact> Lots { get; }

    /// <summary>Reads a record from JSON text.</summary>
    /// <exception cref="InvalidRecord">The text is not JSON, or not a valid record.</exception>
    public static TallyRecord Parse(string json)
    {
        // Encoding by hand, strictly: half a surrogate pair has no UTF-8 and must not turn into something else.
        try
        {
            return Parse(new UTF8Encoding(false, true).GetBytes(json));
        }
        catch (EncoderFallbackException)
        {
            throw new InvalidRecord("$", "不是有效的文字");
        }
    }

    /// <summary>Reads a record from the bytes of a UTF-8 file; a byte order mark is allowed.</summary>
    /// <exception cref="InvalidRecord">The bytes are not UTF-8, not JSON, or not a valid record.</exception>
    public static TallyRecord Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (!System.Text.Unicode.Utf8.IsValid(utf8.Span)) throw new InvalidRecord("$", "不是 UTF-8 文字");
        JsonDocument document;
        try
        {
            document = DeepJson.Parse(utf8);
        }
        catch (JsonException refusal)
        {
            throw new InvalidRecord("$", $"不是 JSON（第 {refusal.LineNumber + 1} 行）");
        }

        using (document) return Read(document.RootElement);
    }

    /// <summary>Reads a record from JSON that is already parsed.</summary>
    /// <exception cref="InvalidRecord">The JSON is not a valid record.</exception>
    public static TallyRecord Read(JsonElement record) => RecordReader.Read(new JsonNode(record, JsonPath.Root()));

    /// <summary>
    /// What goes out to the public: the same record without the free texts of adjustments and vetoes, in which people may be named, and without the counts
    /// of questions that no block asks, in which small groups would stand open for nothing. Its result is the same.
    /// </summary>
    public TallyRecord ForThePublic()
    {
        var asked = Scheme.Blocks.Select(b => b.Source).OfType<ResidentsRule>().Select(r => r.Question).ToHashSet(StringComparer.Ordinal);
        return new TallyRecord(
            Scheme, Entries, Judges, Recusals, Sheets, Evidence, [.. Ballots.Where(b => asked.Contains(b.Question))], Metrics,
            [.. Adjustments.Select(a => a with { Reason = null })], [.. Vetoes.Select(v => v with { Reason = null })], Lots);
    }

    /// <summary>The record as canonical JSON on one line; reading it back gives the same record.</summary>
    public string Print() => JsonText.Write(writer => RecordPrinter.Write(writer, this));
}

/// <summary>What is scored.</summary>
public sealed record RecordEntry
{
    public required string Code { get; init; }

    /// <summary>The unit it is rolled up to; null: none.</summary>
    public string? Unit { get; init; }

    /// <summary>Households, which a sample is measured against; null: unknown.</summary>
    public BigInteger? Households { get; init; }

    /// <summary>Blocks that do not apply to this entry.</summary>
    public IReadOnlyList<string> NotApplicable { get; init; } = [];

    public bool Withdrawn { get; init; }
}

/// <summary>A judge in a group of a panel.</summary>
public sealed record RecordJudge(string Code, string Panel, string Group);

/// <summary>A judge who must not judge an entry.</summary>
public sealed record RecordRecusal(string Judge, string Entry);

/// <summary>One judge's marks for one entry, by criterion.</summary>
public sealed record RecordSheet(string Judge, string Entry, IReadOnlyDictionary<string, Mark> Marks);

/// <summary>A mark: a number, or one of the words of the criterion's scale.</summary>
public readonly record struct Mark
{
    private Mark(Exact? number, string? word) => (Number, Word) = (number, word);

    public Exact? Number { get; }

    public string? Word { get; }

    public static implicit operator Mark(Exact number) => new(number, null);

    public static implicit operator Mark(decimal number) => new(number, null);

    public static implicit operator Mark(int number) => new(number, null);

    public static implicit operator Mark(string word) => new(null, word);
}

/// <summary>A department's figure for an evidence block: points, or deductions from the full points, exactly one of the two.</summary>
public sealed record RecordEvidence(string Entry, string Block, Exact? Points, IReadOnlyList<Exact>? Deductions = null);

/// <summary>Counts of residents' answers to a question; rows for the same entry and question add up.</summary>
public sealed record RecordBallot(string Entry, string Question, IReadOnlyDictionary<string, BigInteger> Counts);

/// <summary>A measured figure for a metric block.</summary>
public sealed record RecordMetric(string Entry, string Block, Exact Value);

/// <summary>Points added to or taken from an entry's total.</summary>
public sealed record RecordAdjustment(string Entry, AdjustmentKind Kind, Exact Amount, string? Reason = null);

/// <summary>Which way an adjustment goes.</summary>
public enum AdjustmentKind
{
    Bonus,
    Deduction,
}

/// <summary>A veto of a section, or (null) of the whole entry.</summary>
public sealed record RecordVeto(string Entry, string? Section = null, string? Reason = null);
