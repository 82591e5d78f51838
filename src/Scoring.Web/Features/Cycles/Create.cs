using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Cycles;

/// <summary>Creates a programme's cycles of the current period and of the next ones; does nothing where they exist.</summary>
public static class Create
{
    /// <summary>The codes of all programmes.</summary>
    public sealed record Programmes : IRequest<IReadOnlyList<string>>;

    public sealed record Command(string SchemeCode) : ICommand<IReadOnlyList<string>>, IQuiet;

    public sealed class ProgrammesHandler(ScoringDb db) : IRequestHandler<Programmes, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Programmes request, CancellationToken cancellationToken) =>
            await db.SchemeVersions.Select(v => v.Code).Distinct().OrderBy(c => c).ToListAsync(cancellationToken);
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Journal journal, IOptions<ScoringOptions> options)
        : IRequestHandler<Command, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Command request, CancellationToken cancellationToken)
        {
            var said = new List<string>();
            var existing = await db.Contests.Where(c => c.SchemeCode == request.SchemeCode).Select(c => new { c.Period, c.Number }).ToListAsync(cancellationToken);
            var (version, scheme) = (await shelf.Latest(cancellationToken)).Single(s => s.Version.Code == request.SchemeCode);
            var number = existing.Select(c => c.Number).DefaultIfEmpty(0).Max();
            var period = Period.Of(scheme.Cadence, ChinaTime.DateOf(clock.Now));
            for (var ahead = 0; ahead <= options.Value.CyclesAhead; ahead++, period = period.Next)
            {
                if (existing.Exists(c => c.Period == period.ToString()))
                    continue;
                var dates = scheme.Phases.Resolve(period, shelf.Calendar);
                if (CycleDates.Missed(dates, clock.Now))
                    continue;
                var cycle = CycleDates.Open(scheme, version.Id, dates, ++number);
                db.Cycles.Add(cycle);
                journal.Note(null, null, $"创建“{cycle.Title}”");
                said.Add($"创建“{cycle.Title}”");
            }

            return said;
        }
    }
}
