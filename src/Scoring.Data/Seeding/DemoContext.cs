using Bogus;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Person = Scoring.Domain.Organisation.Person;

namespace Scoring.Data.Seeding;

/// <summary>What every step of the demo draws on.</summary>
internal sealed record DemoContext(
    ScoringDb Db, Scheme Scheme, int VersionId, WorkingDays Calendar, District District, DemoAccounts Accounts, DossierTexts Texts, Randomizer Random, DemoLog Log)
{
    private readonly Dictionary<int, double> abilities = [];
    private readonly Dictionary<int, double> severities = [];
    // Shared by every copy of the context: the programmes of one district count on.
    private readonly int[] last = new int[2];

    /// <summary>People who have won, and so may not stand again in the months that follow.</summary>
    public HashSet<int> Winners { get; } = [];

    /// <summary>Units that no month knows: offices and institutions of other programmes.</summary>
    public List<Unit> Others { get; } = [];

    public int NextSheetId() => ++last[0];

    public int NextBatchId() => ++last[1];

    /// <summary>How good a candidate is at everything, as a share of full marks.</summary>
    public double Ability(int personId) => Once(abilities, personId, 0.76, 0.935);

    /// <summary>How much a judge is above or below the others, as a share of full marks.</summary>
    public double Severity(int accountId) => Once(severities, accountId, -0.045, 0.03);

    /// <summary>A small deviation either way.</summary>
    public double Noise(double size) => Random.Double(-size, size);

    private double Once(Dictionary<int, double> known, int id, double least, double most) =>
        known.TryGetValue(id, out var value) ? value : known[id] = Random.Double(least, most);
}

/// <summary>One month in the making.</summary>
internal sealed class DemoMonth(Cycle cycle)
{
    public Cycle Cycle { get; } = cycle;

    /// <summary>Accepted entries in running order once drawn.</summary>
    public List<Entry> Entries { get; set; } = [];

    public List<Judge> Judges { get; } = [];

    public HashSet<(int JudgeId, int EntryId)> Recused { get; } = [];

    /// <summary>Whose phones would not work, and before whom: they write on paper.</summary>
    public IReadOnlyList<(int JudgeId, int EntryId)> OnPaper { get; set; } = [];

    public Dictionary<int, Person> People { get; } = [];

    public DateOnly FirstDay(string phase) => ChinaTime.DateOf(Cycle.Phase(phase).StartsAt);

    public DateOnly LastDay(string phase) => ChinaTime.DateOf(Cycle.Phase(phase).EndsAt);

    /// <summary>A moment of a day, in minutes after midnight in China.</summary>
    public static DateTimeOffset At(DateOnly day, int minutes, int seconds = 0) =>
        ChinaTime.At(day, TimeOnly.MinValue.Add(TimeSpan.FromSeconds((minutes * 60) + seconds)));
}

/// <summary>The journal of the demo's past, kept until the end so that its rows lie in the order of time.</summary>
internal sealed class DemoLog
{
    private readonly List<AuditEvent> events = [];
    private readonly List<JobRun> runs = [];

    public void Note(DateTimeOffset at, Account by, string unitName, string act, int? cycleId, int? entryId, string text, IReadOnlyDictionary<string, string>? facts = null) => events.Add(new AuditEvent
    {
        At = at,
        AccountId = by.Id,
        Who = $"{unitName} · {RoleNames.Of(by.Grants[0].Role)} · {by.FullName}",
        Act = act,
        CycleId = cycleId,
        EntryId = entryId,
        Text = text,
        Facts = facts ?? new Dictionary<string, string>(),
    });

    /// <summary>What somebody did who has no account.</summary>
    public void Public(DateTimeOffset at, string who, string act, int cycleId, string text, IReadOnlyDictionary<string, string> facts) =>
        events.Add(new AuditEvent { At = at, Who = who, Act = act, CycleId = cycleId, Text = text, Facts = facts });

    /// <summary>What the clock did.</summary>
    public void Job(DateTimeOffset at, string job, string act, int cycleId, string text, IReadOnlyDictionary<string, string>? facts = null)
    {
        events.Add(new AuditEvent { At = at, Who = "系统时钟", Act = act, CycleId = cycleId, Text = text, Facts = facts ?? new Dictionary<string, string>() });
        runs.Add(new JobRun { At = at, Job = job, Milliseconds = 20 + (runs.Count * 13 % 40), Text = text });
    }

    /// <summary>In the order of time, to be chained in that order.</summary>
    public IEnumerable<AuditEvent> Events => events.OrderBy(e => e.At);

    public IEnumerable<JobRun> Runs => runs.OrderBy(r => r.At);
}
