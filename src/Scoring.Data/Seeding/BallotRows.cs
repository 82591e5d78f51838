using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Scoring.Data.Surveys;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Seeding;

/// <summary>Gathers the many rows of a survey and writes them by prepared statements, in the transaction that is open; tracking each would take seconds.</summary>
internal sealed class BallotRows(ScoringDb db) : IDisposable
{
    private readonly BallotBook book = new(db.Database.GetDbConnection(), db.Database.CurrentTransaction?.GetDbTransaction());
    private readonly List<Action> waiting = [];

    public void Token(byte[] hash, int estateId, BallotChannel channel, int? batchId, DateOnly issuedOn) => waiting.Add(() => book.Token(hash, estateId, channel, batchId, issuedOn));

    public void Spent(byte[] hash) => waiting.Add(() => book.Spend(hash));

    public void Ballot(NewBallot ballot, long mark) => waiting.Add(() => book.Row(ballot, mark));

    public void Count(int estateId, string scheme, string question, string answer, DateOnly day, BallotChannel channel, int number) =>
        waiting.Add(() => book.Count(estateId, day, scheme, question, channel, answer, number));

    /// <summary>Writes what has gathered; the rows they refer to must be saved by now.</summary>
    public void Flush()
    {
        waiting.ForEach(write => write());
        waiting.Clear();
    }

    public void Dispose() => book.Dispose();
}
