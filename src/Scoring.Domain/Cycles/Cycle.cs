// One run of a programme over one period: where it stands, and what time has decided. Must not know how anything is
// scored, who is signed in, or what the time is: `now` is an argument.

using Scoring.Domain.Calendars;

namespace Scoring.Domain.Cycles;

/// <summary>Where a cycle stands (domain: lifecycle).</summary>
public enum CycleState
{
    Draft,
    Nominating,
    Review,
    Scoring,
    Tallied,
    Approved,
    PublicNotice,
    Published,
    Archived,
    ObjectionHold,
    Void,
}

/// <summary>One phase of one cycle with its dates, frozen when the cycle was created.</summary>
public sealed class CyclePhase
{
    public int CycleId { get; init; }

    /// <summary>One of <see cref="PhaseCode"/>.</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    public int Ordinal { get; set; }

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>Why these dates: the rule and any holiday that moved it, as a Chinese sentence.</summary>
    public required string Why { get; set; }

    /// <summary>A later end granted with a reason; null when never extended.</summary>
    public DateTimeOffset? ExtendedTo { get; set; }

    public string? ExtensionReason { get; set; }

    public DateTimeOffset Deadline => ExtendedTo ?? EndsAt;

    public bool Contains(DateTimeOffset now) => now >= StartsAt && now < Deadline;
}

/// <summary>A moment at which a phase opens or closes, with its words.</summary>
public sealed record Moment(DateTimeOffset At, string Words);

/// <summary>A contest of one period under one frozen scheme version.</summary>
public sealed class Cycle
{
    public int Id { get; init; }

    public required string SchemeCode { get; init; }

    /// <summary>The version that counts; set anew while in draft, frozen when the cycle opens.</summary>
    public int SchemeVersionId { get; set; }

    public required string SchemeHash { get; set; }

    /// <summary>As <see cref="Calendars.Period"/> writes it: "2026-10", "2026-Q3" or "2026".</summary>
    public required string Period { get; init; }

    /// <summary>The title on every page, e.g. programme name and month.</summary>
    public required string Title { get; set; }

    /// <summary>第几期, from 1 within its programme.</summary>
    public int Number { get; init; }

    /// <summary>演练: made-up candidates on the real panel, to try the live day. Never tallied, noticed or published (triggers), and in no list of real cycles.</summary>
    public bool Rehearsal { get; init; }

    public CycleState State { get; set; }

    public List<CyclePhase> Phases { get; init; } = [];

    /// <summary>Set when the scoring was closed by hand before its deadline.</summary>
    public DateTimeOffset? ScoringClosedAt { get; set; }

    /// <summary>Why the result is held back; null when it is not.</summary>
    public string? HoldReason { get; set; }

    /// <summary>Objections filed and not yet settled by two people: while there is one, nothing is published.</summary>
    public int OpenObjections { get; private set; }

    public CyclePhase Phase(string code) =>
        PhaseOrNull(code) ?? throw new InvalidOperationException($"Cycle {Period} has no phase {code}.");

    public CyclePhase? PhaseOrNull(string code) => Phases.Find(p => string.Equals(p.Code, code, StringComparison.Ordinal));

    /// <summary>Whether there is ever a notice and a publication; otherwise the result is an input to a decision and stays inside.</summary>
    public bool GoesPublic => PhaseOrNull(PhaseCode.Notice) is not null;

    /// <summary>When evidence is entered: in a phase of its own, or else while nominations are reviewed; null where neither is.</summary>
    public CyclePhase? EvidencePhase => PhaseOrNull(PhaseCode.Evidence) ?? PhaseOrNull(PhaseCode.Review);

