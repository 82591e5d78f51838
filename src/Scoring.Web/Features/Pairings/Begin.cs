using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Organisation;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Pairings;

/// <summary>Begins a pairing. Unit and estate are named by name or code, so that thousands need no list to scroll.</summary>
public static class Begin
{
    private const int Offered = 12;

    public sealed record Query(string? Q, Command? Typed = null) : IRequest<View>;

    /// <param name="Units">The institutions on the roster.</param>
    /// <param name="Estates">What was looked for, by name.</param>
    public sealed record View(string? Q, IReadOnlyList<(int Id, string Name)> Units, IReadOnlyList<(int Id, string Name)> Estates, Command Typed, Guid Key);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int PairedUnitId { get; init; }

        /// <summary>The estate's code or its full name.</summary>
        public string? Estate { get; init; }

        public DateOnly? Since { get; init; }

        public string? LeadCadre { get; init; }

        public string? Commitments { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.PairedUnitId).GreaterThan(0).WithMessage("请选择包联单位。");
            RuleFor(c => c.Estate).NotEmpty().WithMessage("请填写小区的名称或编号。");
            RuleFor(c => c.Since).NotNull().WithMessage("请填写从哪一天开始包联。");
            RuleFor(c => c.LeadCadre).NotEmpty().WithMessage("请填写包保领导。").MaximumLength(60).WithMessage("包保领导请不超过 60 字。");
            RuleFor(c => c.Commitments).MaximumLength(2000).WithMessage("承诺事项请不超过 2000 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var units = await db.Units.AsNoTracking().Where(u => (u.Kind == UnitKind.Institution || u.Kind == UnitKind.Department) && u.RetiredOn == null).OrderBy(u => u.Kind == UnitKind.Department).ThenBy(u => u.Code).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
            var words = request.Q?.Trim();
            var estates = string.IsNullOrEmpty(words) ? [] : await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Estate && u.RetiredOn == null).Named(words).OrderBy(u => u.Code).Take(Offered)
                .Select(u => new { u.Code, u.Name, Street = u.Street!.Name, u.Id }).ToListAsync(cancellationToken);
            return new View(words, [.. units.Select(u => (u.Id, u.Name))], [.. estates.Select(e => (e.Id, $"{e.Code}　{e.Name}（{e.Street}）"))], request.Typed ?? new Command { Since = ChinaTime.DateOf(clock.Now) }, Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, Actor actor, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Administrator);
            var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == request.PairedUnitId && u.RetiredOn == null && (u.Kind == UnitKind.Institution || u.Kind == UnitKind.Department), cancellationToken) ?? throw Refused.Input("请选择包联单位。");
            var named = request.Estate!.Trim();
            var estates = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Estate && u.RetiredOn == null && (u.Code == named || u.Name == named)).Take(2).ToListAsync(cancellationToken);
            var estate = estates.Count switch
            {
                1 => estates[0],
                0 => throw Refused.Input($"没有叫“{named}”的小区。请填写小区的全名，或名册里的编号。"),
                _ => throw Refused.Input($"叫“{named}”的小区不止一个，请填写编号。"),
            };
            var pairing = new PairingAssignment
            {
                PairedUnitId = unit.Id, EstateId = estate.Id, Since = request.Since!.Value, LeadCadre = request.LeadCadre!.Trim(),
                Commitments = string.IsNullOrWhiteSpace(request.Commitments) ? null : request.Commitments.Trim(),
            };
            db.Pairings.Add(pairing);
            journal.Note(null, null, $"登记包联：{unit.Name}包联{estate.Name}，{pairing.Since:yyyy-MM-dd} 起，包保领导{pairing.LeadCadre}");
            await db.SaveChangesAsync(cancellationToken);
            return pairing.Id;
        }
    }
}

/// <summary>Ends a pairing with a day and a reason. The row stays: cycles that looked at it are not moved.</summary>
public static class End
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        public DateOnly? Until { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Until).NotNull().WithMessage("请填写包联到哪一天为止。");
            RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明结束的原因。").MaximumLength(300).WithMessage("原因请不超过 300 字。");
        }
    }

    public sealed class Handler(ScoringDb db, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Administrator);
            var pairing = await db.Pairings.Include(p => p.PairedUnit).Include(p => p.Estate).SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) ?? throw Refused.Missing("没有这条包联关系。");
            if (pairing.Until is not null)
                throw new Refused("这条包联关系已经结束，不能再改。要重新包联的，请另外登记。");
            if (request.Until < pairing.Since)
                throw Refused.Input($"结束的日子不能早于开始包联的 {pairing.Since:yyyy-MM-dd}。");
            (pairing.Until, pairing.EndReason) = (request.Until, request.Reason!.Trim());
            journal.Note(null, null, $"结束包联：{pairing.PairedUnit!.Name}包联{pairing.Estate!.Name}，到 {pairing.Until:yyyy-MM-dd} 为止，原因：{pairing.EndReason}");
            return "已结束，历史记录还在。";
        }
    }
}
