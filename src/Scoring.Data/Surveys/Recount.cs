using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>What a recount found.</summary>
/// <param name="Ballots">How many ballots were counted.</param>
/// <param name="Differences">Where a running count is not what the ballots say; empty when all agree.</param>
public sealed record Recounted(long Ballots, IReadOnlyList<string> Differences);

/// <summary>Counts every ballot anew and compares with the counts by day and the totals by estate, all as they are at one moment.</summary>
public static class Recount
{
    public static Recounted Run(ScoringDb db)
    {
        db.Database.OpenConnection();
        // One snapshot for all of it, and no lock: it may run beside the program.
        db.Database.ExecuteSqlRaw("BEGIN");
        try
        {
            var (ballots, counted) = OfBallots(db);
            var differences = Compare(counted, OfCounts(db), k => $"estate {k.Estate}, {k.Day:yyyy-MM-dd}, {k.Scheme} {k.Question} {k.Answer}, {k.Channel}").ToList();
            foreach (var window in db.TotalsWindows.AsNoTracking().ToList())
                differences.AddRange(OfCycle(db, window, counted));
            return new Recounted(ballots, differences);
        }
        finally
        {
            db.Database.ExecuteSqlRaw("ROLLBACK");
            db.Database.CloseConnection();
        }
    }

    private static IEnumerable<string> OfCycle(ScoringDb db, TotalsWindow window, Dictionary<Key, int> counted)
    {
        var scheme = db.Cycles.Where(c => c.Id == window.CycleId).Select(c => c.SchemeCode).Single();
        var wanted = counted.Where(c => c.Key.Scheme == scheme && c.Key.Day >= window.First && c.Key.Day <= window.Last)
            .GroupBy(c => (c.Key.Estate, c.Key.Question, c.Key.Answer, c.Key.Channel)).ToDictionary(g => g.Key, g => g.Sum(c => c.Value));
        var kept = db.EstateTotals.AsNoTracking().Where(t => t.CycleId == window.CycleId).AsEnumerable()
            .SelectMany(t => TotalLines.Read(t.Counts).Select(l => (Key: (Estate: t.EstateId, l.Question, l.Answer, l.Channel), l.Count))).ToDictionary(l => l.Key, l => l.Count);
        return Compare(wanted, kept, k => $"total of cycle {window.CycleId}, estate {k.Estate}, {k.Question} {k.Answer}, {k.Channel}");
    }

    private static (long Ballots, Dictionary<Key, int> Counted) OfBallots(ScoringDb db)
    {
        var forms = new Dictionary<int, Questionnaire>();
        var counted = new Dictionary<Key, int>();
        var ballots = 0L;
        // The order of the table's key: SQLite counts as it walks, and sorts nothing.
        var groups = db.Ballots.AsNoTracking().GroupBy(b => new { b.Day, b.SchemeVersionId, b.EstateId, b.Channel, b.Answers }).Select(g => new { g.Key, Count = g.Count() });
        foreach (var group in groups.AsEnumerable())
        {
            var key = group.Key;
            if (!forms.TryGetValue(key.SchemeVersionId, out var form))
                forms.Add(key.SchemeVersionId, form = Form(db, key.SchemeVersionId));
            ballots += group.Count;
            foreach (var (question, answer) in form.Unpack(key.Answers))
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counted, new(key.EstateId, key.Day, form.SchemeCode, question, answer, key.Channel), out _) += group.Count;
        }

        return (ballots, counted);
    }

    private static Dictionary<Key, int> OfCounts(ScoringDb db) =>
        db.BallotCounts.AsNoTracking().Where(c => c.Count > 0).AsEnumerable().ToDictionary(c => new Key(c.EstateId, c.Day, c.SchemeCode, c.Question, c.Answer, c.Channel), c => c.Count);

    private static Questionnaire Form(ScoringDb db, int version)
    {
        var kept = db.SchemeVersions.AsNoTracking().Single(v => v.Id == version);
        return new(kept.Id, kept.Code, Scheme.Parse(kept.Json).Survey!);
    }

    private static IEnumerable<string> Compare<TKey>(Dictionary<TKey, int> ballots, Dictionary<TKey, int> kept, Func<TKey, string> words)
        where TKey : notnull =>
        from key in ballots.Keys.Union(kept.Keys)
        let says = ballots.GetValueOrDefault(key)
        let stands = kept.GetValueOrDefault(key)
        where says != stands
        select $"{words(key)}: {stands} kept, {says} by the ballots";

    private readonly record struct Key(int Estate, DateOnly Day, string Scheme, string Question, string Answer, BallotChannel Channel);
}
