using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Applications;

/// <summary>The unit's first page: of every running year what it has set out for, how far its application is, and what comes next.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    public sealed record View(PageHead Head, int UnitId, IReadOnlyList<CycleRow> Cycles, string? Coming);

    public sealed record CycleRow(int Id, string Title, Badge State, PhaseTrack Track, IReadOnlyList<StepRow> Steps);

    /// <param name="Posts">Whether the button begins something (a form) rather than leads somewhere.</param>
    public sealed record StepRow(string Title, string Text, Badge State, Due? Due, string? Action, string? Href, bool Posts = false);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, ApplicantDesk desk) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (now, unit) = (clock.Now, await desk.Unit(cancellationToken));
            var rows = new List<CycleRow>();
            string? coming = null;
            foreach (var cycle in await db.Cycles.AsNoTracking().Unfinished().OrderBy(c => c.Period).ToListAsync(cancellationToken))
            {
                cycle.Advance(now);
                var scheme = await shelf.Of(cycle, cancellationToken);
                if (!ApplicantDesk.Takes(scheme, unit))
                    continue;
                if (cycle.State == CycleState.Draft)
                {
                    coming ??= $"“{cycle.Title}” {ChinaTime.Words(cycle.OpensAt)} 开始。";
                    continue;
                }

                var pledge = await db.Pledges.AsNoTracking().Where(p => p.CycleId == cycle.Id && p.UnitId == unit.Id).OrderByDescending(p => p.Revision).FirstOrDefaultAsync(cancellationToken);
                var entry = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.BranchId == unit.Id && e.Applied).OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
                rows.Add(new CycleRow(cycle.Id, cycle.Title, cycle.Badge(), cycle.Track(now),
                    [.. cycle.PhaseOrNull(PhaseCode.Pledge) is { } phase ? [PledgeStep(cycle, phase, scheme, pledge, now)] : Array.Empty<StepRow>(), ApplicationStep(cycle, entry, now)]));
            }

            return new View(new PageHead("自评申报") { Sub = unit.Name, Next = rows.SelectMany(r => r.Steps).FirstOrDefault(s => s.Action is not null && s.Due is not null)?.Title }, unit.Id, rows, coming);
        }

        private static StepRow PledgeStep(Cycle cycle, CyclePhase phase, Scheme scheme, Pledge? pledge, DateTimeOffset now)
        {
            var open = PhaseTable.Allows(cycle, Act.Pledge, now);
            var href = $"/applications/{cycle.Id}/pledge";
            var due = open ? CycleWords.Due(phase.Deadline, now) : null;
            return pledge is null
                ? new(phase.Name, open ? "写明今年的目标和打算做的事。" : "没有在期限内承诺，不影响年底申报。", new Badge(open ? "待承诺" : "未承诺", open ? Tone.Wait : Tone.Off), due, open ? "去承诺" : null, open ? href : null)
                : new($"{phase.Name}：{scheme.Scoring.Award?.NameOf($"LEVEL_{pledge.Level}")}", pledge.Text, new Badge("已承诺", Tone.Ok), due, open ? "修改承诺" : null, open ? href : null);
        }

        private static StepRow ApplicationStep(Cycle cycle, Entry? entry, DateTimeOffset now)
        {
            var phase = cycle.Phase(PhaseCode.Nominate);
            if (entry is null || entry.State == EntryState.Withdrawn)
            {
                return PhaseTable.Allows(cycle, Act.Nominate, now)
                    ? new(phase.Name, "逐项自评，附上佐证，提交给街道初审。", new Badge("未开始", Tone.Wait), CycleWords.Due(phase.Deadline, now), "开始自评", null, Posts: true)
                    : new(phase.Name, now < phase.StartsAt ? $"{ChinaTime.Words(phase.StartsAt)} 开始，{ChinaTime.Words(phase.Deadline)} 截止。" : "没有在期限内申报，今年不参加评定。", new Badge(now < phase.StartsAt ? "未到时间" : "未申报"), null, null, null);
            }

            var own = $"/nominations/entry/{entry.Id}";
            var may = PhaseTable.Allows(cycle, entry.State == EntryState.Returned ? Act.CorrectEntry : Act.Nominate, now);
            var (text, action, href, due) = entry.State switch
            {
                EntryState.Draft when may => ("自评还没有提交。", "继续填写", $"{own}/edit", CycleWords.Due(phase.Deadline, now)),
                EntryState.Returned when may => ($"街道退回：{entry.Reason}", "修改后重交", $"{own}/edit", CycleWords.Due((cycle.PhaseOrNull(PhaseCode.Review) ?? phase).Deadline, now)),
                EntryState.Submitted => ("等街道初审，现在不用做什么。", "查看", own, null),
                EntryState.Accepted => ("初审通过，等部门核查、评价和测评。", "查看", own, (Due?)null),
                EntryState.Rejected => ($"初审未通过：{entry.Reason}", "查看", own, null),
                _ => ("没有在期限内交，不再受理。", "查看", own, null),
            };
            return new(phase.Name, text, EntryBadge.Of(entry.State), due, action, href);
        }
    }
}
