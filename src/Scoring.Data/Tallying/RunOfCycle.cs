using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tallying;

/// <summary>The newest tally of a cycle, read back and computed again with its traces, with what people have said about its flags.</summary>
/// <param name="Lots">The lots that stand now, by entry code; the run was computed with those of its <paramref name="Record"/>.</param>
public sealed record RunOfCycle(
    TallyRun Run, TallyRecord Record, TallyResult Result, IReadOnlyList<OpenFlag> Flags, IReadOnlyDictionary<string, FlagAcknowledgement> Acknowledged, IReadOnlyDictionary<string, Exact> Lots)
{
    /// <summary>
    /// The ties across the cut that a draw has to settle, each as the codes of its members. A tie for which lots were drawn after this
    /// run waits for the next run instead; one that is there in spite of the lots it was computed with needs a new draw.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> ToDraw => [.. Tied.Where(g => !DrawnSince(g))];

    /// <summary>Whether lots were drawn that this run does not know yet.</summary>
    public bool WaitsForRun => Tied.Any(DrawnSince);

    private IEnumerable<IReadOnlyList<string>> Tied =>
        Result.Entries.Where(e => e.Flags.Contains(EntryResult.LotNeeded)).GroupBy(e => e.Rank).Select(g => (IReadOnlyList<string>)[.. g.Select(e => e.Code)]);

    private bool DrawnSince(IEnumerable<string> codes) =>
        codes.Any(c => (Lots.TryGetValue(c, out var now) ? now : (Exact?)null) != (Record.Lots.TryGetValue(c, out var then) ? then : (Exact?)null));

    /// <summary>Flags without a word on them.</summary>
    public IReadOnlyList<OpenFlag> Unsettled => [.. Flags.Where(f => f.NeedsLot || !Acknowledged.ContainsKey(f.Key))];

    /// <summary>Null when the cycle was never tallied.</summary>
    /// <exception cref="InvalidOperationException">The stored result is not what the stored record gives: the rows were tampered with.</exception>
    public static async Task<RunOfCycle?> Latest(ScoringDb db, int cycleId, CancellationToken cancellationToken = default)
    {
        var run = await db.TallyRuns.AsNoTracking().Where(r => r.CycleId == cycleId).OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancellationToken);
        return run is null ? null : await Read(db, run, cancellationToken);
    }

    /// <exception cref="InvalidOperationException">Record or result are not what was stored: the rows were tampered with.</exception>
    public static async Task<RunOfCycle> Read(ScoringDb db, TallyRun run, CancellationToken cancellationToken = default)
    {
        if (Hash(run.RecordJson) != run.RecordHash || Hash(run.ResultJson) != run.ResultHash)
            throw new InvalidOperationException($"Tally run {run.Id}: the stored record or result does not match its hash.");
        var record = TallyRecord.Parse(run.RecordJson);
        var result = Tally.Run(record);
        if (result.Print() != run.ResultJson)
            throw new InvalidOperationException($"Tally run {run.Id}: the stored result is not what its record gives.");
        var acknowledged = await db.Acknowledgements.AsNoTracking().Where(a => a.TallyRunId == run.Id).ToDictionaryAsync(a => a.Flag, cancellationToken);
        var lots = await db.Lots.AsNoTracking().Where(l => l.CycleId == run.CycleId)
            .Join(db.Entries, l => l.EntryId, e => e.Id, (l, e) => new { e.Code, l.Number }).ToDictionaryAsync(l => l.Code!, l => (Exact)l.Number, cancellationToken);
        return new RunOfCycle(run, record, result, OpenFlag.Of(result), acknowledged, lots);
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

    /// <summary>What the chain says openly of a run: the hashes of the record as the public gets it, of the result, and of the scheme.</summary>
    public static IReadOnlyDictionary<string, string> Facts(TallyRun run, TallyRecord record, string schemeHash) => new Dictionary<string, string>
    {
        ["record"] = Hash(record.ForThePublic().Print()),
        ["result"] = run.ResultHash,
        ["scheme"] = schemeHash,
    };

    /// <summary>What the chain says openly of every later step on the way to publication.</summary>
    public static IReadOnlyDictionary<string, string> Facts(string resultHash) => new Dictionary<string, string> { ["result"] = resultHash };

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
