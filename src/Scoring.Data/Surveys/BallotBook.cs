using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>A ballot to be stored.</summary>
/// <param name="Form">What was asked.</param>
/// <param name="EstateId">Whose residents answered.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="Day">The local day.</param>
/// <param name="Answers">Packed by the form.</param>
public sealed record NewBallot(Questionnaire Form, int EstateId, BallotChannel Channel, DateOnly Day, byte[] Answers);

/// <summary>A cycle and the days whose ballots it counts.</summary>
public sealed record CycleWindow(int CycleId, SurveyWindow Window);

/// <summary>
/// Stores ballots on one connection, in the transaction that is open there: the rows, the counts by day, and the totals of every cycle
/// whose window holds the day; all or nothing. Rows are written in the order of their keys, so that not even the place of a row inside
/// its page of the file tells who came first among those that were stored together.
/// </summary>
public sealed class BallotBook : IDisposable
{
    private readonly PreparedStatement token;
    private readonly PreparedStatement spend;
    private readonly PreparedStatement ballot;
    private readonly PreparedStatement count;
    private readonly PreparedStatement repeat;
    private readonly PreparedStatement comment;
    private readonly CycleTotals totals;

    public BallotBook(DbConnection connection, DbTransaction? transaction = null)
    {
        token = new(connection, transaction, "INSERT INTO \"BallotTokens\" (\"Hash\", \"EstateId\", \"Channel\", \"BatchId\", \"IssuedOn\") VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT DO NOTHING");
        spend = new(connection, transaction, "INSERT INTO \"SpentTokens\" (\"Hash\") VALUES (@p0) ON CONFLICT DO NOTHING");
        ballot = new(connection, transaction, "INSERT INTO \"Ballots\" (\"Day\", \"SchemeVersionId\", \"EstateId\", \"Channel\", \"Answers\", \"Mark\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5)");
        count = new(connection, transaction, """
            INSERT INTO "BallotCounts" ("EstateId", "Day", "SchemeCode", "Question", "Channel", "Answer", "Count") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
            ON CONFLICT DO UPDATE SET "Count" = "Count" + excluded."Count"
            """);
        repeat = new(connection, transaction, """
            INSERT INTO "RepeatCounts" ("EstateId", "Day", "Channel", "Count") VALUES (@p0, @p1, @p2, 1) ON CONFLICT DO UPDATE SET "Count" = "Count" + 1
            """);
        comment = new(connection, transaction, "INSERT INTO \"ResidentComments\" (\"Id\", \"EstateId\", \"Month\", \"Text\") VALUES (@p0, @p1, @p2, @p3)");
        totals = new(connection, transaction);
    }

    /// <summary>Makes a token known, unless it is.</summary>
    public void Token(byte[] hash, int estateId, BallotChannel channel, int? batchId, DateOnly issuedOn) =>
        token.Run(hash, estateId, channel.ToString(), batchId, Text(issuedOn));

    /// <summary>Spends a token that is known.</summary>
    /// <returns>Whether it was not spent before: the key of the table decides.</returns>
    public bool Spend(byte[] hash) => spend.Run(hash) == 1;

    /// <summary>Counts that a spent right came again; never which.</summary>
    public void Repeat(int estateId, DateOnly day, BallotChannel channel) => repeat.Run(estateId, Text(day), channel.ToString());

    /// <summary>Keeps what residents wrote, apart from their ballots and in no order: keys of their own, and of the time only the month.</summary>
    public void Comments(IEnumerable<(int EstateId, DateOnly Day, string Text)> comments)
    {
        foreach (var (id, c) in comments.Select(c => (Id: RandomNumberGenerator.GetBytes(16), c)).OrderBy(c => Convert.ToHexString(c.Id), StringComparer.Ordinal))
            comment.Run(id, c.EstateId, Text(new DateOnly(c.Day.Year, c.Day.Month, 1)), c.Text);
    }

    /// <summary>Stores ballots whose rights are settled, and counts them.</summary>
    /// <param name="ballots">In any order.</param>
    /// <param name="windows">The cycles of a programme whose window holds a day.</param>
    public void Put(IReadOnlyCollection<NewBallot> ballots, Func<string, DateOnly, IReadOnlyList<CycleWindow>> windows)
    {
        var open = ballots.Select(b => (b.Form.SchemeCode, b.Day)).Distinct().ToDictionary(k => k, k => windows(k.SchemeCode, k.Day));
        foreach (var ((scheme, _), cycles) in open)
        {
            foreach (var cycle in cycles)
                totals.BringUpToDate(cycle, scheme);
        }

        foreach (var (b, mark) in InOrder(ballots))
            ballot.Run(b.Day.DayNumber, b.Form.SchemeVersionId, b.EstateId, (int)b.Channel, b.Answers, mark);
        var estates = new Dictionary<(int Cycle, int Estate), List<TotalLine>>();
        foreach (var (key, number) in Counts(ballots))
        {
            Count(key.EstateId, key.Day, key.Scheme, key.Question, key.Channel, key.Answer, number);
            foreach (var cycle in open[(key.Scheme, key.Day)])
            {
                if (!estates.TryGetValue((cycle.CycleId, key.EstateId), out var lines))
                    estates.Add((cycle.CycleId, key.EstateId), lines = []);
                lines.Add(new(key.Question, key.Answer, key.Channel, number));
            }
        }

        foreach (var ((cycle, estate), lines) in estates)
            totals.Add(cycle, estate, lines);
    }

    /// <summary>Stores one row as it is and counts nothing: for whoever counts many by himself.</summary>
    public void Row(NewBallot b, long mark) => ballot.Run(b.Day.DayNumber, b.Form.SchemeVersionId, b.EstateId, (int)b.Channel, b.Answers, mark);

    /// <summary>Adds to a count by day.</summary>
    public void Count(int estateId, DateOnly day, string scheme, string question, BallotChannel channel, string answer, int number) =>
        count.Run(estateId, day.DayNumber, scheme, question, (int)channel, answer, number);

    public void Dispose()
    {
        token.Dispose();
        spend.Dispose();
        ballot.Dispose();
        count.Dispose();
        repeat.Dispose();
        comment.Dispose();
        totals.Dispose();
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static List<(NewBallot Ballot, long Mark)> InOrder(IReadOnlyCollection<NewBallot> ballots)
    {
        var random = RandomNumberGenerator.GetBytes(ballots.Count * sizeof(long));
        var rows = ballots.Select((b, i) => (Ballot: b, Mark: BinaryPrimitives.ReadInt64LittleEndian(random.AsSpan(i * sizeof(long))))).ToList();
        rows.Sort((a, b) =>
        {
            var order = a.Ballot.Day.CompareTo(b.Ballot.Day);
            if (order == 0)
                order = a.Ballot.Form.SchemeVersionId.CompareTo(b.Ballot.Form.SchemeVersionId);
            if (order == 0)
                order = a.Ballot.EstateId.CompareTo(b.Ballot.EstateId);
            return order == 0 ? a.Mark.CompareTo(b.Mark) : order;
        });
        return rows;
    }

    private static Dictionary<(string Scheme, int EstateId, DateOnly Day, BallotChannel Channel, string Question, string Answer), int> Counts(IEnumerable<NewBallot> ballots)
    {
        var counts = new Dictionary<(string, int, DateOnly, BallotChannel, string, string), int>();
        foreach (var b in ballots)
        {
            foreach (var (question, answer) in b.Form.Unpack(b.Answers))
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (b.Form.SchemeCode, b.EstateId, b.Day, b.Channel, question, answer), out _)++;
        }

        return counts;
    }
}
