using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Judging;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>One candidate a screen: the criteria with what the judge has typed so far. No mark is ever filled in by the program.</summary>
public static class Sheet
{
    public sealed record Query(int EntryId, string? Panel) : IRequest<View>;

    /// <param name="Store">Where the browser keeps the typed marks.</param>
    /// <param name="Closed">Why nothing can be written now; null while it can.</param>
    /// <param name="Locked">Handed in: the receipt is the page to see.</param>
    /// <param name="Reopened">The supervisor's reason, when the sheet came back.</param>
    public sealed record View(
        int EntryId, string? Panel, string Title, string JudgeLine, string Number, string PersonName, string PersonLine, IReadOnlyList<Line> Lines, decimal Maximum,
        string Store, Guid Key, string? Closed, bool Locked, bool Recused, bool CanRecuse, string? Reopened, Candidate? Next, int Place, int Count)
    {
        public string Suffix => Panel is null ? string.Empty : $"?panel={Panel}";

        /// <summary>The same page with what was just posted, and under the same key.</summary>
        public View Typed(IReadOnlyDictionary<string, string?> marks, Guid key) =>
            this with { Key = key, Lines = [.. Lines.Select(l => l with { Text = marks.GetValueOrDefault(l.Code) ?? string.Empty })] };
    }

    /// <param name="Text">As typed by this judge; empty when nothing was.</param>
    /// <param name="Before">The mark of the revision that came back, in words; null for a first sheet.</param>
    public sealed record Line(string Code, string Name, string? Note, string Maximum, string? Step, IReadOnlyList<ScaleWord> Scale, string Text, string? Before);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var seat = await Seat.Of(db, shelf, actor, request.EntryId, request.Panel, cancellationToken);
            var (judge, entry) = (seat.Cell.Judge, seat.Cell.Entry);
            var draft = await db.SheetDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.JudgeId == judge.Id && d.EntryId == entry.Id, cancellationToken);
            var list = await Candidate.Of(db, judge, cancellationToken);
            var reopened = seat.Cell.Standing == SheetStanding.Reopened
                ? await db.Reopenings.Where(r => r.SheetId == seat.Cell.Latest!.Id).Select(r => r.Reason).SingleOrDefaultAsync(cancellationToken) ?? "这位候选人的演示重来，请重新打分" : null;
            var me = list.FirstOrDefault(c => c.Entry.Id == entry.Id);
            var street = await db.Units.Where(u => u.Id == entry.StreetId).Select(u => u.Name).SingleAsync(cancellationToken);
            return new View(
                entry.Id, request.Panel, seat.Cycle.Title, $"评委 {judge.Name} · {judge.UnitName}", me?.Number ?? entry.Code!, entry.PersonName, $"{street} · {entry.BranchName}",
                [.. seat.Form.Criteria.Select(c => LineOf(c, draft, reopened is null ? null : seat.Cell.Latest))], seat.Form.Maximum,
                seat.Store, Guid.NewGuid(), seat.Cell.WhyClosed(seat.Cycle, clock.Now),
                seat.Cell.Standing == SheetStanding.HandedIn, seat.Cell.Standing == SheetStanding.Recused,
                seat.Cell.Standing is SheetStanding.Waiting or SheetStanding.Reopened && Domain.Cycles.PhaseTable.Allows(seat.Cycle, Domain.Cycles.Act.DeclareRecusal, clock.Now),
                reopened, Candidate.After(list, entry.Id), list.ToList().FindIndex(c => c.Entry.Id == entry.Id) + 1, list.Count);
        }

        private static Line LineOf(RubricCriterion c, SheetDraft? draft, ScoreSheet? before) => new(
            c.Code, c.Name, c.Note, c.Maximum.ToString("0.###", CultureInfo.InvariantCulture), c.Step?.ToString("0.###", CultureInfo.InvariantCulture), c.Scale,
            draft?.Marks.GetValueOrDefault(c.Code) ?? string.Empty,
            before?.Marks.GetValueOrDefault(c.Code) is { } mark ? SheetForm.Words(c, mark) : null);
    }
}
