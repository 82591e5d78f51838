// 基层负担: what a scheme asks of the grass roots, counted from its own text. Must not know cycles or how many there are to fill it in.
namespace Scoring.Domain.Schemes;

/// <summary>Of whom something is asked.</summary>
public enum AskedOf
{
    /// <summary>The street, once a nominee or once a period.</summary>
    Street,

    /// <summary>The unit that applies for itself, once.</summary>
    Unit,

    /// <summary>Whoever rates what lies in their own unit, once a subject.</summary>
    Rater,

    /// <summary>Residents, once each.</summary>
    Resident,
}

/// <summary>One thing that is asked.</summary>
/// <param name="Of">Of whom.</param>
/// <param name="Name">As the scheme calls it.</param>
/// <param name="Uploads">Files at most; 0: a field.</param>
public sealed record AskedItem(AskedOf Of, string Name, int Uploads = 0)
{
    /// <summary>The name without what makes no difference: spaces and marks.</summary>
    public string Key => string.Concat(Name.Where(char.IsLetterOrDigit));
}

/// <summary>Everything that a scheme asks of the grass roots, one item a field or kind of file.</summary>
public static class Asking
{
    /// <summary>In the order of the file. What departments and judges in a hall fill in is theirs and not counted.</summary>
    public static IReadOnlyList<AskedItem> Of(Scheme scheme)
    {
        var filer = scheme.Subject.From == SubjectSource.Application ? AskedOf.Unit : AskedOf.Street;
        var items = new List<AskedItem>();
        if (scheme.Nomination is { } nomination)
        {
            if (nomination.Composition.Count > 0) items.Add(new(filer, $"{scheme.Subject.Name}类别"));
            items.AddRange(nomination.Dossier.Select(section => new AskedItem(filer, section.Name)));
            if (nomination.Standards is { } standards) items.Add(new(filer, standards.Name));
            items.AddRange(scheme.Evidence.Where(block => block.SelfReport).SelectMany(block => block.Indicators).Select(indicator => new AskedItem(filer, indicator.Name)));
            items.AddRange(nomination.Attachments.Select(kind => new AskedItem(filer, kind.Name, kind.MaximumCount)));
        }
        foreach (var panel in scheme.Judging?.Panels.Where(panel => panel.Groups.Any(group => group.Unit is not null)) ?? [])
            items.AddRange(scheme.Rubric.Blocks.Where(block => block.Panel == panel.Panel).SelectMany(block => block.Criteria).Select(criterion => new AskedItem(AskedOf.Rater, criterion.Name)));
        items.AddRange((scheme.Survey?.Questions ?? []).Select(question => new AskedItem(AskedOf.Resident, question.Text)));
        return items;
    }

    /// <summary>What two programmes or more ask of the same people under the same name.</summary>
    /// <param name="programmes">Each programme's name with what it asks.</param>
    public static IReadOnlyList<(AskedItem Item, IReadOnlyList<string> Programmes)> Twice(IEnumerable<(string Programme, IReadOnlyList<AskedItem> Items)> programmes) =>
    [
        .. programmes.SelectMany(p => p.Items.DistinctBy(item => (item.Of, item.Key)).Select(item => (p.Programme, Item: item)))
            .GroupBy(p => (p.Item.Of, p.Item.Key)).Where(group => group.Select(p => p.Programme).Distinct(StringComparer.Ordinal).Count() > 1)
            .OrderBy(group => group.Key.Of).ThenBy(group => group.Key.Key, StringComparer.Ordinal)
            .Select(group => (group.First().Item, (IReadOnlyList<string>)[.. group.Select(p => p.Programme).Distinct(StringComparer.Ordinal)])),
    ];
}
