using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Web.Features.Shared.Bundles;

namespace Scoring.Web.Features.Results;

/// <summary>The evidence bundle of a published result, for anyone.</summary>
public static class Bundle
{
    public sealed record Query(int CycleId) : IRequest<Answer>;

    /// <param name="Path">Where the archive lies.</param>
    /// <param name="FileName">What the visitor's file is called: ASCII, so that every system can keep it.</param>
    public sealed record Answer(string Path, string FileName);

    public sealed class Handler(ScoringDb db, BundleShelf shelf) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var path = await shelf.PathOf(request.CycleId, cancellationToken);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == request.CycleId, cancellationToken);
            return new Answer(path, $"{cycle.SchemeCode.ToLowerInvariant()}-{cycle.Period}.zip");
        }
    }
}
