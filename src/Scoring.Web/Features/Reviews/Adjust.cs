using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>Bonuses and overtime: proposed by the operator, confirmed or cancelled by the supervisor. Only what is confirmed counts.</summary>
public static class Adjust
{
    public sealed record Query(int? Cycle, Command? Typed = null) : IRequest<View>;

    public sealed record View(
        PageHead Head, int CycleId, IReadOnlyList<(int Id, string Name)> Entries, string? OvertimeRule, string? BonusRule, IReadOnlyList<Row> Rows, bool Proposes, bool Confirms, Command Typed, Guid Key);

    public sealed record Row(int Id, string Person, string What, string Reason, string Proposed, Badge State, string? Settled, bool Open, bool CanCancel, Guid Key);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int EntryId { get; init; }

        /// <summary>"overtime" or "bonus".</summary>
        public string? Code { get; init; }

        public int? Seconds { get; init; }

        public string? Amount { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Settle(int AdjustmentId, bool Confirm, Guid Key) : ICommand<int>, IKeyed;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.EntryId).GreaterThan(0).WithMessage("请选择加分或扣分的同志。");
            RuleFor(c => c.Code).Must(c => c is Adjustment.Overtime or Adjustment.Bonus).WithMessage("请选择超时扣分或加分。");
            RuleFor(c => c.Reason).MaximumLength(300).WithMessage("依据请不超过 300 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, scheme, _) = await CycleChoice.Load(db, shelf, request.Cycle, clock.Now, cancellationToken);
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).OrderBy(e => e.Code).ToListAsync(cancellationToken);
            var ids = entries.ConvertAll(e => e.Id);
            var found = await db.Adjustments.AsNoTracking().Where(a => ids.Contains(a.EntryId)).OrderByDescending(a => a.Id).ToListAsync(cancellationToken);
            var hands = found.SelectMany(a => new[] { a.ProposedById, a.ConfirmedById ?? 0 }).Distinct().ToList();
            var people = await db.Users.Where(u => hands.Contains(u.Id)).Names(cancellationToken);
            var confirms = actor.Is(Role.Supervisor) && PhaseTable.Allows(cycle, Act.ConfirmAdjustment, clock.Now);
            var open = found.Count(a => a.ConfirmedAt is null && a.CancelledAt is null);
            var (overtime, bonus) = (scheme.Adjustments.Overtime, scheme.Adjustments.BonusCap);
            return new View(
                new PageHead("加分扣分")
                {
                    Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = "登记和确认由两个人完成，确认后才计入总分", State = cycle.Badge(),
                    Next = open > 0 ? $"{open} 条等待监督员确认" : null,
                },
                cycle.Id, [.. entries.Where(e => e.State == EntryState.Accepted).Select(e => (e.Id, $"{e.Code} {e.PersonName}（{e.EstateName}）"))],
                overtime is null ? null : $"宽限 {overtime.GraceSeconds} 秒，之后每 {overtime.BlockSeconds} 秒扣 {Figures.Words(overtime.Amount)} 分，不足也算一次，最多扣 {Figures.Words(overtime.Cap)} 分。按秒数自动算。",
                bonus is null ? null : $"每人最多加 {Figures.Words(bonus.Value)} 分。",
                [.. found.Select(a => new Row(
                    a.Id, entries.First(e => e.Id == a.EntryId) is var e ? $"{e.Code} {e.PersonName}" : string.Empty, $"{(a.Kind == "bonus" ? "加" : "扣")} {Figures.Words(a.Amount)} 分", a.Reason,
                    $"{people.GetValueOrDefault(a.ProposedById)} · {ChinaTime.Words(a.ProposedAt)}",
                    a.CancelledAt is not null ? new Badge("已取消") : a.ConfirmedAt is not null ? new Badge("已确认", Tone.Ok) : new Badge("待确认", Tone.Wait),
                    a.CancelledAt is { } gone ? $"{ChinaTime.Words(gone)} 取消" : a.ConfirmedAt is { } at ? $"{people.GetValueOrDefault(a.ConfirmedById ?? 0)} · {ChinaTime.Words(at)} 确认" : null,
                    confirms && a.ConfirmedAt is null && a.CancelledAt is null, confirms && a.CancelledAt is null, Guid.NewGuid()))],
                actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.ProposeAdjustment, clock.Now) && (overtime is not null || bonus is not null), confirms, request.Typed ?? new Command(), Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.EntryId, cancellationToken) ?? throw Refused.Missing("没有这份申报。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.ProposeAdjustment, clock.Now);
            if (entry.State != EntryState.Accepted)
                throw new Refused($"{entry.PersonName}的申报没有通过审查，不能登记加分扣分。");
            var rules = (await shelf.Of(cycle, cancellationToken)).Adjustments;
            var adjustment = request.Code == Adjustment.Overtime
                ? Adjustment.ForOvertime(entry.Id, rules, request.Seconds ?? 0, actor.Id, clock.Now)
                : Adjustment.ForBonus(entry.Id, rules, Figures.Read(request.Amount) ?? 0, request.Reason, actor.Id, clock.Now);
            db.Adjustments.Add(adjustment);
            after.Touched(cycle.Id);
            journal.Note(cycle.Id, entry.Id, $"为{entry.PersonName}登记{Words(adjustment)}：{adjustment.Reason}");
            return cycle.Id;
        }
    }

    public sealed class SettleHandler(ScoringDb db, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Settle, int>
    {
        public async Task<int> Handle(Settle request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor);
            var adjustment = await db.Adjustments.SingleOrDefaultAsync(a => a.Id == request.AdjustmentId, cancellationToken) ?? throw Refused.Missing("没有这一笔加分扣分。");
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == adjustment.EntryId, cancellationToken);
            var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.ConfirmAdjustment, clock.Now);
            // That the two are different people is the table's constraint; it answers with its own sentence.
            if (request.Confirm)
                adjustment.Confirm(actor.Id, clock.Now);
            else
                adjustment.Cancel(actor.Id, null, clock.Now);
            after.Touched(cycle.Id);
            journal.Note(cycle.Id, entry.Id, $"{(request.Confirm ? "确认" : "取消")}{entry.PersonName}的{Words(adjustment)}");
            return cycle.Id;
        }
    }

    private static string Words(Adjustment adjustment) => $"{(adjustment.Kind == "bonus" ? "加分" : "扣分")} {Figures.Words(adjustment.Amount)} 分";
}
