using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Judging;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Insights;

/// <summary>Streets beside each other by nominee: of those whom a street sent, how many won and how they scored. A large street wins more often by being large, which says nothing.</summary>
public static class Streets
{
    public sealed record Query(string Scheme) : IRequest<View>;

    /// <param name="Won">Null where the programme awards units, not nominees.</param>
    public sealed record Row(string Street, int Nominees, int? Won, Interval? Share, string Mean, string? Low, string? High);

    public sealed record View(string Name, string Subject, string First, string Last, int Cycles, IReadOnlyList<Row> Rows, string MeanOfAll)
    {
        public bool Won => Rows.Any(r => r.Won is not null);

        public FileTable Table => new(
            $"{Name}街道比较", ["街道", Subject, .. Won ? ["获得结果", "占比", "区间下限", "区间上限"] : Array.Empty<string>(), "平均得分", "平均区间下限", "平均区间上限"],
            [.. Rows.Select(r => (IReadOnlyList<object?>)[
                r.Street, r.Nominees,
                .. Won ? [r.Won, Tenths(r.Share?.Share), Tenths(r.Share?.Low), Tenths(r.Share?.High)] : Array.Empty<object?>(), Figure(r.Mean), Figure(r.Low), Figure(r.High)])]);

        private static object? Tenths(int? tenths) => tenths is { } t ? Percent.FromTenths(t) : null;

        private static object? Figure(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var runs = await ApprovedRuns.Read(db, db.Cycles.Where(c => c.SchemeCode == request.Scheme), cancellationToken);
            if (runs.Count == 0)
                throw Refused.Missing("这个项目还没有审定过的结果。");
            var cycles = runs.Select(r => r.Cycle.Id).ToList();
            var streets = (await db.Entries.AsNoTracking().Where(e => cycles.Contains(e.CycleId) && e.Code != null).Select(e => new { e.CycleId, e.Code, e.StreetId }).ToListAsync(cancellationToken)).ToDictionary(e => (e.CycleId, e.Code!), e => e.StreetId);
            var names = await db.Units.AsNoTracking().Where(u => streets.Values.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var scheme = await shelf.Of(runs[^1].Cycle, cancellationToken);
            var rule = scheme.Scoring.Award;
            var sent = runs.SelectMany(r => r.Result.Entries.Where(e => e.Status != TallyStatus.Withdrawn).Select(e => (Street: streets[(r.Cycle.Id, e.Code)], Entry: e))).ToList();
            var rows = sent.GroupBy(s => s.Street).Select(g =>
            {
                var totals = g.Select(s => s.Entry.ExactTotal).OfType<Exact>().Select(t => t.Rounded(6)).ToList();
                int? won = rule is TopAward or LevelsAward ? g.Count(s => Wins(s.Entry, rule)) : null;
                var mean = Estimate.Mean(totals);
                return new Row(names[g.Key], g.Count(), won, won is { } w ? Interval.Wilson(w, g.Count()) : null, totals.Count == 0 ? "—" : Average(totals).RoundHalfUp(2), mean?.Low.RoundHalfUp(2), mean?.High.RoundHalfUp(2));
            }).Where(r => r.Mean != "—").OrderByDescending(r => r.Share?.Share ?? 0).ThenByDescending(r => decimal.Parse(r.Mean, CultureInfo.InvariantCulture)).ThenBy(r => r.Street, StringComparer.Ordinal).ToList();
            var all = sent.Select(s => s.Entry.ExactTotal).OfType<Exact>().ToList();
            return new View((await ProgrammeNames.Read(db, cancellationToken))[request.Scheme], scheme.Nomination is null ? scheme.Subject.Name : "申报人数",
                Domain.Calendars.Period.Parse(runs[0].Cycle.Period).Name, Domain.Calendars.Period.Parse(runs[^1].Cycle.Period).Name, runs.Count, rows, all.Count == 0 ? "—" : Average(all).RoundHalfUp(2));
        }

        private static bool Wins(EntryResult entry, AwardRule rule) => entry.Award is not null && !(rule is LevelsAward && LevelsAward.LevelIn(entry.Award) == 0);

        private static Exact Average(List<Exact> figures) => figures.Aggregate(Exact.Zero, (sum, f) => sum + f) / figures.Count;
    }
}
