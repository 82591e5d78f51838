using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Chains;

namespace Scoring.Web.Features.Audit;

/// <summary>The journal, newest first, searched and paged.</summary>
public static class ListEvents
{
    public const int PageSize = 50;

    /// <summary>What people call the rooms in which acts are done; a room that is not here goes by its own name.</summary>
    private static readonly Dictionary<string, string> RoomNames = new(StringComparer.Ordinal)
    {
        ["Account"] = "登录和密码", ["Accounts"] = "账号和身份", ["Audit"] = "审计", ["Clocks"] = "时钟", ["Cycles"] = "期次", ["Judging"] = "评分", ["Nominations"] = "申报",
        ["Notices"] = "公示", ["Organisation"] = "名册", ["Panels"] = "评委", ["Reviews"] = "审查和佐证", ["Schemes"] = "方案", ["Stage"] = "现场", ["Surveys"] = "满意度", ["Tallies"] = "核算",
    };

    /// <param name="Q">Words in who or what.</param>
    /// <param name="Act">The beginning of the act's name: a room ("Judging") or one act.</param>
    /// <param name="From">First day, China's.</param>
    /// <param name="To">Last day, China's.</param>
    public sealed record Query(string? Q, string? Act, DateOnly? From, DateOnly? To, int Page = 1) : IRequest<View>
    {
        public int Page { get; init; } = Page < 1 ? 1 : Page;
    }

    public sealed record Row(long Number, string When, string Who, string Act, string Text, string Hash, bool Erased);

    /// <param name="Head">The newest event's hash, brief; null for an empty journal.</param>
    public sealed record View(Query Asked, IReadOnlyList<Row> Rows, int Found, IReadOnlyList<(string Code, string Name)> Rooms, long Last, string? Head)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = Matching(db, request);
            var found = await asked.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
            var rows = await asked.OrderByDescending(e => e.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
            var acts = await db.AuditEvents.Select(e => e.Act).Distinct().ToListAsync(cancellationToken);
            var last = await db.AuditEvents.AsNoTracking().OrderByDescending(e => e.Id).Select(e => new { e.Id, e.Hash }).FirstOrDefaultAsync(cancellationToken);
            return new View(request with { Page = page }, [.. rows.Select(Of)], found,
                [.. acts.Select(a => a.Split('.')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(r => (r, NameOf(r)))], last?.Id ?? 0, last is null ? null : EventChain.Brief(last.Hash));
        }
    }

    /// <summary>The events that a query asks for.</summary>
    internal static IQueryable<AuditEvent> Matching(ScoringDb db, Query request)
    {
        var events = db.AuditEvents.AsNoTracking();
        if (request.Q?.Trim() is { Length: > 0 } words)
            events = events.Where(e => e.Who.Contains(words) || e.Text.Contains(words));
        if (request.Act?.Trim() is { Length: > 0 } act)
            events = events.Where(e => e.Act.StartsWith(act));
        if (request.From is { } from)
        {
            var at = ChinaTime.At(from, TimeOnly.MinValue);
            events = events.Where(e => e.At >= at);
        }

        if (request.To is { } to)
        {
            var end = ChinaTime.At(to.AddDays(1), TimeOnly.MinValue);
            events = events.Where(e => e.At < end);
        }

        return events;
    }

    private static string NameOf(string act) => RoomNames.GetValueOrDefault(act.Split('.')[0], act.Split('.')[0]);

    private static Row Of(AuditEvent e) =>
        new(e.Id, ChinaTime.Words(e.At), e.Who, NameOf(e.Act), e.Text, EventChain.Brief(e.Hash), e.Salt.Length == 0);
}
