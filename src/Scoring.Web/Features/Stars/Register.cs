using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Levels;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Stars;

/// <summary>The register of levels of one year: who was named what, and what is left of it.</summary>
public static class Register
{
    public sealed record Query(Filter Filter) : IRequest<View>;

    public sealed record Filter
    {
        public int? Cycle { get; init; }

        public string? Level { get; init; }

        public int? Street { get; init; }

        public string? Search { get; init; }

        public int Page { get; init; } = 1;
    }

    public sealed record View(
        PageHead Head, int CycleId, IReadOnlyList<(int Id, string Title)> Cycles, Filter Filter, IReadOnlyList<(string Name, int Count)> Levels, IReadOnlyList<(int Id, string Name)> Streets,
        IReadOnlyList<HeldLevel> Rows, int Count, Pages Pages, bool Prints, string Tail, int? OwnUnit, IReadOnlySet<int> Seen);

    public sealed class Handler(ScoringDb db, StarDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        private const int PerPage = 50;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var filter = request.Filter;
            var cycles = await desk.Cycles(cancellationToken);
            var chosen = filter.Cycle is null ? cycles.Count > 0 ? cycles[0] : null : await desk.Cycle(filter.Cycle.Value, cancellationToken);
            int? own = actor.Is(Role.Applicant) ? actor.UnitFor(Role.Applicant) : null;
            if (chosen is null)
                return new(new PageHead("星级"), 0, [], filter, [], [], [], 0, new Pages(1, 1, _ => "/stars"), false, string.Empty, own, new HashSet<int>());
            var all = await HeldLevels.Of(db, chosen.Cycle.Id, cancellationToken);
            var shown = Shown(all, filter);
            var pages = Math.Max(1, (shown.Count + PerPage - 1) / PerPage);
            var page = Math.Clamp(filter.Page, 1, pages);
            var tail = $"cycle={chosen.Cycle.Id}&level={Uri.EscapeDataString(filter.Level ?? string.Empty)}&street={filter.Street}&search={Uri.EscapeDataString(filter.Search ?? string.Empty)}";
            return new View(
                new PageHead("星级") { Sub = $"{chosen.Cycle.Title} · 命名 {all.Count} 个，到下一次命名为止有效", Next = "晋星在下一年度评定中进行；年中只会因核实的问题摘星" },
                chosen.Cycle.Id, [.. cycles.Select(c => (c.Cycle.Id, c.Cycle.Title))], filter,
                [.. all.GroupBy(r => r.Now).Select(g => (g.Key, g.Count()))], [.. await Streets(cancellationToken)],
                [.. shown.Skip((page - 1) * PerPage).Take(PerPage)], shown.Count, new Pages(page, pages, n => $"/stars?{tail}&page={n}"), actor.IsAny(Role.Operator, Role.Approver), tail, own, shown.Where(r => desk.Sees(r.UnitId, r.StreetId)).Select(r => r.UnitId).ToHashSet());
        }

        private async Task<IEnumerable<(int, string)>> Streets(CancellationToken cancellationToken) =>
            (await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).OrderBy(u => u.Code).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken)).Select(u => (u.Id, u.Name));
    }

    /// <summary>What of the register a filter lets through.</summary>
    public static IReadOnlyList<HeldLevel> Shown(IReadOnlyList<HeldLevel> all, Filter filter) =>
    [
        .. all.Where(r => (string.IsNullOrEmpty(filter.Level) || r.Now == filter.Level) && (filter.Street is null || r.StreetId == filter.Street)
            && (string.IsNullOrWhiteSpace(filter.Search) || r.UnitName.Contains(filter.Search.Trim(), StringComparison.OrdinalIgnoreCase))),
    ];
}
