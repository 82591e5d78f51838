using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Scoring.Data.Sqlite;

/// <summary>The default store: one SQLite file in WAL mode with synchronous=FULL.</summary>
public static class SqliteOptions
{
    /// <summary>Uses the SQLite file of the connection string for <see cref="ScoringDb"/>. Calling this binds the native library first.</summary>
    public static DbContextOptionsBuilder UseScoringSqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteOptions).Assembly.GetName().Name))
            .AddInterceptors(DurablePragmas.Instance);
}

/// <summary>Sets what durability needs on every connection, and refuses to go on where it did not take.</summary>
public sealed class DurablePragmas : DbConnectionInterceptor
{
    public static DurablePragmas Instance { get; } = new();

    // Asked for by name: the property's type comes from a version of SQLitePCLRaw that we do not compile against (docs/decisions/0002).
    private static readonly PropertyInfo Handle = typeof(SqliteConnection).GetProperty(nameof(Handle))!;

    /// <summary>Pooled connections that have been seen to already: pragmas last as long as the handle, and every query opens a connection.</summary>
    private readonly ConditionalWeakTable<object, object> seen = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Once(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Once(connection);
        return Task.CompletedTask;
    }

    private void Once(DbConnection connection)
    {
        var handle = Handle.GetValue(connection)!;
        if (seen.TryGetValue(handle, out _))
            return;
        Apply(connection);
        seen.AddOrUpdate(handle, this);
    }

    /// <exception cref="InvalidOperationException">The file cannot be used in WAL mode with synchronous=FULL.</exception>
    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        // What was erased or replaced (a count before the last ballot, a form token) is wiped where that costs no writing more.
        command.CommandText = "PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=FAST; PRAGMA journal_mode=WAL;";
        command.ExecuteNonQuery();
        Demand(connection);
    }

    /// <summary>Checks that the connection is durable: WAL, synchronous=FULL (2), foreign keys on.</summary>
    /// <exception cref="InvalidOperationException">It is not; the message names the pragma and its value.</exception>
    public static void Demand(DbConnection connection)
    {
        foreach (var (pragma, wanted) in new[] { ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1") })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            var value = Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
            if (!string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException($"SQLite runs with {pragma}={value}; this program only runs with {pragma}={wanted} (an acknowledged score must survive a power cut).");
        }
    }
}
