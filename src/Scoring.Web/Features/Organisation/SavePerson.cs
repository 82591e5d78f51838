using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Organisation;

/// <summary>A person on the roster, new or changed. A telephone number is never shown whole, so an empty field keeps the one there is.</summary>
public static class SavePerson
{
    /// <param name="Id">Null for a new person.</param>
    /// <param name="UnitId">The branch of a new person.</param>
    public sealed record Query(int? Id, int? UnitId) : IRequest<View>;

    public sealed record View(int? Id, string UnitCode, string UnitName, IReadOnlyDictionary<string, string> Compositions, string MaskedPhone)
    {
        public Guid Key { get; init; }

        public string Name { get; init; } = string.Empty;

        public string Composition { get; init; } = string.Empty;

        public string? Title { get; init; }

        public int? BirthYear { get; init; }

        public int? PartyYear { get; init; }

        public string? Phone { get; init; }
    }

    public sealed record Command : ICommand<int>, IKeyed
    {
        public Guid Key { get; init; }

        public int? Id { get; init; }

        [Required(ErrorMessage = "请填写所在党支部的编号。")]
        public string UnitCode { get; init; } = string.Empty;

        [Required(ErrorMessage = "请填写姓名。")]
        [MaxLength(PersonRules.LongestName, ErrorMessage = "姓名最多 30 个字。")]
        public string Name { get; init; } = string.Empty;

        [Required(ErrorMessage = "请选择人员类别。")]
        public string Composition { get; init; } = string.Empty;

        [MaxLength(PersonRules.LongestTitle, ErrorMessage = "职务最多 60 个字。")]
        public string? Title { get; init; }

        public int? BirthYear { get; init; }

        public int? PartyYear { get; init; }

        [RegularExpression(PersonRules.PhoneShape, ErrorMessage = "请填写 11 位手机号，或带区号的座机号。")]
        public string? Phone { get; init; }
    }

    public sealed class Form(ScoringDb db, Compositions compositions) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var names = await compositions.Names(cancellationToken);
            if (request.Id is not { } id)
            {
                var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == request.UnitId, cancellationToken) ?? throw Refused.Missing("名册里没有这个党支部。");
                return new View(null, unit.Code, unit.Name, names, string.Empty) { Key = Guid.NewGuid() };
            }

            var person = await db.People.AsNoTracking().Include(p => p.Unit).SingleOrDefaultAsync(p => p.Id == id, cancellationToken) ?? throw Refused.Missing("名册里没有这位同志。");
            return new View(person.Id, person.Unit!.Code, person.Unit.Name, names, Masked.Phone(person.Phone))
            {
                Key = Guid.NewGuid(), Name = person.Name, Composition = person.Composition, Title = person.Title, BirthYear = person.BirthYear, PartyYear = person.PartyYear,
            };
        }
    }

    public sealed class Handler(ScoringDb db, Journal journal, Clock clock, Compositions compositions) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            var code = request.UnitCode.Trim().ToUpperInvariant();
            var unit = await db.Units.SingleOrDefaultAsync(u => u.Code == code, cancellationToken) ?? throw Refused.Input($"名册里没有编号为“{code}”的单位。编号在单位页上可以看到。");
            UnitChanges.DemandStanding(unit);
            if (unit.Kind != UnitKind.Branch)
                throw Refused.Input($"“{unit.Name}”是{UnitKinds.Name(unit.Kind)}。书记要登记在党支部名下，请填党支部的编号。");
            if (!(await compositions.Names(cancellationToken)).ContainsKey(request.Composition))
                throw Refused.Input("请从列出的人员类别里选一项。");
            if (PersonRules.YearFault(request.BirthYear, request.PartyYear, ChinaTime.DateOf(clock.Now).Year) is { } fault)
                throw Refused.Input(fault);

            var person = request.Id is { } id
                ? await db.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken) ?? throw Refused.Missing("名册里没有这位同志。")
                : new Person { Name = request.Name, Composition = request.Composition };
            (person.Name, person.UnitId, person.Composition) = (request.Name.Trim(), unit.Id, request.Composition);
            (person.Title, person.BirthYear, person.PartyYear) = (request.Title?.Trim(), request.BirthYear, request.PartyYear);
            if (!string.IsNullOrEmpty(request.Phone))
                person.Phone = request.Phone;
            if (request.Id is null)
                db.People.Add(person);
            await db.SaveChangesAsync(cancellationToken);
            journal.Note(null, null, $"名册{(request.Id is null ? "添加" : "修改")}“{person.Name}”（{unit.Name}）");
            return person.Id;
        }
    }
}
