using MediatR;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Papers;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Papers;

/// <summary>One paper: where it stands and who read it; the differences for the third person, what it says for the supervisor.</summary>
public static class Paper
{
    public sealed record Query(int FormId) : IRequest<View>;

    /// <summary>A field as both read it; the figures only for whoever may decide.</summary>
    public sealed record Difference(string Code, string Name, string Limits, string First, string Second, string Text);

    public sealed record View(int FormId, PageHead Head, string Code, string State, Timeline History, IReadOnlyList<Difference> Differences, string? WhyNotResolve,
        IReadOnlyList<(string Name, string Words)> Marks, string? Waits, bool CanDecide, bool CanTakeIn, Guid Key)
    {
        public string Reason { get; init; } = string.Empty;

        public View Typed(IReadOnlyDictionary<string, string?> values) =>
            this with { Differences = [.. Differences.Select(d => d with { Text = values.GetValueOrDefault(d.Code) ?? string.Empty })] };
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var seat = await PaperSeat.Of(db, shelf, actor, request.FormId, cancellationToken);
            seat.Cycle.Advance(clock.Now);
            var (paper, supervisor) = (seat.Paper, actor.Is(Role.Supervisor));
            var names = await db.Users.Names(cancellationToken);
            var third = actor.IsAny([.. PaperSheets.Resolvers]) && paper.WhyNotResolve(actor.Id) is null;
            return new View(
                paper.Form.Id,
                new PageHead(seat.Title) { Crumbs = [("纸质录入", $"/papers/{seat.Cycle.Id}")], Sub = $"{seat.Cycle.Title} · 编号 {paper.Form.Subject}", State = StateBadge(paper, seat.Outcome) },
                paper.Form.Subject, PaperStateNames.Of(paper.State), History(seat, names),
                third ? [.. paper.Differences.Select(d => new Difference(d.Field.Code, d.Field.Name, d.Field.Limits, d.Field.Say(d.First), d.Field.Say(d.Second), string.Empty))] : [],
                paper.State == PaperState.Differs && !third ? paper.WhyNotResolve(actor.Id) : null,
                supervisor && paper.Settlement is { } settled ? [.. paper.Form.Fields.Select(f => (f.Name, f.Say(settled.Values[f.Code])))] : [],
                seat.Waits ? PaperSheets.Why(seat.Cell, paper.Settlement!) : null,
                seat.Waits && supervisor,
                seat.Waits && supervisor && seat.Cell.Standing is not SheetStanding.HandedIn && !paper.Settlement!.Values.Values.Contains(PaperField.Blank),
                Guid.NewGuid());
        }
    }

    /// <summary>Where a paper stands, in a word.</summary>
    public static Badge StateBadge(DoubleEntry paper, PaperSheetOutcome? outcome) => (paper.State, outcome) switch
    {
        (PaperState.Settled, null) => new Badge("等监督员决定", Tone.Wait),
        (PaperState.Settled, { SheetId: null }) => new Badge("不计入", Tone.Off),
        (PaperState.Settled, _) => new Badge("已计入", Tone.Ok),
        (PaperState.Differs, _) => new Badge("两遍不一致", Tone.Refused),
        (PaperState.Once, _) => new Badge("已录一遍", Tone.Now),
        _ => new Badge("未录", Tone.Off),
    };

    private static Timeline History(PaperSeat seat, Dictionary<int, string> names)
    {
        var items = seat.Paper.Readings.Select(r => new TimelineItem($"录入第 {r.Ordinal} 遍", ChinaTime.Words(r.At), names[r.ById])).ToList();
        if (seat.Paper.Settlement is { } settled)
            items.Add(new TimelineItem(settled.ResolvedById is null ? "两遍一致，自动核定" : "差异已核定", ChinaTime.Words(settled.At), settled.ResolvedById is { } by ? names[by] : null, null, Tone.Ok));
        if (seat.Outcome is { } outcome)
            items.Add(new TimelineItem(outcome.SheetId is null ? "不计入" : "计入评分表", ChinaTime.Words(outcome.At), outcome.ById is { } by ? names[by] : null, outcome.Reason, outcome.SheetId is null ? Tone.Off : Tone.Ok));
        return new Timeline(items, "这张纸的经过");
    }
}
