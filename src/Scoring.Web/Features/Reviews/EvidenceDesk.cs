using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Reviews;

/// <summary>Which blocks and veto grounds are whose. Departments write their own; the organisation department and the supervisor read all.</summary>
public sealed class EvidenceDesk(ScoringDb db, Actor actor)
{
    private IReadOnlyList<Unit>? departments;

    /// <summary>The departments for which this person enters evidence; empty for readers.</summary>
    public async Task<IReadOnlyList<Unit>> Departments(CancellationToken cancellationToken)
    {
        var ids = actor.Grants.Where(g => g.Role == Role.EvidenceDepartment).Select(g => g.UnitId).ToList();
        return departments ??= await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).ToListAsync(cancellationToken);
    }

    public bool ReadsAll => actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver);

    /// <summary>The department that answers for a block and is this person's; null when it is another's.</summary>
    public async Task<Unit?> OwnerOf(EvidenceBlock block, CancellationToken cancellationToken) =>
        (await Departments(cancellationToken)).FirstOrDefault(d => block.Departments.Contains(d.Code));

    /// <summary>The blocks this person may see: the own ones, or all for those who read all.</summary>
    public async Task<IReadOnlyList<EvidenceBlock>> Blocks(Scheme scheme, CancellationToken cancellationToken)
    {
        var own = await Departments(cancellationToken);
        return [.. scheme.Evidence.Where(e => ReadsAll || own.Any(d => e.Departments.Contains(d.Code)))];
    }

    /// <exception cref="Refused">The scheme has no such block, or it is another department's.</exception>
    public async Task<EvidenceBlock> Block(Scheme scheme, string code, CancellationToken cancellationToken) =>
        (await Blocks(scheme, cancellationToken)).FirstOrDefault(b => b.Block == code) ?? throw Refused.Missing("没有这一项佐证，或者它不归本部门。");

    public static RubricBlock Rubric(Scheme scheme, EvidenceBlock block) => scheme.Rubric.Blocks.First(b => b.Code == block.Block);
}
