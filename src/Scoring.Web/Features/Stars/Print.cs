using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Levels;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Stars;

/// <summary>Plaques or certificates of what the register lists, one a page.</summary>
public static class Print
{
    public sealed record Query(int CycleId, string? Kind, Register.Filter Filter) : IRequest<View>;

    public sealed record View(PageHead Head, bool Plaques, string Title, string Organiser, string District, string Date, string Document, IReadOnlyList<HeldLevel> Rows);

    public sealed class Handler(ScoringDb db, StarDesk desk) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var year = await desk.Cycle(request.CycleId, cancellationToken);
            var plaques = request.Kind != "certificate";
            var rows = Register.Shown(await HeldLevels.Of(db, year.Cycle.Id, cancellationToken), request.Filter);
            var district = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.District).Select(u => u.Name).FirstAsync(cancellationToken);
            var day = ChinaTime.DateOf(year.PublishedAt);
            return new View(
                new PageHead(plaques ? "打印牌匾" : "打印证书")
                {
                    Crumbs = [("星级", $"/stars?cycle={year.Cycle.Id}")], Sub = $"{year.Cycle.Title} · {rows.Count} 张",
                    Next = plaques ? "A4 横向，一页一块；送制作单位时存成 PDF" : "A4 纵向，一页一张",
                },
                plaques, year.Cycle.Title, year.Scheme.Authority.Organiser, district, $"{day.Year} 年 {day.Month} 月", year.Scheme.Authority.Document, rows);
        }
    }
}
