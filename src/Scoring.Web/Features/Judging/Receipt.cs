using MediatR;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Judging;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>What the judge handed in, with the fingerprint by which they know it again.</summary>
public static class Receipt
{
    public sealed record Query(int EntryId, string? Panel) : IRequest<View>;

    /// <param name="Stores">Drafts in this browser that are now done with.</param>
    public sealed record View(
        int EntryId, string? Panel, string Title, string PersonName, string PersonLine, string Number, string JudgeLine, IReadOnlyList<(string Name, string Words)> Marks,
        string Sum, string Maximum, string Fingerprint, string At, int Revision, bool Reopened, bool TakenBack, bool CanTakeBack, bool OnStage, bool Opened,
        string Stores, Candidate? Next, int Left, int CycleId, int AccountId, Guid Key, IReadOnlyList<Candidate> Beside, bool Rehearsal)
    {
        public string Suffix => Panel is null ? string.Empty : $"?panel={Panel}";
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var seat = await Seat.Of(db, shelf, actor, request.EntryId, request.Panel, cancellationToken);
            var (judge, entry) = (seat.Cell.Judge, seat.Cell.Entry);
            var sheet = seat.Cell.Latest ?? throw Refused.Missing($"{entry.PersonName}的评分表还没有交，没有回执。请先打分交表。");
            seat.Cycle.Advance(clock.Now);
            var list = await Candidate.Of(db, judge, cancellationToken);
            return new View(
                entry.Id, request.Panel, seat.Cycle.Title, entry.PersonName, entry.BranchName, entry.RunningNumber?.ToString("00") ?? entry.Code!, $"{judge.Called} {judge.Name} · {judge.UnitName}",
                [.. seat.Form.Criteria.Where(c => sheet.Marks.ContainsKey(c.Code)).Select(c => (c.Name, SheetForm.Words(c, sheet.Marks[c.Code])))],
                seat.Form.Sum(sheet.Marks).ToString("0.###"), seat.Form.Maximum.ToString("0.###"), sheet.Fingerprint, ChinaTime.Words(sheet.HandedInAt), sheet.Revision,
                seat.Cell.Standing == SheetStanding.Reopened, seat.Cell.Standing == SheetStanding.TakenBack, seat.Cell.MayTakeBack(seat.Cycle, clock.Now),
                seat.Show.Followed(seat.Cycle), seat.Show.Opened, $"{judge.Id}/{entry.Id}/{sheet.Revision}",
                Domain.Cycles.PhaseTable.Allows(seat.Cycle, Domain.Cycles.Act.HandInSheet, clock.Now) ? Candidate.After(list, entry.Id) : null,
                list.Count(c => c.Waits), seat.Cycle.Id, actor.Id, Guid.NewGuid(), seat.Beside(list), seat.Cycle.Rehearsal);
        }
    }
}
