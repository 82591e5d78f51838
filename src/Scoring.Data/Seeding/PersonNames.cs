using Bogus;
using Bogus.DataSets;

namespace Scoring.Data.Seeding;

/// <summary>Invented names that look their age, each given once.</summary>
internal sealed class PersonNames(NamesText text, Randomizer random)
{
    private readonly Name surnames = new("zh_CN") { Random = random };
    private readonly HashSet<string> taken = [.. text.Avoid];

    /// <summary>A name nobody has yet, for somebody born in that year.</summary>
    public string Next(int birthYear)
    {
        var generation = text.Generations.First(g => birthYear <= g.To);
        while (true)
        {
            var given = random.Bool() ? generation.Men : generation.Women;
            // In this locale LastName is the surname.
            var name = surnames.LastName() + Given(given);
            if (taken.Add(name))
                return name;
        }
    }

    private string Given(GivenText given)
    {
        if (random.Number(1, 100) <= 22)
            return Pick(given.Single);
        while (true)
        {
            var (first, second) = (Pick(given.First), Pick(given.Second));
            if (!string.Equals(first, second, StringComparison.Ordinal))
                return first + second;
        }
    }

    private string Pick(string characters) => characters[random.Number(0, characters.Length - 1)].ToString();
}
