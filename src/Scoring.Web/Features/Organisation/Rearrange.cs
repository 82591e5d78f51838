using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;
using Unit = Scoring.Domain.Organisation.Unit;

namespace Scoring.Web.Features.Organisation;

/// <summary>Moves a unit, merges it into another, or retires it. Entries, sheets and results keep what they were made with.</summary>
public static class Rearrange
{
    public enum Change
    {
        Move,
        Merge,
        Retire,
    }

    public sealed record Query(int Id, Command? Typed = null) : IRequest<View>;

    public sealed record View(int Id, string Name, UnitKind Kind, string Code, string Parent, UnitTies Ties, IReadOnlyList<string> Above, Command Typed, Guid Key);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int Id { get; init; }

        public Change Change { get; init; }

        /// <summary>Code of the new unit above, or of the one it is merged into.</summary>
        public string? Other { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Other).NotEmpty().When(c => c.Change != Change.Retire).WithMessage("请填写那个单位的编号，在它的页面上可以看到。");
            RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明原因和依据，会留在名册里。").MaximumLength(300).WithMessage("原因请不超过 300 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = await db.Units.AsNoTracking().Include(u => u.Parent).SingleOrDefaultAsync(u => u.Id == request.Id, cancellationToken) ?? throw Refused.Missing("名册里没有这个单位。");
            UnitChanges.DemandStanding(unit);
            if (unit.Parent is null)
                throw Refused.Input("区不能调整、合并或停用。");
            return new View(unit.Id, unit.Name, unit.Kind, unit.Code, unit.Parent.Name, await Ties(db, unit.Id, cancellationToken),
                [.. Enum.GetValues<UnitKind>().Where(k => UnitKinds.Below(k).Contains(unit.Kind)).Select(UnitKinds.Name)], request.Typed ?? new Command(), Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, Actor actor, Clock clock, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Administrator);
            var units = await db.Units.ToListAsync(cancellationToken);
            var unit = units.Find(u => u.Id == request.Id) ?? throw Refused.Missing("名册里没有这个单位。");
            var today = ChinaTime.DateOf(clock.Now);
            var ties = await Ties(db, unit.Id, cancellationToken);
            switch (request.Change)
            {
                case Change.Move:
                    var parent = Coded(units, request.Other);
                    UnitChanges.Move(unit, parent);
                    DemandNames(units, [unit], parent);
                    journal.Note(null, null, $"“{unit.Name}”调到“{parent.Name}”下面，原因：{request.Reason!.Trim()}");
                    break;
                case Change.Merge:
                    var into = Coded(units, request.Other);
                    UnitChanges.Merge(unit, into, ties, request.Reason, today);
                    await Follow(units, unit, into, today, cancellationToken);
                    journal.Note(null, null, $"“{unit.Name}”并入“{into.Name}”，原因：{unit.RetiredBecause}");
                    break;
                default:
                    UnitChanges.Retire(unit, ties, request.Reason, today);
                    journal.Note(null, null, $"停用“{unit.Name}”，原因：{unit.RetiredBecause}");
                    break;
            }

            UnitTree.Settle(units);
            return unit.MergedIntoId ?? unit.Id;
        }

        /// <summary>What hung on a unit hangs on the one it was merged into. A pairing ends and another begins the day after: its row is not rewritten.</summary>
        private async Task Follow(List<Unit> units, Unit unit, Unit into, DateOnly today, CancellationToken cancellationToken)
        {
            var below = units.Where(u => u.ParentId == unit.Id && !u.Retired).ToList();
            DemandNames(units, below, into);
            below.ForEach(u => u.ParentId = into.Id);
            foreach (var person in await db.People.Where(p => p.UnitId == unit.Id).ToListAsync(cancellationToken))
                person.UnitId = into.Id;
            foreach (var account in await db.Users.Where(a => a.UnitId == unit.Id).ToListAsync(cancellationToken))
                account.UnitId = into.Id;
            var lasting = await db.Pairings.Where(p => p.Until == null).ToListAsync(cancellationToken);
            foreach (var old in lasting.Where(p => p.EstateId == unit.Id || p.PairedUnitId == unit.Id))
            {
                (old.Until, old.EndReason) = (old.Since > today ? old.Since : today, $"{unit.Name}并入{into.Name}");
                var (paired, estate) = (old.PairedUnitId == unit.Id ? into.Id : old.PairedUnitId, old.EstateId == unit.Id ? into.Id : old.EstateId);
                if (!lasting.Exists(p => p.Until is null && p.PairedUnitId == paired && p.EstateId == estate))
                    db.Pairings.Add(new PairingAssignment { PairedUnitId = paired, EstateId = estate, Since = old.Until.Value.AddDays(1), LeadCadre = old.LeadCadre, Commitments = old.Commitments });
            }
        }

        private static Unit Coded(List<Unit> units, string? code) =>
            units.Find(u => u.Code == code!.Trim().ToUpperInvariant()) ?? throw Refused.Input($"名册里没有编号为“{code!.Trim()}”的单位。编号在单位页上可以看到。");

        private static void DemandNames(List<Unit> units, List<Unit> moved, Unit parent)
        {
            var there = units.Where(u => u.ParentId == parent.Id && !u.Retired).Except(moved).Select(u => u.Name).ToHashSet(StringComparer.Ordinal);
            if (moved.Find(m => there.Contains(m.Name)) is { } twice)
                throw new Refused($"“{parent.Name}”下面已经有“{twice.Name}”。请先把其中一个改成能区分的名称，或者先合并这两个。");
        }
    }

    private static async Task<UnitTies> Ties(ScoringDb db, int id, CancellationToken cancellationToken) => new(
        await db.Units.CountAsync(u => u.ParentId == id && u.RetiredOn == null, cancellationToken),
        await db.People.CountAsync(p => p.UnitId == id, cancellationToken),
        await db.Grants.CountAsync(g => g.UnitId == id, cancellationToken),
        await db.Pairings.CountAsync(p => p.Until == null && (p.EstateId == id || p.PairedUnitId == id), cancellationToken));
}
