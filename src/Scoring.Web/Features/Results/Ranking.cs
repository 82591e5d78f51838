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

    /// <param name="Before">In the result before this one; null where there is none.</param>
    public sealed record Share(string Name, int Count, int? Before = null);

    public sealed record View(
        int CycleId, int Number, string Title, string Published, string Notice, string Document, string Fingerprint, string SchemeCode,
        IReadOnlyList<PublicRow> Rows, IReadOnlyList<Tab> Programmes, int? Year, IReadOnlyList<Tab> Tabs, bool More, IReadOnlyList<Share> Composition, IReadOnlyList<Share> Awards, IReadOnlyList<Share> Streets)
    {
        /// <summary>Against the result before this one, by place.</summary>
        public IReadOnlyDictionary<int, Movement> Moves { get; init; } = new Dictionary<int, Movement>();

        /// <summary>The same in one sentence; null where nothing can be compared.</summary>
        public string? Moved => Moves.Count == 0 ? null : "和" + BeforeName + "相比：" + string.Join("，", Moves.Values.GroupBy(m => m.Before is null ? "新上榜" : m.Up > 0 ? "上升" : m.Up < 0 ? "下降" : "名次不变").OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()} 个")) + "。";

        /// <summary>The period of the result before this one; null where there is none.</summary>
        public string? BeforeName { get; init; }

        /// <summary>Sections that units of this list have lost since.</summary>
        public IReadOnlyList<LostSection> Lost { get; init; } = [];

        /// <summary>What was put right since the first publication.</summary>
        public IReadOnlyList<PublicCorrection> Corrections { get; init; } = [];

        /// <summary>Numbers of the publications that this one has taken the place of.</summary>
        public IReadOnlyList<int> Earlier { get; init; } = [];

        public static View None { get; } = new(0, 0, "结果", "", "", "", "", "", [], [], null, [], false, [], [], []);
    }

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        private const int TabsShown = 6;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var all = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Join(db.Cycles, p => p.CycleId, c => c.Id, (p, c) => new { p.Id, p.CycleId, p.Number, c.Period, CycleNumber = c.Number, c.SchemeCode, p.PublishedAt })
                .OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id).ToListAsync(cancellationToken);
            if (request.CycleId is null && all.Count == 0)
                return View.None;
            var chosen = request.CycleId is null ? all[0] : all.Find(p => p.CycleId == request.CycleId)
                ?? throw Refused.Missing(await db.Publications.AnyAsync(p => p.CycleId == request.CycleId, cancellationToken) ? CurrentPublications.Over : "这一期还没有发布结果。");
            var tabs = all.Where(p => p.SchemeCode == chosen.SchemeCode).ToList();
            var previous = tabs.Where(p => string.CompareOrdinal(p.Period, chosen.Period) < 0).MaxBy(p => p.Period, StringComparer.Ordinal);
            var publications = await db.Publications.AsNoTracking().Include(p => p.Rows).Where(p => p.Id == chosen.Id || (previous != null && p.Id == previous.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
            var (publication, before) = (publications[chosen.Id], previous is null ? null : publications[previous.Id].Rows);
            var notice = await db.Notices.AsNoTracking().SingleAsync(n => n.Id == publication.NoticeId, cancellationToken);
            var rows = publication.Rows.OrderBy(r => r.Place).ToList<PublicRow>();
            return new View(
                chosen.CycleId, chosen.CycleNumber, publication.Title, ChinaTime.Words(ChinaTime.DateOf(publication.PublishedAt)),
                $"{notice.FirstDay:MM-dd} 至 {notice.LastDay:MM-dd}", publication.AuthorityDocument, publication.Fingerprint, chosen.SchemeCode, rows,
                await Programmes([.. all.DistinctBy(p => p.SchemeCode).Select(p => (p.SchemeCode, p.CycleId))], chosen.SchemeCode, cancellationToken),
                Period.Parse(chosen.Period).Cadence == Cadence.Quarterly ? Period.Parse(chosen.Period).Year : null,
                [.. tabs.Take(TabsShown).Select(p => new Tab(p.CycleId, Period.Parse(p.Period).Name, p.CycleId == chosen.CycleId))], tabs.Count > TabsShown,
                Shares(rows, before, r => r.Composition), [.. rows.Where(r => r.Award.Length > 0).GroupBy(r => r.Award).Select(g => new Share(g.Key, g.Count(), before?.Count(r => r.Award == g.Key)))],
                Shares(rows, before, r => r.StreetName))
            {
                Moves = Movement.Of(rows, before ?? []),
                BeforeName = previous is null ? null : Period.Parse(previous.Period).Name,
                Lost = await db.LostSections.AsNoTracking().Where(l => l.CycleId == chosen.CycleId).OrderBy(l => l.At).ToListAsync(cancellationToken),
                Corrections = await CorrectionsOfCycle.Read(db, chosen.CycleId, cancellationToken),
                Earlier = [.. Enumerable.Range(1, chosen.Number - 1)],
            };
        }

        /// <summary>The newest result of every programme that has published one; none to choose from where there is only one.</summary>
        private async Task<IReadOnlyList<Tab>> Programmes(IReadOnlyList<(string Code, int CycleId)> newest, string chosen, CancellationToken cancellationToken)
        {
            if (newest.Count < 2)
                return [];
            var names = await ProgrammeNames.Read(db, cancellationToken);
            return [.. newest.OrderBy(n => n.Code, StringComparer.Ordinal).Select(n => new Tab(n.CycleId, names[n.Code], n.Code == chosen))];
        }

        /// <summary>How many lines are of each kind, with how many were before; a kind that is on neither list is not named.</summary>
        private static List<Share> Shares(IReadOnlyList<PublicRow> now, IReadOnlyList<PublicRow>? before, Func<PublicRow, string> of) =>
            [.. now.Select(of).Concat((before ?? []).Select(of)).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)
                .Select(n => new Share(n, now.Count(r => of(r) == n), before?.Count(r => of(r) == n))).OrderByDescending(s => s.Count).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }
}
