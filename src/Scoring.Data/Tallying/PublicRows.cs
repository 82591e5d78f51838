using Scoring.Domain.Entries;
using Scoring.Domain.Notices;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tallying;

/// <summary>From a result to the lines that the public may see: the winners (everybody with a rank where the scheme awards nothing), and of each only the fields that the scheme makes public.</summary>
public static class PublicRows
{
    /// <param name="result">An approved result.</param>
    /// <param name="scheme">Says which fields, and in which order.</param>
    /// <param name="entries">The cycle's entries by code.</param>
    /// <param name="streetNames">Street names by unit id.</param>
    /// <param name="before">The list that was announced before; null for the first. Who was not on it has moved up.</param>
    /// <param name="upheld">The entries that are listed although it speaks against them, by id; null: none.</param>
    public static List<NoticeRow> Of(TallyResult result, Scheme scheme, IReadOnlyDictionary<string, Entry> entries, IReadOnlyDictionary<int, string> streetNames, IReadOnlyCollection<PublicRow>? before = null, IReadOnlySet<int>? upheld = null)
    {
        var fields = scheme.Publication.PublicFields.ToHashSet(StringComparer.Ordinal);
        var rule = scheme.Scoring.Award;
        if (rule is BandsAward { OfUnits: true })
            return OfUnits(result, scheme, fields, entries);
        // Where nothing is awarded, everybody who has a rank is named. Whoever reached no level has won nothing and is not named; who is ahead on points may stand on a lower level.
        var winners = result.Entries.Where(e => (rule is null ? e.Rank is not null : scheme.Publication.Lists(e.Award)) && (!scheme.Publication.IsAdverse(e.Award) || upheld?.Contains(entries[e.Code].Id) == true) && !(rule is LevelsAward && LevelsAward.LevelIn(e.Award) == 0))
            .OrderByDescending(e => rule is LevelsAward ? LevelsAward.LevelIn(e.Award) : 0).ThenBy(e => e.Rank).ThenBy(e => e.Code, StringComparer.Ordinal)
            .Select(e => (Result: e, Entry: entries[e.Code]));
        if (scheme.Publication.Order == PublicationOrder.Strokes)
            winners = winners.OrderBy(w => w.Entry.PersonName, StrokeOrder);
        return [.. winners.Select((w, i) => new NoticeRow
        {
            Place = i + 1,
            Rank = fields.Contains("rank") ? w.Result.Rank!.Value : 0,
            EntryId = w.Entry.Id,
            PersonName = fields.Contains("name") ? w.Entry.PersonName : string.Empty,
            BranchName = fields.Contains("estate") ? w.Entry.BranchName : string.Empty,
            EstateName = fields.Contains("estate") ? w.Entry.EstateName : string.Empty,
            StreetName = fields.Contains("street") ? streetNames[w.Entry.StreetId] : string.Empty,
            StreetId = w.Entry.StreetId,
            Composition = fields.Contains("composition") ? scheme.Nomination?.Composition.FirstOrDefault(c => c.Code == w.Entry.Composition)?.Name ?? w.Entry.Composition : string.Empty,
            Award = rule is TopAward ? string.Empty : rule?.NameOf(w.Result.Award) ?? string.Empty,
            Total = fields.Contains("total") ? w.Result.Total!.Value.RoundHalfUp(result.Decimals) : string.Empty,
            Parts = fields.Contains("parts") ? rule is LevelsAward ? Sections(w.Result, result.Decimals) : Parts(w.Result, result.Decimals) : [],
            Substitute = before is not null && before.All(r => r.EntryId != w.Entry.Id || r.Substitute),
        })];
    }

    /// <summary>A line for each unit that got a band. Its name is that of its entries' unit, copied when they were enrolled; <c>EntryId</c> is its first entry.</summary>
    private static List<NoticeRow> OfUnits(TallyResult result, Scheme scheme, HashSet<string> fields, IReadOnlyDictionary<string, Entry> entries)
    {
        var units = (result.Units ?? []).Where(u => scheme.Publication.Lists(u.Award)).OrderBy(u => u.Rank).ThenBy(u => u.Code, StringComparer.Ordinal).Select(u => (Result: u, First: entries[u.Entries[0]]));
        if (scheme.Publication.Order == PublicationOrder.Strokes)
            units = units.OrderBy(u => u.First.UnitName, StrokeOrder);
        return [.. units.Select((u, i) => new NoticeRow
        {
            Place = i + 1,
            Rank = fields.Contains("rank") ? u.Result.Rank!.Value : 0,
            EntryId = u.First.Id,
            PersonName = fields.Contains("name") ? u.First.UnitName : string.Empty,
            BranchName = fields.Contains("estate") ? string.Join("、", u.Result.Entries.Select(e => entries[e].EstateName)) : string.Empty,
            EstateName = string.Empty,
            StreetName = string.Empty,
            StreetId = u.First.StreetId,
            Composition = string.Empty,
            Total = fields.Contains("total") ? u.Result.Total!.Value.RoundHalfUp(result.Decimals) : string.Empty,
            Award = fields.Contains("award") ? scheme.Scoring.Award!.NameOf(u.Result.Award) ?? string.Empty : string.Empty,
        })];
    }

    /// <summary>How the points come together, by kind of source; the parts add up to the sections' sum.</summary>
    private static List<PublicPart> Parts(EntryResult entry, int decimals) =>
    [
        .. entry.Sections.SelectMany(s => s.Blocks).Where(b => b.Points is not null).GroupBy(b => b.Kind).OrderBy(g => g.Key).Select(g => new PublicPart(
            Name(g.Key),
            g.Aggregate(Exact.Zero, (sum, b) => sum + b.Points!.Value).RoundHalfUp(decimals),
            g.Aggregate(Exact.Zero, (sum, b) => sum + b.Weight).ToDecimalText())),
    ];

    /// <summary>Section by section, each won or not.</summary>
    private static List<PublicPart> Sections(EntryResult entry, int decimals) =>
    [
        .. entry.Sections.Select(s => new PublicPart(s.Name ?? s.Code, s.Score?.RoundHalfUp(decimals) ?? "—", s.Weight.ToDecimalText(), s.Code, s.Won == true)),
    ];

    private static string Name(SourceKind kind) => kind switch
    {
        SourceKind.Evidence => "平时工作",
        SourceKind.Judges => "评委评分",
        SourceKind.Residents => "群众满意度",
        _ => "指标数据",
    };

    /// <summary>姓氏笔画, as ICU orders Chinese by strokes.</summary>
    private static readonly IComparer<string> StrokeOrder =
        Comparer<string>.Create((a, b) => System.Globalization.CultureInfo.GetCultureInfo("zh-u-co-stroke").CompareInfo.Compare(a, b));
}
