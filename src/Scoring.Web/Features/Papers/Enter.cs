using FluentValidation;
using MediatR;
using Scoring.Data;
using Scoring.Data.Papers;
using Scoring.Domain.Judging;
using Scoring.Domain.Papers;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Papers;

/// <summary>One person reads one paper in. The page is the same for the first and the second: nothing of the other reading is on it.</summary>
public static class Enter
{
    public sealed record Query(int JudgeId, int EntryId) : IRequest<View>;

    /// <param name="Text">As typed before it was refused.</param>
    public sealed record Line(string Code, string Name, string Limits, string Text, bool Figure);

    /// <param name="FormId">Null while nobody has begun the paper.</param>
    /// <param name="Closed">Why it cannot be read by this person now; null when it can.</param>
    public sealed record View(int? FormId, PageHead Head, string Number, string PersonName, string PersonLine, string JudgeLine, string Code, string? Closed, IReadOnlyList<Line> Lines, Guid Key, string Action)
    {
        public View Typed(IReadOnlyDictionary<string, string?> values, Guid key) =>
            this with { Lines = [.. Lines.Select(l => l with { Text = values.GetValueOrDefault(l.Code) ?? string.Empty })], Key = key };
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var seat = await PaperSeat.Of(db, shelf, actor, request.JudgeId, request.EntryId, clock.Now, cancellationToken);
            var (entry, judge) = (seat.Cell.Entry, seat.Cell.Judge);
            return new View(
                seat.Paper.Form.Id == 0 ? null : seat.Paper.Form.Id,
                new PageHead("录入纸质评分表")
                {
                    Crumbs = [("纸质录入", $"/papers/{seat.Cycle.Id}")], Sub = $"{seat.Cycle.Title} · 两位同志各录一遍，互不相看", State = seat.Cycle.Badge(),
                },
                entry.RunningNumber?.ToString("00") ?? entry.Code!, entry.PersonName, entry.BranchName, $"{judge.Name} · {judge.UnitName}", $"{judge.Code}/{entry.Code}",
                Why(seat, actor, clock.Now),
                [.. seat.Paper.Form.Fields.Select(f => new Line(f.Code, f.Name, f.Limits, string.Empty, f.Maximum is not null))],
                Guid.NewGuid(), $"/papers/sheet/{judge.Id}/{entry.Id}");
        }
    }

    public sealed record Command : ICommand<PaperDone>, IKeyed
    {
        public int JudgeId { get; init; }

        public int EntryId { get; init; }

        public Dictionary<string, string?> Values { get; init; } = [];

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Key).NotEmpty().WithMessage("这一页缺少编号。请刷新后再录。");
    }

    public sealed class Writer(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit push) : IRequestHandler<Command, PaperDone>
    {
        public async Task<PaperDone> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand([.. PaperSheets.Readers]);
            var now = clock.Now;
            var seat = await PaperSeat.Of(db, shelf, actor, request.JudgeId, request.EntryId, now, cancellationToken);
            if (seat.Paper.State == PaperState.Unread)
                PaperSheets.DemandWanted(seat.Cell, seat.Cycle, now);
            var typed = request.Values.ToDictionary(v => v.Key, v => v.Value ?? string.Empty);
            seat.Paper.Read(actor.Id, typed, now);
            if (seat.Paper.Form.Id == 0)
                seat = await Begin(seat, cancellationToken);
            var after = seat.Paper.Read(actor.Id, typed, now);
            OnePaper.Store(db, seat.Paper, after);
            await db.SaveChangesAsync(cancellationToken);
            var told = after.State switch
            {
                PaperState.Settled => "两遍一致，" + await seat.Settle(db, after, now, cancellationToken),
                PaperState.Differs => $"两遍有 {after.Differences.Count} 处不一致，等没有录过的第三位同志核定。",
                _ => "第一遍已录好。第二遍由另一位同志录。",
            };
            push.Touched(seat.Cycle.Id);
            journal.Note(seat.Cycle.Id, seat.Cell.Entry.Id, $"{seat.Title}录入第 {after.Readings.Count} 遍。{(after.Readings.Count == 2 ? told : string.Empty)}");
            return new PaperDone(seat.Cycle.Id, $"{seat.Cell.Judge.Code}/{seat.Cell.Entry.Code}：{told}");
        }

        private async Task<PaperSeat> Begin(PaperSeat seat, CancellationToken cancellationToken)
        {
            var form = seat.Paper.Form;
            db.PaperForms.Add(form);
            await db.SaveChangesAsync(cancellationToken);
            db.PaperSheets.Add(new PaperSheet { FormId = form.Id, JudgeId = seat.Cell.Judge.Id, EntryId = seat.Cell.Entry.Id, Number = seat.Number });
            return seat;
        }
    }

    private static string? Why(PaperSeat seat, Actor actor, DateTimeOffset now)
    {
        if (!actor.IsAny([.. PaperSheets.Readers]))
            return "纸质评分表由计分员或经办录入。";
        if (seat.Paper.WhyNotRead(actor.Id) is { } read)
            return read;
        try
        {
            if (seat.Paper.State == PaperState.Unread)
                PaperSheets.DemandWanted(seat.Cell, seat.Cycle, now);
            return null;
        }
        catch (Domain.Refused refused)
        {
            return refused.Message;
        }
    }
}
