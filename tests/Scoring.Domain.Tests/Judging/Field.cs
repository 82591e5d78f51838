using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Judging;

/// <summary>One October under the seeded scheme: live on Wednesday 14 October 2026 until 18:00.</summary>
internal static class Field
{
    public static Scheme Scheme { get; } = Scheme.Parse(Seeds.Contest);

    public static SheetForm Form { get; } = SheetForm.Of(Scheme, "live");

    /// <summary>During the review, the day before.</summary>
    public static DateTimeOffset Before { get; } = At(13, 9);

    /// <summary>During the live hours.</summary>
    public static DateTimeOffset Live { get; } = At(14, 10);

    public static DateTimeOffset Late { get; } = At(14, 18);

    public static DateTimeOffset At(int day, int hour) => new(2026, 10, day, hour, 0, 0, TimeSpan.FromHours(8));

    public static Cycle Cycle() => CycleDates.Open(Scheme, 1, Scheme.Phases.Resolve(Period.Parse("2026-10"), Seeds.Calendar), 1);

    public static Judge Judge(int id = 3, int unit = 11, int? street = null, string group = "department") => new()
    {
        Id = id, Code = $"J{id:00}", Name = $"评委{id}", AccountId = 100 + id, UnitId = unit, UnitName = $"单位{unit}", StreetId = street, Panel = "live", Group = group,
    };

    public static Entry Entry(int id = 7, int street = 21, EntryState state = EntryState.Accepted) => new()
    {
        Id = id, Code = $"E{id:00}", StreetId = street, PersonName = $"书记{id}", Composition = "RESIDENT", BranchName = "支部", EstateName = "小区", State = state,
    };

    public static ScoreSheet Sheet(Judge judge, Entry entry, int revision = 1, int id = 1) => new()
    {
        Id = id, JudgeId = judge.Id, EntryId = entry.Id, Revision = revision, Marks = Marks("11", "9.5", "8", "7.5"), Fingerprint = "0000 0000 0000", HandedInAt = Live,
    };

    public static Dictionary<string, string> Marks(string work, string service, string innovation, string drive) =>
        new() { ["work"] = work, ["service"] = service, ["innovation"] = innovation, ["drive"] = drive };
}
