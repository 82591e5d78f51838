using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Shared.Dossiers;

/// <summary>An entry as everybody reads it: the street's preview, the reviewer's page and the judge's are this one sheet.</summary>
public sealed record DossierSheet(
    string PersonName,
    string Composition,
    string? Title,
    string BranchName,
    string EstateName,
    string StreetName,
    IReadOnlyList<DossierSheet.Section> Sections,
    string? StandardsName,
    IReadOnlyList<DossierSheet.Tick> Standards,
    IReadOnlyList<DossierSheet.SelfBlock> SelfReports,
    IReadOnlyList<DossierSheet.FileGroup> Files)
{
    /// <summary>Whether the unit applied for itself.</summary>
    public bool Applied { get; init; }

    public sealed record Section(string Name, string Text, int Length, string? Lack);

    public sealed record Tick(string Name, bool On);

    public sealed record SelfBlock(string Name, IReadOnlyList<(string Indicator, string Points, string Maximum)> Rows);

    public sealed record FileRow(int Id, string Name, string Size, string ContentType)
    {
        public bool Picture => ContentType.StartsWith("image/", StringComparison.Ordinal);

        public bool Video => ContentType.StartsWith("video/", StringComparison.Ordinal);
    }

    public sealed record FileGroup(string Code, string Name, IReadOnlyList<FileRow> Files);

    public static DossierSheet Of(Scheme scheme, Entry entry, string streetName)
    {
        var rules = scheme.Nomination!;
        return new(
            entry.PersonName,
            rules.Composition.Count == 0 ? string.Empty : rules.Composition.FirstOrDefault(c => c.Code == entry.Composition)?.Name ?? "未选类别",
            entry.PersonTitle,
            entry.BranchName,
            entry.EstateName,
            streetName,
            [.. rules.Dossier.Select(s => new Section(s.Name, entry.Dossier.Text(s.Code), DossierCheck.Length(entry.Dossier.Text(s.Code)), DossierCheck.Lack(s, entry.Dossier.Text(s.Code))))],
            rules.Standards?.Name,
            [.. (rules.Standards?.Items ?? []).Select(i => new Tick(i.Name, entry.Dossier.Standards.Contains(i.Code)))],
            [.. scheme.Evidence.Where(e => e.SelfReport).Select(e => new SelfBlock(
                scheme.Rubric.Blocks.FirstOrDefault(b => b.Code == e.Block)?.Name ?? e.Block,
                [.. e.Indicators.Select(i => (i.Name, entry.Dossier.SelfReport.GetValueOrDefault($"{e.Block}.{i.Code}") ?? "未填", $"{i.Maximum:0.###}"))]))],
            [.. rules.Attachments.Select(k => new FileGroup(k.Code, k.Name, FilesOf(entry, k.Code)))]) { Applied = entry.Applied };
    }

    public static IReadOnlyList<FileRow> FilesOf(Entry entry, string kind) =>
        [.. entry.Attachments.Where(a => a.RemovedAt is null && a.Purpose == FilePurpose.Dossier && a.Kind == kind).OrderBy(a => a.Id).Select(RowOf)];

    public static FileRow RowOf(Attachment file) => new(file.Id, file.FileName, SizeWords(file.Size), file.ContentType);

    /// <summary>As people say it: 820 KB, 3.4 MB.</summary>
    public static string SizeWords(long bytes) => bytes < 1_048_576 ? $"{Math.Max(1, bytes / 1024)} KB" : $"{bytes / 1_048_576m:0.0} MB";
}
