using System.Text.Json.Serialization;
using Scoring.Data.Stages;
using Scoring.Domain.Stages;
using Scoring.Web.Live;

namespace Scoring.Web.Features.Screens;

/// <summary>
/// Everything the hall's screens are sent, and nothing besides: public by nature. Marks are in it only where they have been released, places of the
/// final reveal only as far as they have been shown. Members that a scene does not need are null. The hub adds its own number and the server's time.
/// </summary>
public sealed record ScreenState : ICountSheets
{
    /// <summary>What it was read from; stays on the server.</summary>
    [JsonIgnore]
    public Show? From { get; init; }

    /// <summary>Number of the newest step.</summary>
    public required int Step { get; init; }

    public required bool Rehearsal { get; init; }

    public required string Title { get; init; }

    public required string Date { get; init; }

    /// <summary>welcome, draw, stage, material, board, final, practice, pause, thanks.</summary>
    public required string Scene { get; init; }

    /// <summary>How many take part today.</summary>
    public required int Candidates { get; init; }

    public OnStage? Current { get; init; }

    public ClockFace? Clock { get; init; }

    public SheetCount? Waiting { get; init; }

    public RevealPart? Reveal { get; init; }

    public BoardPart? Board { get; init; }

    public FinalPart? Final { get; init; }

    public DrawPart? Draw { get; init; }

    public MaterialPart? Material { get; init; }

    public PracticePart? Practice { get; init; }

    /// <summary>Files of the candidate on stage that the screen may fetch ahead.</summary>
    public IReadOnlyList<HallFile>? Preload { get; init; }

    public Upcoming? Next { get; init; }

    Show ICountSheets.Show => From!;

    object ICountSheets.Counted(IReadOnlyList<JudgeAtTurn> panel) => Waiting is null ? this : this with { Waiting = SheetsIn.Count(panel) };
}

/// <param name="State">called, talking, talked, scoring, closed, noShow or withdrawn.</param>
/// <param name="Photo">A picture among the candidate's files.</param>
public sealed record OnStage(int EntryId, int Place, int Count, string Name, string Street, string Branch, string State, bool Released, bool WaitsForOthers, int? Photo);

/// <summary>The shared stopwatch, in milliseconds; <paramref name="SinceMs"/> is null while it stands still.</summary>
public sealed record ClockFace(long RanMs, long? SinceMs, long LimitMs, long WarnMs, long GraceMs);

/// <param name="Score">The points, as published; null: no sheet counts.</param>
/// <param name="Of">The most points possible.</param>
/// <param name="Lines">From the groups' means to the score, line by line.</param>
/// <param name="Apart">What is taken off elsewhere (overtime), not part of the score.</param>
public sealed record RevealPart(string? Score, string Of, IReadOnlyList<RevealGroup> Groups, IReadOnlyList<RevealLine> Lines, IReadOnlyList<RevealLine> Apart);

/// <summary>A group's marks, high to low and without names, so that nobody can tell whose is whose.</summary>
public sealed record RevealGroup(string Name, string? Mean, int Recused, int Absent, string? Dropped, IReadOnlyList<RevealMark> Marks);

/// <param name="Cut">"high" or "low" for a mark that was left out.</param>
public sealed record RevealMark(string Text, string? Cut);

public sealed record RevealLine(string Text, string Figure, bool Sum = false);

/// <param name="Held">How many have been scored and are not released yet.</param>
public sealed record BoardPart(string Of, int Held, IReadOnlyList<PlaceRow> Rows);

public sealed record PlaceRow(int Rank, bool Tied, string Name, string Street, string Branch, string Score);

/// <param name="Basis">By what the places are: 现场得分 or 总分.</param>
/// <param name="Approved">By the approved total.</param>
/// <param name="Places">How many places the scheme awards.</param>
/// <param name="Shown">From the last place up; the newest are those with the rank of the last row.</param>
/// <param name="Done">Whether the first place is shown.</param>
public sealed record FinalPart(string Basis, string Of, bool Approved, int Places, IReadOnlyList<PlaceRow> Shown, bool Done);

/// <param name="Seed">Null before the draw.</param>
/// <param name="Rows">In the order of the codes; <see cref="DrawRow.Place"/> is what was drawn.</param>
public sealed record DrawPart(string? Seed, string? At, IReadOnlyList<DrawRow> Rows);

/// <param name="Lot">The first eight digits of the lot, lowest first: SHA-256 of seed, colon and code.</param>
public sealed record DrawRow(string Code, string Name, string Street, string? Lot, int? Place);

/// <param name="Id">Of a candidate's file; 0 is the film of the practice.</param>
/// <param name="Type">pdf, video or picture.</param>
public sealed record HallFile(int Id, string Type, string Name);

/// <param name="PlayingSinceMs">When the video was told to play from <paramref name="Second"/>; null while it stands still.</param>
public sealed record MaterialPart(int Id, string Type, string Name, int Page, long? PlayingSinceMs, int Second);

/// <param name="On">Whether the judges are at it.</param>
/// <param name="In">Practice sheets handed in, of <paramref name="Of"/> judges; never whose.</param>
public sealed record PracticePart(bool On, int In, int Of);

public sealed record Upcoming(string Name, string Street);
