using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>What a recount found.</summary>
/// <param name="Ballots">How many ballots were counted.</param>
/// <param name="Differences">Where a running count is not what the ballots say; empty when all agree.</param>
public sealed record Recounted(long Ballots, IReadOnlyList<string> Differences);

/// <summary>
/// Counts every ballot anew and compares with the counts by day and the totals by estate, all as they are at one moment. Rows are read
/// without objects for them: a city has millions.
/// </summary>
public static class Recount
{
    public static Recounted Run(ScoringDb db)
    {
        db.Database.OpenConnection();
        // One snapshot for all of it, and no lock: it may run beside the program.
        db.Database.ExecuteSqlRaw("BEGIN");
        try
        {
            var codes = new Codes(db);
            var (ballots, counted) = OfBallots(db, codes);
            var totals = db.TotalsWindows.AsNoTracking().AsEnumerable().Select(w => (w.CycleId, Wanted: OfCycle(db, w, counted, codes))).ToList();
            var differences = Compare(counted, OfCounts(db, codes), k => $"estate {k.Estate}, {DateOnly.FromDayNumber(k.Day):yyyy-MM-dd}, {codes.SchemeOf(k.Line)} {codes[k.Line]}, {k.Channel}").ToList();
            foreach (var (cycle, wanted) in totals)
                differences.AddRange(Compare(wanted, OfTotals(db, cycle, codes), k => $"total of cycle {cycle}, estate {k.Estate}, {codes[k.Line]}, {k.Channel}"));
            return new Recounted(ballots, differences);
        }
        finally
        {
            db.Database.ExecuteSqlRaw("ROLLBACK");
            db.Database.CloseConnection();
        }
    }

    private static Dictionary<Key, int> OfCycle(ScoringDb db, TotalsWindow window, Dictionary<Key, int> counted, Codes codes)
    {
        var scheme = db.Cycles.Where(c => c.Id == window.CycleId).Select(c => c.SchemeCode).Single();
        var wanted = new Dictionary<Key, int>();
        foreach (var (key, count) in counted)
        {
            if (key.Day >= window.First.DayNumber && key.Day <= window.Last.DayNumber && codes.SchemeOf(key.Line) == scheme)
                CollectionsMarshal.GetValueRefOrAddDefault(wanted, key with { Day = 0 }, out _) += count;
        }

        return wanted;
    }

    private static IEnumerable<(Key Key, int Count)> OfTotals(ScoringDb db, int cycleId, Codes codes)
    {
        var scheme = db.Cycles.Where(c => c.Id == cycleId).Select(c => c.SchemeCode).Single();
        return db.EstateTotals.AsNoTracking().Where(t => t.CycleId == cycleId).AsEnumerable()
            .SelectMany(t => TotalLines.Read(t.Counts).Select(l => (new Key(t.EstateId, 0, codes.Line(scheme, l.Question, l.Answer), l.Channel), l.Count)));
    }

    private static (long Ballots, Dictionary<Key, int> Counted) OfBallots(ScoringDb db, Codes codes)
    {
        var counted = new Dictionary<Key, int>();
        var ballots = 0L;
        // In the order of the table's key: the ballots of one estate, day and channel lie together, and are added up before they are kept.
        using var statement = Statement(db, """SELECT "Day", "SchemeVersionId", "EstateId", "Channel", "Answers" FROM "Ballots" """);
        using var rows = statement.ExecuteReader();
        var (day, version, estate, channel) = (0, 0, 0, (BallotChannel)0);
        int[][] tally = [];
        while (rows.Read())
        {
            var (d, v, e, c) = (rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2), (BallotChannel)rows.GetInt32(3));
            if (d != day || e != estate || c != channel || v != version)
            {
                Keep();
                if (v != version)
                    tally = codes.Tally(v);
                (day, version, estate, channel) = (d, v, e, c);
            }

            var packed = rows.GetFieldValue<byte[]>(4);
            for (var question = 0; question < tally.Length; question++)
                tally[question][packed[question]]++;
            ballots++;
        }

        Keep();
        return (ballots, counted);

        void Keep()
        {
            for (var question = 0; question < tally.Length; question++)
            {
                for (var answer = 1; answer < tally[question].Length; answer++)
                {
                    if (tally[question][answer] > 0)
                        CollectionsMarshal.GetValueRefOrAddDefault(counted, new Key(estate, day, codes.Line(version, question, answer), channel), out _) += tally[question][answer];
                }

                Array.Clear(tally[question]);
            }
        }
    }

    private static IEnumerable<(Key Key, int Count)> OfCounts(ScoringDb db, Codes codes)
    {
        using var statement = Statement(db, """SELECT "EstateId", "Day", "SchemeCode", "Question", "Answer", "Channel", "Count" FROM "BallotCounts" WHERE "Count" > 0""");
        using var rows = statement.ExecuteReader();
        while (rows.Read())
            yield return (new(rows.GetInt32(0), rows.GetInt32(1), codes.Line(rows.GetString(2), rows.GetString(3), rows.GetString(4)), (BallotChannel)rows.GetInt32(5)), rows.GetInt32(6));
    }

    private static DbCommand Statement(ScoringDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Strikes out of what the ballots say what is kept as it is; what is left nobody kept.</summary>
    private static IEnumerable<string> Compare(Dictionary<Key, int> ballots, IEnumerable<(Key Key, int Count)> kept, Func<Key, string> words)
    {
        foreach (var (key, stands) in kept)
        {
            ballots.Remove(key, out var says);
            if (stands != says)
                yield return $"{words(key)}: {stands} kept, {says} by the ballots";
        }

        foreach (var (key, says) in ballots)
            yield return $"{words(key)}: 0 kept, {says} by the ballots";
    }

    /// <param name="Day">Day number; 0 where days are added up.</param>
    /// <param name="Line">Scheme, question and answer, by <see cref="Codes"/>.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(int Estate, int Day, int Line, BallotChannel Channel);

    /// <summary>Numbers for scheme, question and answer, so that a million rows do not compare texts.</summary>
    private sealed class Codes(ScoringDb db)
    {
        private readonly Dictionary<(string Scheme, string Question, string Answer), int> numbers = [];
        private readonly List<(string Scheme, string Question, string Answer)> lines = [];
        private readonly Dictionary<int, int[][]> versions = [];

        /// <summary>Question and answer.</summary>
        public string this[int line] => $"{lines[line].Question} {lines[line].Answer}";

        public string SchemeOf(int line) => lines[line].Scheme;

        public int Line(string scheme, string question, string answer)
        {
            if (!numbers.TryGetValue((scheme, question, answer), out var number))
            {
                numbers.Add((scheme, question, answer), number = lines.Count);
                lines.Add((scheme, question, answer));
            }

            return number;
        }

        /// <param name="question">From 0, in the version's order.</param>
        /// <param name="answer">As packed, from 1.</param>
        public int Line(int version, int question, int answer) => versions[version][question][answer];

        /// <summary>An empty count for each question and packed answer of a version.</summary>
        public int[][] Tally(int version)
        {
            if (!versions.TryGetValue(version, out var map))
            {
                var kept = db.SchemeVersions.AsNoTracking().Single(v => v.Id == version);
                versions.Add(version, map = [.. Scheme.Parse(kept.Json).Survey!.Questions.Select(q => (int[])[-1, .. q.Answers.Select(a => Line(kept.Code, q.Code, a.Code))])]);
            }

            return [.. map.Select(q => new int[q.Length])];
        }
    }
}
