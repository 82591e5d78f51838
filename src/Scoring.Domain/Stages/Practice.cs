// 试评: a sheet that every judge fills in before the first candidate, to find a common measure. Must not know any candidate: nothing of it counts anywhere.
using Scoring.Domain.Judging;

namespace Scoring.Domain.Stages;

/// <summary>What a judge marked in a practice. Lies apart from real sheets, may be replaced until the practice ends, and is dropped when the first candidate is called.</summary>
public sealed class PracticeSheet
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    public int JudgeId { get; init; }

    /// <summary>The step that began the practice; one sheet a judge (a unique key).</summary>
    public int Number { get; init; }

    /// <summary>Criterion code → mark, checked like any sheet's.</summary>
    public required IReadOnlyDictionary<string, string> Marks { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>The film that the hall sees in a practice; one a cycle.</summary>
public sealed class PracticeClip
{
    public int CycleId { get; init; }

    public required string FileName { get; set; }

    public required string ContentType { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Hash { get; set; }

    public int AddedById { get; set; }

    public DateTimeOffset AddedAt { get; set; }
}

/// <summary>How far apart a panel's practice marks are, without whose they are.</summary>
/// <param name="Name">Of the criterion, or 合计.</param>
/// <param name="Maximum">Points.</param>
/// <param name="Mean">Points, to two places, half up.</param>
/// <param name="Mine">The asking judge's; null when they handed nothing in.</param>
public sealed record PracticeSpread(string Name, decimal Maximum, decimal Lowest, decimal Mean, decimal Highest, decimal? Mine)
{
    /// <summary>With fewer sheets than this a judge could read another's marks off the figures, so there are none.</summary>
    public const int Fewest = 3;

    /// <summary>A line for every criterion and one for the sum; empty where there are too few sheets.</summary>
    /// <param name="form">The criteria of the panel.</param>
    /// <param name="sheets">The checked marks of its judges.</param>
    /// <param name="mine">The asking judge's own; null when there are none.</param>
    public static IReadOnlyList<PracticeSpread> Of(SheetForm form, IReadOnlyCollection<IReadOnlyDictionary<string, string>> sheets, IReadOnlyDictionary<string, string>? mine)
    {
        if (sheets.Count < Fewest)
            return [];
        return
        [
            .. form.Criteria.Select(c => Line(c.Name, c.Maximum, sheets.Select(s => SheetForm.Points(c, s[c.Code])), mine is null ? null : SheetForm.Points(c, mine[c.Code]))),
            Line("合计", form.Maximum, sheets.Select(form.Sum), mine is null ? null : form.Sum(mine)),
        ];
    }

    private static PracticeSpread Line(string name, decimal maximum, IEnumerable<decimal> points, decimal? mine)
    {
        var all = points.ToList();
        return new(name, maximum, all.Min(), decimal.Round(all.Sum() / all.Count, 2, MidpointRounding.AwayFromZero), all.Max(), mine);
    }
}
