using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Papers;

/// <summary>The judges' sheets on A4, one a page: for one judge, for one candidate, for all, or blank ones to have at hand. Who stands aside gets none.</summary>
public static class Print
{
    public const int MostSpares = 50;

    public sealed record Query : IRequest<View>
    {
        public int CycleId { get; init; }

        public int? Judge { get; init; }

        public int? Entry { get; init; }

        /// <summary>How many blank ones; 0: the filled-in ones.</summary>
        public int Spares { get; init; }
    }

    public sealed record Choice(int Id, string Text);

    /// <param name="Boxes">Digits to write; one more stands for half steps where the step is not whole.</param>
    public sealed record Line(string Name, string? Note, string Limits, int Boxes, bool Tenths, IReadOnlyList<string> Words);

    /// <param name="Svg">The square that leads to the page where it is read in; null on a blank one.</param>
    public sealed record Sheet(string? Svg, string Code, string Number, string PersonName, string PersonLine, string JudgeLine, IReadOnlyList<Line> Lines, string Maximum);

    public sealed record View(int CycleId, PageHead Head, string Title, bool Rehearsal, Query Asked, IReadOnlyList<Choice> Judges, IReadOnlyList<Choice> Entries, IReadOnlyList<Sheet> Sheets);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, PublicAddress address) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var board = await SheetsOfCycle.Of(db, cycle.Id, cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.StreetId == u.Id).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var forms = board.Judges.Select(j => j.Panel).Distinct().ToDictionary(p => p, p => SheetForm.Of(scheme, p));
            var asked = request.Judge is not null || request.Entry is not null || request.Spares > 0;
            var cells = board.Cells.Where(c => c.Entry.State == EntryState.Accepted && c.Standing is not SheetStanding.Recused
                && (request.Judge is null || c.Judge.Id == request.Judge) && (request.Entry is null || c.Entry.Id == request.Entry));
            // By candidate, the sheets come in the panel's order, ready to be handed along the table.
            var ordered = request.Judge is null ? cells.OrderBy(c => c.Entry.RunningNumber ?? int.MaxValue).ThenBy(c => c.Entry.Code, StringComparer.Ordinal).ThenBy(c => c.Judge.Code, StringComparer.Ordinal) : cells;
            return new View(
                cycle.Id,
                new PageHead("打印纸质评分表") { Crumbs = [("纸质录入", $"/papers/{cycle.Id}")], Sub = $"{cycle.Title} · 一张 A4 纸一位评委一位候选人，回避的不印" },
                cycle.Title, cycle.Rehearsal, request,
                [.. board.Judges.Select(j => new Choice(j.Id, $"{j.Code} {j.Name}（{j.UnitName}）"))],
                [.. board.Entries.Where(e => e.State == EntryState.Accepted).Select(e => new Choice(e.Id, $"{e.RunningNumber?.ToString("00") ?? e.Code} {e.PersonName}"))],
                request.Spares > 0 ? [.. forms.Values.SelectMany(f => Enumerable.Range(0, Math.Clamp(request.Spares, 1, MostSpares)).Select(_ => Spare(f)))]
                    : asked ? [.. ordered.Select(c => Of(c, forms[c.Judge.Panel], streets.GetValueOrDefault(c.Entry.StreetId, string.Empty)))] : []);
        }

        private Sheet Of(SheetCell cell, SheetForm form, string street) => new(
            Qr.Svg(address.Of($"/papers/sheet/{cell.Judge.Id}/{cell.Entry.Id}"), "录入这张纸的地址"), $"{cell.Judge.Code}/{cell.Entry.Code}",
            cell.Entry.RunningNumber?.ToString("00") ?? cell.Entry.Code!, cell.Entry.PersonName, $"{street} · {cell.Entry.BranchName}", $"{cell.Judge.Code}　{cell.Judge.Name}　{cell.Judge.UnitName}", Lines(form), Plain(form.Maximum));

        private static Sheet Spare(SheetForm form) => new(null, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, Lines(form), Plain(form.Maximum));

        private static IReadOnlyList<Line> Lines(SheetForm form) =>
        [
            .. form.Criteria.Select(c => c.Scale.Count > 0 && c.Step is null
                ? new Line(c.Name, c.Note, string.Empty, 0, false, [.. c.Scale.Select(w => w.Name)])
                : new Line(c.Name, c.Note, $"满分 {Plain(c.Maximum)}{(c.Step is { } step ? $"，每 {Plain(step)} 分一档" : string.Empty)}", Digits(c.Maximum), c.Step is not { } s || s % 1 != 0, [])),
        ];

        private static int Digits(decimal maximum) => decimal.Truncate(maximum).ToString("0", System.Globalization.CultureInfo.InvariantCulture).Length;

        private static string Plain(decimal figure) => figure.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
    }
}