    /// <summary>When the cycle leaves its draft: as pledges open, or else nominations; without either, as its first phase does (a survey that trails behind it aside).</summary>
    public DateTimeOffset OpensAt => (PhaseOrNull(PhaseCode.Pledge) ?? PhaseOrNull(PhaseCode.Nominate))?.StartsAt
        ?? Phases.Where(p => p.Code != PhaseCode.Survey).Select(p => p.StartsAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    /// <summary>When sheets are first taken: on the live day; without one, once the review is over, or from the opening where nothing is reviewed.</summary>
    public DateTimeOffset ScoringStartsAt => PhaseOrNull(PhaseCode.Live)?.StartsAt ?? PhaseOrNull(PhaseCode.Review)?.Deadline ?? OpensAt;

    /// <summary>The deadline of sheets, with any extension; without a live day, the tally's beginning or whatever entry was extended beyond it.</summary>
    public DateTimeOffset ScoringEndsAt => PhaseOrNull(PhaseCode.Live)?.Deadline
        ?? new[] { PhaseOrNull(PhaseCode.Review)?.Deadline, PhaseOrNull(PhaseCode.Evidence)?.Deadline, PhaseOrNull(PhaseCode.Survey)?.Deadline, Phase(PhaseCode.Tally).StartsAt }.Max()!.Value;

    /// <summary>
    /// Moves the state as far as time alone has decided. Idempotent; called before every act and by the clock's job,
    /// so that a late job changes nothing. Publication is not among these moves: it writes rows, see <see cref="DueForPublication"/>.
    /// </summary>
    /// <returns>The states passed through, in order; empty when nothing changed.</returns>
    public IReadOnlyList<CycleState> Advance(DateTimeOffset now)
    {
        var passed = new List<CycleState>();
        while (Next(now) is { } next)
        {
            State = next;
            passed.Add(next);
        }

        return passed;
    }

    private CycleState? Next(DateTimeOffset now) => State switch
    {
        CycleState.Draft when now >= OpensAt => PhaseOrNull(PhaseCode.Nominate) is null ? CycleState.Review : CycleState.Nominating,
        CycleState.Nominating when now >= Phase(PhaseCode.Nominate).Deadline => CycleState.Review,
        CycleState.Review when now >= ScoringStartsAt => CycleState.Scoring,
        _ => null,
    };

    /// <summary>Whether the notice has run its days and nothing holds the result, so that it is to be published now.</summary>
    public bool DueForPublication(DateTimeOffset now) =>
        State == CycleState.PublicNotice && now >= Phase(PhaseCode.Publish).StartsAt && OpenObjections == 0;

    /// <summary>Whether the result has been announced and is held back from being final: by hand, by an objection that outlasts the notice, or by a recount.</summary>
    /// <param name="now">The time of the question.</param>
    public bool HeldBack(DateTimeOffset now) => State switch
    {
        CycleState.ObjectionHold => true,
        CycleState.PublicNotice => OpenObjections > 0 && now >= Phase(PhaseCode.Publish).StartsAt,
        CycleState.Scoring or CycleState.Tallied or CycleState.Approved => HoldReason is not null,
        _ => false,
    };

    /// <summary>The first moment after <paramref name="now"/> at which something of this cycle opens, closes or falls due; null when all is past. What was finished early no longer falls due.</summary>
    public Moment? NextMoment(DateTimeOffset now) =>
        Phases.Where(p => !Behind(p.Code)).OrderBy(p => p.Ordinal)
            .SelectMany(p => p.StartsAt == p.Deadline ? [new Moment(p.StartsAt, p.Name)] : new[] { new Moment(p.StartsAt, $"{p.Name}开始"), new Moment(p.Deadline, $"{p.Name}截止") })
            .Where(s => s.At > now).OrderBy(s => s.At).FirstOrDefault();

    private bool Behind(string code) => State switch
    {
        CycleState.Scoring => ScoringClosedAt is not null && code == PhaseCode.Live,
        CycleState.Tallied => code is not (PhaseCode.Approve or PhaseCode.Notice or PhaseCode.Publish or PhaseCode.Decide),
        CycleState.Approved or CycleState.PublicNotice or CycleState.ObjectionHold => code is not (PhaseCode.Notice or PhaseCode.Publish or PhaseCode.Decide),
        CycleState.Archived => true,
        _ => false,
    };

    /// <summary>
    /// Gives a phase a later end: nominations until the end of the review at most, the others by 30 days at most. Reopened nominations take the
    /// state back; extended scoring is open again even when it had been closed by hand. The later phases keep their dates.
    /// </summary>
    /// <exception cref="Refused">The phase cannot be extended, or the new end is not later than the old one and than now, or passes the next fixed date.</exception>
    public void Extend(string code, DateTimeOffset until, string reason, DateTimeOffset now)
    {
        var phase = PhaseCode.Extendable.Contains(code) ? PhaseOrNull(code) : null;
        if (phase is null)
            throw Refused.Missing("这个阶段不能延长。能延长的只有承诺、申报、审查、核查、测评和评分。");
        if (until <= phase.Deadline || until <= now)
            throw Refused.Input("新的截止时间必须晚于现在，也晚于原来的截止时间。");
        // Whoever is nominated must still be reviewed before the live day.
        var latest = code == PhaseCode.Nominate ? PhaseOrNull(PhaseCode.Review)?.Deadline ?? ScoringStartsAt : phase.EndsAt.AddDays(30);
        if (until > latest)
            throw Refused.Input($"最晚只能延长到 {ChinaTime.Words(latest)}。");
        if (code == PhaseCode.Live)
            ScoringClosedAt = null;
        phase.ExtendedTo = until;
        phase.ExtensionReason = reason;
        if (code == PhaseCode.Nominate && State == CycleState.Review)
            State = CycleState.Nominating;
    }

    /// <summary>An objection has been filed.</summary>
    public void ObjectionFiled() => OpenObjections++;

    /// <summary>Two people have settled an objection.</summary>
    /// <param name="recountBecause">Why the result is computed again; null when the objection does not touch it.</param>
    public void ObjectionSettled(string? recountBecause)
    {
        OpenObjections--;
        if (recountBecause is not null)
            Recount(recountBecause);
    }

    /// <summary>Takes an announced or published result back to where its data can be mended; it is then tallied, approved and shown on notice again.</summary>
    /// <param name="reason">Stays as the reason of the hold until the fresh notice is posted.</param>
    public void Recount(string reason) => (State, HoldReason) = (CycleState.Scoring, reason);

    /// <summary>What was decided with the result is on record: a cycle that is never made public is over.</summary>
    public void Conclude() => State = CycleState.Archived;

    /// <summary>Holds a result on notice back, or lets a held one go on.</summary>
    /// <returns>Whether it is held now.</returns>
    public bool ToggleHold(string reason)
    {
        (State, HoldReason) = State == CycleState.ObjectionHold ? (CycleState.PublicNotice, null) : (CycleState.ObjectionHold, reason);
        return State == CycleState.ObjectionHold;
    }

    /// <summary>Whether sheets may no longer be handed in.</summary>
    public bool ScoringClosed(DateTimeOffset now) =>
        ScoringClosedAt is { } closed ? now >= closed : now >= ScoringEndsAt;
}
