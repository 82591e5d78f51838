using Scoring.Domain.Calendars;

namespace Scoring.Domain.Schemes;

/// <summary>
/// When a phase of one cycle is open. Half-open in time: an act counts when <c>StartsAt ≤ now &lt; EndsAt</c>; a phase that is a moment
/// (publication) starts and ends at once and is reached, not open.
/// </summary>
/// <param name="Code">The phase's code.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="StartsAt">The opening, UTC.</param>
/// <param name="EndsAt">The close, UTC.</param>
/// <param name="FirstDay">The local date of the opening.</param>
/// <param name="LastDay">The local date of the close.</param>
/// <param name="Why">How the dates came about, in Chinese: the rule, and any holiday that moved it.</param>
public sealed record PhaseDates(
    string Code, string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateOnly FirstDay, DateOnly LastDay, string Why)
{
    /// <summary>Whether the phase is a moment rather than a span.</summary>
    public bool IsMoment => StartsAt == EndsAt;

    /// <summary>Whether an act at this instant falls in the phase.</summary>
    public bool IsOpen(DateTimeOffset now) => StartsAt <= now && now < EndsAt;
}

/// <summary>All phases of one period, with the warnings a screen must show.</summary>
public sealed record PhaseSchedule(Period Period, IReadOnlyList<PhaseDates> Phases, IReadOnlyList<string> Warnings)
{
    /// <summary>The dates of a phase that the scheme has.</summary>
    /// <exception cref="KeyNotFoundException">The scheme has no such phase.</exception>
    public PhaseDates this[string code] => Find(code) ?? throw new KeyNotFoundException($"方案里没有阶段「{code}」。");

    /// <summary>The dates of a phase, or null.</summary>
    public PhaseDates? Find(string code) => Phases.FirstOrDefault(phase => phase.Code == code);
}
