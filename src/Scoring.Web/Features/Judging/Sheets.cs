using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>Who has handed in and who has not, candidate by candidate. Marks are shown to the supervisor, to others only once tallied.</summary>
public static class Sheets
{
    public sealed record Query(int? CycleId) : IRequest<View>;

    public sealed record View(
        int CycleId, PageHead Head, IReadOnlyList<Column> Judges, IReadOnlyList<Row> Rows, int Done, int Wanted, int Reopened,
        bool Marks, CloseForm? Close, string? ClosedAt)
    {
        /// <summary>Rated where people are, and not in a hall.</summary>
        public bool AtHome { get; init; }
    }

    /// <param name="Owes">How many sheets this judge still owes.</param>
    public sealed record Column(string Code, string Name, string UnitName, int Done, int Owes);

    public sealed record Row(string Number, string PersonName, string Line, bool Withdrawn, IReadOnlyList<Cell> Cells, IReadOnlyList<string> Missing);

    /// <param name="Href">To the sheet; null where the viewer may not open it or there is none.</param>
    /// <param name="Sum">Only where marks may be seen.</param>
    public sealed record Cell(string Word, Tone Tone, string Said, string? Href, string? Sum);

    /// <param name="Missing">How many sheets are owed as the page was made: the command is refused when it has changed.</param>
    public sealed record CloseForm(int Missing, Guid Key);

    /// <summary>Whether this person may see marks of this cycle now.</summary>
    public static bool MaySeeMarks(Actor actor, CycleState state) => actor.Is(Role.Supervisor)
        || (actor.IsAny(Role.Operator, Role.Approver) && state is CycleState.Tallied or CycleState.Approved or CycleState.PublicNotice
            or CycleState.ObjectionHold or CycleState.Published or CycleState.Archived);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await Find(request.CycleId, cancellationToken);
            cycle.Advance(now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var board = await SheetsOfCycle.Of(db, cycle.Id, cancellationToken);
            var marks = MaySeeMarks(actor, cycle.State);
            var forms = board.Judges.Select(j => j.Panel).Distinct().ToDictionary(p => p, p => SheetForm.Of(scheme, p));
            var streets = await db.Units.AsNoTracking().Where(u => u.StreetId == u.Id).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var owed = board.Owed;
            var wanted = board.Cells.Count(c => c.Entry.State == EntryState.Accepted && c.Standing is not (SheetStanding.Recused or SheetStanding.Elsewhere));
            var (next, due) = cycle.Next(now);
            var closing = cycle.State == CycleState.Scoring && !cycle.ScoringClosed(now);
            return new View(
                cycle.Id,
                new PageHead("评分表") { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = cycle.Title, State = cycle.Badge(), Next = next, Due = due },
                [.. board.Judges.Select(j => new Column(j.Code, j.Name, j.UnitName,
                    board.Entries.Count(e => e.State == EntryState.Accepted && board[j, e].Standing == SheetStanding.HandedIn), owed.Count(o => o.Judge.Id == j.Id)))],
                [.. board.Entries.Select(e => new Row(
                    e.RunningNumber?.ToString("00") ?? e.Code!, e.PersonName, $"{streets.GetValueOrDefault(e.StreetId)} · {e.BranchName}", e.State != EntryState.Accepted,
                    [.. board.Judges.Select(j => CellOf(board[j, e], marks, forms[j.Panel]))],
                    [.. owed.Where(o => o.Entry.Id == e.Id).Select(o => $"{o.Judge.Name}（{o.Judge.UnitName}）{(o.Reopened ? "，退回待交" : string.Empty)}")]))],
                wanted - owed.Count, wanted, board.Reopened.Count, marks,
                closing && actor.Is(Role.Operator) ? new CloseForm(owed.Count, Guid.NewGuid()) : null,
                cycle.State == CycleState.Scoring && !closing ? ChinaTime.Words(cycle.ScoringClosedAt ?? cycle.ScoringEndsAt) : null) { AtHome = !scheme.InHall };
        }

        private async Task<Cycle> Find(int? id, CancellationToken cancellationToken)
        {
            if (id is { } wanted)
                return await db.Cycles.AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, cancellationToken) ?? throw Refused.Missing("没有这一期。请从“期次”进入。");
            var cycles = await db.Contests.AsNoTracking().Where(c => c.State != CycleState.Void).OrderByDescending(c => c.Id).ToListAsync(cancellationToken);
            foreach (var cycle in cycles)
                cycle.Advance(clock.Now);
            return cycles.Find(c => c.State == CycleState.Scoring) ?? cycles.Find(c => c.State != CycleState.Draft) ?? throw Refused.Missing("还没有开始的期次。请从“期次”进入。");
        }

        private static Cell CellOf(SheetCell cell, bool marks, SheetForm form)
        {
            var who = $"{cell.Judge.Name} · {cell.Entry.PersonName}";
            var href = marks && cell.Latest is { } sheet ? $"/judging/sheets/{sheet.Id}" : null;
            var sum = marks && cell.Latest is { } seen ? form.Sum(seen.Marks).ToString("0.###") : null;
            return cell.Standing switch
            {
                SheetStanding.HandedIn => new("已交", Tone.Ok, $"{who}：已交", href, sum),
                SheetStanding.Reopened => new("退回", Tone.Refused, $"{who}：退回待交", href, null),
                SheetStanding.TakenBack => new("取回", Tone.Wait, $"{who}：评委本人取回", href, null),
                SheetStanding.Recused => new("回避", Tone.Off, $"{who}：回避，{RecusalGroundNames.Of(cell.Ground!.Value)}", null, null),
                SheetStanding.Elsewhere => new("–", Tone.Off, $"{who}：不评", null, null),
                _ => new("未交", Tone.Wait, $"{who}：未交", null, null),
            };
        }
    }
}
