// What a unit says at the start of a cycle that it will reach. Must not know how anything is scored, nor who may pledge.
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Entries;

/// <summary>定星承诺: the level a unit sets out for, and what it will do for it. Appended by revision, never edited; the highest counts.</summary>
public sealed class Pledge
{
    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 500;

    public int Id { get; init; }

    public int CycleId { get; init; }

    public int UnitId { get; init; }

    /// <summary>From 1.</summary>
    public int Revision { get; init; }

    /// <summary>The level set out for: from 1 to the number of sections.</summary>
    public int Level { get; init; }

    /// <summary>What is going to be done, in the unit's own words.</summary>
    public required string Text { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The next revision of a unit's pledge.</summary>
    /// <exception cref="Refused">The scheme has no levels, the level is none of them, or nothing is said.</exception>
    public static Pledge Of(Scheme scheme, int cycleId, int unitId, int revision, int level, string? text, int byId, DateTimeOffset at)
    {
        if (scheme.Scoring.Award is not LevelsAward)
            throw Refused.Missing("这项活动不定级，不用承诺。");
        if (level < 1 || level > scheme.Scoring.Sections.Count)
            throw Refused.Input($"请选择目标：1 到 {scheme.Scoring.Sections.Count} 级。");
        if (string.IsNullOrWhiteSpace(text))
            throw Refused.Input("请写明打算做哪几件事。");
        return new Pledge { CycleId = cycleId, UnitId = unitId, Revision = revision, Level = level, Text = text.Trim(), ById = byId, At = at };
    }
}
