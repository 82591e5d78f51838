using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Entries;
using Scoring.Domain.Notices;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Notices;

/// <summary>One entry whose award is listed only after its street could answer, and how far that has come.</summary>
public sealed record AdverseCase(Entry Entry, EntryResult Result, AdverseFinding? Finding, AdverseReply? Reply, AdverseDecision? Decision)
{
    /// <summary>Told and not decided: nothing is put on notice meanwhile.</summary>
    public bool Open => Finding is not null && Decision is null;

    /// <summary>Whether it may be decided now.</summary>
    public bool Ready(DateTimeOffset now) => Open && (Reply is not null || now >= Finding!.ReplyUntil);
}

/// <summary>The entries of a result whose award speaks against them.</summary>
public static class AdverseOfCycle
{
    /// <summary>Empty where the scheme knows no such award. In the order of their codes.</summary>
    public static async Task<IReadOnlyList<AdverseCase>> Read(ScoringDb db, int cycleId, Scheme scheme, TallyResult result, CancellationToken cancellationToken = default)
    {
        var against = result.Entries.Where(e => scheme.Publication.IsAdverse(e.Award)).ToDictionary(e => e.Code, StringComparer.Ordinal);
        if (against.Count == 0)
            return [];
        var entries = (await db.Entries.AsNoTracking().Where(e => e.CycleId == cycleId && e.Code != null).ToListAsync(cancellationToken)).Where(e => against.ContainsKey(e.Code!)).ToList();
        var findings = await db.AdverseFindings.AsNoTracking().Where(f => f.CycleId == cycleId).ToDictionaryAsync(f => f.EntryId, cancellationToken);
        var ids = findings.Values.Select(f => f.Id).ToList();
        var replies = await db.AdverseReplies.AsNoTracking().Where(r => ids.Contains(r.FindingId)).ToDictionaryAsync(r => r.FindingId, cancellationToken);
        var decisions = await db.AdverseDecisions.AsNoTracking().Where(d => ids.Contains(d.FindingId)).ToDictionaryAsync(d => d.FindingId, cancellationToken);
        return
        [
            .. from e in entries
               let found = findings.GetValueOrDefault(e.Id)
               orderby e.Code
               select new AdverseCase(e, against[e.Code!], found, found is null ? null : replies.GetValueOrDefault(found.Id), found is null ? null : decisions.GetValueOrDefault(found.Id)),
        ];
    }
}
