using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>Where a draft stands.</summary>
public enum DraftState
{
    Editing,
    Submitted,
    InForce,
    GivenUp,
}

/// <summary>A draft with its last save and what has been said about it.</summary>
public sealed record DraftAtHand(SchemeDraft Draft, SchemeDraftSave Last, SchemeDraftSubmission? Submission, SchemeDraftDecision? Decision)
{
    public DraftState State => Draft.GivenUpAt is not null ? DraftState.GivenUp
        : Decision?.SchemeVersionId is not null ? DraftState.InForce
        : Submission is not null && Decision is null ? DraftState.Submitted : DraftState.Editing;

    /// <summary>Why it came back; null when it did not.</summary>
    public string? Returned => State == DraftState.Editing ? Decision?.Reason : null;

    public JsonObject Root => SchemeJson.Read(Last.Json)!;

    /// <exception cref="Refused">There is no such draft.</exception>
    public static async Task<DraftAtHand> Read(ScoringDb db, int id, CancellationToken cancellationToken)
    {
        var draft = await db.SchemeDrafts.SingleOrDefaultAsync(d => d.Id == id, cancellationToken) ?? throw Refused.Missing("没有这份草案。");
        var last = await db.SchemeDraftSaves.AsNoTracking().Where(s => s.DraftId == id).OrderByDescending(s => s.Number).FirstAsync(cancellationToken);
        var submission = await db.SchemeDraftSubmissions.AsNoTracking().Where(s => s.DraftId == id).OrderByDescending(s => s.Id).FirstOrDefaultAsync(cancellationToken);
        var decision = submission is null ? null : await db.SchemeDraftDecisions.AsNoTracking().SingleOrDefaultAsync(d => d.SubmissionId == submission.Id, cancellationToken);
        return new DraftAtHand(draft, last, submission, decision);
    }

    /// <exception cref="Refused">It is not being written any more.</exception>
    public void DemandEditing()
    {
        if (State != DraftState.Editing)
            throw new Refused(State switch { DraftState.Submitted => "这份草案已经送审，等另一位同志启用或者退回，现在不能改。", DraftState.InForce => "这份草案已经启用。要再改，请从最新一版另起一份草案。", _ => "这份草案已经放弃，不能再改。" });
    }

    /// <summary>The departments of the roster, as the form offers them.</summary>
    public static async Task<IReadOnlyList<Option>> Departments(ScoringDb db, CancellationToken cancellationToken) =>
        (await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Department).OrderBy(u => u.Id).Select(u => new { u.Code, u.Name }).ToListAsync(cancellationToken)).ConvertAll(u => new Option(u.Code, u.Name));

    public static string Name(DraftState state) => state switch { DraftState.Editing => "编辑中", DraftState.Submitted => "等待启用", DraftState.InForce => "已启用", _ => "已放弃" };
}
