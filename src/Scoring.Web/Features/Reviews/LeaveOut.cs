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

/// <summary>不适用: a block that is left out for one entry, proposed by its street or the operator and approved by another person. The other blocks then stand for the whole.</summary>
public static class LeaveOut
{
    public sealed record Query(int? Cycle, Command? Typed = null) : IRequest<View>;

    public sealed record View(PageHead Head, int CycleId, IReadOnlyList<(int Id, string Name)> Entries, IReadOnlyList<(string Code, string Name)> Blocks, IReadOnlyList<Row> Rows, bool Proposes, bool Approves, Command Typed, Guid Key);

    public sealed record Row(int Id, string Entry, string Block, string Reason, string Said, Badge State, bool Open, Guid Key);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Block { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Settle(int Id, bool Approve, Guid Key) : ICommand<int>, IKeyed;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.EntryId).GreaterThan(0).WithMessage("请选择对象。");
            RuleFor(c => c.Block).NotEmpty().WithMessage("请选择哪一项不适用。");
            RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明为什么不适用，例如：小区已有物业企业，合同到某年某月。").MaximumLength(300).WithMessage("理由请不超过 300 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, scheme, _) = await CycleChoice.Load(db, shelf, request.Cycle, clock.Now, cancellationToken);
            var street = actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor) ? (int?)null : actor.UnitFor(Role.StreetCommittee);
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted && (street == null || e.StreetId == street)).OrderBy(e => e.Code).ToDictionaryAsync(e => e.Id, e => $"{e.Code} {e.PersonName}", cancellationToken);
            var found = await db.NotApplicables.AsNoTracking().Where(n => entries.Keys.Contains(n.EntryId)).OrderByDescending(n => n.Id).ToListAsync(cancellationToken);
            var names = await db.Users.Names(cancellationToken);
            var blocks = scheme.MayNotApply.Select(code => (code, scheme.Rubric.Blocks.First(b => b.Code == code).Name)).ToList();
            var approves = actor.Is(Role.Approver) && PhaseTable.Allows(cycle, Act.ApproveNotApplicable, clock.Now);
            var open = found.Count(n => n.ApprovedAt is null && n.CancelledAt is null);
            return new View(
                new PageHead("不适用")
                {
                    Crumbs = street is null ? [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")] : [("汇总报送", "/reports")], State = cycle.Badge(),
                    Sub = $"{cycle.Title} · 本来就不需要的一项可以不计分，其余各项按比例折算；提出和批准由两个人完成", Next = open > 0 ? $"{open} 条等审定人批准" : null,
                },
                cycle.Id, [.. entries.Select(e => (e.Key, e.Value))], blocks,
                [.. found.Select(n => new Row(n.Id, entries[n.EntryId], scheme.Rubric.Blocks.FirstOrDefault(b => b.Code == n.Block)?.Name ?? n.Block, n.Reason,
                    $"{names.GetValueOrDefault(n.ProposedById)} {ChinaTime.Words(n.ProposedAt)} 提出{(n.ApprovedAt is { } at ? $"，{names.GetValueOrDefault(n.ApprovedById ?? 0)} {ChinaTime.Words(at)} 批准" : string.Empty)}",
                    n.CancelledAt is not null ? new Badge("没有批准") : n.ApprovedAt is null ? new Badge("待批准", Tone.Wait) : new Badge("已批准", Tone.Ok), approves && n.ApprovedAt is null && n.CancelledAt is null, Guid.NewGuid()))],
                blocks.Count > 0 && actor.IsAny(Role.StreetCommittee, Role.Operator) && PhaseTable.Allows(cycle, Act.ProposeNotApplicable, clock.Now), approves, request.Typed ?? new Command(), Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.StreetCommittee, Role.Operator);
            var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.EntryId && e.State == EntryState.Accepted, cancellationToken) ?? throw Refused.Missing("没有这个对象。");
            if (!actor.Is(Role.Operator) && entry.StreetId != actor.UnitFor(Role.StreetCommittee))
                throw Refused.NotYours("只能为本街道的对象提出不适用。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.ProposeNotApplicable, clock.Now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (!scheme.MayNotApply.Contains(request.Block!))
                throw Refused.Input("按本期方案，这一项不能认定不适用。");
            var block = scheme.Rubric.Blocks.First(b => b.Code == request.Block).Name;
            if (await db.NotApplicables.AnyAsync(n => n.EntryId == entry.Id && n.Block == request.Block && n.CancelledAt == null, cancellationToken))
                throw new Refused($"{entry.PersonName}的“{block}”已经提出过不适用。");
            db.NotApplicables.Add(new NotApplicable { EntryId = entry.Id, Block = request.Block!, Reason = request.Reason!.Trim(), ProposedById = actor.Id, ProposedAt = clock.Now });
            journal.Note(cycle.Id, entry.Id, $"为{entry.PersonName}提出“{block}”不适用：{request.Reason!.Trim()}");
            return cycle.Id;
        }
    }

    public sealed class SettleHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Settle, int>
    {
        public async Task<int> Handle(Settle request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var found = await db.NotApplicables.SingleOrDefaultAsync(n => n.Id == request.Id, cancellationToken) ?? throw Refused.Missing("没有这一条。");
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == found.EntryId, cancellationToken);
            var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.ApproveNotApplicable, clock.Now);
            if (found.ApprovedAt is not null || found.CancelledAt is not null)
                throw new Refused("这一条已经处理过。");
            // That the two are different people is the table's constraint; it answers with its own sentence.
            if (request.Approve)
                (found.ApprovedById, found.ApprovedAt) = (actor.Id, clock.Now);
            else
                found.CancelledAt = clock.Now;
            journal.Note(cycle.Id, entry.Id, $"{(request.Approve ? "批准" : "不批准")}{entry.PersonName}的一项不适用");
            return cycle.Id;
        }
    }
}
