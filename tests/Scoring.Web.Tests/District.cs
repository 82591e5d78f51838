using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Tests;

/// <summary>
/// A district small enough to know by heart. Ids tell the place: district 1; departments 11–17; streets 21–23; street 21's communities
/// 211 and 212; community 211's estates 2111 and 2112; estate 2111's branch 21111, whose secretary is person 21111. So street 2's
/// second estate of its first community is 2212. Codes are the same with a letter: department codes of the scheme, S1–S3, C211, E2111, B21111.
/// Accounts: street-1…3, operator-1, operator-2, approver, supervisor, administrator, evidence-org… and judge-org… (one a department),
/// judge-street-1…3, timekeeper, scorer-1, scorer-2, unit-1.
/// </summary>
public static class District
{
    public const string Password = "a-test-password-1";

    /// <summary>Real hashing, but of one round: the tests sign in hundreds of times.</summary>
    public const int HashRounds = 1;

    public const int Id = 1;

    /// <summary>The departments that the seeded scheme names, in its order; the first gets id 11.</summary>
    public static IReadOnlyList<(string Code, string Name)> Departments { get; } =
    [
        ("ORG", "区委组织部"), ("PLC", "区委政法委"), ("CIVIL", "区民政局"), ("HOUSING", "区住建局"),
        ("DISCIPLINE", "区纪委监委"), ("PUBLICITY", "区委宣传部"), ("PETITION", "区信访局"),
    ];

    public static IReadOnlyList<(string Code, string Name)> Streets { get; } = [("S1", "东门街道"), ("S2", "西门街道"), ("S3", "南门街道")];

    /// <summary>Every account: user name, full name, role, unit.</summary>
    public static IReadOnlyList<(string UserName, string FullName, Role Role, int UnitId)> Accounts { get; } =
    [
        .. Streets.Select((s, i) => ($"street-{Number(i + 1)}", $"{s.Name}经办", Role.StreetCommittee, Street(i + 1))),
        ("operator-1", "经办甲", Role.Operator, Department("ORG")),
        ("operator-2", "经办乙", Role.Operator, Department("ORG")),
        ("approver", "审定甲", Role.Approver, Department("ORG")),
        ("supervisor", "监督甲", Role.Supervisor, Department("DISCIPLINE")),
        ("administrator", "管理甲", Role.Administrator, Id),
        ("auditor", "审计甲", Role.Auditor, Id),
        .. Departments.Select(d => ($"evidence-{d.Code.ToLowerInvariant()}", $"{d.Name}核查", Role.EvidenceDepartment, Department(d.Code))),
        .. Departments.Select(d => ($"judge-{d.Code.ToLowerInvariant()}", $"{d.Name}评委", Role.Judge, Department(d.Code))),
        .. Streets.Select((s, i) => ($"judge-street-{Number(i + 1)}", $"{s.Name}评委", Role.Judge, Street(i + 1))),
        ("timekeeper", "计时甲", Role.Timekeeper, Department("ORG")),
        ("scorer-1", "计分甲", Role.Scorer, Department("ORG")),
        ("scorer-2", "计分乙", Role.Scorer, Department("ORG")),
        ("unit-1", "包联甲", Role.PairedUnit, Department("PETITION")),
    ];

    public static int Department(string code) => 11 + Departments.ToList().FindIndex(d => d.Code == code);

    /// <param name="number">1–3.</param>
    public static int Street(int number) => 20 + number;

    /// <summary>A street's four estates.</summary>
    public static IReadOnlyList<int> Estates(int street) => [.. from c in (int[])[1, 2] from e in (int[])[1, 2] select (((Street(street) * 10) + c) * 10) + e];

    /// <summary>A street's four branches; the secretary of each is the person of the same id.</summary>
    public static IReadOnlyList<int> Branches(int street) => [.. Estates(street).Select(e => (e * 10) + 1)];

    public static int Account(string userName) => 1 + Accounts.ToList().FindIndex(a => a.UserName == userName);

    /// <summary>Writes the district into an empty, migrated file.</summary>
    public static void Fill(ScoringDb db)
    {
        db.Units.Add(new Unit { Id = Id, Code = "DISTRICT", Name = "测试区", Kind = UnitKind.District });
        foreach (var (code, name) in Departments)
            db.Units.Add(new Unit { Id = Department(code), Code = code, Name = name, Kind = UnitKind.Department, ParentId = Id });
        for (var street = 1; street <= Streets.Count; street++)
            AddStreet(db, street, Streets[street - 1].Code, Streets[street - 1].Name);
        db.SaveChanges();

        foreach (var (userName, fullName, role, unitId) in Accounts)
            AddAccount(db, Account(userName), userName, fullName, role, unitId);
        db.SaveChanges();
    }

    /// <summary>An account with the password of them all.</summary>
    public static void AddAccount(ScoringDb db, int id, string userName, string fullName, Role role, int unitId)
    {
        var hasher = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = HashRounds }));
        var account = new Account
        {
            Id = id, UserName = userName, NormalizedUserName = userName.ToUpperInvariant(), FullName = fullName, UnitId = unitId,
            LockoutEnabled = true, SecurityStamp = $"stamp-{userName}",
        };
        account.PasswordHash = hasher.HashPassword(account, Password);
        account.Grants.Add(new RoleGrant { Role = role, UnitId = unitId, GrantedAt = WebApp.China(2026, 1, 4) });
        db.Users.Add(account);
    }

    /// <summary>A street with its communities, estates, branches and secretaries.</summary>
    public static void AddStreet(ScoringDb db, int street, string code, string name)
    {
        var id = Street(street);
        db.Units.Add(new Unit { Id = id, Code = code, Name = name, Kind = UnitKind.Street, ParentId = Id, StreetId = id });
        foreach (var community in Estates(street).Select(e => e / 10).Distinct())
            Add(community, "C", UnitKind.Community, id, $"{name[..2]}第{Number(community % 10)}社区", null);
        foreach (var estate in Estates(street))
            Add(estate, "E", UnitKind.Estate, estate / 10, $"和顺{Number(estate)}小区", 400 + (estate % 100 * 10));
        foreach (var branch in Branches(street))
        {
            Add(branch, "B", UnitKind.Branch, branch / 10, $"和顺{Number(branch / 10)}小区党支部", null);
            db.People.Add(new Person
            {
                Id = branch, Name = $"书记{Number(branch)}", UnitId = branch, Composition = branch / 10 % 2 == 1 ? "RESIDENT" : "CADRE",
                Title = "小区党支部书记", BirthYear = 1975, PartyYear = 2001, Phone = $"13{Number(branch * 10000)}",
            });
        }

        void Add(int unit, string letter, UnitKind kind, int parent, string name, int? households) =>
            db.Units.Add(new Unit { Id = unit, Code = $"{letter}{Number(unit)}", Name = name, Kind = kind, ParentId = parent, StreetId = id, Households = households });
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
