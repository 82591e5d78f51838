namespace Scoring.Domain.Schemes;

/// <summary>Whether the programme may run at all: evaluations are approval-controlled.</summary>
public enum ApprovalState
{
    /// <summary>报批中: shown with a reminder, not for real use.</summary>
    Pending,

    /// <summary>已批准.</summary>
    Approved,

    /// <summary>无需审批 (work exchange within existing duties).</summary>
    NotRequired,
}

/// <summary>依据文号, 主办单位, 审批状态 and a remark on it.</summary>
public sealed record Authority(string Document, string Organiser, ApprovalState Approval, string Note)
{
    /// <summary>审批状态 in Chinese.</summary>
    public string ApprovalName => Approval switch
    {
        ApprovalState.Approved => "已批准",
        ApprovalState.NotRequired => "无需审批",
        _ => "报批中",
    };
}

/// <summary>Who or what is evaluated: the word for it, and the kind of unit it belongs to (branch, estate, community, pairing …).</summary>
public sealed record Subject(string Name, string UnitKind, string UnitName);

/// <summary>A department taking part: its unit code, and its name.</summary>
public sealed record Department(string Code, string Name);

/// <summary>A code with the words a screen shows for it.</summary>
public sealed record CodedText(string Code, string Name, string? Hint);
