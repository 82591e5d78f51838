using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Shared.Word;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Notices;

/// <summary>A notice as an official paper to be printed and put up: what the public page says, with the head of the chain at its posting.</summary>
public static class Print
{
    public sealed record Query(int CycleId, int? Number) : IRequest<Answer>;

    public sealed record Answer(string FileName, byte[] Bytes);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var notice = await db.Notices.AsNoTracking().Include(n => n.Rows).Where(n => n.CycleId == request.CycleId && (request.Number == null || n.Number == request.Number))
                .OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancellationToken) ?? throw Refused.Missing("没有这份公示，或者还没有张贴。");
            if (await db.Publications.AnyAsync(p => p.CycleId == notice.CycleId && p.ShownUntil <= clock.Now, cancellationToken))
                throw Refused.Missing(Data.Notices.CurrentPublications.Over);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == notice.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var rows = notice.Rows.OrderBy(r => r.Place).ToList();
            var (rule, again) = (scheme.Publication.Objections, notice.Number > 1);
            var file = new WordFile().Title(cycle.Title).Title($"拟{scheme.Label}名单公示{(again ? $"（第 {notice.Number} 次）" : string.Empty)}")
                .Text($"{(again ? "经复核" : $"经{(scheme.InHall ? "申报、核查和现场评选" : "评价和核算")}")}，拟{scheme.Label}下列 {scheme.Subject.Counted(rows.Count)}，{(again ? "现再次公示" : "现予公示")}。{(rows.Count(r => r.Substitute) is > 0 and var moved ? $"其中 {moved} 名为递补。" : string.Empty)}")
                .Table(Columns(rows, scheme).Select(c => (c.Head, c.Share)).ToList(), rows.Select(r => (IReadOnlyList<Cell>)[.. Columns(rows, scheme).Select(c => (Cell)c.Of(r))]));
            file.Text($"公示期：{ChinaTime.Words(notice.FirstDay)} 至 {ChinaTime.Words(notice.LastDay)}（{shelf.Calendar.Between(notice.FirstDay, notice.LastDay).Count()} 个工作日）。")
                .Text($"公示期内对名单有异议的，请在 {ChinaTime.Words(ObjectionRules.Deadline(notice, rule, shelf.Calendar))} 以前，以书面形式{(rule.RealName ? "实名" : string.Empty)}向{scheme.Authority.Organiser}提出，写明事实和依据。收到后 {rule.VerifyWorkingDays} 个工作日内核实答复。")
                .Text($"依据：{scheme.Authority.Document}。");
            file.Sign(scheme.Authority.Organiser).Sign(ChinaTime.DateOf(notice.PostedAt).ToString("yyyy年M月d日", CultureInfo.InvariantCulture));
            if (await db.AuditEvents.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Act == "Notices.Post" && e.At >= notice.PostedAt).OrderBy(e => e.Id).Select(e => new { e.Id, e.Hash }).FirstOrDefaultAsync(cancellationToken) is { } head)
                file.Text($"张贴时操作记录的事件链到此共 {head.Id} 条，链头 {head.Hash}。");
            return new Answer($"{cycle.Title}公示{(again ? $"（第 {notice.Number} 次）" : string.Empty)}.docx", file.Save(null));
        }

        /// <summary>Only what the public list shows: a column of nothing but blanks is left out.</summary>
        private static List<(string Head, int Share, Func<NoticeRow, string> Of)> Columns(List<NoticeRow> rows, Domain.Schemes.Scheme scheme) =>
        [
            .. new (string Head, int Share, Func<NoticeRow, string> Of)[]
            {
                ("名次", 2, r => r.Rank > 0 ? r.Rank.ToString(CultureInfo.InvariantCulture) : string.Empty), (scheme.Subject.IsPerson ? "姓名" : "名称", 3, r => r.PersonName), ("党支部", 6, r => r.BranchName), ("街道", 4, r => r.StreetName),
                ("类别", 4, r => r.Composition), ("等次", 3, r => r.Award), ("总分", 3, r => r.Total), ("备注", 2, r => r.Substitute ? "递补" : string.Empty),
            }.Where(c => rows.Exists(r => c.Of(r).Length > 0)),
        ];
    }
}
