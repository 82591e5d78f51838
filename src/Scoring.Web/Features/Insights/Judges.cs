using MediatR;
using Scoring.Data;
using Scoring.Data.Judging;
using Scoring.Data.Notices;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Insights;

/// <summary>The judges of a programme beside each other, for the supervisor: who marks strictly, who keeps marks together, who sees it as the others do.</summary>
public static class Judges
{
    /// <param name="Cycle">Of one cycle alone; null: of all.</param>
    public sealed record Query(string Scheme, int? Cycle) : IRequest<View>;

    public sealed record Row(int AccountId, string Name, string Unit, Figures Figures);

    public sealed record Tab(int? Cycle, string Name, bool On);

    public sealed record View(string Scheme, string Name, IReadOnlyList<Tab> Tabs, IReadOnlyList<Row> Rows)
    {
        /// <summary>How many would stand out by chance alone.</summary>
        public string ByChance => (new Exact(Rows.Count, 20)).RoundHalfUp(1);
    }

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        private const int TabsShown = 6;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var runs = await ApprovedRuns.Read(db, db.Cycles.Where(c => c.SchemeCode == request.Scheme), cancellationToken);
            if (runs.Count == 0)
                throw Refused.Missing("这个项目还没有审定过的结果。");
            var chosen = request.Cycle is null ? runs : [.. runs.Where(r => r.Cycle.Id == request.Cycle)];
            if (chosen.Count == 0)
                throw Refused.Missing("这一期还没有审定的结果。");
            var sheets = await JudgedSheets.Read(db, chosen, cancellationToken);
            return new View(
                request.Scheme, (await ProgrammeNames.Read(db, cancellationToken))[request.Scheme],
                [new Tab(null, "全部各期", request.Cycle is null), .. runs.Reverse().Take(TabsShown).Select(r => new Tab(r.Cycle.Id, Period.Parse(r.Cycle.Period).Name, r.Cycle.Id == request.Cycle))],
                [.. sheets.GroupBy(s => s.Judge.AccountId).Select(g => new Row(g.Key, g.Last().Judge.Name, g.Last().Judge.UnitName, Figures.Of([.. g.Select(s => s.Seen)])))
                    .OrderBy(r => r.Figures.Order).ThenBy(r => r.Name, StringComparer.Ordinal)]);
        }
    }
}
