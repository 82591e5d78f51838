using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>What lies on the desk of whoever files: a street's nominations, or a unit's own application; nobody else's.</summary>
public sealed class FilingDesk(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor)
{
    public int StreetId => actor.UnitFor(Role.StreetCommittee);

    /// <exception cref="Refused">No such cycle, or its programme takes no nominations.</exception>
    public async Task<(Cycle Cycle, Scheme Scheme, Nomination Rules)> Cycle(int id, CancellationToken cancellationToken)
    {
        var cycle = await db.Cycles.Wanted(id, cancellationToken);
        var scheme = await shelf.Of(cycle, cancellationToken);
        return (cycle, scheme, scheme.Nomination ?? throw Refused.Missing("这项活动不需要申报。"));
    }

    /// <summary>An own entry, tracked, with its files: a street's nominee, or the application of the unit itself.</summary>
    /// <exception cref="Refused">It does not exist or is somebody else's: the two are not told apart.</exception>
    public async Task<Entry> Entry(int id, CancellationToken cancellationToken)
    {
        var streets = actor.Grants.Where(g => g.Role == Role.StreetCommittee).Select(g => g.UnitId).ToList();
        var units = actor.Grants.Where(g => g.Role == Role.Applicant).Select(g => g.UnitId).ToList();
        return await db.Entries.Include(e => e.Attachments).SingleOrDefaultAsync(e => e.Id == id && (e.Applied ? units.Contains(e.BranchId) : streets.Contains(e.StreetId)), cancellationToken)
            ?? throw Refused.Missing(units.Count > 0 ? "本单位没有这份申报。" : "本街道没有这份申报。");
    }

    /// <summary>A returned entry may be mended while it is reviewed; everything else ends with the nominations.</summary>
    public static Act ActOn(Entry entry) => entry is { State: EntryState.Returned } ? Act.CorrectEntry : Act.Nominate;

    /// <exception cref="Refused">It is too late, or the entry's state forbids it.</exception>
    public void DemandEditable(Cycle cycle, Entry entry)
    {
        PhaseTable.Demand(cycle, ActOn(entry), clock.Now);
        entry.DemandEditable();
    }

    /// <summary>The deadline that holds for an entry.</summary>
    public static CyclePhase Window(Cycle cycle, Entry? entry) =>
        entry is { State: EntryState.Returned } && cycle.PhaseOrNull(PhaseCode.Review) is { } review ? review : cycle.Phase(PhaseCode.Nominate);

    /// <summary>What the street said to be complete no longer is: its entries have changed.</summary>
    public async Task DropFiling(int cycleId, CancellationToken cancellationToken)
    {
        if (!actor.Is(Role.StreetCommittee))
            return;
        var street = StreetId;
        if (await db.Filings.SingleOrDefaultAsync(f => f.CycleId == cycleId && f.StreetId == street, cancellationToken) is { } filing)
            db.Filings.Remove(filing);
    }

    /// <summary>The branches of the street, each with its estate.</summary>
    public async Task<IReadOnlyList<(Unit Branch, Unit Estate)>> Branches(CancellationToken cancellationToken)
    {
        var street = StreetId;
        var branches = await db.Units.AsNoTracking().Include(u => u.Parent)
            .Where(u => u.Kind == UnitKind.Branch && u.RetiredOn == null && u.StreetId == street && u.Parent!.Kind == UnitKind.Estate).OrderBy(u => u.Code).ToListAsync(cancellationToken);
        return [.. branches.Select(b => (b, b.Parent!))];
    }
}
