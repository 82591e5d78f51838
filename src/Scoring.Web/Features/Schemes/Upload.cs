using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes;

/// <summary>Keeps a changed scheme as the next version of its programme; refuses it whole when anything in it is wrong.</summary>
public static class Upload
{
    /// <summary>Bytes; a scheme is a page or two of text.</summary>
    public const int MaximumBytes = 1 << 20;

    public sealed record Command(string Json) : ICommand<Answer>;

    public sealed record Answer(string Code, string Name, int Version, bool Fresh);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, Answer>
    {
        /// <exception cref="SchemeInvalid">With line, path and reason; nothing is kept.</exception>
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var scheme = Scheme.Parse(request.Json);
            var newest = await db.SchemeVersions.Where(v => v.Code == scheme.Code).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
            if (Succession.Next(scheme, newest is null ? null : (newest.Version, newest.Hash)) is not { } next)
            {
                journal.Note(null, null, $"上传的“{scheme.Name}”方案与第 {newest!.Version} 版相同，没有新版本");
                return new Answer(scheme.Code, scheme.Name, newest.Version, Fresh: false);
            }

            // A year of real holidays: dates that cross would otherwise stop the job that creates cycles.
            var period = Period.Of(scheme.Cadence, ChinaTime.DateOf(clock.Now));
            for (var n = 0; n < 12; n++, period = period.Next)
                scheme.Phases.Resolve(period, shelf.Calendar);
            db.SchemeVersions.Add(new SchemeVersion
            {
                Code = scheme.Code, Name = scheme.Name, Version = next, Hash = scheme.Hash, Json = request.Json, CreatedAt = clock.Now, CreatedBy = actor.Who,
            });
            journal.Note(null, null, $"上传“{scheme.Name}”方案第 {next} 版");
            return new Answer(scheme.Code, scheme.Name, next, Fresh: true);
        }
    }
}
