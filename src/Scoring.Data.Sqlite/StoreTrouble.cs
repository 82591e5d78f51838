using Microsoft.Data.Sqlite;

namespace Scoring.Data.Sqlite;

/// <summary>Tells trouble of the store that may pass from a fault of ours.</summary>
public static class StoreTrouble
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;

    /// <summary>More are waiting to write than there is room for.</summary>
    public static SqliteException Crowded() => new("Too many are waiting to write.", Busy);

    /// <summary>Whether trying again later may help: the file is busy, the disk is full or does not answer.</summary>
    public static bool Passing(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full })
                return true;
        }

        return false;
    }
}
