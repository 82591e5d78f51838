using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Sqlite.Surveys;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>Slips put straight into the file, by the thousand, and handed in without a page.</summary>
internal static class Tokens
{
    /// <summary>Hashes of so many good slips of the October cycle, batches of at most 500.</summary>
    public static async Task<IReadOnlyList<byte[]>> PutSlips(this WebApp app, int count, int estate = SurveyDesk.Estate)
    {
        var cycle = await app.October();
        return await app.Db(async db =>
        {
            var batch = new TokenBatch { CycleId = cycle, EstateId = estate, Count = count, IssuedById = District.Account("operator-1"), IssuedAt = app.Begins };
            db.TokenBatches.Add(batch);
            await db.SaveChangesAsync();
            var hashes = Enumerable.Range(0, count).Select(i => BallotToken.HashOf(string.Create(CultureInfo.InvariantCulture, $"{batch.Id}-{i}"))).ToList();
            db.BallotTokens.AddRange(hashes.Select(h => new BallotToken { Hash = h, EstateId = estate, Channel = BallotChannel.Slip, BatchId = batch.Id, IssuedOn = new(2026, 10, 8) }));
            await db.SaveChangesAsync();
            return hashes;
        });
    }

    public static HandedIn Slip(byte[] hash, string answer = "satisfied") => new(hash, null, new Dictionary<string, string>(StringComparer.Ordinal) { ["overall"] = answer });

    public static Task<int> Stored(this WebApp app, int estate = SurveyDesk.Estate) => app.Db(db => db.Ballots.CountAsync(b => b.EstateId == estate));
}
