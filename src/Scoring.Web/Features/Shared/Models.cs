namespace Scoring.Web.Features.Shared;

// What the shared partials are given. Texts arrive ready to be read: dates carry their weekday, numbers their decimals.

/// <summary>How a badge, an alert or a step of a history is meant: <c>ok</c>, <c>wait</c>, <c>refused</c>, <c>info</c>, <c>off</c>, <c>now</c>.</summary>
public enum Tone { Off, Ok, Wait, Refused, Info, Now }

public sealed record NavItem(string Text, string Href, bool On);

/// <summary>A state in a word or two.</summary>
public sealed record Badge(string Text, Tone Tone = Tone.Off);

/// <summary>What happened, in a sentence; <paramref name="Detail"/> says what is kept or what to do next.</summary>
public sealed record Flash(Tone Tone, string Text, string? Detail = null);

/// <summary>Nothing here yet: say why and what to do.</summary>
public sealed record Empty(string Title, string Text, string? LinkText = null, string? Href = null);

public enum PhaseState { Coming, Now, Done }

/// <summary>One phase of a cycle: 申报, “11-02 至 11-10”.</summary>
public sealed record PhaseStep(string Name, string When, PhaseState State);

/// <summary>The phases of a cycle in order, with what the row is called for those who do not see it.</summary>
public sealed record PhaseTrack(IReadOnlyList<PhaseStep> Phases, string Label = "本期阶段");

/// <summary>A deadline: the moment for the countdown, and the words that stand without scripts (“今天 18:00”).</summary>
public sealed record Due(DateTimeOffset? At, string Text);

/// <summary>One thing that waits for me. <paramref name="Primary"/> for the first row only: one primary button a screen.</summary>
public sealed record TodoRow(string Title, string Text, Due? Due, string Action, string Href, bool Primary = false);

/// <summary>One entry of a history.</summary>
public sealed record TimelineItem(string Title, string When, string? Who = null, string? Text = null, Tone Tone = Tone.Off);
public sealed record Timeline(IReadOnlyList<TimelineItem> Items, string Label = "经过");

/// <summary>A page's head: where I am, what state it is in, what comes next.</summary>
public sealed record PageHead(string Title)
{
    public IReadOnlyList<(string Text, string Href)> Crumbs { get; init; } = [];
    public string? Sub { get; init; }
    public Badge? State { get; init; }
    public string? Next { get; init; }
    public Due? Due { get; init; }
}

/// <summary>A part of a stacked bar: percent of the whole bar (0–100) with its words for those who do not see it.</summary>
public sealed record SparkPart(string Name, decimal Points, decimal Percent);
public sealed record Spark(IReadOnlyList<SparkPart> Parts);

/// <summary>Pages of a long list; <paramref name="Href"/> makes the address of page n (from 1).</summary>
public sealed record Pages(int Current, int Count, Func<int, string> Href);

/// <summary>A link to be opened on a phone, with its QR as SVG markup made by us.</summary>
public sealed record QrCard(string Title, string Text, string Url, string Svg);

/// <summary>The estate whose standing survey is linked.</summary>
public sealed record SurveyLink(string EstateCode, string EstateName);

/// <summary>The demo's clock: what it says, and the phase it would walk to.</summary>
public sealed record DemoClock(string Now, string? NextPhase);

/// <summary>An error in full sentences.</summary>
public sealed record Problem(int Status, string Title, string Happened, string Kept, string Todo, string? Trace = null);
