using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared.Spreadsheets;

namespace Scoring.Web.Features.Results;

/// <summary>A year of a quarterly programme: each quarter's published totals, and their mean. Reads publications and nothing else.</summary>
public static class Years
{
    public sealed record Query(string Scheme, int Year) : IRequest<View>;

    /// <param name="Complete">Whether all four quarters are published; before that the mean is of those that are.</param>
    public sealed record View(string Programme, string Scheme, int Year, IReadOnlyList<Quarter> Quarters, IReadOnlyList<Row> Rows, bool Complete)
    {
        public FileTable Table => new($"{Programme}{Year}年全年", ["单位", .. Quarters.Select(q => q.Name), Complete ? "全年平均" : "已发布季度平均", "季数"],
            [.. Rows.Select(r => (IReadOnlyList<object?>)[r.Name, .. r.Totals.Select(t => t is null ? null : (object)decimal.Parse(t, System.Globalization.CultureInfo.InvariantCulture)), decimal.Parse(r.Mean, System.Globalization.CultureInfo.InvariantCulture), r.Quarters])]);
    }

    /// <param name="CycleId">Null while it is not published.</param>
    public sealed record Quarter(string Name, int? CycleId);

    /// <param name="Totals">One a quarter, as published; null where the unit was not in it.</param>
    public sealed record Row(string Name, IReadOnlyList<string?> Totals, string Mean, int Quarters);

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var periods = Enumerable.Range(1, 4).Select(q => $"{request.Year}-Q{q}").ToList();
            var published = await db.Publications.Current().AsNoTracking().Include(p => p.Rows).Join(db.Cycles, p => p.CycleId, c => c.Id, (p, c) => new { Publication = p, c.Period, c.SchemeCode })
                .Where(p => p.SchemeCode == request.Scheme && periods.Contains(p.Period)).ToListAsync(cancellationToken);
            var name = await db.SchemeVersions.AsNoTracking().Where(v => v.Code == request.Scheme).OrderByDescending(v => v.Version).Select(v => v.Name).FirstOrDefaultAsync(cancellationToken);
            if (name is null || published.Count == 0)
                throw Refused.Missing("这一年还没有发布过按季度的结果。");
            var quarters = periods.Select(p => (Period: p, Found: published.Find(f => f.Period == p)?.Publication)).ToList();
            var units = published.SelectMany(p => p.Publication.Rows).Where(r => r.PersonName.Length > 0 && r.Total.Length > 0).Select(r => r.PersonName).Distinct(StringComparer.Ordinal).ToList();
            var rows = units.Select(unit =>
            {
                var totals = quarters.Select(q => q.Found?.Rows.Find(r => r.PersonName == unit)?.Total).ToList();
                var given = totals.OfType<string>().ToList();
                var decimals = given[0].Split('.') is [_, var rest] ? rest.Length : 0;
                return new Row(unit, totals, Mean(given).RoundHalfUp(decimals), given.Count);
            });
            return new View(
                name, request.Scheme, request.Year, [.. quarters.Select((q, i) => new Quarter($"第{"一二三四"[i]}季度", q.Found?.CycleId))],
                [.. rows.OrderByDescending(r => Exact.Parse(r.Mean)).ThenBy(r => r.Name, StringComparer.Ordinal)], published.Count == 4);
        }

        private static Exact Mean(IReadOnlyList<string> totals) => totals.Aggregate(Exact.Zero, (sum, total) => sum + Exact.Parse(total)) / totals.Count;
    }
}
