using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Domain.Tallies;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>One line of a published list: what its total is made of beside the list's average, and the same subject in the programme's other results.</summary>
public static class Entrant
{
    public sealed record Query(int CycleId, int Place) : IRequest<View>;

    /// <param name="Percent">Of the full points.</param>
    /// <param name="Average">Of the whole list, likewise.</param>
    public sealed record Part(string Name, string Points, string Full, string Percent, string Average, bool? Won);

    public sealed record Time(int CycleId, string Period, string? Rank, string? Total, string? Award, int Place);

    public sealed record View(int CycleId, string Title, PublicRow Row, int Of, IReadOnlyList<Part> Parts, IReadOnlyList<Time> Times);

    public sealed class Handler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var publication = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Include(p => p.Rows).FirstOrDefaultAsync(p => p.CycleId == request.CycleId, cancellationToken)
                ?? throw Refused.Missing("这一期还没有发布结果。");
            var row = publication.Rows.Find(r => r.Place == request.Place) ?? throw Refused.Missing("名单上没有这一行。");
            var code = await db.Cycles.Where(c => c.Id == request.CycleId).Select(c => c.SchemeCode).SingleAsync(cancellationToken);
            var all = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Include(p => p.Rows).Join(db.Cycles, p => p.CycleId, c => c.Id, (p, c) => new { Publication = p, c.Period, c.SchemeCode })
                .Where(p => p.SchemeCode == code).ToListAsync(cancellationToken);
            return new View(
                request.CycleId, publication.Title, row, publication.Rows.Count,
                [.. row.Parts.Select((p, i) => new Part(p.Name, p.Points, p.Full, Percent(p) ?? "—", Average([.. publication.Rows.Where(r => r.Parts.Count > i).Select(r => r.Parts[i])]), p.Won))],
                [.. all.OrderBy(p => p.Period, StringComparer.Ordinal).SelectMany(p => p.Publication.Rows.Where(r => r.Place == row.Place && p.Publication.Id == publication.Id || (p.Publication.Id != publication.Id && Movement.Same(row, r))).Take(1)
                    .Select(r => new Time(p.Publication.CycleId, Period.Parse(p.Period).Name, r.Rank > 0 ? r.Rank.ToString(CultureInfo.InvariantCulture) : null, Some(r.Total), Some(r.Award), r.Place)))]);
        }

        private static string? Some(string text) => text.Length > 0 ? text : null;

        private static Exact? Share(PublicPart part) => part.Points == "—" || Exact.Parse(part.Full).Sign == 0 ? null : Exact.Hundred * Exact.Parse(part.Points) / Exact.Parse(part.Full);

        private static string? Percent(PublicPart part) => Share(part)?.RoundHalfUp(1);

        private static string Average(IReadOnlyList<PublicPart> parts)
        {
            var shares = parts.Select(Share).OfType<Exact>().ToList();
            return shares.Count == 0 ? "—" : (shares.Aggregate(Exact.Zero, (sum, s) => sum + s) / shares.Count).RoundHalfUp(1);
        }
    }
}
