using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes;

/// <summary>One version of a scheme, for people: every rule in words, every figure with what it rests on, and the dates it leads to.</summary>
public static class ViewScheme
{
    /// <summary>How many periods ahead the dates are shown.</summary>
    public const int Ahead = 3;

    public sealed record Query(string Code, int Version) : IRequest<View>;

    public sealed record View(
        Scheme Scheme, int Version, bool Newest, string Fingerprint, string At, string By, IReadOnlyList<Part> Parts, ScoreSheetTree Sheet,
        IReadOnlyList<PhaseRow> Phases, IReadOnlyList<Preview> Previews, IReadOnlyList<string> MissingDepartments);

    public sealed record PhaseRow(string Name, string Rule, IReadOnlyList<FigureNote> Notes);

    public sealed record Preview(string Period, IReadOnlyList<DateRow> Rows, IReadOnlyList<string> Warnings);

    public sealed record DateRow(string Phase, string From, string To, string Why);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var row = await db.SchemeVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Code == request.Code && v.Version == request.Version, cancellationToken)
                ?? throw Refused.Missing("没有这个方案，或者没有这一版。");
            var newest = await db.SchemeVersions.Where(v => v.Code == request.Code).MaxAsync(v => v.Version, cancellationToken);
            var scheme = await shelf.Of(row.Id, cancellationToken);
            var known = await db.Units.Where(u => u.Kind == UnitKind.Department).Select(u => u.Code).ToListAsync(cancellationToken);
            var previews = Dates(scheme.Phases, scheme.Cadence, shelf.Calendar, ChinaTime.DateOf(clock.Now));
            return new View(scheme, row.Version, row.Version == newest, Domain.Notices.Publication.FingerprintOf(row.Hash), ChinaTime.Words(row.CreatedAt), row.CreatedBy,
                new SchemeParts(scheme).All, ScoreSheetTree.Of(scheme),
                [.. scheme.Phases.Phases.Select((p, i) => new PhaseRow(p.Name, previews[0].Rows[i].Why.Split('；')[0], SchemeParts.Notes(scheme, $"$.phases[{p.Code}]")))],
                previews, [.. scheme.Departments.Where(d => !known.Contains(d.Code)).Select(d => $"{d.Name}（{d.Code}）")]);
        }
    }

    /// <summary>The dates of the period that a day lies in, and of the next ones.</summary>
    /// <exception cref="SchemeInvalid">In one of them a phase would close before it opens.</exception>
    public static IReadOnlyList<Preview> Dates(PhasePlan phases, Cadence cadence, WorkingDays calendar, DateOnly today, int count = Ahead)
    {
        var previews = new List<Preview>();
        var period = Period.Of(cadence, today);
        for (var n = 0; n < count; n++, period = period.Next)
        {
            var dates = phases.Resolve(period, calendar);
            previews.Add(new Preview(period.Name, [.. dates.Phases.Select(p => new DateRow(p.Name, Day(calendar, p.StartsAt), p.IsMoment ? "" : Day(calendar, p.EndsAt), p.Why))], dates.Warnings));
        }

        return previews;
    }

    private static string Day(WorkingDays calendar, DateTimeOffset at) => $"{calendar.Describe(ChinaTime.DateOf(at))} {ChinaTime.TimeOf(at):HH:mm}";
}
