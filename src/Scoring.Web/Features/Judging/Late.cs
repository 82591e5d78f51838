using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>Sheets that came after scoring was closed. The supervisor takes each in or leaves it out, with a reason, and without seeing its marks first.</summary>
public static class Late
{
    public sealed record Query : IRequest<View>;

    public sealed record View(PageHead Head, IReadOnlyList<Row> Waiting, IReadOnlyList<Row> Decided);

    /// <param name="Decision">What was decided, by whom, when and why; null while it waits.</param>
    /// <param name="CanDecide">False once the tally has been run.</param>
    public sealed record Row(int Id, string Cycle, string PersonName, string Number, string Judge, string ArrivedAt, bool CanDecide, Badge? Decision, string? Why, Guid Key);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int LateId { get; init; }

        public bool TakeIn { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明理由，评委看得到。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        private const int Shown = 200;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await (
                from l in db.LateSheets.AsNoTracking()
                join j in db.Judges on l.JudgeId equals j.Id
                join e in db.Entries on l.EntryId equals e.Id
                join c in db.Cycles on j.CycleId equals c.Id
                join d in db.LateDecisions on l.Id equals d.LateSheetId into ds
                from d in ds.DefaultIfEmpty()
                join a in db.Users on d.ById equals a.Id into accounts
                from a in accounts.DefaultIfEmpty()
                orderby l.Id descending
                select new { Late = l, Judge = j, Entry = e, Cycle = c, Decision = d, By = a.FullName }).Take(Shown).ToListAsync(cancellationToken);
            var all = rows.Select(r => (r.Decision, Row: new Row(
                r.Late.Id, r.Cycle.Title, r.Entry.PersonName, r.Entry.RunningNumber?.ToString("00") ?? r.Entry.Code!, $"{r.Judge.Name}（{r.Judge.Code}，{r.Judge.UnitName}）",
                $"{ChinaTime.Words(r.Late.ArrivedAt)}:{ChinaTime.TimeOf(r.Late.ArrivedAt):ss}", PhaseTable.Allows(r.Cycle, Act.DecideLateSheet, clock.Now),
                r.Decision is null ? null : r.Decision.TakenIn ? new Badge("已计入", Tone.Ok) : new Badge("不计入", Tone.Off),
                r.Decision is null ? null : $"{r.Decision.Reason}　{r.By}，{ChinaTime.Words(r.Decision.At)}", Guid.NewGuid()))).ToList();
            var waiting = all.Where(r => r.Decision is null).Select(r => r.Row).ToList();
            return new View(
                new PageHead("迟到的评分表") { Sub = "评分关闭以后才送到的表，先放在这里，不计分，也不会丢", Next = waiting.Count > 0 ? $"{waiting.Count} 张等您决定" : null },
                waiting, [.. all.Where(r => r.Decision is not null).Select(r => r.Row)]);
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor);
            var late = await db.LateSheets.AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.LateId, cancellationToken) ?? throw Refused.Missing("没有这张评分表。请从“迟到的评分表”进入。");
            if (await db.LateDecisions.AnyAsync(d => d.LateSheetId == late.Id, cancellationToken))
                throw new Refused("这张表已经有人决定过。请刷新页面查看。");
            var judge = await db.Judges.AsNoTracking().SingleAsync(j => j.Id == late.JudgeId, cancellationToken);
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == late.EntryId, cancellationToken);
            var cycle = await db.Cycles.SingleAsync(c => c.Id == judge.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.DecideLateSheet, clock.Now);
            if (request.TakeIn)
            {
                SheetForm.Of(await shelf.Of(cycle, cancellationToken), judge.Panel).Check(late.Marks);
                db.Sheets.Add((await SheetsOfCycle.One(db, judge, entry, null, cancellationToken)).TakeIn(cycle, late, clock.Now));
            }

            db.LateDecisions.Add(new LateDecision { LateSheetId = late.Id, TakenIn = request.TakeIn, Reason = request.Reason!.Trim(), ById = actor.Id, At = clock.Now });
            after.Touched(cycle.Id);
            var what = request.TakeIn ? "计入" : "不计入";
            journal.Note(cycle.Id, entry.Id, $"{what}{judge.Name}（{judge.Code}）给{entry.PersonName}的迟到评分表，理由：{request.Reason!.Trim()}");
            return $"{judge.Name}给{entry.PersonName}的评分表：{what}。";
        }
    }
}
