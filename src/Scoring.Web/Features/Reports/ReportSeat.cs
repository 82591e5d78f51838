using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Reports;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reports;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reports;

/// <summary>Who may look at what streets report: the street its own, the departments that receive it and the overseers all.</summary>
public sealed class ReportSeat(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor)
{
    private static readonly Role[] Overseers = [Role.Operator, Role.Approver, Role.Supervisor];

    /// <summary>A cycle whose streets report, brought up to now.</summary>
    /// <exception cref="Refused">There is none such.</exception>
    public async Task<(Cycle Cycle, Scheme Scheme)> Cycle(int id, CancellationToken cancellationToken)
    {
        var cycle = await db.Cycles.Wanted(id, cancellationToken);
        cycle.Advance(clock.Now);
        var scheme = await shelf.Of(cycle, cancellationToken);
        return scheme.Reporting is null ? throw Refused.Missing("这一期不用街道汇总报送。") : (cycle, scheme);
    }

    /// <summary>The cycles whose streets report, the newest first.</summary>
    public async Task<IReadOnlyList<Cycle>> Cycles(CancellationToken cancellationToken)
    {
        var found = new List<Cycle>();
        foreach (var cycle in await db.Contests.AsNoTracking().Where(c => c.State != CycleState.Void).OrderByDescending(c => c.Period).ToListAsync(cancellationToken))
        {
            cycle.Advance(clock.Now);
            if (cycle.State != CycleState.Draft && (await shelf.Of(cycle, cancellationToken)).Reporting is not null)
                found.Add(cycle);
        }

        return found;
    }

    /// <summary>One version of a street's report with its answers, and the street's name.</summary>
    /// <exception cref="Refused">There is none such.</exception>
    public async Task<(StreetReport Report, string Street)> Report(Cycle cycle, int streetId, int reportId, CancellationToken cancellationToken)
    {
        var report = await db.StreetReports.Include(r => r.Answers).SingleOrDefaultAsync(r => r.Id == reportId && r.CycleId == cycle.Id && r.StreetId == streetId, cancellationToken) ?? throw Refused.Missing("没有这一稿汇总。");
        return (report, await db.Units.Where(u => u.Id == streetId).Select(u => u.Name).SingleAsync(cancellationToken));
    }

    /// <summary>Whether what a version reports is still what the record says.</summary>
    public async Task<bool> Stands(StreetReport report, Cycle cycle, Scheme scheme, CancellationToken cancellationToken) =>
        RunOfCycle.Hash(await ReportsOfCycle.Content(db, cycle, scheme, report.StreetId, cancellationToken)) == report.Hash;

    /// <summary>The receiving department for which this person answers; null for anybody else.</summary>
    public async Task<Unit?> Department(Scheme scheme, CancellationToken cancellationToken)
    {
        var held = actor.Grants.Where(g => g.Role is Role.EvidenceDepartment or Role.Operator).Select(g => g.UnitId).ToList();
        return await db.Units.AsNoTracking().Where(u => held.Contains(u.Id) && scheme.Reporting!.To.Contains(u.Code)).OrderBy(u => u.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <exception cref="Refused">Neither an overseer nor of a department that receives the reports.</exception>
    public async Task DemandDesk(Scheme scheme, CancellationToken cancellationToken)
    {
        if (!actor.IsAny(Overseers) && await Department(scheme, cancellationToken) is null)
            throw Refused.NotYours("本部门不在这一期的报送范围。");
    }

    /// <exception cref="Refused">Another street's, and neither an overseer nor of a department that receives the reports.</exception>
    public async Task DemandStreet(Scheme scheme, int streetId, CancellationToken cancellationToken)
    {
        if (Own(streetId))
            return;
        if (actor.Is(Role.StreetCommittee) && !actor.IsAny(Overseers))
            throw Refused.NotYours("只能看本街道的汇总。");
        await DemandDesk(scheme, cancellationToken);
    }

    public bool Own(int streetId) => actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == streetId);
}
