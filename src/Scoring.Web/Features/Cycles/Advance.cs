using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Entries;
using Scoring.Data.Pairings;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Cycles;

/// <summary>Makes visible what time has decided: moves a cycle as far as the clock says, and publishes it when that is due.</summary>
public static class Advance
{
    /// <summary>The cycles that are not over.</summary>
    public sealed record Open : IRequest<IReadOnlyList<int>>;

    public sealed record Command(int CycleId) : ICommand<IReadOnlyList<string>>, IQuiet;

    public sealed class OpenHandler(ScoringDb db) : IRequestHandler<Open, IReadOnlyList<int>>
    {
        public async Task<IReadOnlyList<int>> Handle(Open request, CancellationToken cancellationToken) =>
            await db.Cycles.Unfinished()
                .OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancellationToken);
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Command request, CancellationToken cancellationToken)
        {
            var said = new List<string>();
            var now = clock.Now;
            var cycle = await db.Cycles.SingleAsync(c => c.Id == request.CycleId, cancellationToken);
            if (cycle.State == CycleState.Draft)
                await PinLatest(cycle, cancellationToken);
            foreach (var state in cycle.Advance(now))
                Say($"“{cycle.Title}”进入“{StateNames.Of(state)}”");
            if (cycle.State is CycleState.Nominating or CycleState.Review or CycleState.Scoring && !cycle.Rehearsal)
            {
                var scheme = await shelf.Of(cycle, cancellationToken);
                if (await Enrolment.Subjects(db, cycle, scheme, now, cancellationToken) is > 0 and var enrolled)
                    Say($"“{cycle.Title}”从名册列入 {enrolled} 个{scheme.Subject.Name}");
                if (await Enrolment.Raters(db, cycle, scheme, now, cancellationToken) is > 0 and var raters)
                    Say($"“{cycle.Title}”列入 {raters} 名评价人");
                if (await AbsencesOfCycle.Deduct(db, cycle, scheme, cancellationToken) is > 0 and var absences)
                    Say($"“{cycle.Title}”计入 {absences} 次会议缺席");
            }

            if (cycle.DueForPublication(now))
            {
                var result = await Publish(cycle, cancellationToken);
                Say($"“{cycle.Title}”公示期满，已发布", RunOfCycle.Facts(result));
            }

            return said;

            void Say(string text, IReadOnlyDictionary<string, string>? facts = null)
            {
                journal.Note(cycle.Id, null, text, facts);
                said.Add(text);
            }
        }

        /// <summary>
        /// A cycle follows its programme's newest version until it opens. What counts is when the version was loaded, not when this job
        /// runs: a version loaded after the opening is for the next cycle, however late the job comes.
        /// </summary>
        private async Task PinLatest(Cycle cycle, CancellationToken cancellationToken)
        {
            var opens = cycle.OpensAt;
            var versions = await db.SchemeVersions.AsNoTracking().Where(v => v.Code == cycle.SchemeCode)
                .Select(v => new { v.Id, v.Version, v.CreatedAt }).ToListAsync(cancellationToken);
            var pinned = versions.Single(v => v.Id == cycle.SchemeVersionId);
            if (versions.Where(v => v.CreatedAt < opens && v.Version > pinned.Version).MaxBy(v => v.Version) is not { } newest)
                return;
            var scheme = await shelf.Of(newest.Id, cancellationToken);
            CycleDates.Repin(cycle, scheme, newest.Id, scheme.Phases.Resolve(Domain.Calendars.Period.Parse(cycle.Period), shelf.Calendar));
            journal.Note(cycle.Id, null, $"“{cycle.Title}”改用方案第 {newest.Version} 版");
        }

        /// <returns>The hash of the result that was published.</returns>
        private async Task<string> Publish(Cycle cycle, CancellationToken cancellationToken)
        {
            var notice = await db.Notices.Include(n => n.Rows).Where(n => n.CycleId == cycle.Id).OrderByDescending(n => n.Number).FirstAsync(cancellationToken);
            var run = await db.TallyRuns.SingleAsync(r => r.Id == notice.TallyRunId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            db.Publications.Add(Domain.Notices.Publication.Of(notice, cycle, run.ResultHash, scheme.Authority.Document, clock.Now, await Corrected(cycle.Id, cancellationToken), scheme.Publication.DisplayDays));
            cycle.State = CycleState.Published;
            return run.ResultHash;
        }

        /// <summary>The publication that this one corrects, and by which accepted correction; null for the first.</summary>
        private async Task<(Domain.Notices.Publication, int)?> Corrected(int cycleId, CancellationToken cancellationToken)
        {
            if (await db.Publications.AsNoTracking().Where(p => p.CycleId == cycleId).OrderByDescending(p => p.Number).FirstOrDefaultAsync(cancellationToken) is not { } before)
                return null;
            return (before, await db.CorrectionDecisions.Where(d => d.CycleId == cycleId && d.Number == before.Number).Select(d => d.CorrectionId).SingleAsync(cancellationToken));
        }
    }
}
