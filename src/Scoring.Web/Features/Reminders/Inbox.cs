using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reminders;

/// <summary>What the platform has told the signed-in person: newest first, one click to where it is done.</summary>
public static class Inbox
{
    public const int PageSize = 30;

    public sealed record Query(bool Unread, int Page) : IRequest<View>;

    public sealed record View(Query Asked, IReadOnlyList<Row> Rows, int Found, int Unread)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed record Row(long Id, string Title, string Text, string When, bool Read);

    /// <summary>Marks one as read and says where it leads.</summary>
    public sealed record Open(long Id) : ICommand<string>, IQuiet;

    /// <summary>Marks all as read.</summary>
    public sealed record ReadAll : ICommand<Done>, IQuiet;

    public sealed class QueryHandler(ScoringDb db, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var mine = db.Messages.AsNoTracking().Where(m => m.AccountId == actor.Id);
            var unread = await mine.CountAsync(m => m.ReadAt == null, cancellationToken);
            var shown = request.Unread ? mine.Where(m => m.ReadAt == null) : mine;
            var found = request.Unread ? unread : await shown.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
            var rows = await shown.OrderByDescending(m => m.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
            return new View(request with { Page = page }, [.. rows.Select(m => new Row(m.Id, m.Title, m.Text, ChinaTime.Words(m.At), m.ReadAt is not null))], found, unread);
        }
    }

    public sealed class OpenHandler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Open, string>
    {
        public async Task<string> Handle(Open request, CancellationToken cancellationToken)
        {
            var message = await db.Messages.SingleOrDefaultAsync(m => m.Id == request.Id && m.AccountId == actor.Id, cancellationToken) ?? throw Refused.Missing("没有这条消息。");
            message.ReadAt ??= clock.Now;
            return message.Href;
        }
    }

    public sealed class ReadAllHandler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<ReadAll, Done>
    {
        public async Task<Done> Handle(ReadAll request, CancellationToken cancellationToken)
        {
            foreach (var message in await db.Messages.Where(m => m.AccountId == actor.Id && m.ReadAt == null).ToListAsync(cancellationToken))
                message.ReadAt = clock.Now;
            return Done.It;
        }
    }
}
