using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Cycles;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>Entries by own blocks: what has been entered and, first, what is missing.</summary>
public static class Evidence
{
    public sealed record Query(int? Cycle, EntryFilter Filter) : IRequest<View>;

    public sealed record View(PageHead Head, int CycleId, IReadOnlyList<(int Id, string Title)> Cycles, IReadOnlyList<BlockColumn> Blocks, IReadOnlyList<EntryRow> Rows, bool Writes, bool HasVetoes, EntryFilter Filter, IReadOnlyList<(int Id, string Name)> Streets, int Count, Pages Pages, bool Applied, bool HasDossier);

    public sealed record BlockColumn(string Code, string Name, string Full, int Missing);

    /// <param name="Cells">One a block: the points, or null where nothing has been entered.</param>
    public sealed record EntryRow(int Id, string? Code, string Name, string Street, string Estate, Badge State, IReadOnlyList<(string Block, string? Points)> Cells)
    {
        public int Missing => Cells.Count(c => c.Points is null);
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, EvidenceDesk desk) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, scheme, others) = await CycleChoice.Load(db, shelf, request.Cycle, clock.Now, cancellationToken);
            var blocks = await desk.Blocks(scheme, cancellationToken);
            var own = await desk.Departments(cancellationToken);
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && CycleChoice.Examined.Contains(e.State))
                .OrderBy(e => e.StreetId).ThenBy(e => e.Slot).ToListAsync(cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == Domain.Organisation.UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var ids = entries.ConvertAll(e => e.Id);
            var latest = (await db.EvidenceMarks.AsNoTracking().Where(m => ids.Contains(m.EntryId)).ToListAsync(cancellationToken))
                .GroupBy(m => (m.EntryId, m.Block)).ToDictionary(g => g.Key, g => g.MaxBy(m => m.Revision)!);
            var rows = entries.Select(e => new EntryRow(e.Id, e.Code, e.PersonName, streets.GetValueOrDefault(e.StreetId, string.Empty), e.EstateName, EntryBadge.Of(e.State),
                [.. blocks.Select(b => (b.Block, latest.GetValueOrDefault((e.Id, b.Block)) is { } mark ? Figures.Words(mark.PointsOf(EvidenceDesk.Rubric(scheme, b).Full ?? 0)) : null))])).ToList();
            var missing = rows.Sum(r => r.Missing);
            var kept = entries.Where(request.Filter.Lets).Select(e => e.Id).ToHashSet();
            List<EntryRow> found = [.. rows.Where(r => kept.Contains(r.Id) && (!request.Filter.Open || r.Missing > 0)).OrderByDescending(r => r.Missing)];
            var (shown, pages) = request.Filter.Cut(found, $"/reviews/evidence?cycle={cycle.Id}");
            var open = PhaseTable.Allows(cycle, Act.EnterEvidence, clock.Now);
            return new View(
                new PageHead("佐证")
                {
                    Sub = $"{cycle.Title}{(own.Count > 0 ? $" · {string.Join('、', own.Select(d => d.Name))}" : string.Empty)}", State = cycle.Badge(),
                    Next = blocks.Count == 0 ? "本期没有归本部门的佐证" : missing > 0 ? $"还缺 {missing} 项" : rows.Count > 0 ? "已经录齐" : "等待街道申报",
                    Due = open && cycle.EvidencePhase is { } phase ? CycleWords.Due(phase.Deadline, clock.Now) : null,
                },
                cycle.Id, others,
                [.. blocks.Select((b, i) => new BlockColumn(b.Block, EvidenceDesk.Rubric(scheme, b).Name, Figures.Words(EvidenceDesk.Rubric(scheme, b).Full ?? 0), rows.Count(r => r.Cells[i].Points is null)))],
                shown, open && own.Count > 0,
                scheme.Vetoes.Any(v => desk.ReadsAll || own.Any(d => d.Code == v.Department)),
                request.Filter, [.. streets.OrderBy(s => s.Key).Select(s => (s.Key, s.Value))], found.Count, pages, scheme.Subject.From == Domain.Schemes.SubjectSource.Application, scheme.Nomination is not null);
        }
    }
}
