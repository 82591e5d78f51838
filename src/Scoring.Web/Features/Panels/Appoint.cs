using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Panels;

/// <summary>选派: one account becomes a judge for the unit that sends it, and stands aside for its own candidates from that moment.</summary>
public static class Appoint
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public string Panel { get; init; } = string.Empty;

        public string Group { get; init; } = string.Empty;

        public int UnitId { get; init; }

        public int AccountId { get; init; }

        /// <summary>Asked for once the running order is drawn.</summary>
        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.AccountId).GreaterThan(0).WithMessage("请先选一位评委，再按“选派”。");
            RuleFor(c => c.Reason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var now = clock.Now;
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.AppointJudge, now);
            await Change.DemandReason(db, cycle.Id, request.Reason, cancellationToken);
            var rules = (await shelf.Of(cycle, cancellationToken)).Judging ?? throw Refused.Missing("这个方案没有评委打分，不用选派评委。");
            var units = await db.Units.AsNoTracking().Where(u => u.RetiredOn == null && (u.Kind == UnitKind.Street || u.Kind == UnitKind.Department)).ToListAsync(cancellationToken);
            var unit = units.Find(u => u.Id == request.UnitId) ?? throw Refused.Input("选派评委的单位只能是部门或者街道。请刷新页面，从名单里选。");
            var everyone = await db.Judges.Where(j => j.CycleId == cycle.Id).ToListAsync(cancellationToken);
            var seats = Seats.Demand(rules, units, everyone, request.Panel, request.Group, unit);
            var account = await Candidate(request, unit, cancellationToken);
            if (everyone.Exists(j => j.AccountId == account.Id && j.Panel == request.Panel && j.RemovedAt is null))
                throw new Refused($"{account.FullName}已经是“{seats.Panel.Name}”的评委，一个人只占一席。请换一位。");

            var judge = new Judge
            {
                CycleId = cycle.Id,
                Code = JudgeCodes.Draw(everyone.Select(j => j.Code).ToHashSet(StringComparer.Ordinal)),
                AccountId = account.Id,
                Name = account.FullName,
                UnitId = unit.Id,
                UnitName = unit.Name,
                StreetId = unit.StreetId,
                Panel = request.Panel,
                Group = request.Group,
                AppointedAt = now,
            };
            db.Judges.Add(judge);
            await db.SaveChangesAsync(cancellationToken); // the recusals need its id
            var recused = await AutomaticRecusals.ForJudge(db, judge, rules.Recusal, now, cancellationToken);
            if (recused.Count > 0 && recused.Count == await db.Entries.CountAsync(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted, cancellationToken))
                throw new Refused($"{account.FullName}要回避全部 {recused.Count} 位候选人，当评委也打不了分。请换一位。");
            journal.Note(cycle.Id, null, $"选派{account.FullName}（{judge.Code}）为{seats.Group.Name}，由{unit.Name}选派{Change.Because(request.Reason)}");
            return recused.Count == 0
                ? $"已选派{account.FullName}，编号 {judge.Code}。"
                : $"已选派{account.FullName}，编号 {judge.Code}；自动回避 {recused.Count} 位：{string.Join("、", recused.Select(e => e.PersonName))}。";
        }

        private async Task<Data.Records.Account> Candidate(Command request, Domain.Organisation.Unit unit, CancellationToken cancellationToken)
        {
            var account = await db.Users.AsNoTracking().Include(a => a.Grants).SingleOrDefaultAsync(a => a.Id == request.AccountId, cancellationToken);
            if (account is null || !account.Grants.Exists(g => g.Role == Role.Judge && g.UnitId == unit.Id))
                throw Refused.Input($"{account?.FullName ?? "这个账号"}没有“{unit.Name}”的评委身份，不能由{unit.Name}选派。请先由系统管理员授予，或换一位。");
            return account.Grants.Find(g => g.Role is Role.Supervisor or Role.Operator or Role.Approver) is { } held
                ? throw new Refused($"{account.FullName}同时是“{RoleNames.Of(held.Role)}”，不能兼任评委。请换一位。")
                : account;
        }
    }
}

/// <summary>Judges are fixed before the draw: a change after it needs a reason.</summary>
internal static class Change
{
    public static async Task DemandReason(ScoringDb db, int cycleId, string? reason, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) && await db.Draws.AnyAsync(d => d.CycleId == cycleId && d.Kind == RunningOrder.Kind, cancellationToken))
            throw Refused.Input("出场顺序已经抽定，评委名单一般不再变动。确需变动的，请写明理由，理由会记入经过。");
    }

    public static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? string.Empty : $"，理由：{reason.Trim()}";
}
