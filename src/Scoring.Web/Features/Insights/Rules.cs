using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared.Spreadsheets;

namespace Scoring.Web.Features.Insights;

/// <summary>How much hangs on trimming and on weights: the same sheets under other rules, beside the result that counts.</summary>
public static class Rules
{
    public sealed record Query(int CycleId) : IRequest<View>;

    /// <param name="Changed">In how many lines the rank differs.</param>
    /// <param name="Most">The largest difference of ranks.</param>
    /// <param name="In">Who would be awarded and is not.</param>
    /// <param name="Out">Who is awarded and would not be.</param>
    public sealed record Column(string Name, string Means, int Changed, int Most, IReadOnlyList<string> In, IReadOnlyList<string> Out);

    /// <param name="Ranks">One a column; null where there is none.</param>
    public sealed record Row(string Name, string Street, int Rank, string Total, bool Awarded, IReadOnlyList<int?> Ranks);

    public sealed record View(int CycleId, string Title, IReadOnlyList<Column> Columns, IReadOnlyList<Row> Rows)
    {
        public FileTable Table => new(
            $"{Title}规则影响", ["名称", "街道", "总分", "名次", .. Columns.Select(c => c.Name)],
            [.. Rows.Select(r => (IReadOnlyList<object?>)[r.Name, r.Street, decimal.Parse(r.Total, CultureInfo.InvariantCulture), r.Rank, .. r.Ranks.Select(k => (object?)k)])]);
    }

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var run = (await ApprovedRuns.Read(db, db.Cycles.Where(c => c.Id == request.CycleId), cancellationToken)).SingleOrDefault() ?? throw Refused.Missing("这一期还没有审定的结果。");
            var entries = (await db.Entries.AsNoTracking().Where(e => e.CycleId == request.CycleId && e.Code != null).ToListAsync(cancellationToken)).ToDictionary(e => e.Code!);
            var streets = await db.Units.AsNoTracking().Where(u => db.Entries.Any(e => e.CycleId == request.CycleId && e.StreetId == u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var variants = Variant.Of(run.Record);
            var (now, others) = (Standing(run.Result), variants.Select(v => Standing(v.Result)).ToList());
            string NameOf(string code) => run.Result.Units is null ? entries[code].PersonName : entries[run.Result.Units.First(u => u.Code == code).Entries[0]].UnitName ?? code;
            string StreetOf(string code) => run.Result.Units is null ? streets[entries[code].StreetId] : string.Empty;
            return new View(request.CycleId, run.Cycle.Title,
                [.. variants.Select((v, i) => new Column(
                    Name(v), Means(v),
                    now.Count(n => others[i].GetValueOrDefault(n.Key)?.Rank != n.Value.Rank), now.Max(n => others[i].TryGetValue(n.Key, out var o) ? Math.Abs(o.Rank - n.Value.Rank) : 0),
                    [.. others[i].Where(o => o.Value.Award is not null && o.Value.Award != now.GetValueOrDefault(o.Key)?.Award).OrderBy(o => o.Value.Rank).Select(o => NameOf(o.Key))],
                    [.. now.Where(n => n.Value.Award is not null && n.Value.Award != others[i].GetValueOrDefault(n.Key)?.Award).OrderBy(n => n.Value.Rank).Select(n => NameOf(n.Key))]))],
                [.. now.OrderBy(n => n.Value.Rank).ThenBy(n => n.Key, StringComparer.Ordinal).Select(n => new Row(
                    NameOf(n.Key), StreetOf(n.Key), n.Value.Rank, n.Value.Total, n.Value.Award is not null, [.. others.Select(o => o.GetValueOrDefault(n.Key)?.Rank)]))]);
        }

        private sealed record Place(int Rank, string Total, string? Award);

        /// <summary>Of units where they are what is awarded, of entries otherwise.</summary>
        private static Dictionary<string, Place> Standing(TallyResult result) => result.Units is { } units
            ? units.Where(u => u.Rank is not null).ToDictionary(u => u.Code, u => new Place(u.Rank!.Value, u.Total!.Value.RoundHalfUp(result.Decimals), u.Award))
            : result.Entries.Where(e => e.Rank is not null).ToDictionary(e => e.Code, e => new Place(e.Rank!.Value, e.Total!.Value.RoundHalfUp(result.Decimals), e.Award));

        private static string Name(Variant variant) => variant.Kind switch
        {
            VariantKind.NoTrimming => "不去高低",
            VariantKind.EqualGroups => "各组同权",
            VariantKind.Heavier => $"{Source(variant.Source!.Value)}加重",
            _ => $"{Source(variant.Source!.Value)}减轻",
        };

        private static string Means(Variant variant) => variant.Kind switch
        {
            VariantKind.NoTrimming => "评委的分一个不去，全部平均",
            VariantKind.EqualGroups => "各评委组的权重一样",
            VariantKind.Heavier => $"{Source(variant.Source!.Value)}的权重加四分之一，其余按比例减",
            _ => $"{Source(variant.Source!.Value)}的权重减四分之一，其余按比例加",
        };

        private static string Source(SourceKind kind) => kind switch
        {
            SourceKind.Evidence => "资料核查",
            SourceKind.Judges => "评委评分",
            SourceKind.Residents => "群众满意度",
            _ => "统计指标",
        };
    }
}
