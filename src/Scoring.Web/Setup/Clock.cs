using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;

namespace Scoring.Web.Setup;

/// <summary>
/// The application's time. In a demo it can be moved; everywhere else it is the system's. Not registered as the framework's
/// TimeProvider, so that moving it signs nobody out.
/// </summary>
/// <param name="ahead">How far this clock starts ahead of the system's.</param>
public sealed class Clock(TimeSpan ahead = default) : TimeProvider
{
    private const string SettingName = "clock-offset-seconds";
    private long offsetSeconds = (long)ahead.TotalSeconds;

    public bool Moved => Interlocked.Read(ref offsetSeconds) != 0;

    public DateTimeOffset Now => GetUtcNow();

    /// <summary>The world's time, wherever a demo has moved this clock to: what is signed for others must carry it.</summary>
    public DateTimeOffset Unmoved => base.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(Interlocked.Read(ref offsetSeconds));

    /// <summary>Reads the offset kept by an earlier run.</summary>
    public async Task Load(ScoringDb db)
    {
        var setting = await db.Settings.FindAsync(SettingName);
        if (setting is not null)
            Interlocked.Exchange(ref offsetSeconds, long.Parse(setting.Value, CultureInfo.InvariantCulture));
    }

    /// <summary>Moves the clock to a moment, and remembers it.</summary>
    public async Task MoveTo(DateTimeOffset moment, ScoringDb db)
    {
        var offset = (long)(moment - base.GetUtcNow()).TotalSeconds;
        var text = offset.ToString(CultureInfo.InvariantCulture);
        var setting = await db.Settings.SingleOrDefaultAsync(s => s.Name == SettingName);
        if (setting is null)
            db.Settings.Add(new Setting { Name = SettingName, Value = text });
        else
            setting.Value = text;
        await db.SaveChangesAsync();
        Interlocked.Exchange(ref offsetSeconds, offset);
    }
}
