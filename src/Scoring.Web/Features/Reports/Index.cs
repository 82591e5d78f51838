using MediatR;
using Scoring.Data;
using Scoring.Data.Reports;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reports;

/// <summary>The cycles in which streets report, with how far the reader's part has come.</summary>
public static class Index
{
    public sealed record Query : IRequest<IReadOnlyList<Row>>;

    public sealed record Row(string Title, string Href, Badge State, string Line);

    public sealed class Handler(ScoringDb db, ReportSeat seat, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = new List<Row>();
            var street = actor.Is(Role.StreetCommittee) ? actor.UnitFor(Role.StreetCommittee) : (int?)null;
            foreach (var cycle in await seat.Cycles(cancellationToken))
            {
                var scheme = await shelf.Of(cycle, cancellationToken);
                var reports = (await ReportsOfCycle.Load(db, cycle, scheme, clock.Now, cancellationToken))!;
                if (street is { } own)
                {
                    if (reports.Streets.FirstOrDefault(s => s.Street.Id == own) is { } mine)
                        rows.Add(new Row(cycle.Title, $"/reports/{cycle.Id}/{own}", cycle.Badge(), ReportWords.Of(mine, cycle).Text));
                }
                else if (actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor) || await seat.Department(scheme, cancellationToken) is not null)
                {
                    rows.Add(new Row(cycle.Title, $"/reports/{cycle.Id}", cycle.Badge(), cycle.State is CycleState.Scoring or CycleState.Review
                        ? $"{reports.Streets.Count(s => s.Done)} / {reports.Streets.Count} 个街道已签收" : $"{reports.Streets.Count} 个街道"));
                }
            }

            return rows;
        }
    }
}

/// <summary>The words for where a street's report stands.</summary>
public static class ReportWords
{
    public static Badge Of(StreetStanding standing, Cycle cycle) => standing switch
    {
        { Done: true } => new("已签收", Tone.Ok),
        { Report.SignedAt: not null, Stale: true } => new("签字后数据有变动", Tone.Refused),
        { Report.SignedAt: not null } => new($"等{string.Join("、", standing.Missing.Select(m => m.Name))}签收", Tone.Wait),
        { Returned: not null } => new(standing.Late ? "已退回，逾期未重报" : "已退回", Tone.Refused),
        { Late: true } => new("逾期未报", Tone.Refused),
        { Report: not null, Stale: true } => new("汇总后数据有变动", Tone.Wait),
        { Report: not null } => new("等签字", Tone.Wait),
        _ => new(cycle.State == CycleState.Scoring ? "未汇总" : "没有汇总"),
    };
}
