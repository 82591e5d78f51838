using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Levels;
using Scoring.Data.Notices;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Levels;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Stars;

/// <summary>One unit: what it has held over the years, and what separates it from the next level.</summary>
public static class ViewUnit
{
    public sealed record Query(int UnitId) : IRequest<View>;

    /// <param name="Pledged">What it had set out for; null without a pledge.</param>
    /// <param name="Href">Where a section of it can be proposed to be taken away; null where this person cannot.</param>
    public sealed record YearRow(string Title, string? Pledged, string Award, string Now, string Total, IReadOnlyList<HeldSection> Sections, string? Href);

    public sealed record CaseRow(int Id, string Section, string Year, string When, Badge State);

    public sealed record View(PageHead Head, string UnitName, IReadOnlyList<YearRow> Years, string? GapTitle, IReadOnlyList<string> Gap, IReadOnlyList<CaseRow> Cases);

    public sealed class Handler(ScoringDb db, StarDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = await db.Units.AsNoTracking().Include(u => u.Street).SingleOrDefaultAsync(u => u.Id == request.UnitId, cancellationToken);
            if (unit is null || !desk.Sees(unit.Id, unit.StreetId))
                throw Refused.Missing("没有这个单位，或者您的身份不能查看。");
            var years = new List<YearRow>();
            var (gapTitle, gap) = ((string?)null, (IReadOnlyList<string>)[]);
            foreach (var year in await desk.Cycles(cancellationToken))
            {
                var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.CycleId == year.Cycle.Id && e.BranchId == unit.Id && e.State == Domain.Entries.EntryState.Accepted, cancellationToken);
                if (entry is null)
                    continue;
                var held = (await HeldLevels.Of(db, year.Cycle.Id, cancellationToken)).FirstOrDefault(h => h.EntryId == entry.Id);
                var pledge = await db.Pledges.AsNoTracking().Where(p => p.CycleId == year.Cycle.Id && p.UnitId == unit.Id).OrderByDescending(p => p.Revision).Select(p => (int?)p.Level).FirstOrDefaultAsync(cancellationToken);
                var marks = await Marks(year, entry.Code!, cancellationToken);
                var none = year.Award.NameOf("LEVEL_0")!;
                var open = held?.Sections.Where(s => s.Held).Select(s => s.Code).Intersect((await desk.Own(year.Scheme, cancellationToken)).Select(s => s.Code)).Any() == true;
                years.Add(new YearRow(year.Cycle.Title, pledge is null ? null : year.Award.NameOf($"LEVEL_{pledge}"), held?.Award ?? none, held?.Now ?? none, held?.Total ?? string.Empty,
                    held?.Sections ?? [.. marks.Select(m => new HeldSection(m.Code, m.Name, m.Score?.RoundHalfUp(year.Scheme.Scoring.Decimals) ?? "缺分", m.Won, null))],
                    open && actor.IsAny(Role.Operator, Role.EvidenceDepartment) ? $"/stars/{entry.Id}/revoke" : null));
                if (years.Count == 1)
                    (gapTitle, gap) = ($"{year.Cycle.Title}离上一级还差什么", LevelGap.Words(year.Award, marks, year.Scheme.Scoring.Decimals));
            }

            return new View(
                new PageHead(unit.Name) { Crumbs = [("星级", "/stars")], Sub = unit.Street?.Name, State = years.Count > 0 ? new Badge(years[0].Now, Tone.Ok) : null },
                unit.Name, years, gapTitle, gap, await Cases(unit.Id, cancellationToken));
        }

        /// <summary>The unit's own sections as the result that was published has them.</summary>
        private async Task<IReadOnlyList<SectionMark>> Marks(LevelCycle year, string code, CancellationToken cancellationToken)
        {
            var run = await db.TallyRuns.AsNoTracking().SingleAsync(r => db.Publications.Current().Any(p => p.CycleId == year.Cycle.Id && p.TallyRunId == r.Id), cancellationToken);
            var entry = (await RunOfCycle.Read(db, run, cancellationToken)).Result.Entries.First(e => e.Code == code);
            return [.. entry.Sections.Select(s => new SectionMark(s.Code, s.Name ?? s.Code, s.Score, s.Won == true, s.Vetoed))];
        }

        private async Task<IReadOnlyList<CaseRow>> Cases(int unitId, CancellationToken cancellationToken) =>
            [.. (await Revocations.Load(db, desk, e => e.BranchId == unitId, cancellationToken)).Select(r => new CaseRow(r.Id, r.Section, r.Year, r.When, r.State))];
    }
}
