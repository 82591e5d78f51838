using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Clocks;

/// <summary>All programmes on one calendar: a month by days, a quarter or a year by months.</summary>
public static class Calendar
{
    /// <param name="At">A period as its text: 2026-11, 2026-Q4, 2026; absent: this month.</param>
    /// <param name="Scheme">One programme; absent: all.</param>
    public sealed record Query(string? At, string? Scheme) : IRequest<View>;

    /// <param name="Spans">This month, quarter and year, for the tabs.</param>
    /// <param name="Weeks">Filled for a month.</param>
    /// <param name="Months">Filled for a quarter or a year: a row a programme, a cell a month; of a year only what falls due.</param>
    /// <param name="Items">Everything, day by day; left out for a year, where the months lead to it.</param>
    public sealed record View(
        Period Period, string? Scheme, IReadOnlyList<(string Code, string Name)> Schemes, IReadOnlyList<(string Name, Period Period)> Spans, IReadOnlyList<string> Warnings,
        IReadOnlyList<IReadOnlyList<Day>> Weeks, Matrix? Months, IReadOnlyList<Row> Items, bool Linked);

    /// <param name="Remark">国庆节放假, 调休上班; null on an ordinary day.</param>
    public sealed record Day(DateOnly Date, bool Inside, bool Today, bool Works, string? Remark, IReadOnlyList<Row> Items, int Runs, int Failures);

    public sealed record Matrix(IReadOnlyList<Period> Columns, IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<Row>> Cells)> Rows);

    /// <param name="Time">Empty at midnight, when a day's phases begin.</param>
    /// <param name="Expected">The cycle has not been made yet: the date follows from the newest scheme.</param>
    /// <param name="Extend">Where its end can be put off by the reader; null for others.</param>
    public sealed record Row(DateOnly Day, string Time, string When, string Programme, string Title, string What, string Why, AgendaKind Kind, bool Past, bool Expected, bool Extended, string? Href, string? Extend);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var today = ChinaTime.DateOf(now);
            var period = Period.TryParse(request.At) ?? Period.Of(Cadence.Monthly, today);
            var monthly = period.Cadence == Cadence.Monthly;
            var weeks = monthly ? CalendarSpan.Weeks(period) : [];
            var (first, last) = monthly ? (weeks[0][0], weeks[^1][^1]) : (period.FirstDay, period.LastDay);
            var schemes = (await shelf.Latest(cancellationToken)).Select(s => s.Scheme).ToList();
            var rows = await Rows(first, last, schemes, request.Scheme, now, cancellationToken);
            var runs = monthly ? await Runs(first, last, cancellationToken) : [];
            var byDay = rows.ToLookup(r => r.Day);
            return new View(
                period, request.Scheme, [.. schemes.Select(s => (s.Code, s.Name))],
                [("月", Period.Of(Cadence.Monthly, Anchor(period, today))), ("季", Period.Of(Cadence.Quarterly, Anchor(period, today))), ("年", Period.Of(Cadence.Yearly, Anchor(period, today)))],
                shelf.Calendar.Warnings(first, last),
                [.. weeks.Select(w => (IReadOnlyList<Day>)[.. w.Select(d => new Day(d, period.Contains(d), d == today, shelf.Calendar.IsWorkingDay(d), shelf.Calendar.NameOf(d), [.. byDay[d]], runs.GetValueOrDefault(d).All, runs.GetValueOrDefault(d).Failed))])],
                monthly ? null : Months(period, rows, schemes.ToDictionary(s => s.Code, s => s.Name)),
                period.Cadence == Cadence.Yearly ? [] : [.. rows.Where(r => period.Contains(r.Day))],
                actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor));
        }

        /// <summary>A day by which the narrower and wider spans are found: today where the period holds it, else its first.</summary>
        private static DateOnly Anchor(Period period, DateOnly today) => period.Contains(today) ? today : period.FirstDay;

        private async Task<List<Row>> Rows(DateOnly first, DateOnly last, IReadOnlyList<Domain.Schemes.Scheme> schemes, string? only, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var (from, until) = (ChinaTime.At(first, TimeOnly.MinValue), ChinaTime.At(last.AddDays(1), TimeOnly.MinValue));
            var cycles = await db.Contests.AsNoTracking()
                .Where(c => (only == null || c.SchemeCode == only) && c.State != CycleState.Void && c.Phases.Any(p => p.StartsAt < until && (p.EndsAt >= from || p.ExtendedTo >= from)))
                .OrderBy(c => c.Id).ToListAsync(cancellationToken);
            var made = (await db.Contests.Select(c => new { c.SchemeCode, c.Period }).ToListAsync(cancellationToken)).ToLookup(c => c.SchemeCode, c => c.Period);
            var items = cycles.SelectMany(Agenda.Of)
                .Concat(schemes.Where(s => only is null || s.Code == only).SelectMany(s => Agenda.Expected(s, shelf.Calendar, made[s.Code].ToHashSet(), first, last, now)));
            return [.. items.Where(i => i.At >= from && i.At < until).OrderBy(i => i.At).ThenBy(i => i.Title, StringComparer.Ordinal).Select(i => Row(i, now))];
        }

        private Row Row(AgendaItem item, DateTimeOffset now) => new(
            ChinaTime.DateOf(item.At), ChinaTime.TimeOf(item.At) == TimeOnly.MinValue ? string.Empty : $"{ChinaTime.TimeOf(item.At):HH:mm}", ChinaTime.Words(item.At), item.SchemeCode, item.Title, item.What, item.Why, item.Kind, item.At <= now, item.CycleId is null, item.Extended,
            item.CycleId is { } id ? $"/cycles/{id}" : null,
            item.CycleId is { } cycle && item.Kind == AgendaKind.Closes && item.At > now && actor.Is(Role.Approver) && PhaseCode.Extendable.Contains(item.PhaseCode) ? $"/cycles/{cycle}/extend/{item.PhaseCode}" : null);

        private async Task<Dictionary<DateOnly, (int All, int Failed)>> Runs(DateOnly first, DateOnly last, CancellationToken cancellationToken)
        {
            var (from, until) = (ChinaTime.At(first, TimeOnly.MinValue), ChinaTime.At(last.AddDays(1), TimeOnly.MinValue));
            var runs = await db.JobRuns.AsNoTracking().Where(r => r.At >= from && r.At < until).Select(r => new { r.At, r.Failed }).ToListAsync(cancellationToken);
            return runs.GroupBy(r => ChinaTime.DateOf(r.At)).ToDictionary(g => g.Key, g => (g.Count(), g.Count(r => r.Failed)));
        }

        private static Matrix Months(Period period, List<Row> rows, Dictionary<string, string> names)
        {
            var columns = new List<Period>();
            for (var month = Period.Of(Cadence.Monthly, period.FirstDay); month.FirstDay <= period.LastDay; month = month.Next)
                columns.Add(month);
            return new Matrix(columns,
                [.. rows.GroupBy(r => r.Programme).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (names.GetValueOrDefault(g.Key) ?? g.First().Title, (IReadOnlyList<IReadOnlyList<Row>>)[.. columns.Select(c => (IReadOnlyList<Row>)[.. g.Where(r => c.Contains(r.Day) && (columns.Count <= 3 || r.Kind != AgendaKind.Opens))])]))]);
        }
    }
}
