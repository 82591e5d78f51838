using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Api;

/// <summary>What is published, for programs. Reads publications and nothing else of a contest.</summary>
public static class Results
{
    public sealed record Programmes : IRequest<IReadOnlyList<Programme>>;

    /// <param name="Programme">Of one programme alone; null: of all.</param>
    public sealed record All(string? Programme) : IRequest<IReadOnlyList<Result>>;

    /// <summary>Null where nothing of that id is published.</summary>
    public sealed record One(int Id) : IRequest<WholeResult?>;

    public sealed class Handler(ScoringDb db, PublicAddress address, Clock clock)
        : IRequestHandler<Programmes, IReadOnlyList<Programme>>, IRequestHandler<All, IReadOnlyList<Result>>, IRequestHandler<One, WholeResult?>
    {
        public async Task<IReadOnlyList<Programme>> Handle(Programmes request, CancellationToken cancellationToken)
        {
            var names = await ProgrammeNames.Read(db, cancellationToken);
            return [.. (await Read(_ => true, cancellationToken)).GroupBy(r => r.Programme).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new Programme(g.Key, names[g.Key], CadenceWords.Of(g.First().Period), g.Count(), g.First().Href))];
        }

        public async Task<IReadOnlyList<Result>> Handle(All request, CancellationToken cancellationToken) =>
            await Read(r => request.Programme is null || r.Programme == request.Programme, cancellationToken);

        public async Task<WholeResult?> Handle(One request, CancellationToken cancellationToken)
        {
            if ((await Read(r => r.Id == request.Id, cancellationToken)).FirstOrDefault() is not { } result)
                return null;
            var publication = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Include(p => p.Rows).SingleAsync(p => p.CycleId == request.Id, cancellationToken);
            var notice = await db.Notices.AsNoTracking().SingleAsync(n => n.Id == publication.NoticeId, cancellationToken);
            return new WholeResult(result, new Days(notice.FirstDay, notice.LastDay), [.. publication.Rows.OrderBy(r => r.Place).Select(Line.Of)],
                [.. (await CorrectionsOfCycle.Read(db, request.Id, cancellationToken)).Select(PublicChange.Of)]);
        }

        /// <summary>Newest first. There are a dozen a year of each programme.</summary>
        private async Task<IReadOnlyList<Result>> Read(Func<Result, bool> wanted, CancellationToken cancellationToken)
        {
            var all = await db.Publications.Current().Shown(clock.Now).AsNoTracking().Join(db.Cycles, p => p.CycleId, c => c.Id, (p, c) => new { Publication = p, c.SchemeCode, c.Period, c.Number, Count = p.Rows.Count })
                .OrderByDescending(p => p.Publication.PublishedAt).ThenByDescending(p => p.Publication.Id).ToListAsync(cancellationToken);
            return [.. all.Select(p => Of(p.Publication, p.SchemeCode, p.Period, p.Number, p.Count)).Where(wanted)];
        }

        private Result Of(Publication p, string programme, string period, int number, int count) => new(
            p.CycleId, programme, period, Period.Parse(period).Name, number, p.Title, p.PublishedAt, p.Number, p.AuthorityDocument, p.Fingerprint, count,
            address.Of($"/api/v1/results/{p.CycleId}"), address.Of($"/results/{p.CycleId}"), address.Of($"/results/{p.CycleId}/bundle"));
    }
}
