using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Burdens;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Burdens;

/// <summary>基层负担表: what this quarter asks of every street and estate, and what is asked twice.</summary>
public static class Meter
{
    public const int PageSize = 30;

    public sealed record Query(string? Quarter, int? Street, int Page) : IRequest<View>;

    public sealed record View(
        string Quarter, string Name, string Previous, string Next, IReadOnlyList<Programme> Programmes, IReadOnlyList<Twice> Twices, IReadOnlyList<Row> Streets, IReadOnlyList<Row> Estates, int? Street, int Page)
    {
        public IReadOnlyList<Row> Shown => [.. Estates.Where(e => Street is null || e.StreetId == Street)];

        public int PageCount => (Shown.Count + PageSize - 1) / PageSize;
    }

    /// <param name="Street">What one street has to fill in and hand in.</param>
    public sealed record Programme(string Title, string Code, Burden Street, Burden Unit, Burden Rater, int Questions);

    public sealed record Twice(string Name, string Of, string Programmes);

    public sealed record Row(int Id, string Name, int StreetId, string Street, Burden Burden, int Surveys);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var quarter = request.Quarter is { } text ? Period.TryParse(text) : Period.Of(Cadence.Quarterly, ChinaTime.DateOf(clock.Now));
            if (quarter is not { Cadence: Cadence.Quarterly })
                throw Refused.Missing("没有这个季度。请写成 2026-Q4。");
            var asked = await BurdenOfQuarter.Read(db, quarter, id => shelf.Of(id, cancellationToken), cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).OrderBy(u => u.Code).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
            var names = streets.ToDictionary(s => s.Id, s => s.Name);
            var estates = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Estate && u.StreetId != null).Select(u => new { u.Id, u.Name, u.Code, Street = u.StreetId!.Value }).ToListAsync(cancellationToken);
            return new View(
                quarter.ToString(), quarter.Name, quarter.Previous.ToString(), quarter.Next.ToString(),
                [.. asked.Cycles.Select(c => new Programme(c.Cycle.Title, c.Scheme.Code, c.Scheme.Nomination is { QuotaPerStreet: > 0 } n ? Times(c.Each(AskedOf.Street), n.QuotaPerStreet) : default, c.Each(AskedOf.Unit), c.Each(AskedOf.Rater), c.Each(AskedOf.Resident).Fields))],
                [.. asked.Twice().Select(t => new Twice(t.Item.Name, t.Item.Of switch { AskedOf.Street => "街道", AskedOf.Unit => "申报单位", AskedOf.Rater => "评价人", _ => "居民" }, string.Join("、", t.Programmes)))],
                [.. streets.Select(s => new Row(s.Id, s.Name, s.Id, s.Name, asked.Streets.GetValueOrDefault(s.Id), 0)).OrderByDescending(r => r.Burden.Sum)],
                [.. estates.Select(e => new Row(e.Id, e.Name, e.Street, names.GetValueOrDefault(e.Street, "—"), asked.Estates.GetValueOrDefault(e.Id), asked.Surveys.GetValueOrDefault(e.Id)))
                    .Where(r => r.Burden.Sum > 0 || r.Surveys > 0).OrderByDescending(r => r.Burden.Sum).ThenByDescending(r => r.Surveys).ThenBy(r => r.Name, StringComparer.Ordinal)],
                request.Street, Math.Max(1, request.Page));
        }

        private static Burden Times(Burden one, int times) => new(one.Fields * times, one.Uploads * times, one.Marks * times);
    }

    /// <summary>A part of it as a file.</summary>
    public static FileTable Table(View view, string part) => part switch
    {
        "streets" => new($"{view.Name}基层负担（街道）", ["街道", "填写项", "上传件（最多）", "打分项", "合计"], [.. view.Streets.Select(r => (IReadOnlyList<object?>)[r.Name, r.Burden.Fields, r.Burden.Uploads, r.Burden.Marks, r.Burden.Sum])]),
        "estates" => new($"{view.Name}基层负担（小区）", ["小区", "街道", "填写项", "上传件（最多）", "打分项", "合计", "居民测评次数"], [.. view.Estates.Select(r => (IReadOnlyList<object?>)[r.Name, r.Street, r.Burden.Fields, r.Burden.Uploads, r.Burden.Marks, r.Burden.Sum, r.Surveys])]),
        "twice" => new($"{view.Name}重复要的", ["要什么", "向谁要", "哪几项活动"], [.. view.Twices.Select(t => (IReadOnlyList<object?>)[t.Name, t.Of, t.Programmes])]),
        _ => throw Refused.Missing("没有这种文件。"),
    };
}
