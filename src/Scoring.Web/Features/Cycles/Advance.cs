using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Cycles;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Cycles;

/// <summary>Makes visible what time has decided: moves every cycle as far as the clock says, and publishes what is due.</summary>
public static class Advance
{
    public sealed record Command : ICommand<IReadOnlyList<string>>, IQuiet;

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Command request, CancellationToken cancellationToken)
        {
            var said = new List<string>();
            var now = clock.Now;
            var open = await db.Cycles.Where(c => c.State != CycleState.Published && c.State != CycleState.Archived && c.State != CycleState.Void).ToListAsync(cancellationToken);
            foreach (var cycle in open)
            {
                if (cycle.State == CycleState.Draft)
                    await PinLatest(cycle, now, cancellationToken);
                foreach (var state in cycle.Advance(now))
                    Say(cycle, $"“{cycle.Title}”进入“{StateNames.Of(state)}”");
                if (cycle.DueForPublication(now))
                {
                    await Publish(cycle, cancellationToken);
                    Say(cycle, $"“{cycle.Title}”公示期满，已发布");
                }
            }

            return said;

            void Say(Cycle cycle, string text)
            {
                journal.Note(cycle.Id, null, text);
                said.Add(text);
            }
        }

        /// <summary>Until it opens, a cycle follows its programme's newest version; what it opens with is what counts to the end.</summary>
        private async Task PinLatest(Cycle cycle, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var (version, scheme) = (await shelf.Latest(cancellationToken)).FirstOrDefault(s => s.Scheme.Code == cycle.SchemeCode);
            if (version is null || version.Id == cycle.SchemeVersionId || now >= cycle.Phase(PhaseCode.Nominate).StartsAt.AddDays(1))
                return;
            CycleDates.Repin(cycle, scheme, version.Id, scheme.Phases.Resolve(Domain.Calendars.Period.Parse(cycle.Period), shelf.Calendar));
            journal.Note(cycle.Id, null, $"“{cycle.Title}”改用方案第 {version.Version} 版");
        }

        private async Task Publish(Cycle cycle, CancellationToken cancellationToken)
        {
            var notice = await db.Notices.Include(n => n.Rows).Where(n => n.CycleId == cycle.Id).OrderByDescending(n => n.Number).FirstAsync(cancellationToken);
            var run = await db.TallyRuns.SingleAsync(r => r.Id == notice.TallyRunId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            db.Publications.Add(Domain.Notices.Publication.Of(notice, cycle, run.ResultHash, scheme.Authority.Document, clock.Now));
            cycle.State = CycleState.Published;
        }
    }
}
