using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>One judge's sheet for one candidate with all its revisions, and every reopening with its reason.</summary>
public static class Revisions
{
    public sealed record Query(int SheetId) : IRequest<View>;

    /// <param name="CanReopen">Whether the newest revision may be sent back by this person now.</param>
    public sealed record View(
        int SheetId, int CycleId, PageHead Head, IReadOnlyList<string> Columns, IReadOnlyList<Row> Marks, Row Sum, Timeline History, bool CanReopen, string JudgeName, string PersonName, Guid Key)
    {
        public string Reason { get; init; } = string.Empty;
    }

    /// <param name="Marks">One a revision, the oldest first.</param>
    public sealed record Row(string Name, string Maximum, IReadOnlyList<string> Marks);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var missing = Refused.Missing("没有这张评分表，或者现在还不能看。");
            var asked = await db.Sheets.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.SheetId, cancellationToken) ?? throw missing;
            var judge = await db.Judges.AsNoTracking().SingleAsync(j => j.Id == asked.JudgeId, cancellationToken);
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == asked.EntryId, cancellationToken);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == judge.CycleId, cancellationToken);
            cycle.Advance(clock.Now);
            if (!Sheets.MaySeeMarks(actor, cycle.State))
                throw missing;
            var form = SheetForm.Of(await shelf.Of(cycle, cancellationToken), judge.Panel);
            var sheets = await db.Sheets.AsNoTracking().Where(s => s.JudgeId == judge.Id && s.EntryId == entry.Id).OrderBy(s => s.Revision).ToListAsync(cancellationToken);
            var ids = sheets.Select(s => s.Id).ToList();
            var reopenings = await db.Reopenings.AsNoTracking().Where(r => ids.Contains(r.SheetId)).Join(db.Users, r => r.ById, a => a.Id, (r, a) => new { r.SheetId, r.Reason, r.At, r.TakenBack, a.FullName }).ToListAsync(cancellationToken);
            var paper = await db.PaperSheetOutcomes.AsNoTracking().Where(o => o.SheetId != null && ids.Contains(o.SheetId.Value)).Select(o => o.SheetId!.Value).ToListAsync(cancellationToken);
            var cell = await SheetsOfCycle.One(db, judge, entry, null, cancellationToken);
            var history = sheets.Select(s => (s.HandedInAt, Item: new TimelineItem($"第 {s.Revision} 次交表{(paper.Contains(s.Id) ? "（纸质）" : string.Empty)}", ChinaTime.Words(s.HandedInAt), $"{judge.Name} · {judge.UnitName}", $"指纹 {s.Fingerprint}", Tone.Ok)))
                .Concat(reopenings.Select(r => (HandedInAt: r.At, Item: new TimelineItem(r.TakenBack ? "评委取回" : "监督员退回", ChinaTime.Words(r.At), r.FullName, r.Reason, r.TakenBack ? Tone.Wait : Tone.Refused))))
                .OrderBy(h => h.HandedInAt).Select(h => h.Item);
            return new View(
                sheets[^1].Id, cycle.Id,
                new PageHead($"{judge.Name}给{entry.PersonName}的评分表")
                {
                    Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}"), ("评分表", $"/judging/sheets?cycle={cycle.Id}")],
                    Sub = $"{judge.Code} · {judge.UnitName}",
                    State = new Badge(SheetStandingNames.Of(cell.Standing), cell.Standing == SheetStanding.HandedIn ? Tone.Ok : Tone.Refused),
                },
                [.. sheets.Select(s => $"第 {s.Revision} 次")],
                [.. form.Criteria.Select(c => new Row(c.Name, c.Maximum.ToString("0.###"), [.. sheets.Select(s => s.Marks.TryGetValue(c.Code, out var mark) ? SheetForm.Words(c, mark) : "–")]))],
                new Row("合计", form.Maximum.ToString("0.###"), [.. sheets.Select(s => form.Sum(s.Marks).ToString("0.###"))]),
                new Timeline([.. history], "这张表的经过"),
                actor.Is(Role.Supervisor) && cell.Standing == SheetStanding.HandedIn && PhaseTable.Allows(cycle, Act.ReopenSheet, clock.Now),
                judge.Name, entry.PersonName, Guid.NewGuid());
        }
    }
}
