using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Entries;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>Takes a slot for a person: from the street's roster, or entered by hand. The dossier comes after.</summary>
public static class Create
{
    public sealed record Query(int CycleId, int Slot, int? Replaces, string? Search) : IRequest<View>;

    public sealed record View(
        PageHead Head, int CycleId, int Slot, int? Replaces, string? Search, IReadOnlyList<PersonRow> People, int OnRoster,
        IReadOnlyList<(int Id, string Name)> Branches, IReadOnlyList<(string Code, string Name, string? Hint)> Composition, NomineeWords Words, Guid Key)
    {
        public Command Typed { get; init; } = new();
    }

    /// <param name="Barred">Why the person cannot be chosen; null when they can.</param>
    public sealed record PersonRow(int Id, string Name, string Composition, string? Title, string Branch, string Estate, string? Barred);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int CycleId { get; init; }

        public int Slot { get; init; }

        public int? Replaces { get; init; }

        /// <summary>From the roster; null when entered by hand.</summary>
        public int? PersonId { get; init; }

        public string? Name { get; init; }

        public string? Composition { get; init; }

        public string? Title { get; init; }

        public int? BranchId { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            When(c => c.PersonId is null, () =>
            {
                RuleFor(c => c.Name).NotEmpty().WithMessage("请在名册里选一位，或者填写姓名。").MaximumLength(40).WithMessage("姓名请不超过 40 字。");
                RuleFor(c => c.BranchId).NotNull().WithMessage("请选择党支部。").When(c => !string.IsNullOrWhiteSpace(c.Name));
                RuleFor(c => c.Composition).NotEmpty().WithMessage("请选择人员类别。").When(c => !string.IsNullOrWhiteSpace(c.Name));
                RuleFor(c => c.Title).MaximumLength(60).WithMessage("职务请不超过 60 字。");
            });
        }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, FilingDesk desk) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, scheme, rules) = await desk.Cycle(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.Nominate, clock.Now);
            var street = desk.StreetId;
            var live = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.StreetId == street && e.State != EntryState.Rejected && e.State != EntryState.Withdrawn)
                .ToListAsync(cancellationToken);
            Quota.Demand(rules, request.Slot, live.ConvertAll(e => e.Slot));
            var wins = await PastWins.Load(db, scheme.Code, cancellationToken);
            var branches = (await desk.Branches(cancellationToken)).ToDictionary(b => b.Branch.Id);
            var people = await db.People.AsNoTracking().Where(p => p.Unit!.Kind == UnitKind.Branch && p.Unit.StreetId == street).OrderBy(p => p.UnitId).ThenBy(p => p.Id).ToListAsync(cancellationToken);
            var rows = from p in people
                       where branches.ContainsKey(p.UnitId)
                       let place = branches[p.UnitId]
                       let taken = live.Find(e => e.PersonId == p.Id || e.BranchId == p.UnitId)
                       select new PersonRow(p.Id, p.Name, rules.Composition.FirstOrDefault(c => c.Code == p.Composition)?.Name ?? "类别待选", p.Title, place.Branch.Name, place.Estate.Name,
                           taken is null ? CoolingOff.Bar(p.Name, wins.Of(p.Id, p.Name, p.UnitId), rules.CoolingOffMonths, clock.Now)
                           : taken.PersonId == p.Id ? $"本期第 {taken.Slot} 个名额已经申报。" : $"这个党支部本期已经申报了{taken.PersonName}。");
            var search = request.Search?.Trim();
            var found = rows.Where(r => string.IsNullOrEmpty(search) || new[] { r.Name, r.Branch, r.Estate }.Any(t => t.Contains(search, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(r => r.Barred is not null).ToList();
            return new View(
                new PageHead($"第 {request.Slot} 个名额：{NomineeWords.Of(scheme.Subject).Choose}")
                {
                    Crumbs = [("申报", "/nominations")], Sub = cycle.Title, State = cycle.Badge(),
                    Next = scheme.Subject.IsPerson ? "选好人后填写事迹材料，截止前都可以修改" : "填好名称后再写材料，截止前都可以修改", Due = CycleWords.Due(cycle.Phase(PhaseCode.Nominate).Deadline, clock.Now),
                },
                cycle.Id, request.Slot, request.Replaces, search, found, people.Count,
                [.. branches.Values.Select(b => (b.Branch.Id, $"{b.Branch.Name}（{b.Estate.Name}）"))],
                [.. rules.Composition.Select(c => (c.Code, c.Name, c.Hint))], NomineeWords.Of(scheme.Subject), Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, FilingDesk desk, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            var (cycle, scheme, rules) = await desk.Cycle(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.Nominate, clock.Now);
            var street = desk.StreetId;
            var live = await db.Entries.Where(e => e.CycleId == cycle.Id && e.StreetId == street && e.State != EntryState.Rejected && e.State != EntryState.Withdrawn)
                .ToListAsync(cancellationToken);
            Quota.Demand(rules, request.Slot, live.ConvertAll(e => e.Slot));

            var person = request.PersonId is { } id
                ? await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Unit!.StreetId == street, cancellationToken) ?? throw Refused.Missing("本街道名册里没有这位同志。")
                : null;
            var branchId = person?.UnitId ?? request.BranchId;
            var (branch, estate) = (await desk.Branches(cancellationToken)).FirstOrDefault(b => b.Branch.Id == branchId);
            if (branch is null)
                throw Refused.Input("请选择本街道的党支部。");
            var name = person?.Name ?? request.Name!.Trim();
            if (live.Exists(e => person is not null && e.PersonId == person.Id))
                throw new Refused($"{name}同志本期已经申报过，不能重复申报。");
            if (live.Find(e => e.BranchId == branch.Id) is { } taken)
                throw new Refused($"{branch.Name}本期已经申报了{taken.PersonName}，一个党支部每期只报一{(scheme.Subject.IsPerson ? "位" : "个")}。");
            var wins = await PastWins.Load(db, scheme.Code, cancellationToken);
            CoolingOff.Demand(name, wins.Of(person?.Id, name, branch.Id), rules.CoolingOffMonths, clock.Now);
            var replaces = await Replaced(request, cycle.Id, street, cancellationToken);

            var composition = person?.Composition ?? request.Composition!;
            var entry = new Entry
            {
                CycleId = cycle.Id,
                StreetId = street,
                Slot = request.Slot,
                PersonId = person?.Id,
                PersonName = name,
                Composition = rules.Composition.Any(c => c.Code == composition) ? composition : string.Empty,
                PersonTitle = person?.Title ?? request.Title?.Trim(),
                BranchId = branch.Id,
                BranchName = branch.Name,
                EstateId = estate.Id,
                EstateName = estate.Name,
                State = EntryState.Draft,
                ReplacesId = replaces?.Id,
                CreatedAt = clock.Now,
            };
            db.Entries.Add(entry);
            await desk.DropFiling(cycle.Id, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            journal.Note(cycle.Id, entry.Id, replaces is null ? $"在第 {entry.Slot} 个名额为{name}起草申报" : $"在第 {entry.Slot} 个名额改报{name}，接替{replaces.PersonName}");
            return entry.Id;
        }

        private async Task<Entry?> Replaced(Command request, int cycleId, int street, CancellationToken cancellationToken)
        {
            if (request.Replaces is not { } id)
                return null;
            var old = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.CycleId == cycleId && e.StreetId == street, cancellationToken);
            return old is { Live: false } ? old : throw Refused.Input("要接替的申报还没有撤回。请先撤回，再另报一位。");
        }
    }
}
