using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Data.Papers;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Papers;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Papers;

/// <summary>Which papers have been read in once, twice, differ, are settled; and the way to the next one. Not a mark on it.</summary>
public static class Overview
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record Choice(int Id, string Text);

    /// <param name="Mine">Whether the next step is this person's to do.</param>
    public sealed record Row(string Code, string PersonName, string JudgeName, Badge State, string Who, string Action, string Href, bool Mine);

    public sealed record View(
        int CycleId, PageHead Head, bool Open, bool Reads, IReadOnlyList<(string Text, int Count)> Figures, IReadOnlyList<Choice> Judges, IReadOnlyList<Choice> Entries, IReadOnlyList<Row> Rows);

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            cycle.Advance(now);
            var board = await SheetsOfCycle.Of(db, cycle.Id, cancellationToken);
            var papers = await OnePaper.Sheets(db, cycle.Id, cancellationToken);
            var sheets = await db.PaperSheets.AsNoTracking().Where(s => db.PaperForms.Any(f => f.Id == s.FormId && f.CycleId == cycle.Id)).ToDictionaryAsync(s => s.FormId, cancellationToken);
            var outcomes = await db.PaperSheetOutcomes.AsNoTracking().Where(o => db.PaperForms.Any(f => f.Id == o.FormId && f.CycleId == cycle.Id)).ToDictionaryAsync(o => o.FormId, cancellationToken);
            var names = await db.Users.Names(cancellationToken);
            var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id).ToDictionaryAsync(j => j.Id, cancellationToken);
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).ToDictionaryAsync(e => e.Id, cancellationToken);
            var reads = actor.IsAny([.. PaperSheets.Readers]);
            var rows = papers.Select(p => RowOf(p, sheets[p.Form.Id], outcomes.GetValueOrDefault(p.Form.Id))).OrderByDescending(r => r.Mine).ThenBy(r => r.Code, StringComparer.Ordinal).ToList();
            var waits = papers.Count(p => p.State == PaperState.Settled && !outcomes.ContainsKey(p.Form.Id));
            return new View(
                cycle.Id,
                new PageHead("纸质录入")
                {
                    Crumbs = actor.IsAny(Role.Operator, Role.Supervisor) ? [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")] : [],
                    Sub = $"{cycle.Title} · 每张纸两位同志各录一遍，不一致的由第三位核定", State = cycle.Badge(),
                },
                cycle.State == CycleState.Scoring, reads,
                [
                    ("已录一遍", papers.Count(p => p.State == PaperState.Once)), ("两遍不一致", papers.Count(p => p.State == PaperState.Differs)),
                    ("等监督员决定", waits), ("已计入", outcomes.Values.Count(o => o.SheetId is not null)),
                ],
                [.. board.Judges.Select(j => new Choice(j.Id, $"{j.Code} {j.Name}（{j.UnitName}）"))],
                [.. board.Entries.Where(e => e.State == EntryState.Accepted).Select(e => new Choice(e.Id, $"{e.RunningNumber?.ToString("00") ?? e.Code} {e.PersonName}"))],
                rows);

            Row RowOf(DoubleEntry paper, PaperSheet sheet, PaperSheetOutcome? outcome)
            {
                var (judge, entry) = (judges[sheet.JudgeId], entries[sheet.EntryId]);
                var second = paper.State == PaperState.Once && reads && paper.WhyNotRead(actor.Id) is null;
                var third = paper.State == PaperState.Differs && actor.IsAny([.. PaperSheets.Resolvers]) && paper.WhyNotResolve(actor.Id) is null;
                var decide = paper.State == PaperState.Settled && outcome is null && actor.Is(Role.Supervisor);
                var (action, href) = second ? ("录第二遍", $"/papers/sheet/{sheet.JudgeId}/{sheet.EntryId}")
                    : (third ? "核定" : decide ? "决定" : "查看", $"/papers/form/{paper.Form.Id}");
                return new Row(paper.Form.Subject, entry.PersonName, judge.Name, Paper.StateBadge(paper, outcome),
                    string.Join("、", paper.Readings.Select(r => names[r.ById])) + (paper.Settlement?.ResolvedById is { } by ? $"；{names[by]}核定" : string.Empty),
                    action, href, second || third || decide);
            }
        }
    }
}
