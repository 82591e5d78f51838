// A paper that people read in by hand: what can stand on it, who read what, and what it was settled to. Must not know what becomes of it.
using System.Globalization;
using System.Text;

namespace Scoring.Domain.Papers;

/// <summary>One sheet of paper, with the fields that were printed on it.</summary>
public sealed class PaperForm
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>Which paper, unique within its cycle ("J03/E01/1").</summary>
    public required string Subject { get; init; }

    /// <summary>In the order printed.</summary>
    public required IReadOnlyList<PaperField> Fields { get; init; }

    /// <summary>The account whose own paper it is, and who therefore may not read it in (a trigger); null where nobody's.</summary>
    public int? KeptFromId { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A word that may stand in a field.</summary>
public sealed record PaperWord(string Code, string Name);

/// <summary>One box on the paper: a figure from 0 to <paramref name="Maximum"/> on the step, or one of the words.</summary>
/// <param name="Code">Unique on the paper.</param>
/// <param name="Name">As printed.</param>
/// <param name="Maximum">In points; null where only words may stand.</param>
/// <param name="Step">In points; null: any decimal of at most three places.</param>
/// <param name="Words">Empty where only a figure may stand.</param>
public sealed record PaperField(string Code, string Name, decimal? Maximum, decimal? Step, IReadOnlyList<PaperWord> Words)
{
    /// <summary>What is typed where the paper says nothing, or nothing that can be read or may stand.</summary>
    public const string Blank = "-";

    private const int Longest = 8;

    /// <summary>What was typed as it is kept: a decimal without needless digits, a word's code, or <see cref="Blank"/>.</summary>
    /// <exception cref="Refused">Nothing was typed, or it cannot stand in this field.</exception>
    public string Read(string? typed)
    {
        var text = (typed ?? string.Empty).Trim().Normalize(NormalizationForm.FormKC).Replace('。', '.');
        if (text.Length == 0)
            throw Refused.Input($"“{Name}”还没有录。纸上没写、看不清或超出满分的，填 {Blank}。");
        if (text is Blank or "—" or "－")
            return Blank;
        if (Words.FirstOrDefault(w => w.Code == text || w.Name == text) is { } word)
            return word.Code;
        if (Maximum is { } maximum && text.Length <= Longest && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure)
            && figure <= maximum && (Step is { } step ? figure % step == 0 : decimal.Round(figure, 3) == figure))
            return figure.ToString("0.###", CultureInfo.InvariantCulture);
        throw Refused.Input($"“{Name}”不能填“{text[..Math.Min(text.Length, Longest)]}”：{Limits}。纸上就是这样写的，填 {Blank}。");
    }

    /// <summary>What may stand here, in words.</summary>
    public string Limits => Maximum is { } maximum
        ? $"0 到 {Plain(maximum)}{(Step is { } step ? $"，每 {Plain(step)} 一档" : string.Empty)}"
        : string.Join("、", Words.Select(w => w.Name));

    /// <summary>A kept value as people read it.</summary>
    public string Say(string value) => value == Blank ? "空白" : Words.FirstOrDefault(w => w.Code == value)?.Name ?? value;

    private static string Plain(decimal figure) => figure.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>What one person read off a paper without seeing the other reading. Appended, never edited; one a person, two a paper (unique keys and a check).</summary>
public sealed class FormReading
{
    public int Id { get; init; }

    public int FormId { get; init; }

    /// <summary>1 or 2.</summary>
    public int Ordinal { get; init; }

    public int ById { get; init; }

    /// <summary>Field code → what was read, every field of the form, in its order.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>What the paper says, as settled: by two equal readings, or by a third person. Appended, never edited; one a paper.</summary>
public sealed class PaperSettlement
{
    public int FormId { get; init; }

    /// <summary>Copied from the readings and tied to them by foreign keys, so that the check constraint on the third person means something.</summary>
    public int FirstById { get; init; }

    public int SecondById { get; init; }

    /// <summary>The third person, neither of the two (a check); null when both readings were equal (a trigger compares them).</summary>
    public int? ResolvedById { get; init; }

    /// <summary>As in <see cref="FormReading.Values"/>.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    public DateTimeOffset At { get; init; }
}
