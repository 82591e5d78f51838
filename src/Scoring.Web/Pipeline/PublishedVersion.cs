using System.Diagnostics;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Web.Setup;

namespace Scoring.Web.Pipeline;

/// <summary>
/// Which state of what is published holds now: part of the key of every kept public answer, so that none outlives what it shows. Asked anew after every
/// command of this program, and twice a second for what another one may have written into the same file.
/// </summary>
public sealed class PublishedVersion(IServiceScopeFactory scopes, Clock clock)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromMilliseconds(500);
    private Seen? last;
    private int commits;
    private int reading;

    private sealed record Seen(string Mark, long At, int Commits);

    /// <summary>Something was committed: the next who asks looks.</summary>
    public void Committed() => Interlocked.Increment(ref commits);

    public ValueTask<string> Now(CancellationToken cancellationToken)
    {
        var seen = Volatile.Read(ref last);
        if (seen is not null && seen.Commits == Volatile.Read(ref commits))
        {
            if (Stopwatch.GetElapsedTime(seen.At) < Trusted)
                return new(seen.Mark);
            // Of many who come when it is time to look, one looks; the others need not wait for it.
            if (Interlocked.CompareExchange(ref reading, 1, 0) == 1)
                return new(seen.Mark);
            return new(ReadAlone(cancellationToken));
        }

        return new(Read(cancellationToken));
    }

    private async Task<string> ReadAlone(CancellationToken cancellationToken)
    {
        try
        {
            return await Read(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    private async Task<string> Read(CancellationToken cancellationToken)
    {
        // Both noted before the look: what is committed meanwhile makes it out of date.
        var (at, counted) = (Stopwatch.GetTimestamp(), Volatile.Read(ref commits));
        await using var scope = scopes.CreateAsyncScope();
        var mark = await PublishedMark.Read(scope.ServiceProvider.GetRequiredService<ScoringDb>(), clock.Now, cancellationToken);
        Volatile.Write(ref last, new Seen(mark, at, counted));
        return mark;
    }
}
