using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Registers;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Registers;

/// <summary>People as a table. Telephone numbers go out masked; a masked or empty one that comes in again changes nothing.</summary>
public sealed class PeopleRegister(ScoringDb db, Clock clock, SchemeShelf shelf) : Register
{
    public override string Name => "人员";

    public override string Counter => "位";

    public override string KnownBy => "编号，没有编号的按姓名和党支部";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new(PersonRows.Number, "平台编的号，导出时带出。新增的人员留空；改已有的人员时保留，同名、改名或调动的必须有"),
        new(PersonRows.PersonName, "必填，最多 30 个字"),
        new(PersonRows.BranchCode, "必填，所在党支部的编号；改它就是调到别的党支部"),
        new(PersonRows.BranchName, "可以不填；填了就和编号核对，防止错行"),
        new(PersonRows.Composition, "必填，方案里写的类别名称，例如导出的表里那样"),
        new(PersonRows.Title, "可以不填，最多 60 个字"),
        new(PersonRows.BirthYear, "可以不填，四位数字"),
        new(PersonRows.PartyYear, "可以不填，四位数字"),
        new(PersonRows.Phone, "11 位手机号，或带区号的座机号。导出时隐去中间四位；留空或保持隐去的样子，号码就不变"),
    ];

    public override Task<int> Count(CancellationToken cancellationToken) => db.People.CountAsync(cancellationToken);

    public override async Task<IReadOnlyList<IReadOnlyList<object?>>> Rows(CancellationToken cancellationToken)
    {
        var names = await Compositions(cancellationToken);
        var words = names.ToLookup(n => n.Value, n => n.Key);
        var people = await db.People.AsNoTracking().OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.Name, p.Unit!.Code, Branch = p.Unit.Name, p.Composition, p.Title, p.BirthYear, p.PartyYear, p.Phone }).ToListAsync(cancellationToken);
        return
        [
            .. people.Select(p => new object?[]
            {
                p.Id.ToString(CultureInfo.InvariantCulture), p.Name, p.Code, p.Branch, words[p.Composition].FirstOrDefault() ?? p.Composition, p.Title, p.BirthYear, p.PartyYear, Masked.Phone(p.Phone),
            }),
        ];
    }

    public override async Task<Prepared> Prepare(IReadOnlyList<FilledRow> rows, CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var people = await db.People.AsNoTracking().ToListAsync(cancellationToken);
        var (plan, writes) = PersonRows.Plan(rows, people, units, await Compositions(cancellationToken), ChinaTime.DateOf(clock.Now).Year);
        return new Prepared(plan, stop => Write(writes, stop));
    }

    private async Task Write(IReadOnlyList<PersonWrite> writes, CancellationToken cancellationToken)
    {
        var people = await db.People.ToDictionaryAsync(p => p.Id, cancellationToken);
        foreach (var write in writes)
        {
            var person = write.Existing is { } id ? people[id] : new Person { Name = write.Name, Composition = write.Composition };
            (person.Name, person.UnitId, person.Composition) = (write.Name, write.UnitId, write.Composition);
            (person.Title, person.BirthYear, person.PartyYear) = (write.Title, write.BirthYear, write.PartyYear);
            if (write.Phone is { } phone)
                person.Phone = phone;
            if (write.Existing is null)
                db.People.Add(person);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The newest schemes' kinds of secretary: codes by their names.</summary>
    private async Task<Dictionary<string, string>> Compositions(CancellationToken cancellationToken) =>
        (await shelf.Latest(cancellationToken)).SelectMany(s => s.Scheme.Nomination?.Composition ?? []).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Code, StringComparer.Ordinal);
}
