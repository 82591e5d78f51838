using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Shared.Dossiers;

/// <summary>Who may read an entry's dossier and files: its own street always; the others once it has been filed.</summary>
public static class EntryReading
{
    /// <summary>The entry with its files, if this person may read it.</summary>
    /// <exception cref="Refused">It does not exist, or not for this person: the two are told apart by nobody.</exception>
    public static async Task<Entry> Demand(ScoringDb db, Actor actor, int entryId, CancellationToken cancellationToken)
    {
        var entry = await db.Entries.AsNoTracking().Include(e => e.Attachments).SingleOrDefaultAsync(e => e.Id == entryId, cancellationToken);
        return entry is not null && await May(db, actor, entry, cancellationToken) ? entry : throw Refused.Missing("没有这份申报，或者您的身份不能查看。");
    }

    /// <summary>Whether the person may read a file of an entry they may read: a department's proof, and what was taken out again, is not for streets and judges.</summary>
    public static bool MayRead(Actor actor, Attachment file) =>
        file is { Purpose: FilePurpose.Dossier, RemovedAt: null } || actor.IsAny(Role.EvidenceDepartment, Role.Operator, Role.Supervisor, Role.Approver);

    private static async Task<bool> May(ScoringDb db, Actor actor, Entry entry, CancellationToken cancellationToken)
    {
        if (actor.Grants.Any(g => entry.Applied ? g.Role == Role.Applicant && g.UnitId == entry.BranchId : g.Role == Role.StreetCommittee && g.UnitId == entry.StreetId))
            return true;
        if (!entry.Filed)
            return false;
        if (actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == entry.StreetId))
            return true;
        if (actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver, Role.EvidenceDepartment))
            return true;
        return actor.Is(Role.Judge) && entry.State == EntryState.Accepted
            && await db.Judges.AnyAsync(j => j.CycleId == entry.CycleId && j.AccountId == actor.AccountId && j.RemovedAt == null, cancellationToken);
    }
}

/// <summary>What a file is beside an entry for.</summary>
public static class FilePurpose
{
    public const string Dossier = "dossier";

    public const string Evidence = "evidence";

    public const string Revocation = "revocation";
}
