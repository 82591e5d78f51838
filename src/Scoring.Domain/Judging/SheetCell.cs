// One judge before one entry: what may be written now, and what is written when a sheet is handed in. Must not know other judges' sheets.
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Stages;

namespace Scoring.Domain.Judging;

/// <summary>One judge and one entry.</summary>
/// <param name="Judge">On the panel, not removed.</param>
/// <param name="Entry">An entry of the same cycle.</param>
/// <param name="Standing">How the judge stands towards the entry.</param>
/// <param name="Latest">The newest revision; null before the first.</param>
/// <param name="Ground">Why the judge stands aside; null when not.</param>
public sealed record SheetCell(Judge Judge, Entry Entry, SheetStanding Standing, ScoreSheet? Latest, RecusalGround? Ground)
{
    /// <summary>Works the standing out from the rows.</summary>
    public static SheetCell Of(Judge judge, Entry entry, ScoreSheet? latest, bool reopened, RecusalGround? ground, bool takenBack = false) => new(judge, entry,
        ground is not null ? SheetStanding.Recused
        : latest is null ? SheetStanding.Waiting
        : reopened ? SheetStanding.Reopened
        : takenBack ? SheetStanding.TakenBack
        : SheetStanding.HandedIn, latest, ground);

    /// <summary>What the stage of the live day says about the entry's sheets.</summary>
    public SheetWindow Window { get; init; }

    /// <summary>The revision that the next hand-in makes, from 1.</summary>
    public int NextRevision => (Latest?.Revision ?? 0) + 1;

    /// <summary>Refuses unless a sheet may be handed in now: marks may be written, and the stage takes sheets for the entry.</summary>
    /// <exception cref="Refused">With the sentence the judge reads.</exception>
    public void DemandOpen(Cycle cycle, DateTimeOffset now)
    {
        DemandWritable(cycle, now);
        if (Window == SheetWindow.NotYet)
            throw new Refused($"{Entry.PersonName}还没有开放评分。分数可以先打着，等主持人开放评分以后再交。");
    }

    /// <summary>Refuses unless marks may be written now, to be handed in at once or later: taking part, not recused, not locked, in time.</summary>
    /// <exception cref="Refused">With the sentence the judge reads.</exception>
    public void DemandWritable(Cycle cycle, DateTimeOffset now)
    {
        DemandSeat();
        PhaseTable.Demand(cycle, Standing == SheetStanding.Reopened ? Act.HandInAgain : Act.HandInSheet, now);
        if (Window == SheetWindow.Closed)
            throw new Refused($"{Entry.PersonName}的评分已经关闭，评分表不再直接计入。如有特殊情况，请当面告知监督员。");
    }

    /// <summary>
    /// Whether a sheet handed in now is late: the stage has closed this candidate, or the deadline has passed under an opened stage, and nothing is tallied
    /// yet. It is put before the supervisor instead of being counted or lost.
    /// </summary>
    /// <exception cref="Refused">The judge has no sheet to hand in here at all.</exception>
    public bool ComesLate(Cycle cycle, DateTimeOffset now)
    {
        DemandSeat();
        cycle.Advance(now);
        return cycle.State == CycleState.Scoring
            && (Window == SheetWindow.Closed
                || (Window is (SheetWindow.NotYet or SheetWindow.Open) && Standing != SheetStanding.Reopened && !PhaseTable.Allows(cycle, Act.HandInSheet, now)));
    }

    /// <summary>Refuses where the judge has no sheet to hand in for the entry, whatever the time: not taking part, recused, locked.</summary>
    internal void DemandSeat()
    {
        if (Judge.RemovedAt is not null)
            throw Refused.NotYours("您已不在本期评委名单里，不能打分。如有疑问，请联系组织部。");
        if (Entry.State != EntryState.Accepted)
            throw new Refused($"{Entry.PersonName}现在是“{EntryStateNames.Of(Entry.State)}”，不参加评分。请打开下一位。");
        if (Standing == SheetStanding.Elsewhere)
            throw Refused.NotYours($"{Entry.PersonName}不归{Judge.UnitName}评价，不用打分。请回到名单。");
        if (Ground is { } ground)
            throw Refused.NotYours($"您已回避{Entry.PersonName}（{RecusalGroundNames.Of(ground)}），不能给这位候选人打分。请打开下一位。");
        if (Standing == SheetStanding.HandedIn)
            throw new Refused($"{Entry.PersonName}的评分表已于 {ChinaTime.Words(Latest!.HandedInAt)} 交出并锁定。评分关闭以前，可以先取回再改；关闭以后确需更改的，请当面告知监督员退回。");
    }

    /// <summary>Why marks may not be written now, as a sentence; null when they may, if only for a late sheet.</summary>
    public string? WhyClosed(Cycle cycle, DateTimeOffset now)
    {
        try
        {
            if (!ComesLate(cycle, now))
                DemandWritable(cycle, now);
            return null;
        }
        catch (Refused refused)
        {
            return refused.Message;
        }
    }

