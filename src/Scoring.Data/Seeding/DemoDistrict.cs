using System.Globalization;
using Bogus;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Seeding;

/// <summary>Fills an empty database with the demo district, from a fixed seed: the same district every time.</summary>
public sealed class DemoDistrict(ScoringDb db, DemoFiles files, WorkingDays calendar)
{
    /// <summary>Name of the setting that says which demo was loaded.</summary>
    public const string Mark = "demo-district";

    private const int Seed = 20261113;

    private const int PastMonths = 6;

    /// <summary>The moment at which the demo begins: the afternoon of a live day.</summary>
    public static DateTimeOffset Today { get; } = ChinaTime.At(new DateOnly(2026, 11, 13), new TimeOnly(14, 30));

    /// <summary>When the district was set up: before its first month.</summary>
    public static DateTimeOffset SetUp { get; } = ChinaTime.At(new DateOnly(2026, 4, 20), new TimeOnly(9, 0));

    /// <summary>When a programme was set up: one with years behind it before its first year.</summary>
    public static DateTimeOffset SetUpOf(Scheme scheme) => scheme.Cadence == Cadence.Yearly ? DemoStars.SetUp : SetUp;

    /// <summary>Whether it has been loaded already.</summary>
    public static Task<bool> Loaded(ScoringDb db) => db.Settings.AnyAsync(s => s.Name == Mark);

    /// <summary>Adds everything, saving as it goes: to be called in one transaction.</summary>
    /// <param name="version">The scheme's row; already saved.</param>
    /// <param name="scheme">What it says.</param>
    /// <param name="others">The other programmes that are loaded; those whose units apply for levels get their years too.</param>
    /// <param name="finding">A document in the file store for what needs one.</param>
    public async Task Load(SchemeVersion version, Scheme scheme, IReadOnlyList<(SchemeVersion Version, Scheme Scheme)>? others = null, KeptFinding? finding = null)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var random = new Randomizer(Seed);
        var district = new District(files, scheme, random);
        var judging = scheme.Judging!.Panels.SelectMany(p => p.Groups).SelectMany(g => g.Departments).Distinct(StringComparer.Ordinal).ToArray();
        var evidence = scheme.Evidence.SelectMany(e => e.Departments).Concat(scheme.Vetoes.Select(v => v.Department)).Distinct(StringComparer.Ordinal).ToArray();
        var accounts = new DemoAccounts(district, judging, evidence, SetUp);
        var applied = (others ?? []).Where(o => o.Scheme.Subject.From == SubjectSource.Application).OrderBy(o => o.Scheme.Code, StringComparer.Ordinal).Take(1).ToList();
        foreach (var other in applied)
        {
            district.AddDepartments(other.Scheme);
            accounts.AddOfficers(other.Scheme, new PersonNames(files.Names, new Randomizer(Seed + 1)));
        }

        db.Units.AddRange(district.Units);
        db.People.AddRange(district.People);
        db.Users.AddRange(accounts.All);
        db.Settings.Add(new Setting { Name = Mark, Value = Seed.ToString(CultureInfo.InvariantCulture) });
        await Save();

        var context = new DemoContext(db, scheme, version.Id, calendar, district, accounts, new DossierTexts(files.Texts, random), random, new DemoLog());
        using var rows = new BallotRows(db);
        var survey = new DemoSurvey(context, rows);
        for (var number = 1; number <= PastMonths + 1; number++)
            await Month(context, survey, rows, number);
        foreach (var (otherVersion, otherScheme) in applied)
            await new DemoStars(context with { Scheme = otherScheme, VersionId = otherVersion.Id, Random = new Randomizer(Seed + 2) }, rows).Add(finding ?? KeptFinding.None);
        await DemoQuarters.Add(context, rows, files);
        await DemoNeighbours.Add(context, files);
        DemoDraft.Add(context);
        db.AuditEvents.AddRange(context.Log.Events);
        db.JobRuns.AddRange(context.Log.Runs);
        await Save();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private async Task Month(DemoContext context, DemoSurvey survey, BallotRows rows, int number)
    {
        var (scheme, current) = (context.Scheme, number > PastMonths);
        var period = Period.Of(scheme.Cadence, ChinaTime.DateOf(Today));
        for (var back = number; back <= PastMonths; back++)
            period = period.Previous;
        var cycle = CycleDates.Open(scheme, context.VersionId, scheme.Phases.Resolve(period, calendar), number);
        db.Cycles.Add(cycle);
        await db.SaveChangesAsync();

        var month = new DemoMonth(cycle);
        Begin(context.Log, cycle);
        DemoNominations.Add(context, month, substitution: current || number == 3);
        DemoPanel.Add(context, month, declared: current || number % 2 == 0);
        DemoEvidence.Add(context, month, veto: number == 4);
        survey.Add(month, shortOf: 3 + (number * 5 % 13), current);
        DemoSheets.Add(context, month, until: current ? Today : DateTimeOffset.MaxValue);
        DemoStage.Add(context, month, until: current ? Today : DateTimeOffset.MaxValue);
        cycle.State = CycleState.Scoring;
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync();
        rows.Flush();
        // The ballots must be countable when the month is tallied.
        if (!current)
            await DemoEnding.Add(context, month);
        db.ChangeTracker.DetectChanges();
        await Save();
    }

    private static void Begin(DemoLog log, Cycle cycle)
    {
        var opens = cycle.Phase(PhaseCode.Nominate).StartsAt;
        // One period ahead, when that period begins.
        var ahead = ChinaTime.At(Period.Parse(cycle.Period).Previous.FirstDay, new TimeOnly(0, 0, 1));
        log.Job(ahead > SetUp ? ahead : SetUp, "创建期次", "Cycles.Create", cycle.Id, $"创建“{cycle.Title}”");
        log.Job(opens.AddSeconds(2), "推进期次", "Cycles.Advance", cycle.Id, $"“{cycle.Title}”进入“{StateNames.Of(CycleState.Nominating)}”");
        log.Job(cycle.Phase(PhaseCode.Nominate).EndsAt.AddSeconds(2), "推进期次", "Cycles.Advance", cycle.Id, $"“{cycle.Title}”进入“{StateNames.Of(CycleState.Review)}”");
        log.Job(cycle.Phase(PhaseCode.Live).StartsAt.AddSeconds(2), "推进期次", "Cycles.Advance", cycle.Id, $"“{cycle.Title}”进入“{StateNames.Of(CycleState.Scoring)}”");
    }

    private async Task Save()
    {
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }
}
