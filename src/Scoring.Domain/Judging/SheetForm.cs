// What a judge of one panel is asked to mark, and whether what was typed may stand. Must not know who typed it, nor any total of the tally.
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Judging;

/// <summary>The criteria of one panel, over all the blocks it marks, in the scheme's order.</summary>
public sealed partial record SheetForm(string Panel, IReadOnlyList<RubricCriterion> Criteria)
{
    /// <summary>The longest text kept for one mark of a draft, in characters.</summary>
    public const int LongestMark = 20;

    /// <summary>The form of a panel under a scheme.</summary>
    /// <exception cref="Refused">No block of the scheme is marked by that panel.</exception>
    public static SheetForm Of(Scheme scheme, string panel)
    {
        RubricCriterion[] criteria = [.. scheme.Rubric.Blocks.Where(b => b.Kind == BlockKind.Judges && b.Panel == panel).SelectMany(b => b.Criteria)];
        return criteria.Length > 0 ? new(panel, criteria) : throw Refused.Missing("方案里没有需要这个评委组打分的内容，请联系组织部核对方案。");
    }

    /// <summary>The highest sum a sheet can reach, in points.</summary>
    public decimal Maximum => Criteria.Sum(c => c.Maximum);

    /// <summary>
    /// The marks as they are stored: decimals without needless digits ("9.5"), scale words by their code. Nothing is guessed and
    /// nothing is filled in.
    /// </summary>
    /// <exception cref="Refused">A mark is missing, is no mark, is outside 0..maximum or off the step, or belongs to no criterion; every fault is named.</exception>
    public IReadOnlyDictionary<string, string> Check(IReadOnlyDictionary<string, string> typed)
    {
        if (typed.Keys.FirstOrDefault(code => !Criteria.Any(c => c.Code == code)) is { } stranger)
            throw Refused.Input($"评分表里没有“{stranger}”这一项。请刷新页面后再打分。");
        var missing = Criteria.Where(c => string.IsNullOrWhiteSpace(typed.GetValueOrDefault(c.Code))).Select(c => c.Name).ToArray();
        var faults = missing.Length > 0 ? new List<string> { $"还有 {missing.Length} 项没打分：{string.Join("、", missing)}。" } : [];
        var marks = new Dictionary<string, string>();
        foreach (var criterion in Criteria.Where(c => !string.IsNullOrWhiteSpace(typed.GetValueOrDefault(c.Code))))
        {
            var (text, fault) = Read(criterion, typed[criterion.Code]);
            marks[criterion.Code] = text;
            if (fault is not null)
                faults.Add(fault);
        }

        return faults.Count == 0 ? marks : throw Refused.Input(string.Concat(faults));
    }

    /// <summary>A draft cut to what the form has: every text as typed, at most <see cref="LongestMark"/> characters; empty ones left out.</summary>
    public IReadOnlyDictionary<string, string> Keep(IReadOnlyDictionary<string, string> typed) =>
        Criteria.Select(c => (c.Code, Text: (typed.GetValueOrDefault(c.Code) ?? string.Empty).Trim()))
            .Where(m => m.Text.Length > 0)
            .ToDictionary(m => m.Code, m => m.Text.Length > LongestMark ? m.Text[..LongestMark] : m.Text);

    /// <summary>The sum of checked marks in points, exact; a scale word counts its value.</summary>
    public decimal Sum(IReadOnlyDictionary<string, string> marks) =>
        Criteria.Where(c => marks.ContainsKey(c.Code)).Sum(c => Points(c, marks[c.Code]));

    /// <summary>A stored mark as people read it: the scale word's name, or the figure.</summary>
    public static string Words(RubricCriterion criterion, string mark) =>
        criterion.Scale.FirstOrDefault(w => w.Code == mark) is { } word ? word.Name : mark;

    /// <summary>What a stored mark counts, in points.</summary>
    internal static decimal Points(RubricCriterion criterion, string mark) =>
        criterion.Scale.FirstOrDefault(w => w.Code == mark) is { } word ? word.Value : decimal.Parse(mark, CultureInfo.InvariantCulture);

    private static (string Text, string? Fault) Read(RubricCriterion criterion, string typed)
    {
        var text = typed.Trim().Normalize(NormalizationForm.FormKC).Replace('。', '.');
        if (criterion.Scale.FirstOrDefault(w => w.Code == text || w.Name == text) is { } word)
            return (word.Code, null);
        if (text.Length > LongestMark || !Figure().IsMatch(text))
        {
            return (text, criterion.Scale.Count > 0
                ? $"“{criterion.Name}”只能选{string.Join("、", criterion.Scale.Select(w => w.Name))}。"
                : $"“{criterion.Name}”只能填 0 到 {Plain(criterion.Maximum)} 的数字，不能填“{typed.Trim()[..Math.Min(typed.Trim().Length, LongestMark)]}”。");
        }

        var mark = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        if (mark > criterion.Maximum)
            return (text, $"“{criterion.Name}”满分 {Plain(criterion.Maximum)}，不能填 {text}。");
        return criterion.Allows(mark)
            ? (Plain(mark), null)
            : (text, $"“{criterion.Name}”以 {Plain(criterion.Step ?? 0)} 分为一档，不能填 {text}。");
    }

    private static string Plain(decimal mark) => mark.ToString("0.###", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{1,4}(\.\d{0,3})?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Figure();
}
