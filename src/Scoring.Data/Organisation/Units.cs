using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Organisation;

/// <summary>The district's units as a tree.</summary>
public static class Units
{
    /// <summary>Every unit with the one above it: two columns of some thousand rows.</summary>
    public static async Task<UnitTree> Tree(ScoringDb db, CancellationToken cancellationToken = default) =>
        new((await db.Units.AsNoTracking().Select(u => new { u.Id, u.ParentId }).ToListAsync(cancellationToken)).Select(u => (u.Id, u.ParentId)));

    /// <summary>The units whose name or code holds the words, or whose name begins with them as initials.</summary>
    public static IQueryable<Unit> Named(this IQueryable<Unit> units, string words)
    {
        if (Initials.Typed(words) is not { } from)
            return units.Where(u => u.Name.Contains(words) || u.Code.Contains(words));
        var beyond = Initials.Beyond(from);
        return units.Where(u => u.Name.Contains(words) || u.Code.Contains(words) || (string.Compare(u.Initials, from) >= 0 && string.Compare(u.Initials, beyond) < 0));
    }

    /// <summary>The people whose name or branch holds the words, or whose name begins with them as initials: those by the index alone.</summary>
    public static IQueryable<Person> Named(this IQueryable<Person> people, string words)
    {
        if (Initials.Typed(words) is not { } from)
            return people.Where(p => p.Name.Contains(words) || p.Unit!.Name.Contains(words));
        var beyond = Initials.Beyond(from);
        return people.Where(p => string.Compare(p.Initials, from) >= 0 && string.Compare(p.Initials, beyond) < 0);
    }

    /// <summary>Gives the names of an older file their initials; finds nothing to do in any other.</summary>
    public static async Task FillInitials(ScoringDb db, CancellationToken cancellationToken = default)
    {
        foreach (var unit in await db.Units.Where(u => u.Initials == string.Empty).ToListAsync(cancellationToken))
            Again(unit.Name, name => unit.Name = name);
        foreach (var person in await db.People.Where(p => p.Initials == string.Empty).ToListAsync(cancellationToken))
            Again(person.Name, name => person.Name = name);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Initials follow from setting the name.</summary>
    private static void Again(string name, Action<string> set) => set(name);
}
