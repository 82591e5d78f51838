using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data.Sqlite.Surveys;
using Scoring.Data.Surveys;
using Scoring.Domain.Surveys;

namespace Scoring.Harness.Surveys;

/// <summary>What one round did and what was found wrong afterwards.</summary>
/// <param name="Acknowledged">Slips thanked for.</param>
/// <param name="Unanswered">Attempts under way when the program died.</param>
/// <param name="Faults">What is wrong, as sentences.</param>
public sealed record BallotOutcome(int Acknowledged, int Unanswered, IReadOnlyList<string> Faults);

/// <summary>
/// Residents hand in on many connections while the program is killed (SIGKILL) at a random moment; after each kill the file is looked at:
/// every slip thanked for is spent, there are as many ballots as spent slips, and a recount agrees. The next round first sends again what
/// was left without an answer.
/// </summary>
public sealed class BallotRounds(int seed, int slips, IReadOnlyList<string>? variant = null) : IDisposable
{
    public const string PlantedCommand = "web-that-thanks-early";
    private const int Connections = 64;
    private const int Warm = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("scoring-ballots-").FullName;
    private readonly ConcurrentDictionary<int, bool> thanked = new();
    private readonly Random random = new(seed);
    private ConcurrentQueue<int> left = new();
    private WebProgram? program;
    private int next = -1;

    /// <summary>The program that thanks a resident first and stores a moment later.</summary>
    public static IReadOnlyList<string> Planted { get; } = [typeof(BallotRounds).Assembly.Location, PlantedCommand];

    public static Task<int> RunPlanted(string[] args) => WebVariant.Run(args, builder => builder.Services.AddSingleton<BallotSlot>(services =>
    {
        var writer = services.GetRequiredService<BallotWriter>();
        return new BallotSlot(ballot =>
        {
            _ = Task.Run(async () =>
            {
                // So much later that a kill at any moment of the load comes between.
                await Task.Delay(TimeSpan.FromSeconds(3));
                await writer.HandIn(ballot);
            });
            return Task.FromResult(new Data.Sqlite.Surveys.Receipt(true, 30));
        });
    }));

    public void Prepare()
    {
        // Every phone comes from an address of its own, as through the proxy that stands before the program.
        Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        program = new WebProgram(folder, variant);
        new BallotFile(20, 1000, slips).Lay(program.DatabaseFile, TimeProvider.System.GetUtcNow());
    }

    /// <summary>One start, some load, one kill, one look.</summary>
    public async Task<BallotOutcome> Run()
    {
        var before = thanked.Count;
        await program!.Start();
        using var stop = new CancellationTokenSource();
        var unanswered = new ConcurrentQueue<int>();
        var load = Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => HandIn(unanswered, stop.Token), CancellationToken.None)));
        // A program that has just started is slow, and slower on a busy machine: the kill is to come in the middle of its work, not before.
        for (var patience = Stopwatch.StartNew(); thanked.Count < before + Warm && patience.Elapsed < Longest && !load.IsCompleted;)
            await Task.Delay(10, CancellationToken.None);
        await Task.Delay(random.Next(0, 1000), CancellationToken.None);
        await program.Kill();
        await stop.CancelAsync();
        await load;
        foreach (var slip in left)
            unanswered.Enqueue(slip);
        left = unanswered;
        return new BallotOutcome(thanked.Count - before, unanswered.Count, Look());
    }

    /// <summary>Sends what was left without an answer once more, to a program that lives, and looks a last time.</summary>
    public async Task<IReadOnlyList<string>> Finish()
    {
        await program!.Start();
        using var resident = new Resident(program.Address);
        var faults = new List<string>();
        foreach (var slip in left)
        {
            if (await resident.Send(Resident.Request(slip)) != 302)
                faults.Add($"slip {slip} is not taken in the end");
            thanked[slip] = true;
        }

        await program.Kill();
        return [.. faults, .. Look()];
    }

    public void Dispose()
    {
        program?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task HandIn(ConcurrentQueue<int> unanswered, CancellationToken stop)
    {
        using var resident = new Resident(program!.Address);
        while (!stop.IsCancellationRequested)
        {
            if (!left.TryDequeue(out var slip) && (slip = Interlocked.Increment(ref next)) >= slips)
                return;
            var status = await resident.Send(Resident.Request(slip), CancellationToken.None);
            if (status == 302)
                thanked[slip] = true;
            else if (status == 0)
            {
                unanswered.Enqueue(slip);
                return;
            }
            else if (status == 503)
                // Not taken, and said so: it is handed in again.
                left.Enqueue(slip);
            else
                throw new InvalidOperationException($"Slip {slip} was answered with {status}.");
        }
    }

    private List<string> Look()
    {
        using var db = LiveDay.Open(program!.DatabaseFile);
        var spent = db.SpentTokens.AsNoTracking().Select(s => s.Hash).AsEnumerable().Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var faults = thanked.Keys.Where(s => !spent.Contains(Convert.ToHexString(BallotToken.HashOf(BallotFile.Code(s))))).Select(s => $"slip {s} was thanked for, and is not there").ToList();
        var found = Recount.Run(db);
        if (found.Ballots != spent.Count)
            faults.Add($"{found.Ballots} ballots, {spent.Count} spent slips");
        return [.. faults, .. found.Differences];
    }
}
