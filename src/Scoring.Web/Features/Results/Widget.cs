using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>The newest result of a programme, small, to be framed by another site: no script, no form, nothing but words and links.</summary>
public static class Widget
{
    public sealed record Query(string Scheme) : IRequest<View>;

    public sealed record View(int CycleId, string Title, string Published, IReadOnlyList<PublicRow> Rows, int More, bool Correcting);

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        private const int Shown = 10;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var newest = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Include(p => p.Rows).Where(p => db.Cycles.Any(c => c.Id == p.CycleId && c.SchemeCode == request.Scheme)).OrderByDescending(p => p.PublishedAt).FirstOrDefaultAsync(cancellationToken)
                ?? throw Refused.Missing("这个项目还没有发布过结果。");
            return new View(newest.CycleId, newest.Title, ChinaTime.Words(ChinaTime.DateOf(newest.PublishedAt)), [.. newest.Rows.OrderBy(r => r.Place).Take(Shown)], Math.Max(0, newest.Rows.Count - Shown),
                (await CorrectionsOfCycle.Read(db, newest.CycleId, cancellationToken)).Any(c => !c.Done));
        }
    }
}
