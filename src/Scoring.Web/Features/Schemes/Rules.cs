using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes;

/// <summary>The rules for residents: those of the cycle that is running (or ran last), in plain words.</summary>
public static class Rules
{
    public sealed record Query(string Code) : IRequest<View>;

    public sealed record List : IRequest<IReadOnlyList<Row>>;

    public sealed record Row(string Code, string Name, string? Summary, string Cadence, string Organiser);

    public sealed record View(
        Scheme Scheme, int Version, string? CycleTitle, ScoreSheetTree Sheet, SchemeParts Parts, IReadOnlyList<DateRow> Dates, IReadOnlyList<string> Ties, int? NextVersion);

    public sealed record DateRow(string Phase, string When, string Why, PhaseState State);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var versions = await db.SchemeVersions.AsNoTracking().Where(v => v.Code == request.Code).Select(v => new { v.Id, v.Version }).ToListAsync(cancellationToken);
            if (versions.Count == 0)
                throw Refused.Missing("没有这项活动。请从首页进入。");
            var latest = versions.MaxBy(v => v.Version)!;
            // What has opened keeps the rules it opened with; a draft still follows the newest version.
            var cycle = await db.Contests.AsNoTracking().Where(c => c.SchemeCode == request.Code && c.State != CycleState.Draft && c.State != CycleState.Void)
                .OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancellationToken);
            var version = cycle is null ? latest : versions.Single(v => v.Id == cycle.SchemeVersionId);
            var scheme = await shelf.Of(version.Id, cancellationToken);
            if (!scheme.Publication.Public)
                throw Refused.Missing("没有这项活动。请从首页进入。");
            return new View(scheme, version.Version, cycle?.Title, ScoreSheetTree.Of(scheme), new SchemeParts(scheme), Dates(scheme, cycle), TallyWords.Ties(scheme.Scoring),
                latest.Version > version.Version ? latest.Version : null);
        }

        private List<DateRow> Dates(Scheme scheme, Cycle? cycle)
        {
            var now = clock.Now;
            var phases = cycle?.Phases.OrderBy(p => p.Ordinal).Select(p => (p.Name, p.StartsAt, p.Deadline, p.Why))
                ?? scheme.Phases.Resolve(Period.Of(scheme.Cadence, ChinaTime.DateOf(now)), shelf.Calendar).Phases.Select(p => (p.Name, p.StartsAt, p.EndsAt, p.Why));
            return [.. phases.Select(p => new DateRow(p.Item1, Span(p.Item2, p.Item3), p.Item4, now >= p.Item3 ? PhaseState.Done : now >= p.Item2 ? PhaseState.Now : PhaseState.Coming))];
        }

        private string Span(DateTimeOffset from, DateTimeOffset to)
        {
            var (first, last) = (ChinaTime.DateOf(from), ChinaTime.DateOf(to));
            return first == last ? shelf.Calendar.Describe(first) : $"{shelf.Calendar.Describe(first)} 至 {shelf.Calendar.Describe(last)}";
        }
    }

    public sealed class ListHandler(SchemeShelf shelf) : IRequestHandler<List, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(List request, CancellationToken cancellationToken) =>
            [.. (await shelf.Latest(cancellationToken)).Where(s => s.Scheme.Publication.Public).Select(s => new Row(s.Scheme.Code, s.Scheme.Name, s.Scheme.Summary, SchemeParts.CadenceName(s.Scheme.Cadence), s.Scheme.Authority.Organiser))];
    }
}
