using System.Text.Json;
using Scoring.Domain.Calendars;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Schemes;

/// <summary>
/// 方案: everything a programme's committee decides, read from one text and never changed afterwards. It says what the rules are and computes nothing;
/// it must not know of cycles, people or tables. What is particular to a programme comes from here and from nowhere else.
/// </summary>
public sealed record Scheme
{
    internal Scheme()
    {
    }

    /// <summary>The programme's code.</summary>
    public required string Code { get; init; }

    /// <summary>What people call this version.</summary>
    public required string Version { get; init; }

    /// <summary>The version as the tally prints it.</summary>
    public required int VersionNumber { get; init; }

    /// <summary>The programme's name.</summary>
    public required string Name { get; init; }

    /// <summary>What a published result is called: 通报 or 交流, never 表彰, which is approval-controlled.</summary>
    public required string Label { get; init; }

    /// <summary>One or two sentences for the public page; null when there are none.</summary>
    public required string? Summary { get; init; }

    /// <summary>How often it runs.</summary>
    public required Cadence Cadence { get; init; }

    /// <summary>Who is evaluated.</summary>
    public required Subject Subject { get; init; }

    /// <summary>依据文号, 主办单位, 审批状态.</summary>
    public required Authority Authority { get; init; }

    /// <summary>The departments taking part, by unit code.</summary>
    public required IReadOnlyList<Department> Departments { get; init; }

    /// <summary>When its phases are.</summary>
    public required PhasePlan Phases { get; init; }

    /// <summary>申报; null when subjects are not nominated.</summary>
    public required Nomination? Nomination { get; init; }

    /// <summary>Who answers for each evidence block.</summary>
    public required IReadOnlyList<EvidenceBlock> Evidence { get; init; }

    /// <summary>Who sends judges, and who stands aside; null without judges.</summary>
    public required JudgingRules? Judging { get; init; }

    /// <summary>The talk before the panel; null without one.</summary>
    public required Talk? Talk { get; init; }

    /// <summary>Whether anybody judges in a hall.</summary>
    public bool InHall => Judging is { InHall: true };

    /// <summary>Overtime and bonuses.</summary>
    public required Adjustments Adjustments { get; init; }

    /// <summary>不适用: blocks that may be left out for one entry where two people agree (what they ask for is in place already).</summary>
    public required IReadOnlyList<string> MayNotApply { get; init; }

    /// <summary>报送: to whom streets report what they have summed up; null when they do not.</summary>
    public required Reporting? Reporting { get; init; }

    /// <summary>满意度; null when no block asks residents.</summary>
    public required Survey? Survey { get; init; }

    /// <summary>Grounds of 一票否决.</summary>
    public required IReadOnlyList<VetoGround> Vetoes { get; init; }

    /// <summary>Notice, objections, publication.</summary>
    public required PublicationRule Publication { get; init; }

    /// <summary>The scoring part as people read it.</summary>
    public required Rubric Rubric { get; init; }

    /// <summary>The scoring part as the tally computes with it.</summary>
    public required TallyScheme Scoring { get; init; }

    /// <summary>The scoring part word for word, as a record carries it.</summary>
    public required JsonElement ScoringJson { get; init; }

    /// <summary>What each figure rests on.</summary>
    public required FigureNotes Notes { get; init; }

    /// <summary>SHA-256 over <see cref="CanonicalJson"/>, 64 hex digits: what a cycle pins.</summary>
    public required string Hash { get; init; }

    /// <summary>The text it was read from.</summary>
    public required string Text { get; init; }

    /// <summary>Reads a scheme whole or refuses it whole.</summary>
    /// <exception cref="SchemeInvalid">Names line, JSON path and reason.</exception>
    public static Scheme Parse(string json) => SchemeReading.Read(json);

    /// <summary>The name of a department of this scheme, or the code itself.</summary>
    public string DepartmentName(string code) => Departments.FirstOrDefault(department => department.Code == code)?.Name ?? code;
}
