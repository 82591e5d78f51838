using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Web.Features.Shared.Word;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Minutes;

/// <summary>现场记录: the minutes of a live day as a Word file, written afresh from the rows each time it is asked for.</summary>
public static class Download
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public sealed record Query(int CycleId) : IRequest<Answer>;

    public sealed record Answer(string FileName, byte[] Bytes);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            cycle.Advance(now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (scheme.Judging is null)
                throw Refused.Missing("这一期没有评委打分，没有现场记录。");
            var live = await LiveEvent.Read(db, cycle, scheme, cancellationToken);
            if (!live.Show.Ended && (cycle.State < CycleState.Scoring || (cycle.State == CycleState.Scoring && !cycle.ScoringClosed(now))))
                throw new Refused("现场还没有收场，现在不能生成现场记录。收场或者评分结束以后再来下载。");
            var name = $"{cycle.Title}现场评选记录{(cycle.Rehearsal ? "（演练）" : string.Empty)}";
            var file = new WordFile().Title(cycle.Title, cycle.Rehearsal ? "演　练　记　录" : null).Title("现场评选记录");
            new DayChapters(live).Write(file);
            new ScoreChapters(live).Write(file);
            if (await db.AuditEvents.OrderByDescending(a => a.Id).Select(a => new { a.Id, a.Hash }).FirstOrDefaultAsync(cancellationToken) is { } head)
                file.Text($"操作记录的事件链到此共 {head.Id} 条，链头 {head.Hash}。");
            file.Text($"本记录由平台于 {ChinaTime.Words(ChinaTime.DateOf(now))} {ChinaTime.TimeOf(now).ToString("HH:mm", CultureInfo.InvariantCulture)} 按当时的记录生成，时间均为北京时间。评委代号和姓名对应，请按内部资料保管。");
            return new Answer($"{name}.docx", file.Save(cycle.Rehearsal ? "演练，不作评选依据" : null));
        }
    }
}
