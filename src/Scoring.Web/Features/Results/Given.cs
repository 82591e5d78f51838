using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>A published result as the papers say it: to whom the letters go, and what each line has been given, sections lost since taken into account.</summary>
public static class Given
{
    public sealed record Query(int CycleId) : IRequest<Answer>;

    /// <param name="Award">In the scheme's word, as it stands now; empty where every line has won the same.</param>
    public sealed record Row(PublicRow Public, string Award)
    {
        /// <summary>A person, as opposed to a branch or a unit.</summary>
        public bool Person => Public.BranchName.Length > 0 && Public.BranchName != Public.PersonName && Public.StreetName.Length > 0;
    }

    public sealed record Letter(string To, IReadOnlyList<Row> Rows);

    public sealed record Answer(string Title, int Number, string Programme, string Label, string Organiser, string Document, string Published, string Day, string Fingerprint, bool Units, IReadOnlyList<Row> Rows, IReadOnlyList<Letter> Letters);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var publication = await db.Publications.Current().AsNoTracking().Include(p => p.Rows).FirstOrDefaultAsync(p => p.CycleId == request.CycleId, cancellationToken)
                ?? throw Refused.Missing("这一期还没有发布结果，发布以后才能打印通知和证书。");
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == request.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var lost = (await db.LostSections.AsNoTracking().Where(l => l.CycleId == cycle.Id).OrderBy(l => l.At).ToListAsync(cancellationToken)).GroupBy(l => l.EntryId).ToDictionary(g => g.Key, g => g.Last().After);
            var rows = publication.Rows.OrderBy(r => r.Place).Select(r => new Row(r, lost.GetValueOrDefault(r.EntryId, r.Award))).ToList();
            var units = rows.Exists(r => r.Public.StreetName.Length == 0);
            var streets = await db.Units.AsNoTracking().Where(u => db.Entries.Any(e => e.CycleId == cycle.Id && e.Code != null && e.StreetId == u.Id)).OrderBy(u => u.Id).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
            var day = ChinaTime.DateOf(publication.PublishedAt);
            return new Answer(
                publication.Title, publication.Number, scheme.Name, scheme.Label, scheme.Authority.Organiser, publication.AuthorityDocument, ChinaTime.Words(day), $"{day.Year}年{day.Month}月{day.Day}日", publication.Fingerprint, units, rows,
                units ? [.. rows.Select(r => new Letter(r.Public.PersonName, [r]))] : [.. streets.Select(s => new Letter($"{s.Name}党（工）委", [.. rows.Where(r => r.Public.StreetId == s.Id)]))]);
        }
    }
}
