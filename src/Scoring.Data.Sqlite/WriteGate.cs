using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Scoring.Data.Sqlite;

/// <summary>
/// The one queue of this process before SQLite's write lock: first come, first served. SQLite lets waiting writers sleep and try again,
/// so that under load the unlucky starve; here they stand in line. A queue, not a rule: the database still decides, and a writer that
/// passes by it (another process, a tool) does no harm but to the order.
/// </summary>
public sealed class WriteGate : IDisposable
{
    /// <summary>Longer than any honest transaction; a line that stands still so long is a fault, and is answered like a locked file.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim line = new(1, 1);

    /// <summary>Waits for the turn; dispose what comes back when the transaction is over.</summary>
    /// <exception cref="SqliteException">Busy: the line did not move.</exception>
    public async ValueTask<Turn> Enter(CancellationToken cancellationToken = default) =>
        await line.WaitAsync(Patience, cancellationToken) ? new Turn(this) : throw StoreTrouble.Crowded();

    /// <summary>The same for a thread that has nothing else to do; it stands in the same line, where a plain wait would go ahead of it.</summary>
    public Turn EnterNow() => Enter().AsTask().GetAwaiter().GetResult();

    public void Dispose() => line.Dispose();

    /// <summary>The right to write, until disposed.</summary>
    public sealed class Turn(WriteGate gate) : IDisposable
    {
        private WriteGate? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.line.Release();
    }
}

/// <summary>Lets a save that has no transaction around it (sign-in, keys, the clock) stand in line like everybody.</summary>
public sealed class GatedSaves(WriteGate gate) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, WriteGate.Turn> turns = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (Alone(eventData) is { } db)
            turns.AddOrUpdate(db, gate.EnterNow());
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Alone(eventData) is { } db)
            turns.AddOrUpdate(db, await gate.Enter(cancellationToken));
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Leave(eventData);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) => new(SavedChanges(eventData, result));

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Leave(eventData);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Leave(eventData);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    /// <summary>The context, when nobody has begun a transaction for it: whoever did stands at the gate already.</summary>
    private static DbContext? Alone(DbContextEventData data) => data.Context is { Database.CurrentTransaction: null } db ? db : null;

    private void Leave(DbContextEventData data)
    {
        if (data.Context is not { } db || !turns.TryGetValue(db, out var turn))
            return;
        turns.Remove(db);
        turn.Dispose();
    }
}
