using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes;

/// <summary>The programmes, their versions, and which cycles count by which.</summary>
public static class ListSchemes
{
    public sealed record Query : IRequest<View>;

    /// <param name="Programmes">In the order of their codes.</param>
    /// <param name="MayWrite">Whether the reader writes drafts.</param>
    /// <param name="Drafts">Drafts that are being written or wait for the second person.</param>
    public sealed record View(IReadOnlyList<Programme> Programmes, bool MayWrite, int Drafts);

    public sealed record Programme(string Code, string Name, Authority Authority, string Cadence, IReadOnlyList<Row> Versions);

    public sealed record Row(int Version, string Said, string Fingerprint, string At, string By, IReadOnlyList<string> Running, int Finished, bool Newest);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var versions = await db.SchemeVersions.AsNoTracking().Select(v => new { v.Id, v.Code, v.Version, v.Hash, v.CreatedAt, v.CreatedBy }).ToListAsync(cancellationToken);
            var cycles = await db.Contests.AsNoTracking().IgnoreAutoIncludes().OrderBy(c => c.Id).Select(c => new { c.SchemeVersionId, c.Title, c.State }).ToListAsync(cancellationToken);
            var programmes = new List<Programme>();
            foreach (var (latest, scheme) in await shelf.Latest(cancellationToken))
            {
                var rows = new List<Row>();
                foreach (var v in versions.Where(v => v.Code == scheme.Code).OrderByDescending(v => v.Version))
                {
                    var pinned = cycles.Where(c => c.SchemeVersionId == v.Id).ToList();
                    var over = pinned.Count(c => c.State is CycleState.Published or CycleState.Archived or CycleState.Void);
                    rows.Add(new Row(v.Version, (await shelf.Of(v.Id, cancellationToken)).Version, Domain.Notices.Publication.FingerprintOf(v.Hash), ChinaTime.Words(v.CreatedAt), v.CreatedBy,
                        [.. pinned.Where(c => c.State is not (CycleState.Published or CycleState.Archived or CycleState.Void)).Select(c => c.State == CycleState.Draft ? $"{c.Title}（未开始）" : c.Title)],
                        over, v.Id == latest.Id));
                }

                programmes.Add(new Programme(scheme.Code, scheme.Name, scheme.Authority, SchemeParts.CadenceName(scheme.Cadence), rows));
            }

            var drafts = await db.SchemeDrafts.CountAsync(d => d.GivenUpAt == null
                && !db.SchemeDraftSubmissions.Any(s => s.DraftId == d.Id && db.SchemeDraftDecisions.Any(w => w.SubmissionId == s.Id && w.SchemeVersionId != null)), cancellationToken);
            return new View(programmes, actor.Is(Role.Operator), drafts);
        }
    }
}
