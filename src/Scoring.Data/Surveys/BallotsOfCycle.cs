using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>How many residents of an entry's estate gave an answer, within a cycle's window and through one channel.</summary>
public sealed record ChannelCount(int EntryId, string Question, string Answer, BallotChannel Channel, int Count);

/// <summary>The same over all channels.</summary>
public sealed record AnswerCount(int EntryId, string Question, string Answer, int Count);

/// <summary>The same for an estate and one day.</summary>
public sealed record DayCount(int EstateId, string Question, string Answer, DateOnly Day, BallotChannel Channel, int Count);

/// <summary>
/// What residents answered a programme about the entries of a cycle. The window's days are <see cref="SurveyWindow"/>'s. Read from the
/// totals, one row an estate, while they are of this window; otherwise from the counts by day. An answer that nobody gave has no row.
/// What two people have set aside (<see cref="AlarmVerdict"/>) is left out.
/// </summary>
public static class BallotsOfCycle
{
    /// <summary>Counts per entry, question and answer, every channel that counts added up: what the tally's record carries as <c>ballots</c>.</summary>
    /// <param name="db">The store.</param>
    /// <param name="cycle">With its phases.</param>
    /// <param name="survey">Says which channels count; null: all.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>By entry, question and answer; empty when the cycle asks no residents.</returns>
    public static async Task<IReadOnlyList<AnswerCount>> Read(ScoringDb db, Cycle cycle, Survey? survey = null, CancellationToken cancellationToken = default)
    {
        var counting = survey is null ? Channels.InOrder.ToHashSet() : Channels.Counting(survey);
        return
        [
            .. (await ByChannel(db, cycle, cancellationToken)).Where(c => counting.Contains(c.Channel))
                .GroupBy(c => (c.EntryId, c.Question, c.Answer))
                .Select(g => new AnswerCount(g.Key.EntryId, g.Key.Question, g.Key.Answer, g.Sum(c => c.Count))),
        ];
    }

    /// <summary>The same with the channels apart, whether they count or not.</summary>
    public static async Task<IReadOnlyList<ChannelCount>> ByChannel(ScoringDb db, Cycle cycle, CancellationToken cancellationToken = default)
    {
        if (SurveyWindow.Of(cycle) is not { } window)
            return [];
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id).Select(e => new { e.Id, e.EstateId }).ToListAsync(cancellationToken);
        var counts = await ByEstate(db, cycle, window, cancellationToken);
        var aside = (await SetAside(db, cycle, cancellationToken)).GroupBy(c => (c.EstateId, c.Question, c.Answer, c.Channel)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        var below = await Below(db, cycle, cancellationToken);
        // Two branches of one estate may both stand: each is answered for by the whole estate. For a larger unit all its estates answer.
        return
        [
            .. entries.SelectMany(e => below.GetValueOrDefault(e.EstateId, [e.EstateId])
                    .SelectMany(estate => counts.GetValueOrDefault(estate, []).Select(c => (Line: c, Count: c.Count - aside.GetValueOrDefault((estate, c.Question, c.Answer, c.Channel)))))
                    .GroupBy(c => (c.Line.Question, c.Line.Answer, c.Line.Channel)).Select(g => new ChannelCount(e.Id, g.Key.Question, g.Key.Answer, g.Key.Channel, g.Sum(c => c.Count))))
                .Where(c => c.Count > 0)
                .OrderBy(c => c.EntryId).ThenBy(c => c.Question, StringComparer.Ordinal).ThenBy(c => c.Answer, StringComparer.Ordinal).ThenBy(c => c.Channel),
        ];
    }

