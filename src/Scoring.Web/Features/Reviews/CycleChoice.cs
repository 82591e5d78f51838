using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>The cycle a page is about: the one asked for, or the one at work now.</summary>
public sealed record CycleChoice(Cycle Cycle, Scheme Scheme, IReadOnlyList<(int Id, string Title)> Others)
{
    private static readonly CycleState[] AtWork = [CycleState.Review, CycleState.Nominating, CycleState.Scoring, CycleState.Tallied];

    /// <summary>States in which an entry is looked at and may be given evidence.</summary>
    public static IReadOnlyList<EntryState> Examined { get; } = [EntryState.Submitted, EntryState.Accepted];

    /// <exception cref="Refused">No cycle has begun, or not the one asked for.</exception>
    public static async Task<CycleChoice> Load(ScoringDb db, SchemeShelf shelf, int? id, DateTimeOffset now, CancellationToken cancellationToken, SubjectSource? source = null)
    {
        var cycles = await db.Contests.AsNoTracking().OrderByDescending(c => c.Id).Take(60).ToListAsync(cancellationToken);
        foreach (var cycle in cycles)
            cycle.Advance(now);
        cycles.RemoveAll(c => c.State == CycleState.Draft);
        if (source is not null)
        {
            var schemes = new Dictionary<int, Scheme>();
            foreach (var version in cycles.Select(c => c.SchemeVersionId).Distinct())
                schemes[version] = await shelf.Of(version, cancellationToken);
            // What was asked for by its number is shown, whatever it is.
            cycles.RemoveAll(c => c.Id != id && schemes[c.SchemeVersionId].Subject.From != source);
        }

        var chosen = id is { } asked ? cycles.Find(c => c.Id == asked)
            : cycles.Where(c => AtWork.Contains(c.State)).OrderBy(c => Array.IndexOf(AtWork, c.State)).FirstOrDefault() ?? cycles.FirstOrDefault();
        if (chosen is null)
            throw Refused.Missing(id is null ? "还没有开始的期次。期次开始申报后，这里会有内容。" : "没有这一期，或者还没有开始。");
        return new(chosen, await shelf.Of(chosen, cancellationToken), [.. cycles.Select(c => (c.Id, c.Title))]);
    }
}
