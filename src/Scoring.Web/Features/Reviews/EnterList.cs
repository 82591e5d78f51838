using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>One block for all entries on one page. Each row is saved by itself: a refused one keeps what was typed and holds back no other.</summary>
public static class EnterList
{
    public sealed record Query(int? Cycle, string Block, EntryFilter Filter, Outcome? After = null) : IRequest<View>;

    public sealed record View(
        PageHead Head, int CycleId, string Block, string Full, string Guidance, bool Deductions, bool Writes, IReadOnlyList<Indicator> Indicators, IReadOnlyList<Row> Rows, int Saved, EntryFilter Filter, IReadOnlyList<(int Id, string Name)> Streets, int Count, Pages Pages, bool Applied);

    public sealed record Row(int EntryId, string? Code, string Name, string Place, int Revision, IReadOnlyDictionary<string, string?> Items, string? Note, string? Points, string? Error, bool JustSaved);

    /// <summary>Rows as typed. <paramref name="Only"/>: just that entry; null: every row that was changed.</summary>
    public sealed record Save(string Block, IReadOnlyList<Typed> Rows, int? Only) : IRequest<Outcome>;

    public sealed record Typed
    {
        public int EntryId { get; init; }

        public int Revision { get; init; }

        public Dictionary<string, string?> Items { get; init; } = [];

        public string? Note { get; init; }
    }

    /// <param name="Saved">Entries whose row was saved.</param>
    /// <param name="Errors">Entry → why its row was not saved.</param>
    /// <param name="Left">Rows as typed that are not saved.</param>
    public sealed record Outcome(IReadOnlyList<int> Saved, IReadOnlyDictionary<int, string> Errors, IReadOnlyDictionary<int, Typed> Left);

    public sealed class QueryHandler(ScoringDb db, Clock clock, SchemeShelf shelf, EvidenceDesk desk) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, scheme, _) = await CycleChoice.Load(db, shelf, request.Cycle, clock.Now, cancellationToken);
            var block = await desk.Block(scheme, request.Block, cancellationToken);
            var rubric = EvidenceDesk.Rubric(scheme, block);
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && CycleChoice.Examined.Contains(e.State))
                .OrderBy(e => e.StreetId).ThenBy(e => e.Slot).ToListAsync(cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == Domain.Organisation.UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var ids = entries.ConvertAll(e => e.Id);
            var latest = (await db.EvidenceMarks.AsNoTracking().Where(m => m.Block == block.Block && ids.Contains(m.EntryId)).ToListAsync(cancellationToken))
                .GroupBy(m => m.EntryId).ToDictionary(g => g.Key, g => g.MaxBy(m => m.Revision)!);
            var rows = new List<Row>();
            foreach (var entry in entries)
            {
                var mark = latest.GetValueOrDefault(entry.Id);
                var left = request.After?.Left.GetValueOrDefault(entry.Id);
                rows.Add(new Row(
                    entry.Id, entry.Code, entry.PersonName, $"{streets.GetValueOrDefault(entry.StreetId)} · {entry.EstateName}", mark?.Revision ?? 0,
                    left?.Items ?? mark?.Items.ToDictionary(i => i.Key, i => (string?)Figures.Words(i.Value)) ?? [],
                    left is null ? mark?.Note : left.Note, mark is null ? null : Figures.Words(mark.PointsOf(rubric.Full ?? 0)),
                    request.After?.Errors.GetValueOrDefault(entry.Id), request.After?.Saved.Contains(entry.Id) == true));
            }

            var writes = PhaseTable.Allows(cycle, Act.EnterEvidence, clock.Now) && await desk.OwnerOf(block, cancellationToken) is not null;
            var missing = rows.Count(r => r.Points is null);
            var kept = entries.Where(request.Filter.Lets).Select(e => e.Id).ToHashSet();
            // A row that was just saved or refused stays in sight, whatever the filter says of it.
            List<Row> found = [.. rows.Where(r => (kept.Contains(r.EntryId) && (!request.Filter.Open || r.Points is null)) || r.Error is not null || r.JustSaved || request.After?.Left.ContainsKey(r.EntryId) == true)];
            var (shown, pages) = request.Filter.Cut(found, $"/reviews/evidence/list/{block.Block}?cycle={cycle.Id}");
            return new View(
                new PageHead($"成批录入：{rubric.Name}")
                {
                    Crumbs = [("佐证", $"/reviews/evidence?cycle={cycle.Id}")], Sub = $"{cycle.Title} · 满分 {Figures.Words(rubric.Full ?? 0)} 分", State = cycle.Badge(),
                    Next = missing > 0 ? $"还缺 {missing} 个" : "已经录齐", Due = writes && cycle.EvidencePhase is { } phase ? CycleWords.Due(phase.Deadline, clock.Now) : null,
                },
                cycle.Id, block.Block, Figures.Words(rubric.Full ?? 0), block.Guidance, block.Entry == EvidenceEntry.Deductions, writes, block.Indicators, shown, request.After?.Saved.Count ?? 0, request.Filter, [.. streets.OrderBy(s => s.Key).Select(s => (s.Key, s.Value))], found.Count, pages, scheme.Subject.From == SubjectSource.Application);
        }
    }

    public sealed class Handler(ScoringDb db, IMediator mediator) : IRequestHandler<Save, Outcome>
    {
        public async Task<Outcome> Handle(Save request, CancellationToken cancellationToken)
        {
            var ids = request.Rows.Select(r => r.EntryId).ToList();
            var latest = (await db.EvidenceMarks.AsNoTracking().Where(m => m.Block == request.Block && ids.Contains(m.EntryId)).ToListAsync(cancellationToken))
                .GroupBy(m => m.EntryId).ToDictionary(g => g.Key, g => g.MaxBy(m => m.Revision)!);
            var (saved, errors, left) = (new List<int>(), new Dictionary<int, string>(), new Dictionary<int, Typed>());
            foreach (var row in request.Rows)
            {
                if (Unchanged(row, latest.GetValueOrDefault(row.EntryId)))
                    continue;
                left[row.EntryId] = row;
                if (request.Only is { } only && only != row.EntryId)
                    continue;
                try
                {
                    await mediator.Send(new Enter.Command { EntryId = row.EntryId, Block = request.Block, Revision = row.Revision, Items = row.Items, Note = row.Note }, cancellationToken);
                    saved.Add(row.EntryId);
                    left.Remove(row.EntryId);
                }
                catch (Refused refused)
                {
                    errors[row.EntryId] = refused.Message;
                    db.ChangeTracker.Clear();
                }
                catch (ValidationException invalid)
                {
                    errors[row.EntryId] = string.Join(string.Empty, invalid.Errors.Select(e => e.ErrorMessage));
                }
            }

            return new(saved, errors, left);
        }

        private static bool Unchanged(Typed row, Domain.Reviews.EvidenceMark? mark)
        {
            var items = row.Items.Where(i => !string.IsNullOrWhiteSpace(i.Value)).ToList();
            if (mark is null)
                return items.Count == 0 && string.IsNullOrWhiteSpace(row.Note);
            return (row.Note ?? string.Empty).Trim() == mark.Note && items.Count == mark.Items.Count
                && items.All(i => mark.Items.TryGetValue(i.Key, out var amount) && Figures.Read(i.Value) == amount);
        }
    }
}
