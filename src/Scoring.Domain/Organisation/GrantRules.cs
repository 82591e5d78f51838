namespace Scoring.Domain.Organisation;

/// <summary>Which roles one account may hold together, and for which kind of unit. Must not know who is asking beyond the two ids.</summary>
public static class GrantRules
{
    private static readonly (Role One, Role Other, string Why)[] Apart =
    [
        (Role.Operator, Role.Approver, "经办和审定必须是两个人"),
        (Role.Supervisor, Role.Judge, "监督员不打分"),
        (Role.Supervisor, Role.Operator, "监督员不经办"),
        (Role.Supervisor, Role.Approver, "监督员不审定"),
        (Role.Supervisor, Role.Timekeeper, "超时扣分由计时员提出、监督员确认"),
        (Role.Judge, Role.Timekeeper, "评委不计时"),
        (Role.Applicant, Role.StreetCommittee, "自评申报和初审必须是两个人"),
        (Role.Applicant, Role.EvidenceDepartment, "申报的单位不核查佐证"),
        (Role.Applicant, Role.Operator, "申报的单位不经办"),
        (Role.Applicant, Role.Approver, "申报的单位不审定"),
        (Role.Applicant, Role.Supervisor, "申报的单位不监督自己"),
        (Role.Scorer, Role.Judge, "计分员不打分"),
        (Role.Scorer, Role.Supervisor, "监督员不录入"),
        (Role.PairedUnit, Role.Judge, "包联单位不给自己评价"),
    ];

    /// <summary>The kinds of unit for which a role can be held.</summary>
    public static IReadOnlyList<UnitKind> Scopes(Role role) => role switch
    {
        Role.StreetCommittee => [UnitKind.Street],
        Role.Judge => [UnitKind.Department, UnitKind.Street, UnitKind.Branch, UnitKind.Community, UnitKind.Estate, UnitKind.Building],
        Role.PairedUnit => [UnitKind.Institution, UnitKind.Department],
        Role.EvidenceDepartment => [UnitKind.Department],
        Role.Applicant => [UnitKind.Branch, UnitKind.Estate, UnitKind.Community, UnitKind.Building, UnitKind.Institution],
        Role.Administrator => [UnitKind.District],
        Role.Auditor => [UnitKind.District, UnitKind.Department],
        _ => [UnitKind.Department, UnitKind.District],
    };

    /// <summary>Whether judges of such a unit rate what lies in it, outside any hall.</summary>
    public static bool Rates(UnitKind kind) => kind is UnitKind.Branch or UnitKind.Community or UnitKind.Estate or UnitKind.Building;

    /// <summary>Whether a role takes part in contests: every one but the administrator's and the auditor's.</summary>
    public static bool InContest(Role role) => role is not (Role.Administrator or Role.Auditor);

    /// <summary>Refuses a grant that would put what must be separate into one hand.</summary>
    /// <param name="held">What the account holds already.</param>
    /// <param name="role">The role to be given.</param>
    /// <param name="scope">The unit for which it is to be held.</param>
    /// <exception cref="Refused">With the reason, and what to do instead.</exception>
    public static void Demand(IReadOnlyCollection<RoleGrant> held, Role role, Unit scope)
    {
        if (!Scopes(role).Contains(scope.Kind))
            throw Refused.Input($"“{RoleNames.Of(role)}”要按{string.Join("或", Scopes(role).Select(UnitKinds.Name))}授予，“{scope.Name}”是{UnitKinds.Name(scope.Kind)}。请换一个单位。");
        if (held.Any(g => g.Role == role && g.UnitId == scope.Id))
            throw new Refused($"这个账号已经是“{scope.Name}”的{RoleNames.Of(role)}，不用再授。");
        // Who watches over everyone is watched by no other role of their own.
        if (held.FirstOrDefault(g => g.Role != role && (g.Role == Role.Auditor || role == Role.Auditor)) is { } beside)
            throw new Refused($"审计管理员不做别的事：同一个账号不能既是“{RoleNames.Of(beside.Role)}”又是“{RoleNames.Of(role)}”。请为另一位同志另建账号。");
        if (held.FirstOrDefault(g => InContest(g.Role) != InContest(role)) is { } other)
            throw new Refused($"系统管理员不参与任何评选：同一个账号不能既是“{RoleNames.Of(other.Role)}”又是“{RoleNames.Of(role)}”。请为另一位同志另建账号。");
        foreach (var (one, second, why) in Apart)
        {
            if ((role == one && held.Any(g => g.Role == second)) || (role == second && held.Any(g => g.Role == one)))
                throw new Refused($"{why}：同一个账号不能既是“{RoleNames.Of(one)}”又是“{RoleNames.Of(second)}”。请授给另一位同志。");
        }
    }

    /// <summary>Nobody gives or takes their own roles.</summary>
    /// <exception cref="Refused">The actor is the account's owner.</exception>
    public static void DemandOther(int actorId, int accountId)
    {
        if (actorId == accountId)
            throw Refused.NotYours("不能给自己授予或收回身份。请由另一位系统管理员操作。");
    }
}
