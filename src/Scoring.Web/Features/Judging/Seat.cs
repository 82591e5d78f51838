using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Judging;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>The signed-in judge before one candidate: the only way to a sheet in this room, so nobody reaches another judge's.</summary>
/// <param name="Cycle">The candidate's cycle.</param>
/// <param name="Cell">I before the candidate.</param>
/// <param name="Form">What I am asked to mark.</param>
/// <param name="Show">Where the stage of the live day stands.</param>
public sealed record Seat(Cycle Cycle, SheetCell Cell, SheetForm Form, Show Show)
{
    /// <summary>Which telling of this candidate's talk the stage is at, from 1.</summary>
    public int Round => Show.TurnOf(Cell.Entry.Id)?.Round ?? 1;

    /// <summary>My row in the browser's storage; another judge on the same phone, or the next revision, has another.</summary>
    public string Store => $"{Cell.Judge.Id}/{Cell.Entry.Id}/{Cell.NextRevision}";

    /// <summary>Of my list, those whose sheets are taken together with this one and still owed.</summary>
    public IReadOnlyList<Candidate> Beside(IEnumerable<Candidate> list)
    {
        var taking = Show.Taking.Select(t => t.EntryId).Where(id => id != Cell.Entry.Id).ToHashSet();
        return [.. list.Where(c => c.Waits && taking.Contains(c.Entry.Id))];
    }

    /// <param name="db">Read through; the cycle is tracked, because time may move it.</param>
    /// <param name="shelf">For the criteria.</param>
    /// <param name="actor">Who sits there.</param>
    /// <param name="entryId">The candidate.</param>
    /// <param name="panel">Which of my panels, where I sit on several; null: the first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Refused">There is no such candidate, or I am not on a panel of that cycle: both sound the same.</exception>
    public static async Task<Seat> Of(ScoringDb db, SchemeShelf shelf, Actor actor, int entryId, string? panel, CancellationToken cancellationToken)
    {
        var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId && e.Code != null, cancellationToken);
        var judges = entry is null ? [] : await db.Judges.AsNoTracking()
            .Where(j => j.CycleId == entry.CycleId && j.AccountId == actor.Id && j.RemovedAt == null).OrderBy(j => j.Code).ToListAsync(cancellationToken);
        var judge = judges.Find(j => panel is null || j.Panel == panel);
        if (entry is null || judge is null)
            throw Refused.Missing("没有这位候选人的评分表，或者您不在本期的评委名单里。请从“评分”进入；如有疑问，请联系组织部。");
        var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
        var show = await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken);
        return new Seat(cycle, await SheetsOfCycle.One(db, judge, entry, show, cancellationToken), SheetForm.Of(await shelf.Of(cycle, cancellationToken), judge.Panel), show);
    }
}

/// <summary>Whether phones follow a stage.</summary>
public static class Following
{
    /// <summary>From the beginning of the scoring, so that who waits for the opening is seen to be there, until the stage has ended.</summary>
    public static bool Followed(this Show show, Cycle cycle) => cycle.State == CycleState.Scoring && cycle.PhaseOrNull(PhaseCode.Live) is not null && !show.Ended;
}

/// <summary>One candidate as a judge's list shows it.</summary>
/// <param name="Out">Takes no part after all: not there, or withdrawn on the day.</param>
public sealed record Candidate(Entry Entry, string StreetName, SheetStanding Standing, bool Drafted, bool Out = false)
{
    public string State => Out ? "不参加" : Drafted && Standing is SheetStanding.Waiting ? "草稿" : SheetStandingNames.Of(Standing);

    public bool Waits => !Out && Standing is SheetStanding.Waiting or SheetStanding.Reopened or SheetStanding.TakenBack;

    /// <summary>The running number, or the code until it is drawn.</summary>
    public string Number => Entry.RunningNumber?.ToString("00") ?? Entry.Code!;

    /// <summary>The candidates of a judge in running order.</summary>
    public static async Task<IReadOnlyList<Candidate>> Of(ScoringDb db, Judge judge, CancellationToken cancellationToken)
    {
        var gone = (await ShowOfCycle.Read(db, judge.CycleId, cancellationToken: cancellationToken)).Out.ToHashSet();
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == judge.CycleId && e.State == EntryState.Accepted && e.Code != null).ToListAsync(cancellationToken);
        var streets = await db.Units.AsNoTracking().Where(u => u.StreetId == u.Id).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
        var mine = await db.Sheets.AsNoTracking().Where(s => s.JudgeId == judge.Id).Select(s => new { s.Id, s.EntryId, s.Revision }).ToListAsync(cancellationToken);
        var ids = mine.Select(m => m.Id).ToList();
        var reopened = await db.Reopenings.AsNoTracking().Where(r => ids.Contains(r.SheetId)).ToDictionaryAsync(r => r.SheetId, r => r.TakenBack, cancellationToken);
        var recused = await db.Recusals.AsNoTracking().Where(r => r.JudgeId == judge.Id).Select(r => r.EntryId).ToListAsync(cancellationToken);
        var drafted = await db.SheetDrafts.AsNoTracking().Where(d => d.JudgeId == judge.Id).Select(d => d.EntryId).ToListAsync(cancellationToken);
        var tree = judge.ScopeUnitId is null ? null : await Data.Organisation.Units.Tree(db, cancellationToken);
        return
        [
            .. entries.Where(e => judge.Marks(e, tree)).OrderBy(e => e.RunningNumber ?? int.MaxValue).ThenBy(e => e.Code, StringComparer.Ordinal)
                .Select(e => new Candidate(e, streets.GetValueOrDefault(e.StreetId, string.Empty), Standing(e), drafted.Contains(e.Id), gone.Contains(e.Id))),
        ];

        SheetStanding Standing(Entry entry)
        {
            var latest = mine.Where(m => m.EntryId == entry.Id).MaxBy(m => m.Revision);
            return recused.Contains(entry.Id) ? SheetStanding.Recused
                : latest is null ? SheetStanding.Waiting
                : reopened.TryGetValue(latest.Id, out var takenBack) ? takenBack ? SheetStanding.TakenBack : SheetStanding.Reopened
                : SheetStanding.HandedIn;
        }
    }

    /// <summary>The next one that waits, after this one in running order and then from the start.</summary>
    public static Candidate? After(IReadOnlyList<Candidate> list, int entryId)
    {
        var at = list.ToList().FindIndex(c => c.Entry.Id == entryId);
        return list.Skip(at + 1).Concat(list.Take(Math.Max(at, 0))).FirstOrDefault(c => c.Waits);
    }
}
