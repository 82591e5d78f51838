using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>What a draft changes, against the version it started from or against one of its own earlier saves.</summary>
public static class Changes
{
    /// <param name="Id">The draft.</param>
    /// <param name="From">The save to compare with; null or 0: the version it started from, or its first save.</param>
    public sealed record Query(int Id, int? From) : IRequest<View>;

    public sealed record View(int Id, string Name, int Number, string With, IReadOnlyList<Option> Others, IReadOnlyList<LineDiff.Line> Lines);

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var at = await DraftAtHand.Read(db, request.Id, cancellationToken);
            var version = at.Draft.BasedOnId is { } based ? await db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Id == based, cancellationToken) : null;
            var numbers = await db.SchemeDraftSaves.Where(s => s.DraftId == request.Id && s.Number < at.Last.Number).OrderByDescending(s => s.Number).Select(s => s.Number).Take(30).ToListAsync(cancellationToken);
            var from = request.From is > 0 ? request.From.Value : version is null ? 1 : 0;
            var older = from == 0 ? version!.Json : await db.SchemeDraftSaves.Where(s => s.DraftId == request.Id && s.Number == from).Select(s => s.Json).SingleOrDefaultAsync(cancellationToken) ?? throw Refused.Missing("没有这一稿。");
            List<Option> others = [.. version is null ? [] : new[] { new Option("0", $"第 {version.Version} 版", from == 0) }, .. numbers.Select(n => new Option($"{n}", $"草案第 {n} 稿", from == n))];
            return new View(request.Id, at.Draft.Name, at.Last.Number, from == 0 ? $"第 {version!.Version} 版" : $"草案第 {from} 稿", others, LineDiff.Of(Compare.Lines(older), Compare.Lines(at.Last.Json)));
        }
    }
}
