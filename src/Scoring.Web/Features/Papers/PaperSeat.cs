using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Judging;
using Scoring.Data.Papers;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Papers;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Papers;

/// <summary>One judge's sheet for one candidate on paper, and how far it has been read in. The only way to a paper in this room, so whoever takes part is kept out here.</summary>
public sealed record PaperSeat(Cycle Cycle, SheetCell Cell, SheetForm Form, int Number, DoubleEntry Paper, PaperSheetOutcome? Outcome)
{
    /// <summary>"李明（J03）给赵建国的纸质评分表".</summary>
    public string Title => $"{Cell.Judge.Name}（{Cell.Judge.Code}）给{Cell.Entry.PersonName}的纸质评分表";

    /// <summary>Settled, neither counted nor left out: the supervisor has to decide.</summary>
    public bool Waits => Paper.State == PaperState.Settled && Outcome is null;

    /// <summary>By judge and candidate: the paper that is to be read now, not yet stored when nobody has begun it.</summary>
    /// <exception cref="Refused">There is no such sheet, or the person takes part.</exception>
    public static async Task<PaperSeat> Of(ScoringDb db, SchemeShelf shelf, Actor actor, int judgeId, int entryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (cycle, cell, form) = await Load(db, shelf, actor, judgeId, entryId, cancellationToken);
        var last = await db.PaperSheets.AsNoTracking().Where(s => s.JudgeId == judgeId && s.EntryId == entryId).OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken);
        var outcome = last is null ? null : await OutcomeOf(db, last.FormId, cancellationToken);
        var since = (await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken)).Rounds.GetValueOrDefault(entryId);
        // A paper is gone on with until it has come to its end; the one that made the sheet that counts keeps its page. A talk that started afresh wants a new one.
        if (last is not null && (await db.PaperForms.AnyAsync(f => f.Id == last.FormId && f.At >= since, cancellationToken)) && (outcome is null || (cell.Standing == SheetStanding.HandedIn && outcome.SheetId == cell.Latest!.Id)))
            return new PaperSeat(cycle, cell, form, last.Number, (await OnePaper.Of(db, last.FormId, cancellationToken))!, outcome);
        var number = (last?.Number ?? 0) + 1;
        return new PaperSeat(cycle, cell, form, number, new DoubleEntry(PaperSheets.Form(cell, form, number, now), [], null), null);
    }

    /// <summary>By the paper that somebody has begun.</summary>
    /// <exception cref="Refused">There is no such paper, or the person takes part.</exception>
    public static async Task<PaperSeat> Of(ScoringDb db, SchemeShelf shelf, Actor actor, int formId, CancellationToken cancellationToken)
    {
        var sheet = await db.PaperSheets.AsNoTracking().SingleOrDefaultAsync(s => s.FormId == formId, cancellationToken) ?? throw Missing;
        var (cycle, cell, form) = await Load(db, shelf, actor, sheet.JudgeId, sheet.EntryId, cancellationToken);
        return new PaperSeat(cycle, cell, form, sheet.Number, (await OnePaper.Of(db, formId, cancellationToken))!, await OutcomeOf(db, formId, cancellationToken));
    }

    /// <summary>Counts a paper that has just been settled, where it may count by itself.</summary>
    /// <returns>What happened, as a sentence.</returns>
    public async Task<string> Settle(ScoringDb db, DoubleEntry settled, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (PaperSheets.Sheet(Cell, Cycle, Form, settled.Settlement!, Guid.NewGuid(), now) is not { } sheet)
            return $"已核定，但没有计入：{PaperSheets.Why(Cell, settled.Settlement!)}。已转监督员决定。";
        await Count(db, sheet, null, null, now, cancellationToken);
        return "已核定，并计入评分表。";
    }

    /// <summary>Stores a sheet that came from this paper.</summary>
    public async Task Count(ScoringDb db, ScoreSheet sheet, int? byId, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.Sheets.Add(sheet);
        await db.SheetDrafts.Where(d => d.JudgeId == sheet.JudgeId && d.EntryId == sheet.EntryId).ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        db.PaperSheetOutcomes.Add(new PaperSheetOutcome { FormId = Paper.Form.Id, SheetId = sheet.Id, ById = byId, Reason = reason, At = now });
    }

    private static Refused Missing => Refused.Missing("没有这张纸质评分表。请核对纸上的编号，或从“纸质录入”里选。");

    private static async Task<(Cycle Cycle, SheetCell Cell, SheetForm Form)> Load(ScoringDb db, SchemeShelf shelf, Actor actor, int judgeId, int entryId, CancellationToken cancellationToken)
    {
        var judge = await db.Judges.AsNoTracking().SingleOrDefaultAsync(j => j.Id == judgeId && j.RemovedAt == null, cancellationToken) ?? throw Missing;
        var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId && e.CycleId == judge.CycleId && e.Code != null, cancellationToken) ?? throw Missing;
        var units = actor.Grants.Select(g => g.UnitId).ToList();
        PaperSheets.DemandOutsider(
            await db.Judges.AnyAsync(j => j.CycleId == judge.CycleId && j.AccountId == actor.Id && j.RemovedAt == null, cancellationToken),
            await db.Units.Where(u => units.Contains(u.Id) && u.StreetId != null).Select(u => u.StreetId!.Value).ToListAsync(cancellationToken), entry.StreetId);
        var cycle = await db.Cycles.SingleAsync(c => c.Id == judge.CycleId, cancellationToken);
        return (cycle, await SheetsOfCycle.One(db, judge, entry, null, cancellationToken), SheetForm.Of(await shelf.Of(cycle, cancellationToken), judge.Panel));
    }

    private static Task<PaperSheetOutcome?> OutcomeOf(ScoringDb db, int formId, CancellationToken cancellationToken) =>
        db.PaperSheetOutcomes.AsNoTracking().SingleOrDefaultAsync(o => o.FormId == formId, cancellationToken);
}

/// <summary>What a command of this room answers: where to go back to, and what to say there.</summary>
public sealed record PaperDone(int CycleId, string Sentence);
