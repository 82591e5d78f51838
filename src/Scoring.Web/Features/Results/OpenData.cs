using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>How others take what is published with them: by subscription, by table, by program, or framed in a page of theirs.</summary>
public static class OpenData
{
    public sealed record Query : IRequest<View>;

    public sealed record Programme(string Code, string Name, int CycleId, string Frame);

    public sealed record View(string Feed, string Api, string Description, IReadOnlyList<Programme> Programmes);

    public sealed class Handler(ScoringDb db, PublicAddress address, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var newest = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Join(db.Cycles, p => p.CycleId, c => c.Id, (p, c) => new { p.CycleId, c.SchemeCode, p.PublishedAt }).OrderByDescending(p => p.PublishedAt).ToListAsync(cancellationToken);
            var names = await ProgrammeNames.Read(db, cancellationToken);
            return new View(address.Of("/results/feed"), address.Of("/api/v1/results"), address.Of("/api/v1/openapi.json"),
                [.. newest.DistinctBy(p => p.SchemeCode).OrderBy(p => p.SchemeCode, StringComparer.Ordinal).Select(p => new Programme(
                    p.SchemeCode, names[p.SchemeCode], p.CycleId,
                    $"<iframe src=\"{address.Of($"/results/widget/{p.SchemeCode}")}\" title=\"{names[p.SchemeCode]}结果\" width=\"360\" height=\"560\" loading=\"lazy\"></iframe>"))]);
        }
    }
}
