using Bogus;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Seeding;

/// <summary>Fills an empty database with the demo district, from a fixed seed: the same district every time.</summary>
public sealed class DemoDistrict(ScoringDb db, DemoFiles files, WorkingDays calendar)
{
    /// <summary>Name of the setting that says which demo was loaded.</summary>
    public const string Mark = "demo-district";

    private const int Seed = 20261113;

    /// <summary>The moment at which the demo begins: the afternoon of a live day.</summary>
    public static DateTimeOffset Today { get; } = ChinaTime.At(new DateOnly(2026, 11, 13), new TimeOnly(14, 30));

    /// <summary>When the district was set up: before its first month.</summary>
    public static DateTimeOffset SetUp { get; } = ChinaTime.At(new DateOnly(2026, 4, 20), new TimeOnly(9, 0));

    /// <summary>Whether it has been loaded already.</summary>
    public static Task<bool> Loaded(ScoringDb db) => db.Settings.AnyAsync(s => s.Name == Mark);

    /// <summary>Adds everything; the caller saves, in its own transaction.</summary>
    /// <param name="version">The scheme's row; already saved.</param>
    /// <param name="scheme">What it says.</param>
    public async Task Load(SchemeVersion version, Scheme scheme)
    {
        _ = (version, calendar);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var district = new District(files, scheme, new Randomizer(Seed));
        var judging = scheme.Judging!.Panels.SelectMany(p => p.Groups).SelectMany(g => g.Departments).Distinct(StringComparer.Ordinal).ToArray();
        var evidence = scheme.Evidence.SelectMany(e => e.Departments).Concat(scheme.Vetoes.Select(v => v.Department)).Distinct(StringComparer.Ordinal).ToArray();
        var accounts = new DemoAccounts(district, judging, evidence, SetUp);
        db.Units.AddRange(district.Units);
        db.People.AddRange(district.People);
        db.Users.AddRange(accounts.All);
        db.Settings.Add(new Setting { Name = Mark, Value = Seed.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }
}
