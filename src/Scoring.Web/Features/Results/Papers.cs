using MediatR;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Results;

/// <summary>What can be printed of a published result: how many of each.</summary>
public static class Papers
{
    public sealed record Query(int CycleId) : IRequest<View>;

    /// <param name="Units">Whether letters go to units instead of streets.</param>
    public sealed record View(PageHead Head, int CycleId, int Letters, bool Units, int Rows, string Sample);

    public sealed class Handler(IMediator mediator) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var given = await mediator.Send(new Given.Query(request.CycleId), cancellationToken);
            return new View(
                new PageHead("通知和证书") { Crumbs = [("期次", "/cycles"), (given.Title, $"/cycles/{request.CycleId}")], Sub = $"{given.Title} · 第 {given.Number} 次发布的名单" },
                request.CycleId, given.Letters.Count, given.Units, given.Rows.Count, given.Rows.Count == 0 ? string.Empty : PaperFile.Said(given, given.Rows[0]));
        }
    }
}
