using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Cycles;

/// <summary>One cycle: where it stands, how far each room has come, its dates and why, and what happened.</summary>
public static class Detail
{
    public sealed record Query(int Id) : IRequest<View>;

    /// <param name="Name">What the room is called.</param>
    /// <param name="Href">Null where there is nothing to open yet, or not for this reader.</param>
    /// <param name="Figure">How far it has come ("18 / 21").</param>
    /// <param name="Note">What is missing, in words.</param>
    /// <param name="Percent">0..100; null where a share says nothing.</param>
    public sealed record RoomRow(string Name, string? Href, string Figure, string Note, int? Percent);

    public sealed record PhaseRow(string Code, string Name, string Starts, string Ends, string Why, string? Extended, bool CanExtend);

    public sealed record View(int Id, PageHead Head, PhaseTrack Track, IReadOnlyList<RoomRow> Rooms, IReadOnlyList<PhaseRow> Phases, Timeline Recent, Timeline Earlier, string SchemeHref, string SchemeName, string Fingerprint);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.Id, cancellationToken);
            cycle.Advance(now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var version = await db.SchemeVersions.AsNoTracking().Where(v => v.Id == cycle.SchemeVersionId).Select(v => v.Version).SingleAsync(cancellationToken);
            var figures = await CycleFigures.Load(db, cycle, scheme, cancellationToken);
            var events = await db.AuditEvents.AsNoTracking().Where(a => a.CycleId == cycle.Id && !a.Act.StartsWith("Judging.")).OrderByDescending(a => a.Id).Take(60).ToListAsync(cancellationToken);
            var (next, due) = cycle.Next(now);
            var extendable = PhaseTable.Of(Act.ExtendDeadline).States.Contains(cycle.State) && actor.Is(Role.Approver);
            return new View(
                cycle.Id,
                new PageHead(cycle.Title) { Crumbs = [("期次", "/cycles")], Sub = $"第 {cycle.Number} 期", State = cycle.Badge(), Next = next, Due = due },
                cycle.Track(now),
                Rooms(cycle, scheme, figures, (await db.Objections.CountAsync(o => o.CycleId == cycle.Id, cancellationToken), await db.Corrections.CountAsync(o => o.CycleId == cycle.Id, cancellationToken)), await db.PaperForms.CountAsync(p => p.CycleId == cycle.Id && db.PaperSheets.Any(s => s.FormId == p.Id), cancellationToken),
                    await db.StageSteps.AnyAsync(s => s.CycleId == cycle.Id && s.Act == StageAct.End, cancellationToken) || cycle.State > CycleState.Scoring || (cycle.State == CycleState.Scoring && cycle.ScoringClosed(now))),
                [.. cycle.Phases.OrderBy(p => p.Ordinal).Select(p => new PhaseRow(p.Code, p.Name, ChinaTime.Words(p.StartsAt), ChinaTime.Words(p.Deadline), p.Why,
                    p.ExtendedTo is null ? null : $"由 {ChinaTime.Words(p.EndsAt)} 延长：{p.ExtensionReason}",
                    extendable && PhaseCode.Extendable.Contains(p.Code)))],
                Items(events.Take(8), "最近的经过"),
                Items(events.Skip(8), "更早的经过"),
                $"/schemes/{cycle.SchemeCode}/{version}",
                $"{scheme.Name} · 第 {version} 版",
                Domain.Notices.Publication.FingerprintOf(cycle.SchemeHash));
        }

        private IReadOnlyList<RoomRow> Rooms(Cycle cycle, Domain.Schemes.Scheme scheme, CycleFigures f, (int Objections, int Corrections) after, int papers, bool recorded)
        {
            var begun = cycle.State != CycleState.Draft;
            var accepted = f.Count(EntryState.Accepted);
            var (objections, corrections) = after;
            var hall = scheme.InHall;
            var rated = hall ? "现场评分" : cycle.PhaseOrNull(PhaseCode.Live)?.Name ?? "评价";
            RoomRow[] last =
            [
                .. scheme.MayNotApply.Count > 0 ? [new RoomRow("不适用", begun ? $"/reviews/not-applicable?cycle={cycle.Id}" : null, "两个人", "提出和批准由两个人完成", null)] : Array.Empty<RoomRow>(),
                .. scheme.Reporting is not null ? [new RoomRow("汇总报送", begun ? $"/reports/{cycle.Id}" : null, "逐街道", "街道汇总签字，部门签收", null)] : Array.Empty<RoomRow>(),
                new("核算与审定", $"/tallies/{cycle.Id}", f.TallyRuns == 0 ? "未核算" : $"第 {f.TallyRuns} 次核算", f.Approved ? "已审定" : "未审定", null),
                .. cycle.GoesPublic ? Afterwards() : [],
            ];
            RoomRow[] Afterwards() =>
            [
                .. scheme.Publication.Adverse is null ? Array.Empty<RoomRow>() : [new RoomRow("告知和答复", cycle.State >= CycleState.Approved ? $"/listings/{cycle.Id}" : null, "先告知", "对对象不利的，告知街道、答复、决定以后才公开", null)],
                new("公示", $"/notices/{cycle.Id}/post", cycle.State is CycleState.PublicNotice or CycleState.Published or CycleState.Archived or CycleState.ObjectionHold ? "已张贴" : "未张贴", CycleWords.When(cycle.Phase(PhaseCode.Notice)), null),
                new("异议", cycle.State >= CycleState.Approved || objections > 0 || cycle.HoldReason is not null ? $"/objections?cycle={cycle.Id}" : null, objections == 0 ? "没有收到" : $"{objections} 件", cycle.OpenObjections > 0 ? $"没有办结 {cycle.OpenObjections} 件，办结以前不发布" : objections > 0 ? "都已办结" : "公示期内书面提出", null),
                .. cycle.State is CycleState.Published or CycleState.Archived && actor.IsAny(Role.Operator, Role.Approver)
                    ? [new RoomRow("通知和证书", $"/results/{cycle.Id}/papers", "Word", "给街道的通知、证书、牌匾，成批打印", null)] : Array.Empty<RoomRow>(),
                new("更正", cycle.State is CycleState.Published or CycleState.Archived || corrections > 0 ? $"/corrections/{cycle.Id}" : null, corrections == 0 ? "没有" : $"{corrections} 次", "发布以后，编号公开", null),
            ];
            if (!hall)
            {
                return
                [
                    .. scheme.Subject.From != Domain.Schemes.SubjectSource.Register
                        ? [new RoomRow(scheme.Subject.From == Domain.Schemes.SubjectSource.Application ? "自评与初审" : "申报与资格审查", begun ? $"/reviews?cycle={cycle.Id}" : null, $"{f.Filed}", $"待审查 {f.Count(EntryState.Submitted)} · 退回 {f.Count(EntryState.Returned)} · 通过 {accepted}", null)] : Array.Empty<RoomRow>(),
                    .. scheme.Evidence.Count == 0 ? Array.Empty<RoomRow>() : [new RoomRow("佐证", begun ? $"/reviews/evidence?cycle={cycle.Id}" : null, $"{f.EvidenceGiven} / {f.EvidenceWanted}", f.EvidenceGiven == f.EvidenceWanted ? "已录齐" : $"还缺 {f.EvidenceWanted - f.EvidenceGiven} 项", Share(f.EvidenceGiven, f.EvidenceWanted))],
                    new("加分扣分", begun ? $"/reviews/adjustments?cycle={cycle.Id}" : null, f.AdjustmentsOpen == 0 ? "无待确认" : $"{f.AdjustmentsOpen} 条待确认", "登记和确认由两个人完成", null),
                    .. scheme.Survey is null ? Array.Empty<RoomRow>() : [new RoomRow("群众满意度", actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) ? $"/surveys?cycle={cycle.Id}" : null, "样本进度", "看哪些小区答卷还不够", null)],
                    .. scheme.Judging is null ? Array.Empty<RoomRow>() : [new RoomRow(rated, $"/judging/sheets?cycle={cycle.Id}", $"{f.SheetsIn} / {f.SheetsWanted}", f.SheetsReopened > 0 ? $"退回未重交 {f.SheetsReopened} 张" : f.SheetsIn == f.SheetsWanted && f.SheetsWanted > 0 ? "已交齐" : $"未交 {f.SheetsWanted - f.SheetsIn} 张", Share(f.SheetsIn, f.SheetsWanted))],
                    .. last,
                ];
            }

            return
            [
                new("申报与资格审查", begun ? $"/reviews?cycle={cycle.Id}" : null, $"{f.Filed} / {f.Slots}", $"待审查 {f.Count(EntryState.Submitted)} · 退回 {f.Count(EntryState.Returned)} · 通过 {accepted}", Share(f.Filed, f.Slots)),
                new("佐证", begun ? $"/reviews/evidence?cycle={cycle.Id}" : null, $"{f.EvidenceGiven} / {f.EvidenceWanted}", f.EvidenceGiven == f.EvidenceWanted ? "已录齐" : $"还缺 {f.EvidenceWanted - f.EvidenceGiven} 项", Share(f.EvidenceGiven, f.EvidenceWanted)),
                new("加分扣分", begun ? $"/reviews/adjustments?cycle={cycle.Id}" : null, f.AdjustmentsOpen == 0 ? "无待确认" : $"{f.AdjustmentsOpen} 条待确认", "登记和确认由两个人完成", null),
                new("评委与回避", $"/panels/{cycle.Id}", $"{f.JudgesAppointed} / {f.JudgesWanted}", f.OrderDrawn ? "出场顺序已抽定" : "出场顺序未抽", Share(f.JudgesAppointed, f.JudgesWanted)),
                new("群众满意度", actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) ? $"/surveys?cycle={cycle.Id}" : null, "样本进度", "看哪些小区答卷还不够", null),
                .. cycle.PhaseOrNull(PhaseCode.Live) is { } live && actor.IsAny(Role.Operator, Role.Supervisor)
                    ? [new RoomRow("现场", $"/stage/{cycle.Id}", CycleWords.When(live), "点名、主持、计时、大屏", null)] : Array.Empty<RoomRow>(),
                new("现场评分", $"/judging/sheets?cycle={cycle.Id}", $"{f.SheetsIn} / {f.SheetsWanted}", f.SheetsReopened > 0 ? $"退回未重交 {f.SheetsReopened} 张" : f.SheetsIn == f.SheetsWanted && f.SheetsWanted > 0 ? "已交齐" : $"未交 {f.SheetsWanted - f.SheetsIn} 张", Share(f.SheetsIn, f.SheetsWanted)),
                new("大屏", actor.IsAny(Role.Operator, Role.Supervisor) ? $"/screens/{cycle.Id}" : null, "现场放映", "打开大屏，或收回地址", null),
                new("纸质评分表", begun && actor.IsAny(Role.Operator, Role.Supervisor) ? $"/papers/{cycle.Id}" : null, papers == 0 ? "没有用纸" : $"{papers} 张", "打印、两人录入、第三人核定", null),
                new("现场记录", recorded ? $"/minutes/{cycle.Id}" : null, recorded ? "下载 Word" : "未生成", recorded ? "评委、顺序、用时、去掉的分" : "收场或评分结束后可以下载", null),
                .. last,
            ];
        }

        private static Timeline Items(IEnumerable<Data.Records.AuditEvent> events, string label) =>
            new([.. events.Select(e => new TimelineItem(e.Text, ChinaTime.Words(e.At), e.Who))], label);

        private static int? Share(int part, int whole) => whole == 0 ? null : Math.Min(100, 100 * part / whole);
    }
}
