namespace Scoring.Domain.Organisation;

/// <summary>What an account may be. Each grant has a scope: the unit it is held for.</summary>
public enum Role
{
    /// <summary>街道党工委: nominates for its own street.</summary>
    StreetCommittee,

    /// <summary>评委: scores the entries of the panels it is appointed to.</summary>
    Judge,

    /// <summary>佐证部门: enters evidence for the indicators its department owns.</summary>
    EvidenceDepartment,

    /// <summary>组织部经办.</summary>
    Operator,

    /// <summary>组织部审定: never the person who tallied.</summary>
    Approver,

    /// <summary>监督员: sees everything, reopens sheets, acknowledges flags, draws lots; scores nothing.</summary>
    Supervisor,

    /// <summary>计时员: runs the clock of a live day and proposes what overtime costs.</summary>
    Timekeeper,

    /// <summary>系统管理员: accounts and scheme files; no part in any contest.</summary>
    Administrator,

    /// <summary>审计管理员: reads the journal and nothing else.</summary>
    Auditor,

    /// <summary>计分员: reads papers in; scores nothing and decides nothing.</summary>
    Scorer,

    /// <summary>申报单位: pledges, assesses itself and applies for its own unit, and answers for what it holds.</summary>
    Applicant,

    /// <summary>包联单位: keeps the ledger of what it did for its estates; sees its own means and never a rating.</summary>
    PairedUnit,
}

/// <summary>A role held for a unit.</summary>
public sealed class RoleGrant
{
    public int Id { get; init; }

    public int AccountId { get; init; }

    public required Role Role { get; init; }

    public int UnitId { get; init; }

    public Unit? Unit { get; init; }

    public DateTimeOffset GrantedAt { get; init; }
}

/// <summary>The words for roles.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.StreetCommittee => "街道党工委",
        Role.Judge => "评委",
        Role.EvidenceDepartment => "佐证部门",
        Role.Operator => "组织部经办",
        Role.Approver => "组织部审定",
        Role.Supervisor => "监督员",
        Role.Timekeeper => "计时员",
        Role.Administrator => "系统管理员",
        Role.Auditor => "审计管理员",
        Role.Scorer => "计分员",
        Role.PairedUnit => "包联单位",
        Role.Applicant => "申报单位",
        _ => role.ToString(),
    };

    /// <summary>The word for a role held for a kind of unit: whoever rates what lies in their own unit sits on no panel.</summary>
    public static string Of(Role role, UnitKind kind) => role == Role.Judge && GrantRules.Rates(kind) ? "评价人" : Of(role);
}
