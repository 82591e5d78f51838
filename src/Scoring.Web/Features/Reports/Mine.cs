using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reports;

/// <summary>A unit's own figures once the notice is posted: points by block for each of its pairings, and never a single rating; and what it has to say to them.</summary>
public static class Mine
{
    public sealed record Query : IRequest<View>;

    public sealed record View(string Unit, IReadOnlyList<CycleRow> Cycles);

    /// <param name="Blocks">Their names, in order.</param>
    public sealed record CycleRow(
        int CycleId, string Title, Badge State, string? Total, string? Award, string? Rank, IReadOnlyList<string> Blocks, IReadOnlyList<EntryFigures> Entries, IReadOnlyList<Said> Feedback, bool Speaks, string? Until, Guid Key);

    public sealed record Said(string At, string Text, string? Reply);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var id = actor.UnitFor(Role.PairedUnit);
            var unit = await db.Units.AsNoTracking().SingleAsync(u => u.Id == id, cancellationToken);
            var notices = await db.Notices.AsNoTracking().Where(n => db.Entries.Any(e => e.CycleId == n.CycleId && e.RollUpUnitId == id)).OrderByDescending(n => n.PostedAt).ToListAsync(cancellationToken);
            var rows = new List<CycleRow>();
            foreach (var notice in notices.DistinctBy(n => n.CycleId).Take(8))
            {
                var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == notice.CycleId, cancellationToken);
                var scheme = await shelf.Of(cycle, cancellationToken);
                var run = await RunOfCycle.Read(db, await db.TallyRuns.AsNoTracking().SingleAsync(r => r.Id == notice.TallyRunId, cancellationToken), cancellationToken);
                var own = run.Result.Units?.FirstOrDefault(u => u.Code == unit.Code);
                var said = await db.UnitFeedbacks.AsNoTracking().Where(f => f.CycleId == cycle.Id && f.UnitId == id).OrderBy(f => f.At).ToListAsync(cancellationToken);
                var speaks = PhaseTable.Allows(cycle, Act.GiveFeedback, clock.Now);
                rows.Add(new CycleRow(
                    cycle.Id, cycle.Title, cycle.Badge(), own?.Total?.RoundHalfUp(run.Result.Decimals), AwardWords.Of(own?.Award, scheme.Scoring.Award),
                    own?.Rank is { } rank ? $"第 {rank} 名（共 {run.Result.Units!.Count(u => u.Rank is not null)} 个单位）" : null,
                    [.. scheme.Rubric.Blocks.Select(b => b.Name)],
                    await EntryFigures.Of(db, cycle, scheme, run.Record, run.Result, e => e.RollUpUnitId == id, raw: false, cancellationToken),
                    [.. said.Select(f => new Said(ChinaTime.Words(f.At), f.Text, f.Reply))], speaks,
                    speaks ? ChinaTime.Words(cycle.Phase(PhaseCode.Notice).Deadline) : null, Guid.NewGuid()));
            }

            return new View(unit.Name, rows);
        }
    }
}
