using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>A published list as a table for a spreadsheet: the columns of the page, and no others.</summary>
public static class ListFile
{
    public sealed record Query(int CycleId) : IRequest<FileTable>;

    public sealed class Handler(ScoringDb db, IMediator mediator, Clock clock) : IRequestHandler<Query, FileTable>
    {
        public async Task<FileTable> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!await db.Publications.Current().Shown(clock.Now).AnyAsync(p => p.CycleId == request.CycleId, cancellationToken))
                throw Refused.Missing("这一期还没有发布结果。");
            var view = await mediator.Send(new Ranking.Query(request.CycleId), cancellationToken);
            return Table(view.Title, view.Rows, view.Moves);
        }
    }

    /// <summary>A column that is empty all the way down was not made public, and is left out.</summary>
    public static FileTable Table(string name, IReadOnlyList<PublicRow> rows, IReadOnlyDictionary<int, Movement> moves)
    {
        List<(string Head, Func<PublicRow, object?> Of)> columns =
        [
            ("名次", r => r.Rank > 0 ? r.Rank : null), ("名称", r => Text(r.PersonName)), ("党支部", r => Text(r.BranchName)), ("小区", r => Text(r.EstateName)), ("街道", r => Text(r.StreetName)),
            ("类别", r => Text(r.Composition)), ("等次", r => Text(r.Award)), ("总分", r => Number(r.Total)),
        ];
        columns.AddRange(rows.SelectMany(r => r.Parts.Select(p => p.Name)).Distinct(StringComparer.Ordinal)
            .Select(part => (part, (Func<PublicRow, object?>)(r => Number(r.Parts.FirstOrDefault(p => p.Name == part)?.Points)))));
        columns.Add(("较上期", r => moves.TryGetValue(r.Place, out var move) ? PublicTable.Words(move) : null));
        columns.Add(("递补", r => r.Substitute ? "递补" : null));
        var shown = columns.Where(c => rows.Any(r => c.Of(r) is not null)).ToList();
        return new FileTable(name, [.. shown.Select(c => c.Head)], [.. rows.Select(r => (IReadOnlyList<object?>)[.. shown.Select(c => c.Of(r))])]);
    }

    private static string? Text(string text) => text.Length > 0 ? text : null;

    private static object? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : Text(text ?? string.Empty);
}
