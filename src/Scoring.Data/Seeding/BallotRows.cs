using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Seeding;

/// <summary>Writes the many rows of a survey by prepared statements, in the transaction that is open; tracking each would take seconds.</summary>
internal sealed class BallotRows : IDisposable
{
    private readonly DbCommand token;
    private readonly DbCommand spent;
    private readonly DbCommand ballot;
    private readonly DbCommand count;

    public BallotRows(ScoringDb db)
    {
        token = Prepare(db, "INSERT INTO \"BallotTokens\" (\"Hash\", \"EstateId\", \"Channel\", \"BatchId\", \"IssuedOn\") VALUES (@p0, @p1, @p2, @p3, @p4)", 5);
        spent = Prepare(db, "INSERT INTO \"SpentTokens\" (\"Hash\") VALUES (@p0)", 1);
        ballot = Prepare(db, "INSERT INTO \"Ballots\" (\"Id\", \"EstateId\", \"Day\", \"Channel\", \"Answers\") VALUES (@p0, @p1, @p2, @p3, @p4)", 5);
        count = Prepare(db, "INSERT INTO \"BallotCounts\" (\"EstateId\", \"Question\", \"Answer\", \"Day\", \"Channel\", \"Count\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5)", 6);
    }

    private readonly List<Action> waiting = [];

    public void Token(byte[] hash, int estateId, BallotChannel channel, int? batchId, DateOnly issuedOn) =>
        waiting.Add(() => Run(token, hash, estateId, channel.ToString(), (object?)batchId ?? DBNull.Value, Day(issuedOn)));

    public void Spent(byte[] hash) => waiting.Add(() => Run(spent, hash));

    public void Ballot(byte[] id, int estateId, DateOnly day, BallotChannel channel, IReadOnlyDictionary<string, string> answers) =>
        waiting.Add(() => Run(ballot, id, estateId, Day(day), channel.ToString(), JsonSerializer.Serialize(answers)));

    public void Count(int estateId, string question, string answer, DateOnly day, BallotChannel channel, int number) =>
        waiting.Add(() => Run(count, estateId, question, answer, Day(day), channel.ToString(), number));

    /// <summary>Writes what has gathered; the rows they refer to must be saved by now.</summary>
    public void Flush()
    {
        waiting.ForEach(write => write());
        waiting.Clear();
    }

    public void Dispose()
    {
        token.Dispose();
        spent.Dispose();
        ballot.Dispose();
        count.Dispose();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DbCommand Prepare(ScoringDb db, string sql, int parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i.ToString(CultureInfo.InvariantCulture)}";
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Run(DbCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
