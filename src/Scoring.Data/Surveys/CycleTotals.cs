using System.Data.Common;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>Keeps one row an estate with its counts over a cycle's whole window (<see cref="EstateTotal"/>).</summary>
internal sealed class CycleTotals(DbConnection connection, DbTransaction? transaction) : IDisposable
{
    private readonly PreparedStatement window = new(connection, transaction, "SELECT \"First\", \"Last\" FROM \"TotalsWindows\" WHERE \"CycleId\" = @p0");
    private readonly PreparedStatement setWindow = new(connection, transaction, """
        INSERT INTO "TotalsWindows" ("CycleId", "First", "Last") VALUES (@p0, @p1, @p2) ON CONFLICT DO UPDATE SET "First" = excluded."First", "Last" = excluded."Last"
        """);

    private readonly PreparedStatement clear = new(connection, transaction, "DELETE FROM \"EstateTotals\" WHERE \"CycleId\" = @p0");
    private readonly PreparedStatement sums = new(connection, transaction, """
        SELECT "EstateId", "Question", "Answer", "Channel", SUM("Count") FROM "BallotCounts" WHERE "SchemeCode" = @p0 AND "Day" BETWEEN @p1 AND @p2
        GROUP BY "EstateId", "Question", "Answer", "Channel" HAVING SUM("Count") > 0 ORDER BY "EstateId"
        """);

    private readonly PreparedStatement find = new(connection, transaction, "SELECT \"Counts\" FROM \"EstateTotals\" WHERE \"CycleId\" = @p0 AND \"EstateId\" = @p1");
    private readonly PreparedStatement put = new(connection, transaction, """
        INSERT INTO "EstateTotals" ("CycleId", "EstateId", "Counts") VALUES (@p0, @p1, @p2) ON CONFLICT DO UPDATE SET "Counts" = excluded."Counts"
        """);

    /// <summary>Adds the counts by day up anew, when the totals were made for another window or never.</summary>
    public void BringUpToDate(CycleWindow cycle, string scheme)
    {
        var (first, last) = (cycle.Window.First.DayNumber, cycle.Window.Last.DayNumber);
        using (var kept = window.Rows(cycle.CycleId))
        {
            if (kept.Read() && kept.GetInt32(0) == first && kept.GetInt32(1) == last)
                return;
        }

        var estates = new List<(int Estate, List<TotalLine> Lines)>();
        using (var rows = sums.Rows(scheme, first, last))
        {
            while (rows.Read())
            {
                if (estates.Count == 0 || estates[^1].Estate != rows.GetInt32(0))
                    estates.Add((rows.GetInt32(0), []));
                estates[^1].Lines.Add(new(rows.GetString(1), rows.GetString(2), (BallotChannel)rows.GetInt32(3), rows.GetInt32(4)));
            }
        }

        clear.Run(cycle.CycleId);
        foreach (var (estate, lines) in estates)
            put.Run(cycle.CycleId, estate, TotalLines.Print(lines));
        setWindow.Run(cycle.CycleId, first, last);
    }

    /// <summary>Adds to the totals of one estate, which are up to date.</summary>
    public void Add(int cycleId, int estateId, IEnumerable<TotalLine> lines)
    {
        string kept;
        using (var row = find.Rows(cycleId, estateId))
            kept = row.Read() ? row.GetString(0) : string.Empty;
        put.Run(cycleId, estateId, TotalLines.Add(kept, lines));
    }

    public void Dispose()
    {
        foreach (var statement in new[] { window, setWindow, clear, sums, find, put })
            statement.Dispose();
    }
}
