using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Calendars;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Screens;

/// <summary>Where the big screen is opened, and its addresses are given out and taken back.</summary>
public static class Desk
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record Row(string At, string By);

    public sealed record View(int CycleId, PageHead Head, bool Rehearsal, IReadOnlyList<Row> Good);

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            var keys = await db.ScreenKeys.AsNoTracking().Where(k => k.CycleId == cycle.Id && k.RevokedAt == null)
                .Join(db.Users, k => k.ById, a => a.Id, (k, a) => new { k.Id, k.At, a.FullName }).OrderByDescending(k => k.Id).ToListAsync(cancellationToken);
            return new View(
                cycle.Id,
                new PageHead("大屏") { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = cycle.Title, State = keys.Count == 0 ? new("没有打开", Tone.Off) : new("已打开", Tone.Ok) },
                cycle.Rehearsal,
                [.. keys.Select(k => new Row(ChinaTime.Words(k.At), k.FullName))]);
        }
    }
}
