using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Surveys;

namespace Scoring.Data.Sqlite.Surveys;

/// <summary>What a resident hands in.</summary>
/// <param name="Hash">Of the slip's code or of the device's mark.</param>
/// <param name="Estate">Code of the estate for the open code; null for a slip.</param>
/// <param name="Answers">Question code → answer code, as sent.</param>
/// <param name="Comment">What the resident wrote besides; empty for nothing.</param>
public sealed record HandedIn(byte[] Hash, string? Estate, IReadOnlyDictionary<string, string> Answers, string Comment = "");

/// <summary>What became of it; true only once it is on the disk.</summary>
/// <param name="Taken">It is stored, now or by an earlier attempt with the same right. False: nothing was stored, and the page says why.</param>
/// <param name="WindowDays">Days over which the questionnaire asks, for the mark on the device.</param>
public readonly record struct Receipt(bool Taken, int WindowDays);

/// <summary>Where a resident's page hands in.</summary>
public delegate Task<Receipt> BallotSlot(HandedIn ballot);

/// <summary>
/// The one writer of residents' ballots. What has queued while the disk was busy is stored in one transaction, and each is answered when
/// that is on the disk. Everything is decided inside the transaction: whether the right exists, is spent (the key of the table says so),
/// is late by the clock of the transaction, and whether the answers are whole. So what was acknowledged is what is counted.
/// SQLite's log keeps what one transaction wrote side by side, a token and its ballot too, so it is emptied soon after.
/// </summary>
public sealed class BallotWriter : IDisposable
{
    /// <summary>The most ballots of one transaction.</summary>
    public const int Group = 512;

    /// <summary>The most that may wait; whoever comes then is told to come again.</summary>
    public const int Room = 8192;

    private readonly Channel<Waiting?> queue = Channel.CreateBounded<Waiting?>(new BoundedChannelOptions(Room) { SingleReader = true });
    private readonly WriteGate gate;
    private readonly Func<BallotStore> open;
    private readonly Thread thread;
    private BallotStore? store;
    private long stored;

    /// <param name="connectionString">The file.</param>
    /// <param name="gate">Where all writers of the program stand in line.</param>
    /// <param name="clock">Says what is late.</param>
    public BallotWriter(string connectionString, WriteGate gate, TimeProvider clock)
    {
        this.gate = gate;
        var options = new DbContextOptionsBuilder<ScoringDb>();
        options.UseScoringSqlite(connectionString);
        var facts = new BallotFacts(() => new ScoringDb(options.Options));
        open = () => new BallotStore(connectionString, facts, clock);
        thread = new Thread(Work) { IsBackground = true, Name = "ballots" };
        thread.Start();
    }

    /// <summary>Ballots stored since the start.</summary>
    public long Stored => Interlocked.Read(ref stored);

    /// <summary>Hands in; the answer comes when the ballot is on the disk.</summary>
    /// <exception cref="SqliteException">The store cannot take it now (<see cref="StoreTrouble.Passing"/>); nothing was stored.</exception>
    public Task<Receipt> HandIn(HandedIn ballot)
    {
        var waiting = new Waiting(ballot);
        return queue.Writer.TryWrite(waiting) ? waiting.Answer : throw StoreTrouble.Crowded();
    }

    /// <summary>Somebody else has put ballots in, at the door or from paper: what the log keeps side by side is to go here too.</summary>
    public void EmptyLogSoon() => queue.Writer.TryWrite(null);

    public void Dispose()
    {
        queue.Writer.TryComplete();
        thread.Join();
        store?.Dispose();
    }

    private void Work()
    {
        var group = new List<Waiting>(Group);
        while (More())
        {
            var others = false;
            while (group.Count < Group && queue.Reader.TryRead(out var next))
            {
                if (next is null)
                    others = true;
                else
                    group.Add(next);
            }

            if (group.Count > 0)
                Store(group);
            if (others)
                Soiled();
            group.Clear();
        }

        if (store is { Unemptied: true })
            EmptyLog();
    }

    /// <summary>Waits for ballots; with commits still in the log, only so long until the log is to be emptied.</summary>
    /// <returns>False when there will never be more.</returns>
    private bool More()
    {
        if (store is { Unemptied: true })
        {
            using var patience = new CancellationTokenSource(store.MayStay);
            try
            {
                if (store.MayStay > TimeSpan.Zero)
                    return queue.Reader.WaitToReadAsync(patience.Token).AsTask().GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // Nobody came: the time to tidy up.
            }

            EmptyLog();
            return true;
        }

        return queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();
    }

    private void Soiled()
    {
        try
        {
            store ??= open();
            store.Soiled();
        }
        catch (SqliteException)
        {
            // No ballot depends on it: the next one brings it about.
        }
    }

    private void EmptyLog()
    {
        try
        {
            using (gate.EnterNow())
                store!.EmptyLog();
        }
        catch (SqliteException)
        {
            // No ballot depends on it: the next quiet moment will do.
            store!.LeaveLog();
        }
    }

    private void Store(IReadOnlyList<Waiting> group)
    {
        try
        {
            IReadOnlyList<Receipt> receipts;
            using (gate.EnterNow())
            {
                store ??= open();
                receipts = store.Store([.. group.Select(w => w.Ballot)]);
            }

            for (var i = 0; i < group.Count; i++)
                group[i].Tell(receipts[i]);
            Interlocked.Add(ref stored, receipts.Count(r => r.Taken));
        }
        catch (Exception e)
        {
            // Whatever the connection was in the middle of is gone with it; the next group opens a new one.
            store?.Dispose();
            store = null;
            if (group.Count == 1 || StoreTrouble.Passing(e))
            {
                foreach (var waiting in group)
                    waiting.Fail(e);
                return;
            }

            // One of them is at fault: it must not take the others with it.
            foreach (var waiting in group)
                Store([waiting]);
        }
    }

    /// <summary>A ballot and whoever waits for its answer; answered on another thread than the writer's.</summary>
    private sealed class Waiting(HandedIn ballot)
    {
        private readonly TaskCompletionSource<Receipt> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HandedIn Ballot => ballot;

        public Task<Receipt> Answer => answer.Task;

        public void Tell(Receipt receipt) => answer.SetResult(receipt);

        public void Fail(Exception e) => answer.SetException(e);
    }
}
