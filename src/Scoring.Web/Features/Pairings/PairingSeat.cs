using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Pairings;

/// <summary>Who may look at a pairing: the unit itself, the branch and community of its estate, its street, and whoever keeps the register or watches over it.</summary>
public sealed class PairingSeat(ScoringDb db, SchemeShelf shelf, Actor actor)
{
    public static readonly Role[] Readers = [Role.Operator, Role.Approver, Role.Supervisor, Role.Administrator];

    public bool Keeps => actor.IsAny(Role.Operator, Role.Administrator);

    /// <exception cref="Refused">There is no such pairing, or it is none of the reader's.</exception>
    public async Task<PairingAssignment> Pairing(int id, CancellationToken cancellationToken)
    {
        var pairing = await db.Pairings.AsNoTracking().Include(p => p.PairedUnit).Include(p => p.Estate).SingleOrDefaultAsync(p => p.Id == id, cancellationToken) ?? throw Refused.Missing("没有这条包联关系。");
        if (actor.IsAny(Readers) || Helps(pairing) || actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == pairing.Estate!.StreetId) || await For(pairing, cancellationToken) is not null)
            return pairing;
        throw Refused.NotYours("只能看与本单位、本小区有关的包联关系。");
    }

    /// <summary>Whether the reader is of the unit that helps.</summary>
    public bool Helps(PairingAssignment pairing) => actor.Grants.Any(g => g.Role == Role.PairedUnit && g.UnitId == pairing.PairedUnitId);

    /// <summary>The branch or community of the estate for which the reader gives their word; null for anybody else.</summary>
    public async Task<int?> For(PairingAssignment pairing, CancellationToken cancellationToken)
    {
        var units = await Words(cancellationToken);
        return units.Find(u => u.Estates.Contains(pairing.EstateId))?.UnitId;
    }

    /// <summary>The units for which the reader rates, with the estates that lie in each.</summary>
    public async Task<List<Rated>> Words(CancellationToken cancellationToken)
    {
        var rated = new List<Rated>();
        foreach (var held in actor.Grants.Where(g => g.Role == Role.Judge && GrantRules.Rates(g.Kind)))
        {
            var estates = held.Kind switch
            {
                UnitKind.Community => db.Units.Where(u => u.Kind == UnitKind.Estate && u.ParentId == held.UnitId),
                UnitKind.Branch => db.Units.Where(u => u.Kind == UnitKind.Estate && db.Units.Any(b => b.Id == held.UnitId && b.ParentId == u.Id)),
                _ => db.Units.Where(u => u.Kind == UnitKind.Estate && u.Id == held.UnitId),
            };
            rated.Add(new Rated(held.UnitId, await estates.Select(u => u.Id).ToListAsync(cancellationToken)));
        }

        return rated;
    }

    /// <summary>What help there is, by the names of the newest scheme that evaluates pairings.</summary>
    public async Task<IReadOnlyList<string>> Kinds(CancellationToken cancellationToken) =>
        (await shelf.Latest(cancellationToken)).Select(s => s.Scheme).FirstOrDefault(s => s.Subject.UnitKind == Subject.Pairing)?.Rubric.Blocks.Where(b => b.Kind != BlockKind.Residents).Select(b => b.Name).ToList() ?? ["帮扶"];

    public sealed record Rated(int UnitId, IReadOnlyList<int> Estates);
}
