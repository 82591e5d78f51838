using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>Puts answers in: the ballot under its own random key and the running counts, in the transaction that is open. The rights to answer are the callers' affair.</summary>
public static class BallotBox
{
    /// <param name="db">With its transaction open.</param>
    /// <param name="estateId">Whose residents answered.</param>
    /// <param name="channel">How it came in.</param>
    /// <param name="day">The local day.</param>
    /// <param name="answers">Question code → answer code, checked by <see cref="AnswerSheet"/>.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public static async Task Put(ScoringDb db, int estateId, BallotChannel channel, DateOnly day, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        db.Ballots.Add(new Ballot { Id = RandomNumberGenerator.GetBytes(16), EstateId = estateId, Day = day, Channel = channel, Answers = answers });
        foreach (var (question, answer) in answers)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "BallotCounts" ("EstateId", "Question", "Day", "Channel", "Answer", "Count") VALUES ({estateId}, {question}, {day}, {channel.ToString()}, {answer}, 1)
                ON CONFLICT ("EstateId", "Question", "Day", "Channel", "Answer") DO UPDATE SET "Count" = "BallotCounts"."Count" + 1
                """,
                cancellationToken);
        }
    }

    /// <summary>Counts that a spent right came again; never which.</summary>
    public static Task CountRepeat(ScoringDb db, int estateId, BallotChannel channel, DateOnly day, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "RepeatCounts" ("EstateId", "Day", "Channel", "Count") VALUES ({estateId}, {day}, {channel.ToString()}, 1)
            ON CONFLICT ("EstateId", "Day", "Channel") DO UPDATE SET "Count" = "RepeatCounts"."Count" + 1
            """,
            cancellationToken);

    /// <summary>Keeps what a resident wrote, apart from the ballot: a key of its own, and of the time only the month.</summary>
    public static void PutComment(ScoringDb db, int estateId, DateOnly day, string text) =>
        db.ResidentComments.Add(new ResidentComment { Id = RandomNumberGenerator.GetBytes(16), EstateId = estateId, Month = new DateOnly(day.Year, day.Month, 1), Text = text });
}
