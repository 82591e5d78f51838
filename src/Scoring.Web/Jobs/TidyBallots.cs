using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Sqlite;
using Scoring.Domain.Calendars;
using Scoring.Web.Setup;

namespace Scoring.Web.Jobs;

/// <summary>
/// Once a night rewrites the file in the order of its keys when ballots came in the day before. Inside a page SQLite lays rows one after the
/// other as they come: on a quiet day the places of tokens and of ballots would tell the same order, and so who answered what.
/// </summary>
public sealed class TidyBallots(ScoringDb db, WriteGate gate, Clock clock) : IClockJob
{
    private const string SettingName = "ballots-tidied";
    private const int NightEnds = 6;

    /// <summary>A program that is only up by day tidies by day, when it has not for so long.</summary>
    private const int LongestDays = 2;

    public string Name => "整理选票";

    public async Task<string> Run(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var today = ChinaTime.DateOf(now);
        var kept = await db.Settings.SingleOrDefaultAsync(s => s.Name == SettingName, cancellationToken);
        var last = kept is null ? DateOnly.MinValue : DateOnly.ParseExact(kept.Value, "O", CultureInfo.InvariantCulture);
        if ((now.ToOffset(ChinaTime.Offset).Hour >= NightEnds && last.DayNumber + LongestDays >= today.DayNumber)
            || !await db.Ballots.AnyAsync(b => b.Day >= last && b.Day < today, cancellationToken))
            return string.Empty;

        using (await gate.Enter(cancellationToken))
        {
            await db.Database.ExecuteSqlRawAsync("VACUUM", cancellationToken);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        }

        var value = today.ToString("O", CultureInfo.InvariantCulture);
        if (kept is null)
            db.Settings.Add(new Setting { Name = SettingName, Value = value });
        else
            kept.Value = value;
        await db.SaveChangesAsync(cancellationToken);
        return "已按编号重排存储，选票不再留有先后痕迹";
    }
}
