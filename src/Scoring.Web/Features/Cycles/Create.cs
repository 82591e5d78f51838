using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Cycles;

/// <summary>Creates the cycles of the current period and of the next ones, for every programme; does nothing where they exist.</summary>
public static class Create
{
    public sealed record Command : ICommand<IReadOnlyList<string>>, IQuiet;

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Journal journal, IOptions<ScoringOptions> options)
        : IRequestHandler<Command, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Command request, CancellationToken cancellationToken)
        {
            var said = new List<string>();
            var existing = await db.Cycles.Select(c => new { c.SchemeCode, c.Period, c.Number }).ToListAsync(cancellationToken);
            foreach (var (version, scheme) in await shelf.Latest(cancellationToken))
            {
                var number = existing.Where(c => c.SchemeCode == scheme.Code).Select(c => c.Number).DefaultIfEmpty(0).Max();
                var period = Period.Of(scheme.Cadence, ChinaTime.DateOf(clock.Now));
                for (var ahead = 0; ahead <= options.Value.CyclesAhead; ahead++, period = period.Next)
                {
                    var text = period.ToString();
                    var dates = scheme.Phases.Resolve(period, shelf.Calendar);
                    // A period whose nominations are already over when the programme is first loaded is not begun half way.
                    if (existing.Exists(c => c.SchemeCode == scheme.Code && c.Period == text) || dates[PhaseCode.Nominate].EndsAt <= clock.Now)
                        continue;
                    var cycle = CycleDates.Open(scheme, version.Id, dates, ++number);
                    db.Cycles.Add(cycle);
                    journal.Note(null, null, $"创建“{cycle.Title}”");
                    said.Add($"创建“{cycle.Title}”");
                }
            }

            return said;
        }
    }
}
