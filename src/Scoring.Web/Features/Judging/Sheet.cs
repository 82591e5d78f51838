using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Judging;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared.Dossiers;
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
    /// <param name="Late">Scoring is closed: what is handed in now goes to the supervisor.</param>
    /// <param name="OnStage">The cycle, while its stage is to be followed; else null.</param>
    /// <param name="Dossier">The candidate's material, to be at hand; null where there is none.</param>
    /// <param name="Beside">Others that are marked together with this one and whose sheets I still owe.</param>
    public sealed record View(
        int EntryId, string? Panel, string Title, string JudgeLine, string Number, string PersonName, string PersonLine, IReadOnlyList<Line> Lines, decimal Maximum,
        string Store, Guid Key, string? Closed, bool Locked, bool Recused, bool CanRecuse, string? Reopened, Candidate? Next, int Place, int Count,
        int JudgeId, int AccountId, SheetWindow Window, int Round, bool Late, int? OnStage, DossierSheet? Dossier, IReadOnlyList<Candidate> Beside, bool Rehearsal)
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
            var late = await LateWord(seat, cancellationToken);
            var gone = seat.Cell.Judge.ScopeUnitId is null && seat.Show.TurnOf(entry.Id) is { Out: true } turn ? $"{entry.PersonName}{(turn.State == TurnState.NoShow ? "没有到场" : "已退出")}，不参加评选，不用打分。" : null;
            var closed = gone ?? late ?? seat.Cell.WhyClosed(seat.Cycle, clock.Now);
            return new View(
                entry.Id, request.Panel, seat.Cycle.Title, $"{judge.Called} {judge.Name} · {judge.UnitName}", me?.Number ?? entry.Code!, entry.PersonName, $"{street} · {(entry.BranchName == entry.PersonName ? entry.EstateName : entry.BranchName)}",
                [.. seat.Form.Criteria.Select(c => LineOf(c, draft?.Marks.GetValueOrDefault(c.Code) ?? string.Empty, reopened is null ? null : seat.Cell.Latest))], seat.Form.Maximum,
                seat.Store, Guid.NewGuid(), closed,
                seat.Cell.Standing == SheetStanding.HandedIn, seat.Cell.Standing == SheetStanding.Recused,
                seat.Cell.Standing is SheetStanding.Waiting or SheetStanding.Reopened or SheetStanding.TakenBack && Domain.Cycles.PhaseTable.Allows(seat.Cycle, Domain.Cycles.Act.DeclareRecusal, clock.Now),
                reopened, Candidate.After(list, entry.Id), list.ToList().FindIndex(c => c.Entry.Id == entry.Id) + 1, list.Count,
                judge.Id, actor.Id, seat.Cell.Window, seat.Round, seat.Cell.Standing is not (SheetStanding.HandedIn or SheetStanding.Recused) && late is null && closed is null && seat.Cell.ComesLate(seat.Cycle, clock.Now),
                seat.Show.Followed(seat.Cycle) ? seat.Cycle.Id : null, await Dossier(seat, street, cancellationToken), seat.Beside(list), seat.Cycle.Rehearsal);
        }

        /// <summary>The candidate's material, at hand while listening; null where the scheme asks for none.</summary>
        private async Task<DossierSheet?> Dossier(Seat seat, string street, CancellationToken cancellationToken) =>
            seat.Cell.Standing == SheetStanding.Recused || seat.Cell.Entry.State != Domain.Entries.EntryState.Accepted || await shelf.Of(seat.Cycle, cancellationToken) is not { Nomination: not null } scheme
                ? null : DossierSheet.Of(scheme, await db.Entries.AsNoTracking().Include(e => e.Attachments).SingleAsync(e => e.Id == seat.Cell.Entry.Id, cancellationToken), street);

        /// <summary>What has become of the judge's late sheet for this revision.</summary>
        private async Task<string?> LateWord(Seat seat, CancellationToken cancellationToken)
        {
            var (judge, entry, revision, round) = (seat.Cell.Judge.Id, seat.Cell.Entry.Id, seat.Cell.NextRevision, seat.Round);
            var late = await db.LateSheets.AsNoTracking().SingleOrDefaultAsync(l => l.JudgeId == judge && l.EntryId == entry && l.Revision == revision && l.Round == round, cancellationToken);
            if (late is null)
                return null;
            var decision = await db.LateDecisions.AsNoTracking().SingleOrDefaultAsync(d => d.LateSheetId == late.Id, cancellationToken);
            return decision is null
                ? $"您的表在评分关闭以后（{ChinaTime.Words(late.ArrivedAt)}）送到，已交监督员，由监督员决定是否计入。"
                : $"监督员没有计入您迟到的这张表，理由：{decision.Reason}";
        }
    }

    internal static Line LineOf(RubricCriterion c, string text, ScoreSheet? before) => new(
        c.Code, c.Name, c.Note, c.Maximum.ToString("0.###", CultureInfo.InvariantCulture), c.Step?.ToString("0.###", CultureInfo.InvariantCulture), c.Scale, text,
        before?.Marks.GetValueOrDefault(c.Code) is { } mark ? SheetForm.Words(c, mark) : null);
}
