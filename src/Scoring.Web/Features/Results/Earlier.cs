using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>A publication that a correction has taken the place of, as it was. Nothing that was published is taken away.</summary>
public static class Earlier
{
    public sealed record Query(int CycleId, int Number) : IRequest<View>;

    /// <param name="Why">What was put right after it.</param>
    public sealed record View(int CycleId, int Number, string Title, string Published, string Fingerprint, IReadOnlyList<PublicRow> Rows, PublicCorrection? Why);

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var all = await db.Publications.Shown(clock.Now).AsNoTracking().Include(p => p.Rows).Where(p => p.CycleId == request.CycleId).OrderBy(p => p.Number).ToListAsync(cancellationToken);
            var found = all.SkipLast(1).FirstOrDefault(p => p.Number == request.Number) ?? throw Refused.Missing("没有这一次发布，或者它就是现在的名单。");
            return new View(found.CycleId, found.Number, found.Title, ChinaTime.Words(ChinaTime.DateOf(found.PublishedAt)), found.Fingerprint, [.. found.Rows.OrderBy(r => r.Place)],
                (await CorrectionsOfCycle.Read(db, found.CycleId, cancellationToken)).FirstOrDefault(c => c.Number == found.Number));
        }
    }
}
