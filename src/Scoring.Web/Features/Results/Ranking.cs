using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Levels;
using Scoring.Domain.Notices;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>One published result. Reads publications, their rows and the corrections to them, and nothing else: what is not published is not there to be read.</summary>
public static class Ranking
{
    public sealed record Query(int? CycleId) : IRequest<View>;

    public sealed record Tab(int CycleId, string Name, bool On);

    public sealed record Share(string Name, int Count);

    public sealed record View(
        int CycleId, int Number, string Title, string Published, string Notice, string Document, string Fingerprint, string SchemeCode,
        IReadOnlyList<PublicRow> Rows, IReadOnlyList<Tab> Programmes, int? Year, IReadOnlyList<Tab> Tabs, bool More, IReadOnlyList<Share> Composition, IReadOnlyList<Share> Awards, IReadOnlyList<Share> Streets)
    {
        /// <summary>Sections that units of this list have lost since.</summary>
        public IReadOnlyList<LostSection> Lost { get; init; } = [];

        /// <summary>What was put right since the first publication.</summary>
        public IReadOnlyList<PublicCorrection> Corrections { get; init; } = [];

        public static View None { get; } = new(0, 0, "结果", "", "", "", "", "", [], [], null, [], false, [], [], []);
    }

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        private const int TabsShown = 6;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var all = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Join(db.Cycles, p => p.CycleId, c => c.Id, (p, c) => new { p.Id, p.CycleId, c.Period, c.Number, c.SchemeCode, p.PublishedAt })
                .OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id).ToListAsync(cancellationToken);
            if (request.CycleId is null && all.Count == 0)
                return View.None;
            var chosen = request.CycleId is null ? all[0] : all.Find(p => p.CycleId == request.CycleId)
                ?? throw Refused.Missing(await db.Publications.AnyAsync(p => p.CycleId == request.CycleId, cancellationToken) ? CurrentPublications.Over : "这一期还没有发布结果。");
            var publication = await db.Publications.AsNoTracking().Include(p => p.Rows).SingleAsync(p => p.Id == chosen.Id, cancellationToken);
            var notice = await db.Notices.AsNoTracking().SingleAsync(n => n.Id == publication.NoticeId, cancellationToken);
            var tabs = all.Where(p => p.SchemeCode == chosen.SchemeCode).ToList();
            var rows = publication.Rows.OrderBy(r => r.Place).ToList();
            return new View(
                chosen.CycleId, chosen.Number, publication.Title, ChinaTime.Words(ChinaTime.DateOf(publication.PublishedAt)),
                $"{notice.FirstDay:MM-dd} 至 {notice.LastDay:MM-dd}", publication.AuthorityDocument, publication.Fingerprint, chosen.SchemeCode, rows,
                await Programmes([.. all.DistinctBy(p => p.SchemeCode).Select(p => (p.SchemeCode, p.CycleId))], chosen.SchemeCode, cancellationToken),
                Period.Parse(chosen.Period).Cadence == Cadence.Quarterly ? Period.Parse(chosen.Period).Year : null,
                [.. tabs.Take(TabsShown).Select(p => new Tab(p.CycleId, Period.Parse(p.Period).Name, p.CycleId == chosen.CycleId))], tabs.Count > TabsShown,
                Shares(rows.Select(r => r.Composition)), [.. rows.Where(r => r.Award.Length > 0).GroupBy(r => r.Award).Select(g => new Share(g.Key, g.Count()))], Shares(rows.Select(r => r.StreetName)))
            {
                Lost = await db.LostSections.AsNoTracking().Where(l => l.CycleId == chosen.CycleId).OrderBy(l => l.At).ToListAsync(cancellationToken),
                Corrections = await CorrectionsOfCycle.Read(db, chosen.CycleId, cancellationToken),
            };
        }

        /// <summary>The newest result of every programme that has published one; none to choose from where there is only one.</summary>
        private async Task<IReadOnlyList<Tab>> Programmes(IReadOnlyList<(string Code, int CycleId)> newest, string chosen, CancellationToken cancellationToken)
        {
            if (newest.Count < 2)
                return [];
            var names = (await db.SchemeVersions.AsNoTracking().OrderBy(v => v.Version).Select(v => new { v.Code, v.Name }).ToListAsync(cancellationToken)).GroupBy(v => v.Code).ToDictionary(g => g.Key, g => g.Last().Name);
            return [.. newest.OrderBy(n => n.Code, StringComparer.Ordinal).Select(n => new Tab(n.CycleId, names[n.Code], n.Code == chosen))];
        }

        private static List<Share> Shares(IEnumerable<string> names) =>
            [.. names.Where(n => n.Length > 0).GroupBy(n => n).Select(g => new Share(g.Key, g.Count())).OrderByDescending(s => s.Count).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }
}