    /// <summary>The next revision, locked.</summary>
    /// <param name="cycle">The entry's cycle.</param>
    /// <param name="form">The criteria of the judge's panel.</param>
    /// <param name="typed">Criterion code → text as typed.</param>
    /// <param name="key">Chosen by the device.</param>
    /// <param name="now">The time of the write.</param>
    /// <exception cref="Refused">Not open to the judge now, or a mark cannot stand.</exception>
    public ScoreSheet HandIn(Cycle cycle, SheetForm form, IReadOnlyDictionary<string, string> typed, Guid key, DateTimeOffset now)
    {
        DemandOpen(cycle, now);
        return Sheet(cycle, form.Check(typed), key, now);
    }

    /// <summary>The next revision with these checked marks, whoever let it in.</summary>
    internal ScoreSheet Sheet(Cycle cycle, IReadOnlyDictionary<string, string> marks, Guid key, DateTimeOffset now)
    {
        return new ScoreSheet
        {
            JudgeId = Judge.Id,
            EntryId = Entry.Id,
            Revision = NextRevision,
            Marks = marks,
            Fingerprint = ScoreSheet.Print($"{cycle.SchemeCode}/{cycle.Period}", Judge.Code, Entry.Code!, NextRevision, marks),
            Key = key,
            HandedInAt = now,
        };
    }

    /// <summary>A sheet that came after closing, as it came; it counts only once the supervisor takes it in.</summary>
    /// <exception cref="Refused">A mark cannot stand.</exception>
    public LateSheet Late(SheetForm form, IReadOnlyDictionary<string, string> typed, int round, Guid key, DateTimeOffset now) =>
        new() { JudgeId = Judge.Id, EntryId = Entry.Id, Revision = NextRevision, Round = round, Marks = form.Check(typed), Key = key, ArrivedAt = now };

    /// <summary>The revision that a late sheet becomes when the supervisor takes it in; it keeps the moment at which it arrived.</summary>
    /// <exception cref="Refused">The judge has a sheet that counts, is recused, or the tally has been run.</exception>
    public ScoreSheet TakeIn(Cycle cycle, LateSheet late, DateTimeOffset now)
    {
        PhaseTable.Demand(cycle, Act.DecideLateSheet, now);
        if (Standing == SheetStanding.HandedIn)
            throw new Refused($"{Judge.Name}给{Entry.PersonName}已有一张计分的评分表，不能再计入这一张。请选“不计入”。");
        DemandSeat();
        return Sheet(cycle, late.Marks, late.Key, late.ArrivedAt);
    }

    /// <summary>The judge's own taking back, while sheets for this candidate are still taken.</summary>
    /// <exception cref="Refused">Nothing is handed in, or scoring is over.</exception>
    public SheetReopening TakeBack(Cycle cycle, DateTimeOffset now)
    {
        if (Standing != SheetStanding.HandedIn)
            throw new Refused($"{Entry.PersonName}的评分表现在是“{SheetStandingNames.Of(Standing)}”，不用取回。");
        if (!MayTakeBack(cycle, now))
            throw new Refused($"{Entry.PersonName}的评分已经关闭，不能自己取回。确需更改的，请当面告知监督员退回。");
        return new SheetReopening { SheetId = Latest!.Id, ById = Judge.AccountId, Reason = "评委本人取回", TakenBack = true, At = now };
    }

    /// <summary>Whether <see cref="TakeBack"/> would be let through.</summary>
    public bool MayTakeBack(Cycle cycle, DateTimeOffset now)
    {
        cycle.Advance(now);
        return Standing == SheetStanding.HandedIn && Entry.State == EntryState.Accepted && Window is (SheetWindow.Free or SheetWindow.Open) && PhaseTable.Allows(cycle, Act.HandInSheet, now);
    }

    /// <summary>The supervisor's leave to hand in again.</summary>
    /// <exception cref="Refused">There is no locked sheet to reopen, or the tally has been run.</exception>
    public SheetReopening Reopen(Cycle cycle, int supervisorId, string reason, DateTimeOffset now)
    {
        PhaseTable.Demand(cycle, Act.ReopenSheet, now);
        if (Standing != SheetStanding.HandedIn)
            throw new Refused($"{Judge.Name}给{Entry.PersonName}的评分表现在是“{SheetStandingNames.Of(Standing)}”，没有可以退回的表。");
        return new SheetReopening { SheetId = Latest!.Id, ById = supervisorId, Reason = reason.Trim(), At = now };
    }

    /// <summary>The judge's own word that they stand aside.</summary>
    /// <exception cref="Refused">Recused already, or the sheet is handed in and counts.</exception>
    public Recusal Declare(Cycle cycle, string note, DateTimeOffset now)
    {
        PhaseTable.Demand(cycle, Act.DeclareRecusal, now);
        if (Ground is not null)
            throw new Refused($"您已经回避{Entry.PersonName}，不用再申请。");
        if (Standing == SheetStanding.HandedIn)
            throw new Refused($"{Entry.PersonName}的评分表已经交出。需要回避的，请先当面告知监督员退回这张表，再申请回避。");
        return new Recusal { JudgeId = Judge.Id, EntryId = Entry.Id, Ground = RecusalGround.Declared, Note = note.Trim(), At = now };
    }
}

/// <summary>The words for recusal grounds.</summary>
public static class RecusalGroundNames
{
    public static string Of(RecusalGround ground) => ground switch
    {
        RecusalGround.SameStreet => "本街道的候选人",
        RecusalGround.SameUnit => "本单位的候选人",
        RecusalGround.Declared => "本人申请",
        _ => ground.ToString(),
    };
}
