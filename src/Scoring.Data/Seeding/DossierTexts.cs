using System.Globalization;
using System.Text.RegularExpressions;
using Bogus;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Seeding;

/// <summary>What people of the demo wrote: read from seeds/demo/texts.json, by the codes of the scheme.</summary>
public sealed record TextsText(
    IReadOnlyDictionary<string, IReadOnlyList<PartText>> Dossier,
    IReadOnlyDictionary<string, RemarkText> Evidence,
    IReadOnlyDictionary<string, string> Process,
    IReadOnlyList<ProjectText> Projects);

/// <summary>A piece of work that a branch has taken on, in three parts.</summary>
public sealed record ProjectText(string Title, string Problem, string Steps, string Effect);

/// <summary>So many sentences of a group, each once.</summary>
public sealed record PartText(int Take, IReadOnlyList<string> From);

/// <summary>What a department notes: all is well, or what an indicator lacks.</summary>
public sealed record RemarkText(IReadOnlyList<string> Full, IReadOnlyDictionary<string, string> Less);

/// <summary>Puts sentences together and fills their figures in.</summary>
internal sealed partial class DossierTexts(TextsText text, Randomizer random)
{
    /// <summary>One section of a dossier, written again until it is long enough; empty when the files know no such section.</summary>
    public string Section(DossierSection section, IReadOnlyDictionary<string, string> facts)
    {
        if (!text.Dossier.TryGetValue(section.Code, out var parts))
            return string.Empty;
        while (true)
        {
            var written = string.Concat(parts.SelectMany(p => random.ListItems([.. p.From], p.Take)).Select(sentence => Fill(sentence, facts)));
            if (written.Length >= section.Minimum)
                return written;
        }
    }

    /// <summary>What a department noted about a block.</summary>
    /// <param name="block">The block's code.</param>
    /// <param name="lacking">Indicators that did not get their full points.</param>
    public string Remark(string block, IReadOnlyCollection<string> lacking)
    {
        if (!text.Evidence.TryGetValue(block, out var remark))
            return "已核查台账。";
        return lacking.Count == 0
            ? random.ListItem([.. remark.Full])
            : string.Concat(lacking.Select(code => remark.Less.GetValueOrDefault(code, "有改进余地。")));
    }

    /// <summary>What somebody said in the course of things.</summary>
    public string Said(string key) => text.Process[key];

    private string Fill(string sentence, IReadOnlyDictionary<string, string> facts) => Hole().Replace(sentence, hole =>
        hole.Groups["least"].Success
            ? random.Number(Whole(hole.Groups["least"]), Whole(hole.Groups["most"])).ToString(CultureInfo.InvariantCulture)
            : facts[hole.Groups["fact"].Value]);

    private static int Whole(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(n:(?<least>\d+)-(?<most>\d+)|(?<fact>[a-z]+))\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
