// A judge's sheet on paper: whose it is, who may read it in, and when the settled paper counts. Must not know how it was read.
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Papers;
using Scoring.Domain.Stages;

namespace Scoring.Domain.Judging;

/// <summary>Whose sheet a paper is. Appended; the papers of one judge for one entry are numbered (a unique key).</summary>
public sealed class PaperSheet
{
    public int FormId { get; init; }

    public int JudgeId { get; init; }

    public int EntryId { get; init; }

    /// <summary>From 1: one more when a paper came to its end and another was written.</summary>
    public int Number { get; init; }
}

/// <summary>What became of a settled paper sheet. Appended; one a paper.</summary>
public sealed class PaperSheetOutcome
{
    public int FormId { get; init; }

    /// <summary>The sheet it became; null when it was left out. By this a sheet is known to have come from paper.</summary>
    public int? SheetId { get; init; }

    /// <summary>The supervisor who decided; null where it counted by itself, having been settled in time.</summary>
    public int? ById { get; init; }

    /// <summary>Not empty where somebody decided (a check).</summary>
    public string? Reason { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The rules of paper sheets.</summary>
public static class PaperSheets
{
    /// <summary>Roles that read papers in.</summary>
    public static IReadOnlyList<Role> Readers { get; } = [Role.Scorer, Role.Operator];

    /// <summary>Roles that may decide where two readings differ.</summary>
    public static IReadOnlyList<Role> Resolvers { get; } = [Role.Scorer, Role.Operator, Role.Supervisor];

    /// <summary>A new paper of one judge for one entry: its fields are the panel's criteria.</summary>
    /// <param name="cell">Judge and entry.</param>
    /// <param name="form">The criteria of the judge's panel.</param>
    /// <param name="number">As in <see cref="PaperSheet.Number"/>.</param>
    /// <param name="now">The time of the write.</param>
    public static PaperForm Form(SheetCell cell, SheetForm form, int number, DateTimeOffset now) => new()
    {
        CycleId = cell.Judge.CycleId,
        Subject = $"{cell.Judge.Code}/{cell.Entry.Code}/{number}",
        Fields = [.. form.Criteria.Select(c => new PaperField(c.Code, c.Name, c.Scale.Count > 0 && c.Step is null ? null : c.Maximum, c.Step, [.. c.Scale.Select(w => new PaperWord(w.Code, w.Name))]))],
        KeptFromId = cell.Judge.AccountId,
        At = now,
    };

    /// <summary>Refuses whoever takes part: a judge of the cycle would see another's marks, a street its own candidate's.</summary>
    /// <param name="judging">Whether the person is a judge of the cycle.</param>
    /// <param name="streets">The streets for which the person holds any role.</param>
    /// <param name="entryStreetId">The street that nominated the candidate.</param>
    /// <exception cref="Refused">With the reason.</exception>
    public static void DemandOutsider(bool judging, IEnumerable<int> streets, int entryStreetId)
    {
        if (judging)
            throw Refused.NotYours("您是本期评委，不能录入或核定纸质评分表：会看到别的评委的分。请交给计分员。");
        if (streets.Contains(entryStreetId))
            throw Refused.NotYours("这是您所在街道的候选人，纸质评分表不能由您录入或核定。请交给别的同志。");
    }

    /// <summary>Refuses a paper for a sheet that cannot come from paper now, before anybody reads it.</summary>
    /// <exception cref="Refused">With what to do instead.</exception>
    public static void DemandWanted(SheetCell cell, Cycle cycle, DateTimeOffset now)
    {
        cycle.Advance(now);
        if (cycle.State != CycleState.Scoring)
            throw new Refused($"“{cycle.Title}”现在处于“{StateNames.Of(cycle.State)}”，不能录入评分表。现场评选开始后、核算以前才能录。");
        if (cell.Standing == SheetStanding.HandedIn)
            throw new Refused($"{cell.Judge.Name}已经用手机交过{cell.Entry.PersonName}的评分表，以先到的为准，这张纸不用录。要以纸为准的，请监督员先退回手机交的那一张。");
        if (cell.Standing == SheetStanding.Recused)
            throw new Refused($"{cell.Judge.Name}回避{cell.Entry.PersonName}，这张纸不能计分，不用录。");
        if (cell.Window == SheetWindow.NotYet)
            throw new Refused($"{cell.Entry.PersonName}还没有开放评分，这张纸先不录。请等主持人开放评分以后再录。");
    }

    /// <summary>The sheet that a paper becomes by itself as it is settled: nothing is blank, and the judge could have handed it in now.</summary>
    /// <returns>Null where the supervisor has to decide.</returns>
    public static ScoreSheet? Sheet(SheetCell cell, Cycle cycle, SheetForm form, PaperSettlement settled, Guid key, DateTimeOffset now)
    {
        try
        {
            return cell.HandIn(cycle, form, settled.Values, key, now);
        }
        catch (Refused)
        {
            return null;
        }
    }

    /// <summary>Why a settled paper waits for the supervisor, as a sentence.</summary>
    public static string Why(SheetCell cell, PaperSettlement settled) =>
        settled.Values.Values.Contains(PaperField.Blank) ? "纸上有空白项，不能计分，只能不计入"
        : cell.Standing == SheetStanding.HandedIn ? $"{cell.Judge.Name}另有一张已交的表，要以纸为准须先退回那一张"
        : "核定时评分已经关闭";

    /// <summary>The supervisor takes a settled paper in that did not count by itself. It keeps the moment at which it was settled.</summary>
    /// <exception cref="Refused">The judge has a sheet that counts or stands aside, something is blank, or the tally has been run.</exception>
    public static ScoreSheet TakeIn(SheetCell cell, Cycle cycle, SheetForm form, PaperSettlement settled, Guid key, DateTimeOffset now)
    {
        PhaseTable.Demand(cycle, Act.DecideLateSheet, now);
        if (cell.Standing == SheetStanding.HandedIn)
            throw new Refused($"{cell.Judge.Name}给{cell.Entry.PersonName}已有一张计分的评分表。要以纸为准的，请先退回那一张，再计入；否则请选“不计入”。");
        if (settled.Values.Values.Contains(PaperField.Blank))
            throw new Refused("这张纸上有空白项，不能替评委补分。请选“不计入”，或请评委补一张完整的。");
        cell.DemandSeat();
        return cell.Sheet(cycle, form.Check(settled.Values), key, settled.At);
    }
}
