using Microsoft.EntityFrameworkCore;
using Scoring.Data.Notices;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Practices;

/// <summary>One of a published list whom others can learn from.</summary>
/// <param name="From">For what, and when: "2026年10月… · 五星".</param>
public sealed record Winner(int EntryId, string Programme, int CycleId, int StreetId, string Name, string Street, string From, DateTimeOffset PublishedAt, int Place);

/// <summary>Whom the public lists name to their honour: what speaks against a unit or stands in the lower half of the grades is not among them, nor what is no longer shown.</summary>
public static class PublishedWinners
{
    /// <param name="streetId">Of one street only; null: of all.</param>
    /// <param name="schemeOf">The scheme of a version, which says what is adverse.</param>
    public static async Task<IReadOnlyList<Winner>> Read(ScoringDb db, DateTimeOffset now, int? streetId, Func<int, Task<Scheme>> schemeOf, CancellationToken cancellationToken = default)
    {
        var published = await db.Publications.Current().Shown(now).AsNoTracking().Include(p => p.Rows).Join(db.Cycles, p => p.CycleId, c => c.Id, (p, c) => new { Publication = p, c.SchemeVersionId, c.SchemeCode })
            .OrderByDescending(p => p.Publication.PublishedAt).ToListAsync(cancellationToken);
        var winners = new List<Winner>();
        foreach (var one in published)
        {
            var scheme = await schemeOf(one.SchemeVersionId);
            var bands = (scheme.Scoring.Award as BandsAward)?.Bands ?? [];
            var against = (scheme.Publication.Adverse?.Awards ?? []).Concat(bands.Skip((bands.Count + 1) / 2).Select(b => b.Code)).Select(a => scheme.Scoring.Award!.NameOf(a)).ToHashSet(StringComparer.Ordinal);
            winners.AddRange(one.Publication.Rows.Where(r => r.PersonName.Length > 0 && !against.Contains(r.Award) && (streetId is null || r.StreetId == streetId)).OrderBy(r => r.Place)
                .Select(r => new Winner(r.EntryId, one.SchemeCode, one.Publication.CycleId, r.StreetId, r.PersonName, r.StreetName, r.Award.Length > 0 ? $"{one.Publication.Title} · {r.Award}" : one.Publication.Title, one.Publication.PublishedAt, r.Place)));
        }

        return winners;
    }

    /// <summary>Of each programme the newest list, so that none crowds out the others.</summary>
    public static IEnumerable<Winner> Newest(this IEnumerable<Winner> winners, int each) =>
        winners.GroupBy(w => w.Programme).SelectMany(g => g.Where(w => w.CycleId == g.First().CycleId).Take(each));
}
