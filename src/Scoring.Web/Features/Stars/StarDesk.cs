using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Levels;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stars;

/// <summary>A published cycle that gave levels.</summary>
public sealed record LevelCycle(Cycle Cycle, Scheme Scheme, DateTimeOffset PublishedAt)
{
    public LevelsAward Award => (LevelsAward)Scheme.Scoring.Award!;
}

/// <summary>Which cycles gave levels, and who may see or do what about them.</summary>
public sealed class StarDesk(ScoringDb db, SchemeShelf shelf, Actor actor)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LevelCycle>> Cycles(CancellationToken cancellationToken)
    {
        var published = await db.Publications.Current().AsNoTracking().Join(db.Cycles, p => p.CycleId, c => c.Id, (p, c) => new { Cycle = c, p.PublishedAt }).ToListAsync(cancellationToken);
        var found = new List<LevelCycle>();
        foreach (var one in published.OrderByDescending(p => p.PublishedAt))
        {
            if (await shelf.Of(one.Cycle, cancellationToken) is { Scoring.Award: LevelsAward } scheme)
                found.Add(new(one.Cycle, scheme, one.PublishedAt));
        }

        return found;
    }

    /// <exception cref="Refused">It is not published or gave no levels.</exception>
    public async Task<LevelCycle> Cycle(int id, CancellationToken cancellationToken) =>
        (await Cycles(cancellationToken)).FirstOrDefault(c => c.Cycle.Id == id) ?? throw Refused.Missing("没有这一期，或者还没有命名。");

    /// <summary>Whether this person sees what concerns a unit beyond what is public: its own people, its street, and those who work on all.</summary>
    public bool Sees(int unitId, int? streetId) =>
        actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor, Role.EvidenceDepartment)
        || actor.Grants.Any(g => (g.Role == Role.Applicant && g.UnitId == unitId) || (g.Role == Role.StreetCommittee && g.UnitId == streetId));

    /// <summary>The sections that this person may propose to take away: all for the operator, its own for a lead department.</summary>
    public async Task<IReadOnlyList<RubricSection>> Own(Scheme scheme, CancellationToken cancellationToken)
    {
        if (actor.Is(Role.Operator))
            return scheme.Rubric.Sections;
        var ids = actor.Grants.Where(g => g.Role == Role.EvidenceDepartment).Select(g => g.UnitId).ToList();
        var codes = await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => u.Code).ToListAsync(cancellationToken);
        return [.. scheme.Rubric.Sections.Where(s => scheme.Evidence.Any(e => e.Departments.Any(codes.Contains) && s.Blocks.Any(b => b.Code == e.Block)))];
    }

    /// <summary>A revocation with its entry, if this person may see it.</summary>
    /// <exception cref="Refused">It does not exist, or not for this person.</exception>
    public async Task<(Revocation Case, Entry Entry)> Case(int id, CancellationToken cancellationToken)
    {
        var found = await db.Revocations.AsNoTracking().Where(r => r.Id == id).Join(db.Entries.AsNoTracking().Include(e => e.Attachments), r => r.EntryId, e => e.Id, (r, e) => new { r, e }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && Sees(found.e.BranchId, found.e.StreetId) ? (found.r, found.e) : throw Refused.Missing("没有这一条摘星，或者您的身份不能查看。");
    }
}
