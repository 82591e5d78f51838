using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Notices;

/// <summary>What is on public notice now. Reads notices only.</summary>
public static class Current
{
    public sealed record Query : IRequest<View>;

    public sealed record View(IReadOnlyList<Row> Rows);

    public sealed record Row(int CycleId, string Title, string Days, int Names, bool OnHold, Due Due);

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var notices = await db.Notices.AsNoTracking().Where(n => !db.Publications.Any(p => p.NoticeId == n.Id) && !db.Notices.Any(o => o.CycleId == n.CycleId && o.Number > n.Number))
                .Join(db.Cycles, n => n.CycleId, c => c.Id, (n, c) => new { Notice = n, Cycle = c, Names = n.Rows.Count }).OrderByDescending(n => n.Notice.PostedAt).ToListAsync(cancellationToken);
            return new View([.. notices.Select(n => new Row(n.Notice.CycleId, n.Notice.Title, $"{ChinaTime.Words(n.Notice.FirstDay)} 至 {ChinaTime.Words(n.Notice.LastDay)}", n.Names,
                n.Cycle.HeldBack(clock.Now), CycleWords.Due(ChinaTime.At(n.Notice.LastDay, new TimeOnly(18, 0)), clock.Now)))]);
        }
    }
}
