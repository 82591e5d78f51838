using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Cycles;

/// <summary>
/// The seeded contest's October 2026, whose dates PhasePlanTests holds: nominations 1–10 October, review until the 13th, live on the 14th,
/// each deadline at 18:00; approval on the 15th, notice 16–22, publication on the 23rd at 9:00.
/// </summary>
internal static class October
{
    public static Scheme Scheme { get; } = Scheme.Parse(Seeds.Contest);

    public static DateTimeOffset At(int day, int hour = 0, int minute = 0, int month = 10) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    public static Cycle Cycle(CycleState state = CycleState.Draft)
    {
        var cycle = CycleDates.Open(Scheme, 1, Dates(), 7);
        cycle.State = state;
        return cycle;
    }

    public static PhaseSchedule Dates(string period = "2026-10") => Scheme.Phases.Resolve(Period.Parse(period), Seeds.Calendar);
}