    /// <summary>The counts of every estate that answered in the cycle's window, whether it has an entry or not; what was set aside included.</summary>
    public static async Task<IReadOnlyDictionary<int, List<TotalLine>>> ByEstate(ScoringDb db, Cycle cycle, SurveyWindow window, CancellationToken cancellationToken = default)
    {
        var (first, last) = (window.First, window.Last);
        if (await db.TotalsWindows.AnyAsync(w => w.CycleId == cycle.Id && w.First == first && w.Last == last, cancellationToken))
        {
            var (totals, known) = (new Dictionary<int, List<TotalLine>>(), new Dictionary<string, TotalLine>(StringComparer.Ordinal));
            await foreach (var estate in db.EstateTotals.AsNoTracking().Where(t => t.CycleId == cycle.Id).Select(t => new { t.EstateId, t.Counts }).AsAsyncEnumerable().WithCancellation(cancellationToken))
                totals.Add(estate.EstateId, TotalLines.Read(estate.Counts, known));
            return totals;
        }

        var below = (await Below(db, cycle, cancellationToken)).SelectMany(b => b.Value).Distinct().ToList();
        var counts = await db.BallotCounts.AsNoTracking()
            .Where(c => c.Day >= first && c.Day <= last && c.SchemeCode == cycle.SchemeCode && (below.Contains(c.EstateId) || db.Entries.Any(e => e.CycleId == cycle.Id && e.EstateId == c.EstateId)))
            .GroupBy(c => new { c.EstateId, c.Question, c.Answer, c.Channel })
            .Select(g => new { g.Key.EstateId, Line = new TotalLine(g.Key.Question, g.Key.Answer, g.Key.Channel, g.Sum(c => c.Count)) })
            .ToListAsync(cancellationToken);
        return counts.GroupBy(c => c.EstateId).ToDictionary(g => g.Key, g => g.Select(c => c.Line).ToList());
    }

    /// <summary>The estates of each asked unit that is larger than one: a community's, a street's. Units that are estates themselves are left out.</summary>
    private static async Task<Dictionary<int, List<int>>> Below(ScoringDb db, Cycle cycle, CancellationToken cancellationToken)
    {
        var larger = await db.Units.AsNoTracking().Where(u => u.Kind != UnitKind.Estate && db.Entries.Any(e => e.CycleId == cycle.Id && e.EstateId == u.Id)).Select(u => u.Id).ToListAsync(cancellationToken);
        if (larger.Count == 0)
            return [];
        var tree = await Organisation.Units.Tree(db, cancellationToken);
        var asked = larger.ToHashSet();
        var estates = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Estate).Select(u => u.Id).ToListAsync(cancellationToken);
        return estates.SelectMany(estate => tree.Path(estate).Where(asked.Contains).Select(unit => (unit, estate))).GroupBy(p => p.unit, p => p.estate).ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>Every count of the window day by day, of the estates given; what was set aside included.</summary>
    public static async Task<IReadOnlyList<DayCount>> ByDay(ScoringDb db, Cycle cycle, IReadOnlyCollection<int> estates, CancellationToken cancellationToken = default)
    {
        if (SurveyWindow.Of(cycle) is not { } window || estates.Count == 0)
            return [];
        var (first, last) = (window.First, window.Last);
        return await db.BallotCounts.AsNoTracking().Where(c => c.Day >= first && c.Day <= last && c.SchemeCode == cycle.SchemeCode && estates.Contains(c.EstateId))
            .Select(c => new DayCount(c.EstateId, c.Question, c.Answer, c.Day, c.Channel, c.Count)).ToListAsync(cancellationToken);
    }

    /// <summary>What two people have set aside in this cycle, day by day.</summary>
    public static async Task<IReadOnlyList<DayCount>> SetAside(ScoringDb db, Cycle cycle, CancellationToken cancellationToken = default)
    {
        var verdicts = (await db.AlarmVerdicts.AsNoTracking().Where(v => v.CycleId == cycle.Id && v.SetAside && v.SecondById != null).ToListAsync(cancellationToken))
            .ToLookup(v => v.EstateId, v => new Alarm(v.Kind, v.Channel, v.Day, v.Figure));
        return [.. (await ByDay(db, cycle, [.. verdicts.Select(g => g.Key)], cancellationToken)).Where(c => verdicts[c.EstateId].Any(a => a.Covers(c.Day, c.Channel)))];
    }
}
