using System.Data.Common;
using Microsoft.Data.Sqlite;
using Scoring.Data.Surveys;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Sqlite.Surveys;

/// <summary>Stores groups of ballots, each group in one transaction, on a connection of its own. Used by one thread at a time.</summary>
internal sealed class BallotStore : IDisposable
{
    private const int Quiet = 2_000;
    private const int Longest = 30_000;

    private readonly BallotFacts facts;
    private readonly TimeProvider clock;
    private readonly SqliteConnection connection;
    private readonly BallotBook book;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand commit;
    private readonly SqliteCommand version;
    private readonly SqliteCommand token;
    private readonly SqliteCommand estateOf;
    private readonly SqliteCommand spent;
    private readonly SqliteCommand empty;
    private long seen = -1;
    private long? first;
    private long last;

    public BallotStore(string connectionString, BallotFacts facts, TimeProvider clock)
    {
        this.facts = facts;
        this.clock = clock;
        // Impatient: a resident is told after two seconds that the file is locked, rather than left before an empty page.
        connection = new SqliteConnection(new DbConnectionStringBuilder { ConnectionString = connectionString, ["Pooling"] = "False", ["Default Timeout"] = "1" }.ConnectionString);
        try
        {
            connection.Open();
            DurablePragmas.Apply(connection);
            // What a count or a total was before its last ballot must not stay in the slack of a page.
            Command("PRAGMA busy_timeout=2000; PRAGMA secure_delete=ON").ExecuteNonQuery();
            begin = Command("BEGIN IMMEDIATE");
            commit = Command("COMMIT");
            version = Command("PRAGMA data_version");
            // There are as many batches and estates as ballots in a group: they are looked up by their keys, which is as quick as remembering them.
            token = Command("""
                SELECT t."EstateId", b."CycleId", b."VoidedAt" IS NOT NULL FROM "BallotTokens" AS t JOIN "TokenBatches" AS b ON b."Id" = t."BatchId" WHERE t."Hash" = @hash
                """, "@hash");
            estateOf = Command($"SELECT \"Id\" FROM \"Units\" WHERE \"Code\" = @code AND \"Kind\" = '{nameof(UnitKind.Estate)}'", "@code");
            spent = Command("SELECT 1 FROM \"SpentTokens\" WHERE \"Hash\" = @hash", "@hash");
            empty = Command("PRAGMA wal_checkpoint(TRUNCATE)");
            book = new BallotBook(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Stores what may be stored.</summary>
    /// <returns>What became of each, once it is on the disk.</returns>
    /// <exception cref="SqliteException">Nothing was stored; the connection is to be thrown away.</exception>
    public IReadOnlyList<Receipt> Store(IReadOnlyList<HandedIn> group)
    {
        begin.ExecuteNonQuery();
        // Somebody else has written since: what was read then may be true no longer. From here on nobody else can.
        var now = (long)version.ExecuteScalar()!;
        if (now != seen)
            facts.Forget();
        seen = now;

        var today = ChinaTime.DateOf(clock.GetUtcNow());
        var receipts = new Receipt[group.Count];
        var ballots = new List<NewBallot>(group.Count);
        var comments = new List<(int, DateOnly, string)>();
        // In the order of the tokens' keys, not of arrival: see BallotBook.
        foreach (var i in Enumerable.Range(0, group.Count).OrderBy(i => group[i].Hash, ByBytes.Instance))
            receipts[i] = Take(group[i], today, ballots, comments);
        if (ballots.Count > 0)
            book.Put(ballots, facts.Windows);
        book.Comments(comments);
        commit.ExecuteNonQuery();
        Soiled();
        return receipts;
    }

    /// <summary>The log holds ballots from now on.</summary>
    public void Soiled()
    {
        last = Environment.TickCount64;
        first ??= last;
    }

    /// <summary>Whether the log holds ballots.</summary>
    public bool Unemptied => first is not null;

    /// <summary>How long they may stay there from now: a quiet moment, and under steady traffic half a minute in all.</summary>
    public TimeSpan MayStay => TimeSpan.FromMilliseconds(Math.Max(0, Math.Min(last + Quiet, first.GetValueOrDefault() + Longest) - Environment.TickCount64));

    /// <summary>Moves what is in the log to its sorted places in the file, and cuts the log off.</summary>
    public void EmptyLog()
    {
        empty.ExecuteNonQuery();
        LeaveLog();
    }

    /// <summary>Lets the log be until the next ballot.</summary>
    public void LeaveLog() => first = null;

    public void Dispose()
    {
        book.Dispose();
        connection.Dispose();
    }

    private Receipt Take(HandedIn ballot, DateOnly today, List<NewBallot> ballots, List<(int, DateOnly, string)> comments)
    {
        var channel = ballot.Estate is null ? BallotChannel.Slip : BallotChannel.Open;
        var (form, estate) = ballot.Estate is null ? Slip(ballot.Hash, today) : Open(ballot.Estate, today);
        if (form is null || !Whole(form.Survey, ballot))
            return IsSpent(ballot.Hash) ? Again(form) : default;
        // An open token comes into being only now, so that looking at the page leaves nothing behind.
        if (channel == BallotChannel.Open)
            book.Token(ballot.Hash, estate, channel, null, new DateOnly(today.Year, today.Month, 1));
        if (!book.Spend(ballot.Hash))
            return Again(form);
        ballots.Add(new NewBallot(form, estate, channel, today, form.Pack(AnswerSheet.Demand(form.Survey, ballot.Answers))));
        if (form.Survey.Comment is not null && ballot.Comment.AsSpan().Trim().Length > 0)
            comments.Add((estate, today, ballot.Comment.Trim()));
        return new Receipt(true, form.Survey.WindowDays);

        Receipt Again(Questionnaire? asked)
        {
            if (estate > 0)
                book.Repeat(estate, today, channel);
            return new Receipt(true, asked?.Survey.WindowDays ?? 1);
        }
    }

    private static bool Whole(Survey survey, HandedIn ballot) =>
        AnswerSheet.FirstUnanswered(survey, ballot.Answers) is null && (survey.Comment is not { } rule || ballot.Comment.AsSpan().Trim().Length <= rule.Maximum);

    private (Questionnaire? Form, int Estate) Slip(byte[] hash, DateOnly today)
    {
        token.Parameters[0].Value = hash;
        using var row = token.ExecuteReader();
        if (!row.Read())
            return default;
        var (estate, cycle, voided) = (row.GetInt32(0), facts.Cycle(row.GetInt32(1)), row.GetBoolean(2));
        return (!voided && today <= cycle.Last ? cycle.Form : null, estate);
    }

    private (Questionnaire? Form, int Estate) Open(string code, DateOnly today)
    {
        estateOf.Parameters[0].Value = code;
        return estateOf.ExecuteScalar() is long estate ? (facts.Standing(today), (int)estate) : default;
    }

    private bool IsSpent(byte[] hash)
    {
        spent.Parameters[0].Value = hash;
        return spent.ExecuteScalar() is not null;
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private sealed class ByBytes : IComparer<byte[]>
    {
        public static ByBytes Instance { get; } = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
