// The demo district's tree and roster. Invented from a fixed seed: the same every time, and no real place or person.
using System.Globalization;
using Bogus;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Person = Scoring.Domain.Organisation.Person;

namespace Scoring.Data.Seeding;

/// <summary>Units and people of the demo district.</summary>
internal sealed class District
{
    private const int FirstStreetId = 11;
    private const int FirstCommunityId = 101;
    private const int FirstEstateId = 1001;
    private const int FirstBranchId = 2001;

    private readonly DistrictText text;
    private readonly Randomizer random;
    private readonly PersonNames names;
    private readonly HashSet<string> estateNames = new(StringComparer.Ordinal);

    public District(DemoFiles files, Scheme scheme, Randomizer random)
    {
        (text, this.random) = (files.District, random);
        names = new PersonNames(files.Names, random);
        Root = new Unit { Id = 1, Code = "DISTRICT", Name = text.District, Kind = UnitKind.District };
        Departments = [.. scheme.Departments.Select((d, i) => new Unit { Id = i + 2, Code = d.Code, Name = d.Name, Kind = UnitKind.Department, ParentId = Root.Id })];
        AddStreets();
        // 251 居民党员 to 442 社区干部, as the source text counts its secretaries; in the order the scheme names them.
        var kinds = scheme.Nomination?.Composition.Select(c => c.Code).Take(2).ToArray() is { Length: 2 } two ? two : ["RESIDENT", "CADRE"];
        AddPeople(kinds[0], kinds[1]);
    }

    public Unit Root { get; }

    public IReadOnlyList<Unit> Departments { get; }

    public List<Unit> Streets { get; } = [];

    public List<Unit> Communities { get; } = [];

    public List<Unit> Estates { get; } = [];

    public List<Unit> Branches { get; } = [];

    public List<Person> People { get; } = [];

    public PersonNames Names => names;

    /// <summary>Branches that sign in for themselves: every eighth of a street's, five a street.</summary>
    public IReadOnlyList<Unit> Applicants => [.. Streets.SelectMany(s => Branches.Where(b => b.StreetId == s.Id).Where((_, i) => i % 8 == 0).Take(5))];

    public IEnumerable<Unit> Units => [Root, .. Departments, .. Streets, .. Communities, .. Estates, .. Branches];

    public Unit Department(string code) => Departments.First(d => string.Equals(d.Code, code, StringComparison.Ordinal));

    public Unit EstateOf(Unit branch) => Estates[branch.Id - FirstBranchId];

    public Unit CommunityOf(Unit branch) => Communities[EstateOf(branch).ParentId!.Value - FirstCommunityId];

    private void AddStreets()
    {
        var communityNames = new Queue<string>(text.Communities);
        foreach (var written in text.Streets)
        {
            var id = FirstStreetId + Streets.Count;
            var street = new Unit { Id = id, Code = written.Code, Name = written.Name, Kind = UnitKind.Street, ParentId = Root.Id, StreetId = id };
            Streets.Add(street);
            for (var n = 1; n <= written.Communities; n++)
                AddCommunity(street, n, communityNames.Dequeue());
        }
    }

    private void AddCommunity(Unit street, int n, string name)
    {
        var community = new Unit
        {
            Id = FirstCommunityId + Communities.Count,
            Code = $"{street.Code}-{n:D2}",
            Name = name + "社区",
            Kind = UnitKind.Community,
            ParentId = street.Id,
            StreetId = street.Id,
        };
        Communities.Add(community);
        var estates = random.Number(3, 5);
        for (var e = 1; e <= estates; e++)
        {
            var code = $"{community.Code}-{e:D2}";
            var estate = new Unit
            {
                Id = FirstEstateId + Estates.Count,
                Code = code,
                Name = EstateName(),
                Kind = UnitKind.Estate,
                ParentId = community.Id,
                StreetId = street.Id,
                Households = Households(),
            };
            Estates.Add(estate);
            Branches.Add(new Unit
            {
                Id = FirstBranchId + Branches.Count,
                Code = code + "-B",
                Name = estate.Name + "党支部",
                Kind = UnitKind.Branch,
                ParentId = estate.Id,
                StreetId = street.Id,
            });
        }
    }

    /// <summary>Many small compounds, few large estates: even on a logarithmic scale between 60 and 2500.</summary>
    private int Households() => (int)Math.Round(Math.Exp(random.Double(Math.Log(60), Math.Log(2500))));

    private string EstateName()
    {
        while (true)
        {
            var name = random.Number(1, 10) switch
            {
                <= 6 => Joined(random.ListItem([.. text.EstateFirst]), random.ListItem([.. text.EstateLast])),
                <= 8 => random.ListItem([.. text.Compounds]) + random.ListItem([.. text.CompoundLast]),
                _ => $"{random.ListItem([.. text.Lanes])}{random.Number(1, 68).ToString(CultureInfo.InvariantCulture)}号院",
            };
            if (name.Length > 0 && estateNames.Add(name))
                return name;
        }
    }

    /// <summary>Nothing that says a character twice (桃园花园, 新建新村).</summary>
    private static string Joined(string first, string last) => first.Intersect(last).Any() ? string.Empty : first + last;

    private void AddPeople(string resident, string cadre)
    {
        foreach (var branch in Branches)
        {
            AddPerson(branch, "党支部书记");
            if (random.Number(1, 100) <= 77)
                AddPerson(branch, "党支部副书记");
        }

        void AddPerson(Unit branch, string title)
        {
            var isResident = random.Number(1, 693) <= 251;
            var born = isResident ? random.Number(1951, 1974) : random.Number(1976, 1996);
            People.Add(new Person
            {
                Id = People.Count + 1,
                Name = names.Next(born),
                UnitId = branch.Id,
                Composition = isResident ? resident : cadre,
                Title = title,
                BirthYear = born,
                PartyYear = born + random.Number(20, isResident ? 34 : 28),
                // 127: no operator gives out such numbers, so none of these rings anywhere.
                Phone = "127" + random.Number(0, 99_999_999).ToString("D8", CultureInfo.InvariantCulture),
            });
        }
    }
}
