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

/// <summary>How subjects come to a cycle.</summary>
public enum SubjectSource
{
    /// <summary>申报: streets nominate people.</summary>
    Nomination,

    /// <summary>名册: every unit of the kind takes part, enrolled when the cycle opens.</summary>
    Register,

    /// <summary>自评申报: the unit itself pledges and applies; its street reviews.</summary>
    Application,
}

/// <summary>Who or what is evaluated: the word for it, the kind of unit it belongs to, and how it comes to a cycle.</summary>
public sealed record Subject(string Name, string UnitKind, string UnitName, SubjectSource From)
{
    /// <summary>The kind of a pairing of a unit with an estate, which is a register of its own and no unit.</summary>
    public const string Pairing = "pairing";

    /// <summary>The kind of a member of a branch, who is a person and no unit.</summary>
    public const string Member = "member";

    /// <summary>The kinds that a scheme may name.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["branch", "estate", "community", "building", "institution", Pairing, Member];

    internal static Subject Read(Node node, bool nominated)
    {
        node.Only("name", "unitKind", "unitName", "from");
        var kind = node.Code("unitKind");
        if (!Kinds.Contains(kind, StringComparer.Ordinal))
            throw node.Get("unitKind").Refuse($"不认识「{kind}」；可以写：{string.Join('、', Kinds)}。");
        var from = node.Find("from")?.OneOf(("nomination", SubjectSource.Nomination), ("register", SubjectSource.Register), ("application", SubjectSource.Application))
            ?? (nominated ? SubjectSource.Nomination : SubjectSource.Register);
        if (from == SubjectSource.Register == nominated)
            throw (node.Find("from") ?? node).Refuse(nominated ? "从名册产生的，不要再写「nomination」。" : "要申报的，请写明「nomination」。");
        return new(node.Text("name"), kind, node.Text("unitName"), from);
    }
}

/// <summary>A department taking part: its unit code, and its name.</summary>
public sealed record Department(string Code, string Name);

/// <summary>A code with the words a screen shows for it.</summary>
public sealed record CodedText(string Code, string Name, string? Hint);
