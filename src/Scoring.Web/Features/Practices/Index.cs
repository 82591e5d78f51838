using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Practices;

/// <summary>经验库: what others can do too. Anybody reads and searches what is released; who writes or releases sees what waits as well.</summary>
public static class Index
{
    public const int PageSize = 20;

    public sealed record Query(string? Q, string? From, int Page) : IRequest<View>;

    public sealed record View(Query Asked, IReadOnlyList<Row> Rows, int Found, IReadOnlyList<(string Code, string Name)> Programmes, IReadOnlyList<Row> Own, bool Writes, bool Staff)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed record Row(int Id, string Title, string Winner, string From, string Problem, string Street, string When, int Files, Badge State);

    public sealed class Handler(ScoringDb db, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var released = db.Practices.AsNoTracking().Where(p => p.ReleasedAt != null);
            var programmes = await db.SchemeVersions.AsNoTracking().Where(v => db.Cycles.Any(c => c.SchemeCode == v.Code && db.Practices.Any(p => p.CycleId == c.Id && p.ReleasedAt != null)))
                .OrderBy(v => v.Version).Select(v => new { v.Code, v.Name }).ToListAsync(cancellationToken);
            var shown = released;
            if (request.Q?.Trim() is { Length: > 0 } words)
                shown = shown.Where(p => p.Title.Contains(words) || p.Problem.Contains(words) || p.Steps.Contains(words) || p.Effect.Contains(words) || p.Winner.Contains(words));
            if (!string.IsNullOrEmpty(request.From))
                shown = shown.Where(p => db.Cycles.Any(c => c.Id == p.CycleId && c.SchemeCode == request.From));
            var found = await shown.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            Row Of(Domain.Practices.PracticeTemplate p) => new(p.Id, p.Title, p.Winner, p.From, Short(p.Problem), streets.GetValueOrDefault(p.StreetId, "—"), ChinaTime.Words(ChinaTime.DateOf(p.ReleasedAt ?? p.PutInAt)), p.Files.Count, PracticeDesk.State(p));
            var own = actor.IsAny(Role.Operator, Role.Approver)
                ? await db.Practices.AsNoTracking().Include(p => p.Files).Where(p => p.ReleasedAt == null).OrderBy(p => p.PutInAt).ToListAsync(cancellationToken)
                : actor.Is(Role.StreetCommittee)
                    ? await db.Practices.AsNoTracking().Include(p => p.Files).Where(p => p.ReleasedAt == null && p.StreetId == actor.UnitFor(Role.StreetCommittee)).OrderBy(p => p.PutInAt).ToListAsync(cancellationToken)
                    : [];
            return new View(
                request with { Page = page },
                [.. (await shown.Include(p => p.Files).OrderByDescending(p => p.ReleasedAt).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken)).Select(Of)],
                found, [.. programmes.GroupBy(p => p.Code).Select(g => (g.Key, g.Last().Name))], [.. own.Select(Of)], actor.IsAny(Role.Operator, Role.StreetCommittee),
                actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor, Role.StreetCommittee));
        }

        private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
    }
}
