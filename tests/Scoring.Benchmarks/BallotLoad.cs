using System.Diagnostics;
using Scoring.Harness;
using Scoring.Harness.Surveys;

namespace Scoring.Benchmarks;

/// <summary>What one run of load measured.</summary>
/// <param name="Rate">Ballots thanked for a second.</param>
/// <param name="P50">Milliseconds from the request to the answer, half of them.</param>
/// <param name="P99">The same for all but one in a hundred.</param>
internal sealed record LoadResult(double Rate, double P50, double P99);

/// <summary>Residents on so many connections who hand in one slip after the other, each its own, for so long.</summary>
internal static class BallotLoad
{
    // As an evening has had long before its busiest minute: what is translated anew is a matter of the first seconds.
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(8);

    /// <summary>Starts a program on a copy of a file, warms it up, measures, ends it.</summary>
    /// <param name="template">The file.</param>
    /// <param name="program">What to run; null: the real one.</param>
    /// <param name="connections">At the same time.</param>
    /// <param name="seconds">Measured.</param>
    /// <param name="requests">One for each slip that is out; they must suffice.</param>
    public static async Task<LoadResult> Run(string template, IReadOnlyList<string>? program, int connections, double seconds, byte[][] requests)
    {
        var folder = Directory.CreateTempSubdirectory("scoring-load-").FullName;
        using var web = new WebProgram(folder, program);
        try
        {
            File.Copy(template, web.DatabaseFile);
            await web.Start();
            var residents = Enumerable.Range(0, connections).Select(_ => new Resident(web.Address)).ToList();
            var next = await HandIn(residents, requests, 0, Warm.TotalSeconds, null);
            var times = residents.Select(_ => new List<long>(1 << 14)).ToList();
            var watch = Stopwatch.StartNew();
            await HandIn(residents, requests, next, seconds, times);
            var took = watch.Elapsed.TotalSeconds;
            residents.ForEach(r => r.Dispose());
            await web.Kill();
            var all = times.SelectMany(t => t).Order().ToList();
            if (all.Count < 100)
                throw new InvalidOperationException("Too little work was done for the figure to mean anything.");
            return new LoadResult(all.Count / took, Milliseconds(all[all.Count / 2]), Milliseconds(all[all.Count * 99 / 100]));
        }
        finally
        {
            web.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static async Task<int> HandIn(List<Resident> residents, byte[][] requests, int from, double seconds, List<List<long>>? times)
    {
        var next = from - 1;
        var until = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        await Task.WhenAll(residents.Select((resident, i) => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() is var begun && begun < until)
            {
                var slip = Interlocked.Increment(ref next);
                if (slip >= requests.Length)
                    throw new InvalidOperationException("There are not slips enough for this rate.");
                var status = await resident.Send(requests[slip]);
                if (status != 302)
                    throw new InvalidOperationException($"Slip {slip} was answered with {status}.");
                times?[i].Add(Stopwatch.GetTimestamp() - begun);
            }
        })));
        return next + 1;
    }
}
