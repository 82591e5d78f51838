using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tallying;

/// <summary>The newest tally of a cycle, read back and computed again with its traces, with what people have said about its flags.</summary>
public sealed record RunOfCycle(TallyRun Run, TallyRecord Record, TallyResult Result, IReadOnlyList<OpenFlag> Flags, IReadOnlyDictionary<string, FlagAcknowledgement> Acknowledged)
{
    /// <summary>Flags without a word on them.</summary>
    public IReadOnlyList<OpenFlag> Unsettled => [.. Flags.Where(f => f.NeedsLot || !Acknowledged.ContainsKey(f.Key))];

    /// <summary>Null when the cycle was never tallied.</summary>
    /// <exception cref="InvalidOperationException">The stored result is not what the stored record gives: the rows were tampered with.</exception>
    public static async Task<RunOfCycle?> Latest(ScoringDb db, int cycleId, CancellationToken cancellationToken = default)
    {
        var run = await db.TallyRuns.AsNoTracking().Where(r => r.CycleId == cycleId).OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancellationToken);
        return run is null ? null : await Read(db, run, cancellationToken);
    }

    public static async Task<RunOfCycle> Read(ScoringDb db, TallyRun run, CancellationToken cancellationToken = default)
    {
        var record = TallyRecord.Parse(run.RecordJson);
        var result = Tally.Run(record);
        if (result.Print() != run.ResultJson)
            throw new InvalidOperationException($"Tally run {run.Id}: the stored result is not what its record gives.");
        var acknowledged = await db.Acknowledgements.AsNoTracking().Where(a => a.TallyRunId == run.Id).ToDictionaryAsync(a => a.Flag, cancellationToken);
        return new RunOfCycle(run, record, result, OpenFlag.Of(result), acknowledged);
    }

    /// <summary>A new run of a record, not yet saved.</summary>
    public static TallyRun New(int cycleId, int number, TallyRecord record, int byId, DateTimeOffset now)
    {
        var (recordJson, resultJson) = (record.Print(), Tally.Run(record).Print());
        return new TallyRun
        {
            CycleId = cycleId,
            Number = number,
            RecordJson = recordJson,
            ResultJson = resultJson,
            RecordHash = Hash(recordJson),
            ResultHash = Hash(resultJson),
            ById = byId,
            At = now,
        };
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
