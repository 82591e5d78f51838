using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>一票否决: entered by the department that owns the ground, with the document that establishes it; lifted with a reason.</summary>
public static class Vetoes
{
    public sealed record Query(int? Cycle, Command? Typed = null) : IRequest<View>;

    public sealed record View(
        PageHead Head, int CycleId, IReadOnlyList<(string Code, string Name, string? Hint)> Grounds, IReadOnlyList<(int Id, string Name)> Entries, IReadOnlyList<Row> Rows, bool Writes, Command Typed, Guid Key);

    public sealed record Row(int Id, string Person, string Ground, string Document, string Reason, string By, string? Lifted, bool CanLift);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Ground { get; init; }

        public string? Document { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Lift : ICommand<int>, IKeyed
    {
        public int VetoId { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.EntryId).GreaterThan(0).WithMessage("请选择被否决的同志。");
            RuleFor(c => c.Ground).NotEmpty().WithMessage("请选择否决情形。");
            RuleFor(c => c.Document).MaximumLength(120).WithMessage("文号请不超过 120 字。");
            RuleFor(c => c.Reason).MaximumLength(390).WithMessage("事实请不超过 390 字。");
        }
    }

    public sealed class LiftValidator : AbstractValidator<Lift>
    {
        public LiftValidator() => RuleFor(c => c.Reason).MaximumLength(390).WithMessage("理由请不超过 390 字。");
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, SchemeShelf shelf, EvidenceDesk desk) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, scheme, _) = await CycleChoice.Load(db, shelf, request.Cycle, clock.Now, cancellationToken);
            var own = await desk.Departments(cancellationToken);
            var seen = scheme.Vetoes.Where(v => desk.ReadsAll || own.Any(d => d.Code == v.Department)).ToList();
            if (seen.Count == 0 && !desk.ReadsAll)
                throw Refused.NotYours("本期方案没有由本部门登记的一票否决。");
            var grounds = scheme.Vetoes.Where(v => own.Any(d => d.Code == v.Department)).ToList();
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.SubmittedAt != null).OrderBy(e => e.StreetId).ThenBy(e => e.Slot).ToListAsync(cancellationToken);
            var ids = entries.ConvertAll(e => e.Id);
            var codes = seen.ConvertAll(v => v.Code);
            var vetoes = await db.Vetoes.AsNoTracking().Where(v => ids.Contains(v.EntryId) && codes.Contains(v.Ground)).OrderByDescending(v => v.Id).ToListAsync(cancellationToken);
            var departments = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Department).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var open = PhaseTable.Allows(cycle, Act.EnterVeto, clock.Now);
            return new View(
                new PageHead("一票否决") { Crumbs = [("佐证", $"/reviews/evidence?cycle={cycle.Id}")], Sub = cycle.Title, State = cycle.Badge() },
                cycle.Id, [.. grounds.Select(g => (g.Code, g.Name, g.Hint))],
                [.. entries.Where(e => CycleChoice.Examined.Contains(e.State)).Select(e => (e.Id, $"{e.PersonName}（{e.EstateName}）"))],
                [.. vetoes.Select(v => new Row(
                    v.Id, entries.First(e => e.Id == v.EntryId).PersonName, scheme.Vetoes.First(g => g.Code == v.Ground).Name, v.Document, v.Reason,
                    $"{departments.GetValueOrDefault(v.DepartmentId)} · {ChinaTime.Words(v.At)}", v.LiftedAt is { } at ? $"{ChinaTime.Words(at)} 解除：{v.LiftReason}" : null,
                    open && v.LiftedAt is null && grounds.Exists(g => g.Code == v.Ground)))],
                open && grounds.Count > 0, request.Typed ?? new Command(), Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, EvidenceDesk desk, Actor actor, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.EvidenceDepartment);
            var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.EntryId && e.SubmittedAt != null, cancellationToken) ?? throw Refused.Missing("没有这份申报。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.EnterVeto, clock.Now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var ground = scheme.Vetoes.FirstOrDefault(v => v.Code == request.Ground) ?? throw Refused.Input("方案里没有这种否决情形。");
            var own = await desk.Departments(cancellationToken);
            var department = own.FirstOrDefault(d => d.Code == ground.Department) ?? throw Refused.NotYours($"“{ground.Name}”不由本部门登记。");
            if (await db.Vetoes.AnyAsync(v => v.EntryId == entry.Id && v.Ground == ground.Code && v.LiftedAt == null, cancellationToken))
                throw new Refused($"{entry.PersonName}已经有一条“{ground.Name}”，不用重复登记。");
            db.Vetoes.Add(Veto.Of(entry.Id, ground, department.Code, request.Document, request.Reason, department.Id, actor.Id, clock.Now));
            journal.Note(cycle.Id, entry.Id, $"{department.Name}登记一票否决“{ground.Name}”，依据 {request.Document!.Trim()}");
            return cycle.Id;
        }
    }

    public sealed class LiftHandler(ScoringDb db, Clock clock, SchemeShelf shelf, EvidenceDesk desk, Actor actor, Journal journal) : IRequestHandler<Lift, int>
    {
        public async Task<int> Handle(Lift request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.EvidenceDepartment);
            var veto = await db.Vetoes.SingleOrDefaultAsync(v => v.Id == request.VetoId, cancellationToken) ?? throw Refused.Missing("没有这一条否决。");
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == veto.EntryId, cancellationToken);
            var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.EnterVeto, clock.Now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var ground = scheme.Vetoes.First(v => v.Code == veto.Ground);
            if ((await desk.Departments(cancellationToken)).All(d => d.Code != ground.Department))
                throw Refused.NotYours($"“{ground.Name}”由登记它的部门解除。");
            veto.Lift(request.Reason, clock.Now);
            journal.Note(cycle.Id, entry.Id, $"解除一票否决“{ground.Name}”，理由：{veto.LiftReason}");
            return cycle.Id;
        }
    }
}
