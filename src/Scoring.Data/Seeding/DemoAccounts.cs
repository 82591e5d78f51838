using Microsoft.AspNetCore.Identity;
using Scoring.Data.Records;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Seeding;

/// <summary>Who can sign in to the demo; the sign-in page offers the first of each role by one click.</summary>
internal sealed class DemoAccounts
{
    public const string Password = "leitai-demo-2026";

    private readonly District district;
    private readonly DateTimeOffset at;
    private readonly string passwordHash;

    /// <summary>Accounts for every street, for the departments that send a judge, and for those that own evidence or vetoes.</summary>
    public DemoAccounts(District district, IReadOnlyList<string> judgeDepartments, IReadOnlyList<string> evidenceDepartments, DateTimeOffset at)
    {
        (this.district, this.at) = (district, at);
        // Hashed once for all: hashing is slow by design, and the start of a demo is not where to spend it.
        passwordHash = new PasswordHasher<Account>().HashPassword(null!, Password);
        var streets = district.Streets;
        var organiser = district.Department(evidenceDepartments[0]);
        var evidence = evidenceDepartments.Select(district.Department).ToArray();
        var judging = judgeDepartments.Select(district.Department).ToArray();

        foreach (var street in streets.Take(2))
            Clerk(street);
        DepartmentJudge(judging[2]);
        StreetJudge(streets[1]);
        foreach (var unit in new[] { evidence[1], evidence[^1] })
            Officer(unit);
        Operator = Add("org-1", Role.Operator, organiser);
        Approver = Add("approver", Role.Approver, organiser);
        Supervisor = Add("supervisor", Role.Supervisor, district.Department("DISCIPLINE"));
        Add("admin", Role.Administrator, district.Root);

        Add("org-2", Role.Operator, organiser);
        foreach (var street in streets.Skip(2))
            Clerk(street);
        foreach (var unit in evidence.Where((_, i) => i != 1 && i != evidence.Length - 1))
            Officer(unit);
        foreach (var unit in judging.Where((_, i) => i != 2))
            DepartmentJudge(unit);
        foreach (var street in streets.Where((_, i) => i != 1))
            StreetJudge(street);
        Timekeeper = Add("timekeeper", Role.Timekeeper, organiser, "钟守时");
        Add("auditor", Role.Auditor, district.Root);
        foreach (var number in new[] { 1, 2 })
            Add($"scorer-{number}", Role.Scorer, organiser);
        foreach (var unit in district.Applicants)
            Add(Lower(unit), Role.Applicant, unit, district.People.First(p => p.UnitId == unit.Id).Name);
    }

    public List<Account> All { get; } = [];

    /// <summary>Officers for the departments that check evidence in another programme and have none yet. Their names come from a stream of their own.</summary>
    public void AddOfficers(Scheme scheme, PersonNames others)
    {
        foreach (var unit in scheme.Evidence.SelectMany(e => e.Departments).Distinct(StringComparer.Ordinal).Select(district.Department).Where(u => !All.Exists(a => a.Grants.Exists(g => g.Role == Role.EvidenceDepartment && g.UnitId == u.Id))).ToList())
            Add(Lower(unit), Role.EvidenceDepartment, unit, others.Next(1975 + (unit.Id % 15)));
    }

    public Account Operator { get; }

    public Account Approver { get; }

    public Account Supervisor { get; }

    public Account Timekeeper { get; }

    /// <summary>The judges that the sign-in page offers first, by account.</summary>
    public IReadOnlyList<int> FirstJudges => [.. All.Where(a => a.Grants[0].Role == Role.Judge).Take(2).Select(a => a.Id)];

    /// <summary>The account that holds a role for a unit.</summary>
    public Account Of(Role role, int unitId) => All.First(a => a.Grants.Exists(g => g.Role == role && g.UnitId == unitId));

    /// <summary>One more account, for what is added after the months; the caller saves it.</summary>
    public Account Later(string userName, Role role, Unit unit) => Add(userName, role, unit);

    private void Clerk(Unit street) => Add(Lower(street), Role.StreetCommittee, street);

    private void Officer(Unit department) => Add(Lower(department), Role.EvidenceDepartment, department);

    private void DepartmentJudge(Unit department) => Add("judge-" + Lower(department), Role.Judge, department);

    private void StreetJudge(Unit street) => Add("judge-" + Lower(street), Role.Judge, street);

    private static string Lower(Unit unit) => unit.Code.ToLowerInvariant();

    private Account Add(string userName, Role role, Unit unit, string? name = null)
    {
        var account = new Account
        {
            Id = All.Count + 1,
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            FullName = name ?? district.Names.Next(1970 + (All.Count * 7 % 26)),
            UnitId = unit.Id,
            PasswordHash = passwordHash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
            Demo = true,
        };
        account.Grants.Add(new RoleGrant { Id = All.Count + 1, Role = role, UnitId = unit.Id, GrantedAt = at });
        All.Add(account);
        return account;
    }
}
