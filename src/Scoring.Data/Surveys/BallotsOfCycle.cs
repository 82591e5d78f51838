using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>How many residents of an entry's estate gave an answer, within a cycle's window and through one channel.</summary>
public sealed record ChannelCount(int EntryId, string Question, string Answer, BallotChannel Channel, int Count);

/// <summary>The same over all channels.</summary>
public sealed record AnswerCount(int EntryId, string Question, string Answer, int Count);

/// <summary>
/// What residents answered about the entries of a cycle, read from the running counts: one row an estate, question, answer,
/// day and channel. The window's days are <see cref="SurveyWindow"/>'s. An answer that nobody gave has no row.
/// </summary>
public static class BallotsOfCycle
{
    /// <summary>Counts per entry, question and answer, every channel added up: what the tally's record carries as <c>ballots</c>.</summary>
    /// <param name="db">The store.</param>
    /// <param name="cycle">With its phases.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>By entry, question and answer; empty when the cycle asks no residents.</returns>
    public static async Task<IReadOnlyList<AnswerCount>> Read(ScoringDb db, Cycle cycle, CancellationToken cancellationToken = default) =>
    [
        .. (await ByChannel(db, cycle, cancellationToken))
            .GroupBy(c => (c.EntryId, c.Question, c.Answer))
            .Select(g => new AnswerCount(g.Key.EntryId, g.Key.Question, g.Key.Answer, g.Sum(c => c.Count))),
    ];

    /// <summary>The same with the channels apart.</summary>
    public static async Task<IReadOnlyList<ChannelCount>> ByChannel(ScoringDb db, Cycle cycle, CancellationToken cancellationToken = default)
    {
        if (SurveyWindow.Of(cycle) is not { } window)
            return [];
        var (first, last) = (window.First, window.Last);
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id).Select(e => new { e.Id, e.EstateId }).ToListAsync(cancellationToken);
        var counts = await db.BallotCounts.AsNoTracking()
            .Where(c => c.Day >= first && c.Day <= last && db.Entries.Any(e => e.CycleId == cycle.Id && e.EstateId == c.EstateId))
            .GroupBy(c => new { c.EstateId, c.Question, c.Answer, c.Channel })
            .Select(g => new { g.Key.EstateId, g.Key.Question, g.Key.Answer, g.Key.Channel, Count = g.Sum(c => c.Count) })
            .ToListAsync(cancellationToken);
        // Two branches of one estate may both stand: each is answered for by the whole estate.
        var ofEstate = counts.ToLookup(c => c.EstateId);
        return
        [
            .. entries.SelectMany(e => ofEstate[e.EstateId].Select(c => new ChannelCount(e.Id, c.Question, c.Answer, c.Channel, c.Count)))
                .OrderBy(c => c.EntryId).ThenBy(c => c.Question, StringComparer.Ordinal).ThenBy(c => c.Answer, StringComparer.Ordinal).ThenBy(c => c.Channel),
        ];
    }
}
