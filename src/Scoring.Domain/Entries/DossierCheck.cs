// Whether what a street wrote meets the scheme's limits. Must not know files' contents or who is asking.
using System.Globalization;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Entries;

/// <summary>Holds a dossier to its scheme.</summary>
public static class DossierCheck
{
    /// <summary>Characters as people count them (a 汉字, a letter or a line break is one), without blank ends.</summary>
    public static int Length(string? text) => string.IsNullOrWhiteSpace(text) ? 0 : new StringInfo(text.Trim()).LengthInTextElements;

    /// <summary>Everything that still keeps the entry from being submitted, each a Chinese sentence; empty when it is whole.</summary>
    public static IReadOnlyList<string> Lacks(Nomination rules, Entry entry, IReadOnlyCollection<Attachment> attachments, IReadOnlyList<EvidenceBlock>? blocks = null)
    {
        var lacks = new List<string>();
        if (string.IsNullOrWhiteSpace(entry.PersonName))
            lacks.Add("还没有填写姓名。");
        if (rules.Composition.Count > 0 && rules.Composition.All(c => c.Code != entry.Composition))
            lacks.Add("还没有选择人员类别。");
        foreach (var section in rules.Dossier)
        {
            if (Lack(section, entry.Dossier.Text(section.Code)) is { } lack)
                lacks.Add(lack);
        }

        if (rules.Standards is { } standards)
        {
            var open = standards.Items.Where(i => !entry.Dossier.Standards.Contains(i.Code)).Select(i => i.Name).ToList();
            if (open.Count > 0)
                lacks.Add($"“{standards.Name}”还没有逐项确认：{string.Join('、', open)}。");
        }

        foreach (var kind in rules.Attachments)
        {
            var count = attachments.Count(a => a.RemovedAt is null && a.Kind == kind.Code);
            if (kind.Required && count == 0)
                lacks.Add($"还没有上传“{kind.Name}”。");
            if (count > kind.MaximumCount)
                lacks.Add($"“{kind.Name}”最多 {kind.MaximumCount} 个，现有 {count} 个。");
        }

        // Who applies for itself assesses itself item by item; a street that reports of others may leave items open.
        var unassessed = entry.Applied ? (blocks ?? []).Where(b => b.SelfReport).SelectMany(b => b.Indicators.Where(i => !entry.Dossier.SelfReport.ContainsKey($"{b.Block}.{i.Code}"))).Select(i => i.Name).ToList() : [];
        if (unassessed.Count > 0)
            lacks.Add($"还有 {unassessed.Count} 项没有自评：{string.Join('、', unassessed.Take(6))}{(unassessed.Count > 6 ? "等" : string.Empty)}。");
        return lacks;
    }

    /// <summary>What is wrong with one section's text; null when nothing is.</summary>
    public static string? Lack(DossierSection section, string? text)
    {
        var length = Length(text);
        return length > section.Maximum ? $"“{section.Name}”写了 {length} 字，超过 {section.Maximum} 字，请删减 {length - section.Maximum} 字。"
            : length == 0 && section.Minimum > 0 ? $"“{section.Name}”还没有填写，最少 {section.Minimum} 字。"
            : length < section.Minimum ? $"“{section.Name}”现有 {length} 字，最少 {section.Minimum} 字，还差 {section.Minimum - length} 字。"
            : null;
    }

    /// <summary>Whether one more file of a kind may be added.</summary>
    /// <exception cref="Refused">There are as many as the scheme allows.</exception>
    public static void DemandRoom(AttachmentKind kind, IEnumerable<Attachment> attachments)
    {
        if (attachments.Count(a => a.RemovedAt is null && a.Kind == kind.Code) >= kind.MaximumCount)
            throw new Refused($"“{kind.Name}”最多 {kind.MaximumCount} 个，已经传满。请先去掉一个再传。");
    }
}
