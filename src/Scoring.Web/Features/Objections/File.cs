using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Objections;

/// <summary>提出异议: by anyone on the public page, or typed by an operator from a paper. Whoever files leaves a name; nobody who reads the events learns it.</summary>
public static class File
{
    public sealed record Query(int CycleId) : IRequest<View>;

    /// <param name="Whom">Lines of the notice that an objection can be about.</param>
    /// <param name="Closed">Why nothing is taken now; null while it is.</param>
    /// <param name="Paper">Whether an operator types it from a paper.</param>
    public sealed record View(int CycleId, string Title, string Organiser, IReadOnlyList<(int EntryId, string Text)> Whom, bool RealName, Due Due, string Answered, string? Closed, bool Paper, string Today, Guid FormKey)
    {
        public Command Typed { get; init; } = new();
    }

    public sealed record Command : ICommand<Answer>
    {
        public int CycleId { get; init; }

        public int? EntryId { get; init; }

        public string? Text { get; init; }

        public string? Name { get; init; }

        public string? Phone { get; init; }

        /// <summary>For a paper: the day it was handed over.</summary>
        public DateOnly? ReceivedOn { get; init; }

        /// <summary>The form's own number: sent twice, it is one objection with one receipt. Not a request key, which would keep the receipt in clear.</summary>
        public Guid FormKey { get; init; }
    }

    public sealed record Answer(string Title, int CycleId, int Number, string Receipt, string AnswerBy, bool Paper);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Text).Must(t => t?.Trim().Length >= Objection.Shortest).WithMessage($"请写明事实和依据，不少于 {Objection.Shortest} 个字。")
                .MaximumLength(Objection.Longest).WithMessage($"事实和依据请不超过 {Objection.Longest} 字。");
            RuleFor(c => c.Name).MaximumLength(40).WithMessage("姓名请不超过 40 字。");
            RuleFor(c => c.Phone).Matches("^[0-9+ -]{5,20}$").When(c => !string.IsNullOrWhiteSpace(c.Phone)).WithMessage("联系电话只能是数字，例如 13800000000。");
            RuleFor(c => c.FormKey).NotEmpty().WithMessage("页面已经过期，请重新打开。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, notice, rule, organiser) = await Noticed(db, shelf, request.CycleId, cancellationToken);
            var now = clock.Now;
            var paper = actor.Is(Role.Operator);
            return new View(
                cycle.Id, notice.Title, organiser, [.. notice.Rows.OrderBy(r => r.Place).Select(r => (r.EntryId, Words(r)))], rule.RealName,
                CycleWords.Due(ObjectionRules.Deadline(notice, rule, shelf.Calendar), now), $"{rule.VerifyWorkingDays} 个工作日",
                Closed(cycle, notice, rule, paper, now), paper, $"{ChinaTime.DateOf(now):yyyy-MM-dd}", Guid.NewGuid());
        }

        private string? Closed(Cycle cycle, Notice notice, Domain.Schemes.Objections rule, bool paper, DateTimeOffset now)
        {
            try
            {
                PhaseTable.Demand(cycle, Act.FileObjection, now);
                if (!paper)
                    ObjectionRules.DemandOpen(notice, rule, shelf.Calendar, ChinaTime.DateOf(now), now, paper);
                return null;
            }
            catch (Refused refused)
            {
                return refused.Message;
            }
        }

        /// <summary>What the public list shows of a line, and nothing else.</summary>
        private static string Words(NoticeRow row) =>
            string.Join(' ', new[] { row.Rank > 0 ? $"第 {row.Rank} 名" : string.Empty, row.PersonName, row.BranchName, row.StreetName }.Where(t => t.Length > 0)) is { Length: > 0 } words ? words : $"名单第 {row.Place} 行";
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var (cycle, notice, rule, _) = await Noticed(db, shelf, request.CycleId, cancellationToken);
            var paper = actor.Is(Role.Operator);
            var receipt = ObjectionRules.Receipt(request.FormKey);
            var hash = ObjectionRules.HashOf(receipt);
            journal.By = paper ? null : (null, "公众");
            if (await db.Objections.AsNoTracking().SingleOrDefaultAsync(o => o.ReceiptHash == hash, cancellationToken) is { } known)
            {
                if (known.CycleId != cycle.Id)
                    throw Refused.Input("这个页面已经用过，请重新打开再提出。");
                journal.Note(cycle.Id, null, $"异议第 {known.Number} 号重复提交，仍为同一件");
                return Told(notice, known, receipt, rule, paper);
            }

            PhaseTable.Demand(cycle, Act.FileObjection, now);
            var received = paper ? request.ReceivedOn ?? ChinaTime.DateOf(now) : ChinaTime.DateOf(now);
            ObjectionRules.DemandOpen(notice, rule, shelf.Calendar, received, now, paper);
            if (rule.RealName && (string.IsNullOrWhiteSpace(request.Name) || string.IsNullOrWhiteSpace(request.Phone)))
                throw Refused.Input("按本方案，异议要实名提出：请填写姓名和联系电话。");
            if (request.EntryId is { } about && notice.Rows.All(r => r.EntryId != about))
                throw Refused.Input("选择的同志不在公示名单上，请重新选择。");
            var objection = new Objection
            {
                CycleId = cycle.Id,
                Number = await db.Objections.CountAsync(o => o.CycleId == cycle.Id, cancellationToken) + 1,
                NoticeId = notice.Id,
                EntryId = request.EntryId,
                Text = request.Text!.Trim(),
                ReceiptHash = hash,
                FiledAt = now,
                ReceivedOn = received,
                EnteredById = paper ? actor.Id : null,
            };
            db.Objections.Add(objection);
            await db.SaveChangesAsync(cancellationToken);
            if (!string.IsNullOrWhiteSpace(request.Name) || !string.IsNullOrWhiteSpace(request.Phone))
                db.ObjectionContacts.Add(new ObjectionContact { ObjectionId = objection.Id, Name = request.Name?.Trim() ?? string.Empty, Phone = request.Phone?.Trim() ?? string.Empty });
            cycle.ObjectionFiled();
            journal.Note(cycle.Id, objection.EntryId, $"收到异议第 {objection.Number} 号{(paper ? $"（书面，{ChinaTime.Words(received)} 收到）" : "（网上提出）")}", ObjectionFacts.Received(objection));
            return Told(notice, objection, receipt, rule, paper);
        }

        private Answer Told(Notice notice, Objection objection, string receipt, Domain.Schemes.Objections rule, bool paper) =>
            new(notice.Title, objection.CycleId, objection.Number, receipt, ChinaTime.Words(ObjectionRules.AnswerBy(objection.ReceivedOn, rule, shelf.Calendar)), paper);
    }

    private static async Task<(Cycle Cycle, Notice Notice, Domain.Schemes.Objections Rule, string Organiser)> Noticed(ScoringDb db, SchemeShelf shelf, int cycleId, CancellationToken cancellationToken)
    {
        var notice = await db.Notices.AsNoTracking().Include(n => n.Rows).Where(n => n.CycleId == cycleId).OrderByDescending(n => n.Number).FirstOrDefaultAsync(cancellationToken)
            ?? throw Refused.Missing("没有这份公示，或者还没有张贴。");
        var cycle = await db.Cycles.Wanted(cycleId, cancellationToken);
        var scheme = await shelf.Of(cycle, cancellationToken);
        return (cycle, notice, scheme.Publication.Objections, scheme.Authority.Organiser);
    }
}
