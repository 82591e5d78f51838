using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Clocks;

/// <summary>What the clock has done, what it will do next, and for whom cycles wait.</summary>
public static class ViewClock
{
    public const int PageSize = 40;

    /// <param name="Day">Runs of that local day alone.</param>
    /// <param name="Failed">Failed runs alone.</param>
    public sealed record Query(DateOnly? Day, bool Failed, int Page = 1) : IRequest<View>;

    public sealed record View(
        string Now, bool Moved, IReadOnlyList<string> Warnings, IReadOnlyList<NextRow> Next, IReadOnlyList<string> Waiting,
        IReadOnlyList<RunRow> Runs, int RunCount, Query Asked, bool MayRun)
    {
        public int PageCount => (RunCount + PageSize - 1) / PageSize;
    }

    public sealed record NextRow(string Title, string State, string What, Due Due, string Why);

    public sealed record RunRow(string Job, string At, string Took, bool Failed, string Text);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var open = await OpenCycles.Load(db, cancellationToken);
            var runs = Runs(request);
            var count = await runs.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (count + PageSize - 1) / PageSize));
            var rows = await runs.OrderByDescending(r => r.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
            return new View(
                $"{ChinaTime.Words(ChinaTime.DateOf(now))} {ChinaTime.TimeOf(now):HH:mm}", clock.Moved, Warnings(open, now),
                [.. open.Select(c => Next(c, now)).OfType<NextRow>()],
                [.. open.Select(c => Domain.Cycles.Waiting.For(c, now)).OfType<string>()],
                [.. rows.Select(Row)], count, request with { Page = page }, actor.IsAny(Role.Operator, Role.Administrator));
        }

        private IQueryable<JobRun> Runs(Query request)
        {
            var runs = db.JobRuns.AsNoTracking().Where(r => !request.Failed || r.Failed);
            if (request.Day is not { } day)
                return runs;
            var (from, until) = (ChinaTime.At(day, TimeOnly.MinValue), ChinaTime.At(day.AddDays(1), TimeOnly.MinValue));
            return runs.Where(r => r.At >= from && r.At < until);
        }

        private static RunRow Row(JobRun run) =>
            new(run.Job, ChinaTime.Words(run.At), $"{run.Milliseconds.ToString(CultureInfo.CurrentCulture)} 毫秒", run.Failed, run.Text);

        private static NextRow? Next(Cycle cycle, DateTimeOffset now)
        {
            if (cycle.NextMoment(now) is not { } next)
                return null;
            var phase = cycle.Phases.Find(p => p.StartsAt == next.At || p.Deadline == next.At)!;
            var why = phase.ExtensionReason is { } reason && phase.Deadline == next.At ? $"期限已延长：{reason}" : phase.Why;
            return new NextRow(cycle.Title, StateNames.Of(cycle.State), next.Words, new Due(next.At, ChinaTime.Words(next.At)), why);
        }

        /// <summary>For every year that an open cycle reaches, and for the next one once the year's end is near.</summary>
        private List<string> Warnings(IReadOnlyList<Cycle> open, DateTimeOffset now)
        {
            var last = open.SelectMany(c => c.Phases).Select(p => p.Deadline).Append(now.AddDays(90)).Max();
            return [.. shelf.Calendar.Warnings(ChinaTime.DateOf(now), ChinaTime.DateOf(last))];
        }
    }
}

/// <summary>The cycles that are not over.</summary>
internal static class OpenCycles
{
    public static Task<List<Cycle>> Load(ScoringDb db, CancellationToken cancellationToken) =>
        db.Cycles.AsNoTracking().Unfinished()
            .OrderBy(c => c.Id).ToListAsync(cancellationToken);
}
