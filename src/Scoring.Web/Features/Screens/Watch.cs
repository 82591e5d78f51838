using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Live;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Screens;

/// <summary>The big screen's page, its cycle and its files, each asked for with the key that is the right to see them.</summary>
public static class Watch
{
    /// <summary>Which cycle a key opens.</summary>
    /// <exception cref="Refused">No such key, or it was taken back.</exception>
    public sealed record Cycle(string Key) : IRequest<int>;

    /// <param name="Phone">A phone in the hall that follows along, rather than the projector.</param>
    public sealed record Query(string Key, bool Phone) : IRequest<View>;

    /// <param name="Svg">The code that leads phones to this page.</param>
    public sealed record View(string Key, string Title, bool Phone, string Url, string Svg);

    public sealed record File(string Key, int Id) : IRequest<Content>;

    /// <summary>Where a file lies in the store, and what it is.</summary>
    public sealed record Content(string Hash, string ContentType, DateTimeOffset At);

    /// <summary>The same question, from a connection.</summary>
    public sealed record Follow(string Key) : IRequest<Admitted>;

    public sealed class CycleHandler(ScoringDb db) : IRequestHandler<Cycle, int>
    {
        public async Task<int> Handle(Cycle request, CancellationToken cancellationToken)
        {
            var hash = ScreenKey.HashOf(request.Key);
            return await db.ScreenKeys.AsNoTracking().Where(k => k.Hash == hash && k.RevokedAt == null).Select(k => (int?)k.CycleId).SingleOrDefaultAsync(cancellationToken)
                ?? throw Refused.Missing("这个大屏地址已经停用，或者没有抄对。请主持人从主持台重新打开大屏。");
        }
    }

    public sealed class FollowHandler(IMediator mediator) : IRequestHandler<Follow, Admitted>
    {
        public async Task<Admitted> Handle(Follow request, CancellationToken cancellationToken) => new(await mediator.Send(new Cycle(request.Key), cancellationToken), []);
    }

    public sealed class Handler(ScoringDb db, IMediator mediator, PublicAddress address) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var id = await mediator.Send(new Cycle(request.Key), cancellationToken);
            var title = await db.Cycles.Where(c => c.Id == id).Select(c => c.Title).SingleAsync(cancellationToken);
            var url = address.Of($"/screen/{request.Key}?phone=true");
            return new View(request.Key, title, request.Phone, url, Qr.Svg(url, "扫码在手机上跟看现场"));
        }
    }

    public sealed class FileHandler(ScoringDb db, IMediator mediator, SchemeShelf shelf) : IRequestHandler<File, Content>
    {
        public async Task<Content> Handle(File request, CancellationToken cancellationToken)
        {
            var id = await mediator.Send(new Cycle(request.Key), cancellationToken);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == id, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var show = await ShowOfCycle.Read(db, id, scheme, cancellationToken);
            var found = request.Id == 0
                ? await HallFiles.Clip(db, id, show, cancellationToken) is { } clip ? new Content(clip.Hash, clip.ContentType, clip.AddedAt) : null
                : (await HallFiles.Now(db, id, show, scheme, cancellationToken)).Find(f => f.Id == request.Id) is { } file ? new Content(file.Hash, file.ContentType, file.AddedAt) : null;
            return found ?? throw Refused.Missing("这个文件现在不在大屏上。");
        }
    }
}
